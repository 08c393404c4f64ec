package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.CloseKind;
import dev.weir.connection.LifeView;
import dev.weir.connection.ResetClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How connections close. */
class CloseObserverTest {
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
  void shouldTellThreeSegmentsFromFour() {
    handshake();
    exchange.server("F.", S + 1, C + 1, 0);
    assertEquals(CloseKind.HALF, life().close());
    exchange.client("F.", C + 1, S + 2, 0);
    exchange.server(".", S + 2, C + 2, 0);
    assertEquals(CloseKind.THREE_SEGMENTS, life().close());
    assertEquals(2 * Exchange.SECOND, life().closeNanos());
    assertEquals(1 * Exchange.SECOND, life().halfClosedNanos());
    exchange.client("S", C + 500, 0, 0);
    exchange.server("S.", S + 500, C + 501, 0);
    exchange.client(".", C + 501, S + 501, 0);
    exchange.server("F.", S + 501, C + 501, 0);
    exchange.client(".", C + 501, S + 502, 0);
    exchange.client("F.", C + 501, S + 502, 0);
    exchange.server(".", S + 502, C + 502, 0);
    assertEquals(CloseKind.FOUR_SEGMENTS, life().close());
  }

  @Test
  void shouldSeeSimultaneousClose() {
    handshake();
    exchange.server("F.", S + 1, C + 1, 0);
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server(".", S + 2, C + 2, 0);
    exchange.client(".", C + 2, S + 2, 0);
    assertEquals(CloseKind.SIMULTANEOUS, life().close());
    assertFalse(life().isFinUnacknowledged(ORIGINATOR));
    assertFalse(life().isFinUnacknowledged(RESPONDER));
  }

  @Test
  void shouldSeeFinOnDataAndFinThatIsNeverAcknowledged() {
    handshake();
    exchange.server("FP.", S + 1, C + 1, 100);
    exchange.server("FP.", S + 1, C + 1, 100);
    exchange.server("FP.", S + 1, C + 1, 100);
    assertTrue(life().isFinOnData(RESPONDER));
    assertTrue(life().isFinUnacknowledged(RESPONDER));
    assertEquals(2, life().finRepeats(RESPONDER));
    assertEquals(100, life().uniquePayload(RESPONDER));
    assertEquals(-1, life().closeNanos());
    assertEquals(2 * Exchange.SECOND, life().halfClosedNanos());
  }

  @Test
  void shouldMeasureHalfClose() {
    handshake();
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server("P.", S + 1, C + 1, 50);
    exchange.server("P.", S + 51, C + 2, 100);
    exchange.client(".", C + 2, S + 151, 0);
    exchange.server("F.", S + 151, C + 2, 0);
    exchange.client(".", C + 2, S + 152, 0);
    assertEquals(100, life().halfClosedPayload(RESPONDER));
    assertEquals(0, life().halfClosedPayload(ORIGINATOR));
    assertEquals(4 * Exchange.SECOND, life().halfClosedNanos());
    assertEquals(5 * Exchange.SECOND, life().closeNanos());
    assertEquals(CloseKind.FOUR_SEGMENTS, life().close());
  }

  @Test
  void shouldTellResetsApart() {
    exchange.server("R", S, 0, 0);
    assertEquals(ResetClass.UNKNOWN, life().reset());
    exchange.client("S", C, 0, 0);
    exchange.server("R.", 0, C + 1, 0);
    assertEquals(ResetClass.REFUSED, life().reset());
    exchange.client("S", C + 100, 0, 0);
    exchange.server("S.", S, C + 101, 0);
    exchange.client("R", C + 101, 0, 0);
    assertEquals(ResetClass.HANDSHAKE, life().reset());
  }

  @Test
  void shouldTellResetAmidDataFromAbort() {
    handshake();
    exchange.client("P.", C + 1, S + 1, 10);
    exchange.server("R.", S + 1, C + 11, 0);
    assertEquals(ResetClass.DATA, life().reset());
    exchange.client("S", C + 500, 0, 0);
    exchange.server("S.", S + 500, C + 501, 0);
    exchange.client("P.", C + 501, S + 501, 10);
    exchange.server(".", S + 501, C + 511, 0);
    exchange.client("R.", C + 511, S + 501, 0);
    assertEquals(ResetClass.ABORT, life().reset());
  }

  @Test
  void shouldTellResetAfterFinFromResetAfterClose() {
    handshake();
    exchange.client("F.", C + 1, S + 1, 0);
    exchange.server("R.", S + 1, C + 2, 0);
    assertEquals(ResetClass.AFTER_FIN, life().reset());
    assertEquals(1 * Exchange.SECOND, life().closeNanos());
    exchange.client("S", C + 500, 0, 0);
    exchange.server("S.", S + 500, C + 501, 0);
    exchange.client("F.", C + 501, S + 501, 0);
    exchange.server("F.", S + 501, C + 502, 0);
    exchange.client("R", C + 502, 0, 0);
    assertEquals(ResetClass.AFTER_CLOSE, life().reset());
    assertEquals(CloseKind.THREE_SEGMENTS, life().close());
  }

  @Test
  void shouldSeeResetOfStalledConnection() {
    handshake();
    exchange.window(0).server(".", S + 1, C + 1, 0);
    exchange.client("R.", C + 1, S + 1, 0);
    assertEquals(ResetClass.ZERO_WINDOW, life().reset());
  }
}
