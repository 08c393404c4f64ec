package dev.weir.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file or stream of a capture: what it is, and when its packets begin. */
final class CaptureSource implements AutoCloseable {
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

  private CaptureSource(final Path path, final FileCursor cursor, final long firstNanos) {
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
   * @param path its name, or {@code -}.
   * @param first whether the time of the first packet is wanted.
   */
  static CaptureSource probe(final Path path, final boolean first) throws CaptureException {
    final FileCursor cursor = read(path);
    if (!isRepeatable(path)) {
      return new CaptureSource(path, cursor, Long.MIN_VALUE);
    }
    try (cursor) {
      // A file without packets has nothing to wait for: its damage is told at once.
      final long nanos = first && cursor.next() ? cursor.timestampNanos() : Long.MIN_VALUE;
      return new CaptureSource(path, cursor, nanos);
    }
  }

  private static boolean isRepeatable(final Path path) {
    return !path.equals(StreamSource.STANDARD_INPUT) && Files.isRegularFile(path);
  }

  private static FileCursor read(final Path path) throws CaptureException {
    try {
      return begin(path, new StreamedBytes(StreamSource.open(path)));
    } catch (final IOException e) {
      throw new CaptureException(path + ": " + StreamSource.reason(e), e);
    }
  }

  private static FileCursor map(final Path path) throws CaptureException {
    try {
      return begin(path, new MappedBytes(path));
    } catch (final IOException e) {
      throw new CaptureException(path + ": " + StreamSource.reason(e), e);
    }
  }

  private static FileCursor begin(final Path path, final CaptureBytes bytes)
      throws CaptureException {
    try {
      return CaptureFormats.open(path.toString(), bytes);
    } catch (final CaptureException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** A walk from the first packet; the only one where the source is a stream. */
  FileCursor open(final CaptureOptions options) throws CaptureException {
    if (repeatable) {
      return (options.mapped() && !compressed ? map(path) : read(path)).with(options);
    }
    if (begun == null) {
      throw new IllegalStateException(path + " is a stream: it can be read only once");
    }
    final FileCursor cursor = begun;
    begun = null;
    return cursor.with(options);
  }

  String name() {
    return path.toString();
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
  }
}
