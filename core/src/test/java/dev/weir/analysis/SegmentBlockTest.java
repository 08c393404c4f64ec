package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.OffHeapRecord;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is written into a block is what is read. */
class SegmentBlockTest {
  private static final int SEGMENTS = 500;
  private static final int BLOCKS = 200;
  private static final long FIRST = 1L << 40;

  private final SplittableRandom random = new SplittableRandom(9);
  private final ConnectionHash hash = new ConnectionHash(1);
  private final SegmentBlock block =
      new SegmentBlock(OffHeapRecord.allocate(SEGMENTS * SegmentBlock.LONGEST, Arena.ofAuto()));

  private int rarely(final int value, final int usual) {
    return random.nextInt(8) == 0 ? value : usual;
  }

  private Segment segment(final int index) {
    final Segment segment = new Segment();
    if (random.nextInt(4) == 0) {
      segment.key.set(
          true,
          random.nextLong(),
          random.nextLong(),
          random.nextInt(65_536),
          random.nextLong(),
          random.nextLong(),
          random.nextInt(65_536));
    } else {
      // Sometimes both addresses are the same, and both ports.
      final long address = random.nextInt() & 0xFFFF_FFFFL;
      segment.key.setIpv4(
          address << 32 | (random.nextInt(5) == 0 ? address : random.nextInt() & 0xFFFF_FFFFL),
          random.nextInt(5) == 0 ? 0x1234_1234 : random.nextInt());
    }
    segment.hash = segment.key.hash(hash);
    segment.packetNumber = FIRST + index * 3L;
    segment.timestampNanos = random.nextLong();
    segment.clockNanos = random.nextInt(8) == 0 ? random.nextLong() : segment.timestampNanos;
    segment.sequence = random.nextInt();
    segment.acknowledgment = random.nextInt();
    segment.flags = random.nextInt(1 << 12);
    segment.window = random.nextInt(1 << 16);
    segment.payloadLength = random.nextInt(1 << 20);
    segment.framedPayload = rarely(random.nextInt(-40, 1 << 20), segment.payloadLength);
    segment.capturedPayload = random.nextInt(1 << 20);
    segment.ipLength = random.nextInt(1 << 21);
    segment.wireLength = random.nextInt();
    segment.optionBits = random.nextInt(1 << 6);
    segment.windowScale = rarely(random.nextInt(256), -1);
    segment.maximumSegmentSize = rarely(random.nextInt(1 << 16), 0);
    segment.multipathOperations = rarely(random.nextInt(256), 0);
    segment.fragmented = random.nextBoolean();
    segment.badChecksum = random.nextBoolean();
    segment.badHeader = random.nextBoolean();
    segment.isHeaderCut = random.nextBoolean();
    segment.isBeyondFrame = random.nextBoolean();
    return segment;
  }

  @Test
  void shouldReadWhatWasWritten() throws Exception {
    final Segment read = new Segment();
    for (int n = 0; n < BLOCKS; n++) {
      final List<Segment> written = new ArrayList<>();
      block.begin(FIRST);
      for (int i = random.nextInt(SEGMENTS + 1); i > 0; i--) {
        written.add(segment(written.size()));
        block.add(written.getLast());
      }
      for (int i = 0; i < written.size(); i++) {
        assertFalse(block.isRead());
        assertTrue(block.read(read));
        SegmentFields.compare(written.get(i), read, "block " + n + ", segment " + i);
        assertEquals(written.get(i).key.hash(hash), read.key.hash(hash));
      }
      assertTrue(block.isRead());
      assertFalse(block.read(read));
    }
  }
}
