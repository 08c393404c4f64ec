package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.LifeView;
import dev.weir.connection.RoundTripLayout;
import dev.weir.connection.RoundTripView;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which ACKs measure a round trip. */
class RoundTripObserverTest {
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

  private static final long MS = Exchange.MILLISECOND;

  private RoundTripView trips() {
    return life().roundTrips(ORIGINATOR);
  }

  @Test
  void shouldMeasureFromDataToItsAck() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 100);
    exchange.soon(30 * MS).server(".", S + 1, C + 101, 0);
    exchange.client("P.", C + 101, S + 1, 100);
    exchange.soon(50 * MS).server(".", S + 1, C + 201, 0);
    assertEquals(2, trips().samples());
    assertEquals(30 * MS, trips().leastNanos());
    assertEquals(50 * MS, trips().mostNanos());
    assertEquals(40 * MS, trips().meanNanos());
    assertEquals(Math.round(MS * Math.sqrt(200)), trips().deviationNanos());
    assertEquals(0, life().roundTrips(RESPONDER).samples());
  }

  @Test
  void shouldMeasureTheLastSegmentThatAnAckCovers() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.client(".", C + 101, S + 1, 100);
    exchange.soon(10 * MS).server(".", S + 1, C + 201, 0);
    assertEquals(1, trips().samples());
    assertEquals(10 * MS, trips().mostNanos());
  }

  @Test
  void shouldNotMeasureAckAmidSegment() {
    handshake();
    exchange.client(".", C + 1, S + 1, 3_000);
    exchange.server(".", S + 1, C + 1_461, 0);
    assertEquals(0, trips().samples());
    exchange.soon(7 * MS).server(".", S + 1, C + 3_001, 0);
    assertEquals(1, trips().samples());
  }

  @Test
  void shouldNotMeasureWhatWasSentAgainNorWhatWaitedForIt() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.client(".", C + 101, S + 1, 100);
    exchange.client(".", C + 1, S + 1, 100);
    exchange.server(".", S + 1, C + 101, 0);
    exchange.server(".", S + 1, C + 201, 0);
    assertEquals(0, trips().samples());
    exchange.client(".", C + 201, S + 1, 100);
    exchange.soon(5 * MS).server(".", S + 1, C + 301, 0);
    assertEquals(1, trips().samples());
  }

  @Test
  void shouldNotMeasureWhereTimeGoesBack() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.soon(-MS).server(".", S + 1, C + 101, 0);
    assertEquals(0, trips().samples());
  }

  @Test
  void shouldKeepRoundTripsThroughKeepAliveProbes() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.client(".", C + 100, S + 1, 0);
    exchange.soon(5 * MS).server(".", S + 1, C + 101, 0);
    assertEquals(1, trips().samples());
  }

  @Test
  void shouldKeepNothingWhereOnlyOneDirectionIsSeen() {
    for (int i = 0; i < 1_000; i++) {
      exchange.client(".", C + i, S, 1);
    }
    assertFalse(life().isBoundReached());
  }

  @Test
  void shouldSayWhereMoreWaitForTheirAckThanAreKept() {
    handshake();
    exchange.server(".", S + 1, C + 1, 0);
    for (int i = 0; i < RoundTripObserver.MOST_SEGMENTS; i++) {
      exchange.client(".", C + 1 + i * 10, S + 1, 10);
    }
    assertFalse(life().isBoundReached());
    final int end = C + 1 + RoundTripObserver.MOST_SEGMENTS * 10;
    exchange.client(".", end, S + 1, 10);
    assertTrue(life().isBoundReached());
    exchange.server(".", S + 1, end, 0);
    assertEquals(1, trips().samples());
  }

  @Test
  void shouldKeepPercentilesWithinTheStatedError() {
    for (long nanos = 1_024; nanos < 137_000_000_000L; nanos += 1 + nanos / 97) {
      final long middle = RoundTripLayout.middle(RoundTripLayout.bucket(nanos));
      assertTrue(Math.abs(middle - nanos) <= nanos * 0.125, nanos + " is counted as " + middle);
    }
    assertEquals(0, RoundTripLayout.bucket(0));
    assertEquals(RoundTripLayout.BUCKETS - 1, RoundTripLayout.bucket(Long.MAX_VALUE));
  }

  @Test
  void shouldRankPercentiles() {
    handshake();
    for (int i = 1; i <= 100; i++) {
      exchange.client(".", C + i, S + 1, 1);
      exchange.soon(i * MS).server(".", S + 1, C + 1 + i, 0);
    }
    assertEquals(50, trips().percentileNanos(50) / (double) MS, 50 * 0.125);
    assertEquals(90, trips().percentileNanos(90) / (double) MS, 90 * 0.125);
    assertEquals(99, trips().percentileNanos(99) / (double) MS, 99 * 0.125);
    assertEquals(100 * MS, trips().percentileNanos(100), 100 * MS * 0.125);
  }

  @Test
  void shouldKeepRanksWithinOnePercentHoweverManySamplesThereAre() {
    handshake();
    final SplittableRandom random = new SplittableRandom(3);
    final long[] samples = new long[20_000];
    int sequence = C + 1;
    for (int i = 0; i < samples.length; i++) {
      // Most about 2 ms, some spread over three powers of ten, as behind a busy link.
      final double tail = random.nextDouble() < 0.06 ? Math.pow(1_000, random.nextDouble()) : 1;
      samples[i] = (long) ((1.6 + 0.8 * random.nextDouble()) * MS * tail);
      exchange.client(".", sequence++, S + 1, 1);
      exchange.soon(samples[i]).server(".", S + 1, sequence, 0);
    }
    Arrays.sort(samples);
    for (final int percentile : new int[] {10, 50, 90, 95, 99}) {
      final double found = trips().percentileNanos(percentile);
      final long below = samples[samples.length * (percentile - 1) / 100];
      final long above =
          samples[Math.min(samples.length - 1, samples.length * (percentile + 1) / 100)];
      assertTrue(
          found >= below * 0.875 && found <= above * 1.125,
          percentile + " %: " + found + " is not between " + below + " and " + above);
    }
  }

  @Test
  void shouldKeepTheProportionsWhereBucketsOverflow() {
    handshake();
    int sequence = C + 1;
    for (int i = 0; i < 80_000; i++) {
      exchange.client(".", sequence++, S + 1, 1);
      exchange.soon(i % 4 == 0 ? 80 * MS : 2 * MS).server(".", S + 1, sequence, 0);
    }
    assertEquals(80_000, trips().samples());
    assertEquals(2, trips().percentileNanos(70) / (double) MS, 2 * 0.125);
    assertEquals(80, trips().percentileNanos(80) / (double) MS, 80 * 0.125);
  }
}
