package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.LifeView;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payload that is new, late, or repeated. */
class HoleObserverTest {
  private static final int C = -3;
  private static final int S = 70_000;

  private final Exchange exchange = new Exchange();

  @AfterEach
  void close() {
    exchange.close();
  }

  private LifeView life() {
    return exchange.newest().life();
  }

  private void handshake() {
    exchange.client("S", C, 0, 0);
    exchange.server("S.", S, C + 1, 0);
    exchange.client(".", C + 1, S + 1, 0);
  }

  private static final int LENGTH = 100;

  private void data(final int place) {
    exchange.client(".", C + 1 + place * LENGTH, S + 1, LENGTH);
  }

  private long unique() {
    return life().uniquePayload(ORIGINATOR);
  }

  @Test
  void shouldCountLateSegmentsOnceAndRepeatedOnesNot() {
    handshake();
    data(0);
    data(2);
    data(1);
    assertEquals(3 * LENGTH, unique());
    data(1);
    data(0);
    assertEquals(3 * LENGTH, unique());
  }

  @Test
  void shouldFillHolesFromBothEndsAndInTheMiddle() {
    handshake();
    data(0);
    data(9);
    data(5);
    data(1);
    data(8);
    assertEquals(5 * LENGTH, unique());
    exchange.client(".", C + 1, S + 1, 10 * LENGTH);
    assertEquals(10 * LENGTH, unique());
    data(3);
    assertEquals(10 * LENGTH, unique());
  }

  @Test
  void shouldCountWhatWasAcknowledgedBeforeItWasCaptured() {
    handshake();
    exchange.server(".", S + 1, C + 1 + LENGTH, 0);
    data(0);
    assertEquals(LENGTH, unique());
    data(0);
    assertEquals(LENGTH, unique());
  }

  @Test
  void shouldCountOverlapOnce() {
    handshake();
    data(0);
    exchange.client(".", C + 1 + LENGTH / 2, S + 1, LENGTH);
    assertEquals(LENGTH + LENGTH / 2, unique());
  }

  @Test
  void shouldSayWhereThereAreMoreHolesThanAreKept() {
    handshake();
    data(0);
    for (int i = 1; i <= HoleObserver.MOST_HOLES; i++) {
      data(2 * i);
    }
    assertFalse(life().isBoundReached());
    data(2 * HoleObserver.MOST_HOLES + 2);
    assertTrue(life().isBoundReached());
    final long before = unique();
    data(1);
    assertEquals(before, unique());
    data(3);
    assertEquals(before + LENGTH, unique());
  }

  @Test
  void shouldCountEachByteOnceInWhateverOrderTheSegmentsCome() {
    final SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < 300; run++) {
      try (Exchange fresh = new Exchange()) {
        final BitSet seen = new BitSet();
        fresh.client("P.", C, S, 1);
        for (int i = 0; i < 40; i++) {
          final int from = random.nextInt(2_000);
          final int length = 1 + random.nextInt(random.nextBoolean() ? 10 : 300);
          fresh.client("P.", C + 1 + from, S, length);
          seen.set(from, from + length);
          final LifeView life = fresh.newest().life();
          assertFalse(life.isBoundReached());
          assertEquals(1 + seen.cardinality(), life.uniquePayload(ORIGINATOR));
        }
      }
    }
  }
}
