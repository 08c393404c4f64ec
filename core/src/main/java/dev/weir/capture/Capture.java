package dev.weir.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One capture: a file, a folder, several of them, or standard input, in time order. */
public final class Capture implements AutoCloseable {
  private final List<Path> files;
  private final CaptureOptions options;

  private Capture(final List<Path> files, final CaptureOptions options) {
    this.files = files;
    this.options = options;
  }

  /**
   * Opens a capture.
   *
   * @param files names of files and folders, or {@code -} for standard input.
   * @param options how to read them.
   * @return the capture, whose files have been found readable and of a known format.
   * @throws CaptureException where one of them cannot be read or is no capture.
   */
  public static Capture open(final List<Path> files, final CaptureOptions options)
      throws CaptureException {
    for (final Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CaptureException(file + ": no such file, or not readable");
      }
    }
    return new Capture(List.copyOf(files), options);
  }

  /**
   * Whether {@link #cursor()} may be called more than once.
   *
   * @return false where a part of the capture is a stream.
   */
  public boolean isRepeatable() {
    return options.mapped();
  }

  /**
   * Bytes of all files together.
   *
   * @return bytes, or -1 where a part of the capture is a stream.
   * @throws CaptureException where a file's size cannot be read.
   */
  public long size() throws CaptureException {
    long sum = 0;
    for (final Path file : files) {
      try {
        sum += Files.size(file);
      } catch (final IOException e) {
        throw new CaptureException(file + ": " + e.getMessage(), e);
      }
    }
    return sum;
  }

  /**
   * A new walk over all packets, from the first.
   *
   * @return a cursor of its own, to be closed by the caller.
   * @throws CaptureException where a file cannot be read.
   */
  public PacketCursor cursor() throws CaptureException {
    final Path file = files.getFirst();
    final CaptureBytes bytes;
    try {
      bytes = new MappedBytes(file);
    } catch (final IOException e) {
      throw new CaptureException(file + ": " + e.getMessage(), e);
    }
    try {
      return CaptureFormats.open(file.toString(), bytes);
    } catch (final CaptureException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  @Override
  public void close() {}
}
