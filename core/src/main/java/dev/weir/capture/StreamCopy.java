package dev.weir.capture;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a stream in a temporary file, so that it can be read more than once. The file is only the
 * user's to read; it ends before the disk is full.
 */
final class StreamCopy {
  private static final int BLOCK_LENGTH = 1 << 18;

  /** The room that is left is looked at after so many bytes. */
  private static final long STEP_LENGTH = 1L << 26;

  /** One part in so many of the disk is left to others. */
  private static final long RESERVE_PART = 20;

  private StreamCopy() {}

  /**
   * Reads a stream to its end.
   *
   * @param name a pipe, or {@code -} for standard input.
   * @return the file; the caller deletes it, and the JVM does where it is ended before.
   * @throws CaptureException where there is no room for it, or it cannot be read.
   */
  static Path of(final Path name) throws CaptureException {
    Path copy = null;
    try (ReadableByteChannel stream = open(name)) {
      copy = Files.createTempFile("weir-", ".stream");
      copy.toFile().deleteOnExit();
      copy(stream, copy, name);
      return copy;
    } catch (final IOException e) {
      delete(copy);
      throw new CaptureException(name + ": " + StreamSource.reason(e), e);
    } catch (final CaptureException | RuntimeException e) {
      delete(copy);
      throw e;
    }
  }

  private static ReadableByteChannel open(final Path name) throws IOException {
    return name.equals(StreamSource.STANDARD_INPUT)
        ? new FileInputStream(FileDescriptor.in).getChannel()
        : FileChannel.open(name, StandardOpenOption.READ);
  }

  private static void copy(final ReadableByteChannel from, final Path to, final Path name)
      throws IOException, CaptureException {
    final FileStore disk = Files.getFileStore(to);
    final long reserve = disk.getTotalSpace() / RESERVE_PART;
    final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_LENGTH);
    try (FileChannel file = FileChannel.open(to, StandardOpenOption.WRITE)) {
      long lookAgainAt = 0;
      while (from.read(block) >= 0) {
        if (file.position() >= lookAgainAt) {
          lookAgainAt = file.position() + STEP_LENGTH;
          if (disk.getUsableSpace() < reserve + STEP_LENGTH) {
            throw new CaptureException(noRoom(name, to, file.position()));
          }
        }
        block.flip();
        while (block.hasRemaining()) {
          file.write(block);
        }
        block.clear();
      }
    }
  }

  private static String noRoom(final Path name, final Path copy, final long length) {
    return name
        + ": has to be read twice, and there is no room for it in "
        + copy.toAbsolutePath().getParent()
        + " after "
        + length
        + " bytes: write it to a file and name that";
  }

  /** Deletes a copy; it is no fault where it has gone. */
  static void delete(final Path copy) {
    if (copy != null) {
      try {
        Files.deleteIfExists(copy);
      } catch (final IOException e) {
        // The JVM tries again at its end.
      }
    }
  }
}
