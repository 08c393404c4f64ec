package dev.weir.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file or stream of a capture: what it is, and when its packets begin. */
final class CaptureSource implements AutoCloseable {
  /** What the user calls it. */
  private final Path name;

  /** Where it is read: another file than was named where a stream has been copied. */
  private final Path path;

  private final boolean repeatable;
  private final long size;
  private final boolean compressed;
  private final long firstNanos;
  private final boolean pcapng;

  /** What the header of a classic file tells; empty for pcapng, whose interfaces come later. */
  private final List<CaptureInterface> interfaces;

  /** A stream that has been begun and not been handed out. */
  private FileCursor begun;

  private CaptureSource(
      final Path name, final Path path, final FileCursor cursor, final long firstNanos) {
    this.name = name;
    this.path = path;
    this.repeatable = isRepeatable(path);
    this.size = cursor.bytes.size();
    this.compressed = cursor.bytes.isCompressed();
    this.firstNanos = firstNanos;
    this.pcapng = cursor instanceof PcapngCursor;
    this.interfaces = pcapng ? List.of() : List.copyOf(cursor.interfaces());
    this.begun = repeatable ? null : cursor;
  }

  /**
   * Looks what a file is and that it can be read.
   *
   * @param name its name, or {@code -}.
   * @param first whether the time of the first packet is wanted.
   * @param copies whether a stream is copied into a file, so that it can be read again.
   */
  static CaptureSource probe(final Path name, final boolean first, final boolean copies)
      throws CaptureException {
    if (isRepeatable(name)) {
      return probe(name, name, first);
    }
    if (!copies || !Files.exists(name) && !name.equals(StreamSource.STANDARD_INPUT)) {
      return new CaptureSource(name, name, read(name, name), Long.MIN_VALUE);
    }
    final Path copy = StreamCopy.of(name);
    try {
      return probe(name, copy, first);
    } catch (final CaptureException | RuntimeException e) {
      StreamCopy.delete(copy);
      throw e;
    }
  }

  private static CaptureSource probe(final Path name, final Path path, final boolean first)
      throws CaptureException {
    try (FileCursor cursor = read(name, path)) {
      // A file without packets has nothing to wait for: its damage is told at once.
      final long nanos = first && cursor.next() ? cursor.timestampNanos() : Long.MIN_VALUE;
      return new CaptureSource(name, path, cursor, nanos);
    }
  }

  private static boolean isRepeatable(final Path path) {
    return !path.equals(StreamSource.STANDARD_INPUT) && Files.isRegularFile(path);
  }

  private static FileCursor read(final Path name, final Path path) throws CaptureException {
    try {
      return begin(name, new StreamedBytes(StreamSource.open(path)));
    } catch (final IOException e) {
      throw new CaptureException(name + ": " + StreamSource.reason(e), e);
    }
  }

  private static FileCursor map(final Path name, final Path path) throws CaptureException {
    try {
      return begin(name, new MappedBytes(path));
    } catch (final IOException e) {
      throw new CaptureException(name + ": " + StreamSource.reason(e), e);
    }
  }

  private static FileCursor begin(final Path name, final CaptureBytes bytes)
      throws CaptureException {
    try {
      return CaptureFormats.open(name.toString(), bytes);
    } catch (final CaptureException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** A walk from the first packet; the only one where the source is a stream. */
  FileCursor open(final CaptureOptions options) throws CaptureException {
    if (repeatable) {
      return (options.mapped() && !compressed ? map(name, path) : read(name, path)).with(options);
    }
    if (begun == null) {
      throw new IllegalStateException(name + " is a stream: it can be read only once");
    }
    final FileCursor cursor = begun;
    begun = null;
    return cursor.with(options);
  }

  String name() {
    return name.toString();
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Bytes of the file when it was looked at, or -1 for a stream. */
  long size() {
    return size;
  }

  /** The time of the first packet; {@link Long#MIN_VALUE} where it was not looked for or found. */
  long firstNanos() {
    return firstNanos;
  }

  /** Whether interfaces are named among the packets. */
  boolean mayNameMoreInterfaces() {
    return pcapng;
  }

  /** All interfaces: those of a pcapng file are found by walking through it. */
  List<CaptureInterface> interfaces(final CaptureOptions options) throws CaptureException {
    if (!pcapng) {
      return interfaces;
    }
    try (FileCursor cursor = open(options)) {
      boolean more = true;
      while (more) {
        more = cursor.next();
      }
      return List.copyOf(cursor.interfaces());
    }
  }

  @Override
  public void close() {
    if (begun != null) {
      begun.close();
      begun = null;
    }
    if (!path.equals(name)) {
      StreamCopy.delete(path);
    }
  }
}
