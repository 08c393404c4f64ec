package dev.weir.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Fixed work that shares no code with Weir, against which {@link HotPathBenchmark} is measured: a
 * machine that is slower, or busy, slows both. Half of it is arithmetic on a few bytes that stay in
 * the first cache, half are dependent reads all over 64 MiB, since decoding waits for the first and
 * tracking for the second.
 *
 * <p>It must never change: ratios of before would mean nothing.
 */
final class ReferenceKernel implements AutoCloseable {
  private static final int BYTES = 1 << 26;
  private static final int SLOTS = BYTES / Integer.BYTES;
  private static final int READS = 40_000;
  private static final int ROUNDS = 400_000;
  private static final int SMALL = 1 << 12;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(BYTES, 64);

  /** Keeps the work from being left out. */
  private long consumed;

  /** Fills the memory with one long cycle (a full-period congruential sequence). */
  ReferenceKernel() {
    int slot = 0;
    for (int i = 0; i < SLOTS; i++) {
      final int next = slot * 1_664_525 + 1_013_904_223 & SLOTS - 1;
      memory.setAtIndex(INT, slot, next);
      slot = next;
    }
  }

  /** Does the work once; returns how long a step of it took, in nanoseconds. */
  double nanosPerStep() {
    final long begun = System.nanoTime();
    consumed += arithmetic() + chase();
    return (double) (System.nanoTime() - begun) / (ROUNDS + READS);
  }

  private long arithmetic() {
    long hash = consumed | 1;
    for (int i = 0; i < ROUNDS; i++) {
      final int word = memory.getAtIndex(INT, (int) hash & SMALL - 1);
      hash = (hash ^ word) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private long chase() {
    int slot = (int) consumed & SLOTS - 1;
    for (int i = 0; i < READS; i++) {
      slot = memory.getAtIndex(INT, slot);
    }
    return slot;
  }

  long consumed() {
    return consumed;
  }

  @Override
  public void close() {
    arena.close();
  }
}
