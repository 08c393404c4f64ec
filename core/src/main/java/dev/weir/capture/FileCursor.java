package dev.weir.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the walks through all kinds of capture files have in common: one file, its end, its faults.
 */
abstract class FileCursor extends PacketCursor {
  final String file;
  final CaptureBytes bytes;

  final List<CaptureInterface> interfaces = new ArrayList<>(1);

  /** Where the next record begins. */
  long offset;

  private final List<Damage> damages = new ArrayList<>(1);

  /** See {@link CaptureOptions#firstInterfaceOnly()}. */
  boolean firstInterfaceOnly;

  private final List<String> notices = new ArrayList<>(1);
  private final List<CaptureInterface> interfacesView = Collections.unmodifiableList(interfaces);
  private final List<Damage> damagesView = Collections.unmodifiableList(damages);
  private final List<String> noticesView = Collections.unmodifiableList(notices);
  private boolean ended;

  FileCursor(final String file, final CaptureBytes bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  abstract String container();

  abstract ByteOrder order();

  abstract String version();

  /** Reads the next record; {@link #next()} adds what a mapping needs. */
  abstract boolean advance();

  @Override
  public final boolean next() {
    if (ended) {
      return false;
    }
    try {
      return advance();
    } catch (final InternalError e) {
      if (endedBy(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public final boolean endedBy(final InternalError error) {
    if (!bytes.isMapped()) {
      return false;
    }
    final String reason =
        bytes.isCutShort() ? bytes.fault() : "the mapped file could not be read: its disk failed";
    addDamage(offset, reason);
    return true;
  }

  /**
   * Ends the walk where the bytes end.
   *
   * @param start where the record begins that is not there, or not whole.
   * @param inside what is cut, as in "inside a packet".
   * @return false, for {@link #next()}.
   */
  final boolean end(final long start, final String inside) {
    final String fault = bytes.fault();
    if (fault != null) {
      return damage(start, fault);
    }
    ended = true;
    if (bytes.hasGrown()) {
      // The record at the end may be half written: that is no damage.
      notices.add(file + ": grew while it was read; what it held at the start has been read");
      return false;
    }
    return bytes.limit > start ? damage(start, "the file ends inside " + inside) : false;
  }

  /** Ends the walk with a damage; only the first counts. Returns false, for {@link #next()}. */
  final boolean damage(final long start, final String reason) {
    // Lost memory may read as zeros before the JVM tells: then that is the reason.
    addDamage(start, bytes.isCutShort() ? bytes.fault() : reason);
    return false;
  }

  /**
   * Ends the walk where it is not to go on, though the file does.
   *
   * @param start where the record begins that is not read.
   * @param reason why.
   * @return false, for {@link #next()}.
   */
  final boolean stop(final long start, final String reason) {
    ended = true;
    damages.add(new Damage(file, start, packetNumber, reason, true));
    return false;
  }

  /** Tells the walk, before its first step, how the file is to be read. */
  final FileCursor with(final CaptureOptions options) {
    firstInterfaceOnly = options.firstInterfaceOnly();
    return this;
  }

  private void addDamage(final long start, final String reason) {
    ended = true;
    if (damages.isEmpty()) {
      damages.add(new Damage(file, start, packetNumber, reason, false));
    }
  }

  @Override
  public final List<CaptureInterface> interfaces() {
    return interfacesView;
  }

  @Override
  public final List<Damage> damages() {
    return damagesView;
  }

  @Override
  public final List<String> notices() {
    return noticesView;
  }

  @Override
  public final List<CaptureFile> files() {
    return List.of(describe());
  }

  final CaptureFile describe() {
    final List<Integer> linkTypes =
        interfaces.stream().map(CaptureInterface::linkType).distinct().toList();
    final String container = bytes.isCompressed() ? container() + ".gz" : container();
    return new CaptureFile(
        file, bytes.size(), container, order(), version(), linkTypes, packetNumber);
  }

  @Override
  public final long bytesRead() {
    return bytes.progress(offset);
  }

  @Override
  public final void close() {
    bytes.close();
  }
}
