package dev.weir.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file mapped whole, read-only, for as long as this object is open.
 *
 * <p>What was there when the file was opened is read; a file that has grown since says so. A file
 * cut short under its mapping turns a read into a fault: the size is checked at every step, so that
 * the reader stops before it where it can, and {@link #fault} says what happened where it cannot.
 */
final class MappedBytes extends CaptureBytes {
  /** How far the reader goes between two looks at the size; also how much is let go at once. */
  private static final long STEP = 32L << 20;

  private final Arena arena = Arena.ofShared();
  private final FileChannel channel;
  private final MemorySegment segment;
  private long end;
  private long released;

  MappedBytes(final Path file) throws IOException {
    FileChannel opened = null;
    try {
      opened = FileChannel.open(file, StandardOpenOption.READ);
      segment = opened.map(FileChannel.MapMode.READ_ONLY, 0, opened.size(), arena);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      if (opened != null) {
        opened.close();
      }
      throw e;
    }
    channel = opened;
    base = segment.address();
    end = segment.byteSize();
    limit = Math.min(end, STEP);
  }

  @Override
  boolean refill(final long from, final long to, final long packets) {
    letGo(from);
    end = Math.min(end, currentSize());
    limit = Math.min(end, Math.max(to, from + STEP));
    return to <= limit;
  }

  /** Pages that are let go come back when read again: this saves memory and risks nothing. */
  private void letGo(final long before) {
    while (before - released >= 2 * STEP) {
      segment.asSlice(released, STEP).unload();
      released += STEP;
    }
  }

  private long currentSize() {
    try {
      return channel.size();
    } catch (final IOException e) {
      // The size is a precaution: where it cannot be had, the mapping is as good as before.
      return segment.byteSize();
    }
  }

  @Override
  long size() {
    return segment.byteSize();
  }

  @Override
  long progress(final long offset) {
    return offset;
  }

  @Override
  boolean isCompressed() {
    return false;
  }

  @Override
  String fault() {
    final long size = segment.byteSize();
    return end < size
        ? "the file became shorter while it was read (from " + size + " to " + end + " bytes)"
        : null;
  }

  @Override
  boolean isCutShort() {
    end = Math.min(end, currentSize());
    limit = Math.min(limit, end);
    return end < segment.byteSize();
  }

  @Override
  boolean isMapped() {
    return true;
  }

  @Override
  boolean hasGrown() {
    return currentSize() > segment.byteSize();
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      try {
        channel.close();
      } catch (final IOException e) {
        throw new AssertionError("a channel that was only read failed to close", e);
      }
    }
  }
}
