package dev.weir.capture;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Where the bytes of a stream come from: a file that is read, a pipe, standard input. What was
 * compressed with gzip is decompressed on the way.
 */
final class StreamSource implements AutoCloseable {
  /** The name that stands for standard input. */
  static final Path STANDARD_INPUT = Path.of("-");

  private static final int CHUNK_LENGTH = 64 << 10;

  private final ReadableByteChannel channel;
  private final long size;

  /** What was read to look for gzip's magic number. */
  private final ByteBuffer start = ByteBuffer.allocate(2);

  /** Bytes taken from the channel. */
  private long taken;

  /** Null where nothing is compressed. */
  private final InputStream decompressed;

  private final byte[] chunk;

  /**
   * Begins to read.
   *
   * @param channel what is read; closed with this source.
   * @param size its bytes, or -1 where that is not known.
   */
  StreamSource(final ReadableByteChannel channel, final long size) throws IOException {
    this.channel = channel;
    this.size = size;
    int count = 0;
    while (start.hasRemaining() && count >= 0) {
      count = channel.read(start);
      taken += Math.max(0, count);
    }
    start.flip();
    if (start.limit() == 2 && CaptureFormats.isGzip(start.get(0) & 0xFF | start.get(1) << 8)) {
      decompressed = new GZIPInputStream(new Compressed(), CHUNK_LENGTH);
      chunk = new byte[CHUNK_LENGTH];
    } else {
      decompressed = null;
      chunk = null;
    }
  }

  /** Opens a file, a pipe or, by the name {@code -}, standard input. */
  static StreamSource open(final Path path) throws IOException {
    if (path.equals(STANDARD_INPUT)) {
      return new StreamSource(new FileInputStream(FileDescriptor.in).getChannel(), -1);
    }
    final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new StreamSource(channel, Files.isRegularFile(path) ? channel.size() : -1);
    } catch (final IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** As the channel has them, for gzip to read. */
  private final class Compressed extends InputStream {
    @Override
    public int read() throws IOException {
      final byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) throws IOException {
      return readRaw(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int available() {
      // GZIPInputStream looks for another member only where there may be more bytes.
      return 1;
    }
  }

  private int readRaw(final ByteBuffer target) throws IOException {
    if (start.hasRemaining()) {
      int count = 0;
      while (start.hasRemaining() && target.hasRemaining()) {
        target.put(start.get());
        count++;
      }
      return count;
    }
    final int count = channel.read(target);
    taken += Math.max(0, count);
    return count;
  }

  /**
   * Reads some bytes.
   *
   * @param target where to put them; has room.
   * @return how many were read, or -1 at the end.
   */
  int read(final ByteBuffer target) throws IOException {
    if (decompressed == null) {
      return readRaw(target);
    }
    final int count = decompressed.read(chunk, 0, Math.min(chunk.length, target.remaining()));
    if (count > 0) {
      target.put(chunk, 0, count);
    }
    return count;
  }

  boolean isCompressed() {
    return decompressed != null;
  }

  long size() {
    return size;
  }

  /** How many bytes of the file it took to reach an offset of the bytes that came of it. */
  long position(final long offset) {
    return decompressed == null ? offset : taken;
  }

  /** What went wrong, in a user's words. */
  static String reason(final IOException error) {
    return switch (error) {
      case EOFException _ -> "the compressed data ends early";
      case ZipException _ -> "the compressed data is damaged (" + error.getMessage() + ")";
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> "reading failed: " + error.getMessage();
    };
  }

  @Override
  public void close() {
    try {
      if (decompressed != null) {
        // Frees the decompressor's own memory.
        decompressed.close();
      }
      channel.close();
    } catch (final IOException e) {
      throw new AssertionError("a channel that was only read failed to close", e);
    }
  }
}
