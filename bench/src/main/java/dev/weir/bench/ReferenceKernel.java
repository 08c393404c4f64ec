package dev.weir.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Fixed work that shares no code with Weir, against which {@link HotPathBenchmark} is measured: a
 * machine that is slower slows both. There are two kinds of it, since machines differ in how fast
 * they compute and in how long they wait for memory, and not by the same factor: arithmetic on a
 * few bytes that stay in the first cache, and dependent reads all over 64 MiB.
 *
 * <p>Times are those of the processor for this thread, so that waiting for a processor that others
 * use does not count. It must never change: ratios of before would mean nothing.
 */
final class ReferenceKernel implements AutoCloseable {
  private static final int BYTES = 1 << 26;
  private static final int SLOTS = BYTES / Integer.BYTES;
  private static final int READS = 40_000;
  private static final int ROUNDS = 400_000;
  private static final int SMALL = 1 << 12;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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

  /** Does the arithmetic once; returns how long a step of it took, in nanoseconds. */
  double computeNanos() {
    final long begun = THREADS.getCurrentThreadCpuTime();
    consumed += arithmetic();
    return (double) (THREADS.getCurrentThreadCpuTime() - begun) / ROUNDS;
  }

  /** Does the reads once; returns how long one of them took, in nanoseconds. */
  double latencyNanos() {
    final long begun = THREADS.getCurrentThreadCpuTime();
    consumed += chase();
    return (double) (THREADS.getCurrentThreadCpuTime() - begun) / READS;
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
