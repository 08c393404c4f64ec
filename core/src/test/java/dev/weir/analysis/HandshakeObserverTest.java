package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.FastOpen;
import dev.weir.connection.LifeView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What SYNs offer, and how often they come. */
class HandshakeObserverTest {
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

  @Test
  void shouldTellWhatBothSidesOffer() {
    exchange.options(1460, 7, Segment.SACK_PERMITTED | Segment.TIMESTAMPS).client("S", C, 0, 0);
    exchange.options(1390, 9, Segment.SACK_PERMITTED).server("S.", S, C + 1, 0);
    assertEquals(1460, life().maximumSegmentSize(ORIGINATOR));
    assertEquals(1390, life().maximumSegmentSize(RESPONDER));
    assertEquals(7, life().windowScale(ORIGINATOR));
    assertEquals(9, life().windowScale(RESPONDER));
    assertTrue(life().isSackPermitted());
    assertFalse(life().hasTimestamps());
  }

  @Test
  void shouldKnowNothingOfOffersMidstream() {
    exchange.client("P.", C, S, 10);
    assertEquals(0, life().maximumSegmentSize(ORIGINATOR));
    assertEquals(-1, life().windowScale(RESPONDER));
    assertFalse(life().isSackPermitted());
  }

  @Test
  void shouldMeasureTheBackOffOfRepeatedSyns() {
    exchange.client("S", C, 0, 0);
    exchange.soon(1 * Exchange.SECOND).client("S", C, 0, 0);
    exchange.soon(2 * Exchange.SECOND).client("S", C, 0, 0);
    exchange.soon(4 * Exchange.SECOND).client("S", C, 0, 0);
    assertEquals(3, life().synRepeats(ORIGINATOR));
    assertEquals(1 * Exchange.SECOND, life().firstBackOffNanos(ORIGINATOR));
    assertEquals(4 * Exchange.SECOND, life().lastBackOffNanos(ORIGINATOR));
    assertEquals(0, life().synRepeats(RESPONDER));
  }

  @Test
  void shouldTellRepeatedSynAcksFromRepeatedSyns() {
    exchange.client("S", C, 0, 0);
    exchange.server("S.", S, C + 1, 0);
    exchange.soon(3 * Exchange.SECOND).server("S.", S, C + 1, 0);
    assertEquals(1, life().synAckRepeats(RESPONDER));
    assertEquals(3 * Exchange.SECOND, life().firstBackOffNanos(RESPONDER));
    assertEquals(0, life().synRepeats(RESPONDER));
  }

  @Test
  void shouldNotTakeTheSynAcksOfSimultaneousOpenForRepetitions() {
    exchange.client("S", C, 0, 0);
    exchange.server("S", S, 0, 0);
    exchange.client("S.", C, S + 1, 0);
    exchange.server("S.", S, C + 1, 0);
    assertEquals(0, life().synRepeats(ORIGINATOR) + life().synAckRepeats(ORIGINATOR));
    assertEquals(0, life().synRepeats(RESPONDER) + life().synAckRepeats(RESPONDER));
  }

  @Test
  void shouldFollowFastOpen() {
    assertEquals(FastOpen.NONE, fastOpen(0, 0, 1));
    assertEquals(FastOpen.REQUESTED, fastOpen(Segment.FAST_OPEN, 0, 1));
    assertEquals(FastOpen.ACCEPTED, fastOpen(Segment.FAST_OPEN, 100, 101));
    assertEquals(FastOpen.REJECTED, fastOpen(Segment.FAST_OPEN, 100, 1));
  }

  private FastOpen fastOpen(final int option, final int payload, final int acknowledged) {
    try (Exchange fresh = new Exchange()) {
      fresh.options(0, -1, option).client("S", C, 0, payload);
      if (payload > 0) {
        assertEquals(FastOpen.UNANSWERED, fresh.newest().life().fastOpen());
      }
      fresh.server("S.", S, C + acknowledged, 0);
      return fresh.newest().life().fastOpen();
    }
  }

  @Test
  void shouldCountDataThatIsSentAgainAfterRejectedFastOpenOnce() {
    exchange.client("S", C, 0, 100);
    exchange.server("S.", S, C + 1, 0);
    exchange.client("P.", C + 1, S + 1, 100);
    assertEquals(100, life().uniquePayload(ORIGINATOR));
  }
}
