package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Ending;
import dev.weir.connection.Handshake;
import dev.weir.connection.Judgement;
import dev.weir.connection.LifeView;
import dev.weir.connection.ResetClass;
import dev.weir.connection.SegmentVerdict;
import dev.weir.text.TextBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tools count in different ways: the rows of the tables in {@code docs/analysis.md}. */
class DisputedCasesTest {
  private static final int C = -3;
  private static final int S = 70_000;
  private static final long MS = Exchange.MILLISECOND;

  private final Exchange exchange = new Exchange();

  @AfterEach
  void close() {
    exchange.close();
  }

  private void handshake() {
    exchange.client("S", C, 0, 0);
    exchange.server("S.", S, C + 1, 0);
    exchange.client(".", C + 1, S + 1, 0);
  }

  private ConnectionView connection() {
    return exchange.newest();
  }

  private LifeView life() {
    return connection().life();
  }

  private long judged(final Judgement judgement) {
    return connection().judged().segments(judgement, ORIGINATOR);
  }

  private String history() {
    final TextBuffer text = new TextBuffer(64);
    connection().zeek().writeHistory(text);
    return text.toString();
  }

  @Test
  void shouldCountOneByteKeepAliveAsProbeOnly() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 5);
    exchange.server(".", S + 1, C + 6, 0);
    exchange.client(".", C + 5, S + 1, 1);
    exchange.server(".", S + 1, C + 6, 0);
    assertEquals(1, life().keepAlive(ORIGINATOR).byteProbes());
    assertEquals(1, judged(Judgement.KEEP_ALIVE));
    assertEquals(0, judged(Judgement.RETRANSMISSION));
    assertEquals(0, connection().retransmitted(ORIGINATOR));
    assertEquals(6, connection().payload(ORIGINATOR));
    assertEquals(5, life().uniquePayload(ORIGINATOR));
    assertEquals("ShADaT", history());
  }

  @Test
  void shouldCountEmptyKeepAliveAsProbe() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 5);
    exchange.server(".", S + 1, C + 6, 0);
    exchange.client(".", C + 5, S + 1, 0);
    exchange.server(".", S + 1, C + 6, 0);
    assertEquals(1, life().keepAlive(ORIGINATOR).emptyProbes());
    assertEquals(1, judged(Judgement.KEEP_ALIVE));
    assertEquals(0, connection().judged().segments(Judgement.DUPLICATE_ACK, RESPONDER));
    assertEquals("ShADa", history());
  }

  @Test
  void shouldCountLateSegmentAsNewPayloadWhateverItsName() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.client(".", C + 201, S + 1, 100);
    exchange.client(".", C + 101, S + 1, 100);
    assertEquals(300, life().uniquePayload(ORIGINATOR));
    assertEquals(100, connection().retransmitted(ORIGINATOR));
    assertEquals(1, judged(Judgement.OUT_OF_ORDER));
    assertEquals(0, judged(Judgement.RETRANSMISSION));
  }

  @Test
  void shouldGuessRolesMidstreamByPortAndKeepAllStatesOpen() {
    final SegmentVerdict verdict = exchange.client("P.", C, S, 10);
    assertEquals(Handshake.MIDSTREAM, connection().handshake());
    assertEquals(Exchange.CLIENT_PORT, connection().port(ORIGINATOR));
    assertFalse(Integer.bitCount(verdict.states(ORIGINATOR)) == 1);
  }

  @Test
  void shouldCallResponderEstablishedOnceItsSynIsAcknowledged() {
    exchange.client("S", C, 0, 0);
    exchange.server("S.", S, C + 1, 0);
    assertEquals("ESTABLISHED SYN_RECEIVED", exchange.states());
    assertEquals(Handshake.NO_ACK, connection().handshake());
    exchange.client(".", C + 1, S + 1, 0);
    assertEquals("ESTABLISHED ESTABLISHED", exchange.states());
    assertEquals(Handshake.COMPLETE, connection().handshake());
  }

  @Test
  void shouldTellPayloadUniquePayloadAndSequenceSpaceApart() {
    handshake();
    exchange.client(".", C + 1, S + 1, 100);
    exchange.client(".", C + 1, S + 1, 100);
    exchange.server(".", S + 1, C + 151, 0);
    assertEquals(200, connection().payload(ORIGINATOR));
    assertEquals(100, life().uniquePayload(ORIGINATOR));
    assertEquals(150, connection().zeek().size(ORIGINATOR));
  }

  @Test
  void shouldCountTheLastAckIntoTheDuration() {
    handshake();
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server("F.", S + 1, C + 2, 0);
    exchange.client(".", C + 2, S + 2, 0);
    assertEquals(5 * Exchange.SECOND, connection().durationNanos());
    assertEquals(4_000_000, connection().zeek().durationMicros());
  }

  @Test
  void shouldCallItClosedWhereResetFollowsBothFins() {
    handshake();
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server("F.", S + 1, C + 2, 0);
    exchange.client("R", C + 2, 0, 0);
    assertEquals(Ending.CLOSED_ORIGINATOR, connection().ending());
    assertEquals(ResetClass.AFTER_CLOSE, life().reset());
    assertEquals("SF", connection().zeek().connState());
  }

  @Test
  void shouldCallItResetWhereResetFollowsOneFin() {
    handshake();
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server("R.", S + 1, C + 2, 0);
    assertEquals(Ending.RESET_RESPONDER, connection().ending());
    assertEquals(ResetClass.AFTER_FIN, life().reset());
    assertEquals("RSTR", connection().zeek().connState());
  }

  @Test
  void shouldCountOnAcrossTheWrapOfSequenceNumbers() {
    final int first = -1_500;
    exchange.client("S", first, 0, 0);
    exchange.server("S.", S, first + 1, 0);
    exchange.client(".", first + 1, S + 1, 0);
    exchange.client(".", first + 1, S + 1, 1_000);
    exchange.client(".", first + 1_001, S + 1, 1_000);
    exchange.soon(10 * MS).server(".", S + 1, first + 2_001, 0);
    assertEquals(2_000, life().uniquePayload(ORIGINATOR));
    assertEquals(2_000, life().mostInFlight(ORIGINATOR));
    assertEquals(1, life().roundTrips(ORIGINATOR).samples());
    assertEquals(2_000, connection().zeek().size(ORIGINATOR));
  }

  @Test
  void shouldKnowWhatOneDirectionTells() {
    exchange.client("S", C, 0, 0);
    exchange.client(".", C + 1, S + 1, 0);
    exchange.client("P.", C + 1, S + 1, 100);
    exchange.client(".", C + 101, S + 1_001, 0);
    exchange.client("F.", C + 101, S + 1_001, 0);
    exchange.client(".", C + 102, S + 1_002, 0);
    assertEquals(Handshake.PARTIAL, connection().handshake());
    assertEquals(100, life().uniquePayload(ORIGINATOR));
    assertEquals(0, connection().payload(RESPONDER));
    assertEquals(0, life().roundTrips(ORIGINATOR).samples());
    assertEquals(0, life().mostInFlight(ORIGINATOR));
    assertEquals(-1, life().leastWindow(RESPONDER));
    assertEquals(Ending.HALF_CLOSED_ORIGINATOR, connection().ending());
  }

  @Test
  void shouldCountPayloadThatTheSnapshotLengthCutOff() {
    handshake();
    exchange.cutTo(20).client("P.", C + 1, S + 1, 1_000);
    exchange.soon(10 * MS).server(".", S + 1, C + 1_001, 0);
    assertEquals(1_000, connection().payload(ORIGINATOR));
    assertEquals(1_000, life().uniquePayload(ORIGINATOR));
    assertEquals(1, life().roundTrips(ORIGINATOR).samples());
  }

  @Test
  void shouldTakeOffloadedSegmentAsItWasCaptured() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 40_000);
    exchange.server(".", S + 1, C + 1_461, 0);
    exchange.soon(3 * MS).server(".", S + 1, C + 40_001, 0);
    assertEquals(40_000, life().uniquePayload(ORIGINATOR));
    assertEquals(40_000, life().mostInFlight(ORIGINATOR));
    assertEquals(1, life().roundTrips(ORIGINATOR).samples());
  }

  @Test
  void shouldCountPacketsThatWereCapturedTwiceButTheirBytesOnce() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 100);
    exchange.soon(0).client("P.", C + 1, S + 1, 100);
    exchange.server(".", S + 1, C + 101, 0);
    exchange.soon(0).server(".", S + 1, C + 101, 0);
    assertEquals(4, connection().packets(ORIGINATOR));
    assertEquals(200, connection().payload(ORIGINATOR));
    assertEquals(100, life().uniquePayload(ORIGINATOR));
    assertEquals(0, life().roundTrips(ORIGINATOR).samples());
    assertEquals("ESTABLISHED ESTABLISHED", exchange.states());
  }

  @Test
  void shouldLetNoTimeBecomeNegativeWhereTheClockGoesBack() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 100);
    exchange.soon(-500 * MS).server(".", S + 1, C + 101, 0);
    exchange.window(0).soon(MS).server(".", S + 1, C + 101, 0);
    exchange.soon(-100 * MS).server(".", S + 1, C + 101, 0);
    exchange.client("F.", C + 101, S + 1, 0);
    exchange.soon(-100 * MS).server("F.", S + 1, C + 102, 0);
    assertEquals(0, life().roundTrips(ORIGINATOR).samples());
    assertEquals(0, life().windowClosedNanos(RESPONDER));
    assertEquals(0, life().halfClosedNanos());
    assertEquals(Exchange.SECOND, life().longestSilenceNanos());
  }
}
