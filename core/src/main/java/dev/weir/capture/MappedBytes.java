package dev.weir.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file mapped whole, read-only, for as long as this object is open. */
final class MappedBytes extends CaptureBytes {
  /**
   * Pages behind the reader are let go in steps of this size, so that they do not count as ours.
   */
  private static final long RELEASE_STEP = 64L << 20;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;
  private long released;

  MappedBytes(final Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
    base = segment.address();
    limit = segment.byteSize();
  }

  @Override
  boolean refill(final long from, final long to) {
    return to <= limit;
  }

  @Override
  void release(final long before) {
    // Twice the step, so that what a batch still looks at stays mapped in.
    while (before - released >= 2 * RELEASE_STEP) {
      segment.asSlice(released, RELEASE_STEP).unload();
      released += RELEASE_STEP;
    }
  }

  @Override
  long size() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
