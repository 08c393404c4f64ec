package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionTable;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Zeek's model allocates nothing for a segment, whatever the segment is. */
class ZeekAllocationTest {
  private static final int SEGMENTS = 200_000;
  private static final int FEW_BYTES = 50_000;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final ConnectionBounds bounds = new ZeekBounds(false);
  private final ConnectionTable table = new ConnectionTable(hash, bounds);
  private final SegmentTracker tracker = new SegmentTracker(table, bounds, table::free, true);
  private final Segment segment = new Segment();
  private final SplittableRandom random = new SplittableRandom(4);
  private long packets;

  @Test
  void shouldAllocateNothingWhenAnythingComes() {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertTrue(threads.isThreadAllocatedMemoryEnabled());
    play();
    play();
    final long before = threads.getCurrentThreadAllocatedBytes();
    play();
    final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < FEW_BYTES, "bytes for " + SEGMENTS + " segments: " + allocated);
    assertEquals(3L * SEGMENTS, packets);
    table.close();
  }

  @Test
  void shouldGiveBackTheSpansOfConnectionsThatEnd() {
    play();
    final long once = table.memory();
    for (int i = 0; i < 5; i++) {
      play();
    }
    assertTrue(table.memory() <= once * 2, once + " bytes grew to " + table.memory());
    table.close();
  }

  /** Chance with few tuples and near numbers: holes, repetitions, resets, reuse, silences. */
  private void play() {
    for (int i = 0; i < SEGMENTS; i++) {
      final int client = random.nextInt(16);
      final boolean fromClient = random.nextBoolean();
      if (fromClient) {
        segment.key.set(false, 0, 10 + client, 4_000, 0, 99, 80);
      } else {
        segment.key.set(false, 0, 99, 80, 0, 10 + client, 4_000);
      }
      segment.hash = segment.key.hash(hash);
      segment.packetNumber = ++packets;
      segment.timestampNanos += random.nextInt(100) == 0 ? 5_100_000_000L : 1_000_000;
      segment.clockNanos = segment.timestampNanos;
      segment.flags = random.nextInt(8) == 0 ? random.nextInt(32) : 16;
      segment.sequence = random.nextInt(40) * 100;
      segment.acknowledgment = random.nextInt(40) * 100;
      segment.payloadLength = random.nextInt(3) * 50;
      segment.capturedPayload = segment.payloadLength;
      segment.window = random.nextInt(50) == 0 ? 0 : 500;
      segment.badChecksum = random.nextInt(100) == 0;
      tracker.apply(segment);
      assertEquals(0, table.size() >> 5, "more connections than tuples");
    }
  }
}
