package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection's round trips are kept, its copy has what adding them one by one gives. */
class RoundTripRecordsTest {
  private static final int OFFSET = 16;
  private static final int COPY_LENGTH = OFFSET + ConnectionLayout.ROUND_TRIPS_LENGTH;

  private final Arena arena = Arena.ofConfined();
  private final RoundTripRecords roundTrips = new RoundTripRecords();
  private final SplittableRandom random = new SplittableRandom(1);

  @AfterEach
  void close() {
    roundTrips.close();
    arena.close();
  }

  private OffHeapRecord connection() {
    return OffHeapRecord.allocate(ConnectionLayout.RECORD_LENGTH, arena);
  }

  /** Most are usual ones; some are at the bounds of 32 and 40 bits. */
  private long sample(final boolean long40) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> (1L << 32) - 1 + random.nextInt(3);
      case 2 -> (1L << 40) - 1 + (long40 ? random.nextInt(3) : 0);
      default -> random.nextLong() >>> 24 + random.nextInt(30);
    };
  }

  @Test
  void shouldCopyWhatAddingOneByOneGives() {
    int few = 0;
    for (int round = 0; round < 2_000; round++) {
      final OffHeapRecord record = connection();
      final OffHeapRecord expected = OffHeapRecord.allocate(COPY_LENGTH, arena);
      final OffHeapRecord copy = OffHeapRecord.allocate(COPY_LENGTH, arena);
      copy.setMemory(OFFSET, ConnectionLayout.ROUND_TRIPS_LENGTH, (byte) 0x55);
      final int samples = 1 + random.nextInt(40);
      for (int i = 0; i < samples; i++) {
        final int direction = random.nextInt(2);
        final long nanos = sample(round % 2 == 0);
        roundTrips.add(record, direction, nanos);
        RoundTripLayout.add(expected, OFFSET + RoundTripLayout.direction(direction), nanos);
      }
      few += RoundTripRecords.hasFew(record) ? 1 : 0;
      roundTrips.copyTo(copy, OFFSET, record);
      for (int at = OFFSET; at < COPY_LENGTH; at += Long.BYTES) {
        assertEquals(expected.getLong(at), copy.getLong(at), round + ": " + at);
      }
      roundTrips.free(record);
    }
    assertTrue(few > 300 && few < 1_700, few + " with few");
    assertEquals(0, roundTrips.fewInUse() + roundTrips.manyInUse());
  }

  @Test
  void shouldMakeADistributionOfTheThirteenth() {
    final OffHeapRecord record = connection();
    for (int i = 0; i < FewRoundTripsLayout.MOST_SAMPLES; i++) {
      roundTrips.add(record, 1, i);
      roundTrips.add(record, 0, i);
    }
    assertTrue(RoundTripRecords.hasFew(record));
    assertEquals(1, roundTrips.fewInUse());
    roundTrips.add(record, 1, 1);
    assertFalse(RoundTripRecords.hasFew(record));
    assertTrue(RoundTripRecords.hasMany(record));
    assertEquals(0, roundTrips.fewInUse());
    assertEquals(1, roundTrips.manyInUse());
  }

  @Test
  void shouldHaveNothingToCopyWithoutRoundTrips() {
    final OffHeapRecord copy = OffHeapRecord.allocate(COPY_LENGTH, arena);
    copy.setMemory(0, COPY_LENGTH, (byte) 0x55);
    roundTrips.copyTo(copy, OFFSET, connection());
    assertEquals(0x5555_5555_5555_5555L, copy.getLong(OFFSET));
  }
}
