package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.connection.KeepAliveEnd;
import dev.weir.connection.KeepAliveView;
import dev.weir.connection.LifeView;
import dev.weir.connection.ResetClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TCP keep-alive probes, answered or not. */
class KeepAliveObserverTest {
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

  private KeepAliveView probes() {
    return life().keepAlive(ORIGINATOR);
  }

  private void open() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 10);
    exchange.server(".", S + 1, C + 11, 0);
  }

  private void probe(final int length) {
    exchange.soon(75 * Exchange.SECOND).client(".", C + 10, S + 1, length);
  }

  private void answer() {
    exchange.server(".", S + 1, C + 11, 0);
  }

  @Test
  void shouldCountAnsweredProbesOfNoByteAndOfOne() {
    open();
    probe(0);
    answer();
    probe(1);
    answer();
    assertEquals(1, probes().emptyProbes());
    assertEquals(1, probes().byteProbes());
    assertEquals(2, probes().answered());
    assertEquals(0, probes().unanswered());
    assertEquals(KeepAliveEnd.ANSWERED, probes().end());
    assertEquals(KeepAliveEnd.NONE, life().keepAlive(RESPONDER).end());
    assertEquals(10, life().uniquePayload(ORIGINATOR));
    assertEquals(0, exchange.newest().retransmitted(ORIGINATOR));
  }

  @Test
  void shouldMeasureIntervalsBetweenProbesButNotAcrossData() {
    open();
    probe(0);
    answer();
    probe(0);
    answer();
    exchange.client("P.", C + 11, S + 1, 10);
    exchange.server(".", S + 1, C + 21, 0);
    exchange.soon(500 * Exchange.SECOND).client(".", C + 20, S + 1, 0);
    exchange.soon(10 * Exchange.SECOND).client(".", C + 20, S + 1, 0);
    assertEquals(10 * Exchange.SECOND, probes().shortestIntervalNanos());
    assertEquals(76 * Exchange.SECOND, probes().longestIntervalNanos());
    assertEquals(43 * Exchange.SECOND, probes().meanIntervalNanos());
  }

  @Test
  void shouldSeeTheProberGiveUpWithReset() {
    open();
    probe(0);
    probe(0);
    probe(0);
    exchange.client("R.", C + 11, S + 1, 0);
    assertEquals(3, probes().unanswered());
    assertEquals(KeepAliveEnd.RESET, probes().end());
    assertEquals(ResetClass.KEEP_ALIVE_FAILED, life().reset());
  }

  @Test
  void shouldSeeTheProberFallSilent() {
    open();
    probe(0);
    assertEquals(KeepAliveEnd.PENDING, probes().end());
    probe(0);
    assertEquals(KeepAliveEnd.SILENCE, probes().end());
    assertEquals(2, probes().unanswered());
  }

  @Test
  void shouldSeeThePeerRefuse() {
    open();
    probe(0);
    exchange.server("R", S + 1, 0, 0);
    assertEquals(KeepAliveEnd.REFUSED, probes().end());
    assertEquals(ResetClass.KEEP_ALIVE_REFUSED, life().reset());
    assertEquals(0, probes().answered());
  }

  @Test
  void shouldTakeDataForAnAnswer() {
    open();
    probe(0);
    probe(0);
    exchange.server("P.", S + 1, C + 11, 10);
    assertEquals(1, probes().answered());
    assertEquals(1, probes().unanswered());
    assertEquals(KeepAliveEnd.ANSWERED, probes().end());
  }

  @Test
  void shouldCountProbesIntoClosedWindowApart() {
    open();
    exchange.window(0).server(".", S + 1, C + 11, 0);
    probe(0);
    exchange.window(0).server(".", S + 1, C + 11, 0);
    assertEquals(0, probes().probes());
    assertEquals(1, life().windowProbes(ORIGINATOR));
  }

  @Test
  void shouldNotTakeRepeatedFinNorTwoBytesForProbe() {
    open();
    exchange.client(".", C + 9, S + 1, 2);
    exchange.client("F.", C + 11, S + 1, 0);
    exchange.client("F.", C + 11, S + 1, 0);
    assertEquals(0, probes().probes());
  }
}
