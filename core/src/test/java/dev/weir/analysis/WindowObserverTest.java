package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.connection.LifeView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows, and bytes in flight. */
class WindowObserverTest {
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
  void shouldScaleWindowsWhereBothSynsSaySo() {
    exchange.options(0, 7, 0).window(64_240).client("S", C, 0, 0);
    exchange.options(0, 2, 0).window(65_160).server("S.", S, C + 1, 0);
    exchange.window(502).client(".", C + 1, S + 1, 0);
    exchange.window(500).server(".", S + 1, C + 1, 0);
    exchange.window(400).client(".", C + 1, S + 1, 0);
    assertEquals(400 * 128, life().leastWindow(ORIGINATOR));
    assertEquals(502 * 128, life().largestWindow(ORIGINATOR));
    assertEquals(2_000, life().largestWindow(RESPONDER));
  }

  @Test
  void shouldNotScaleWindowsWhereOneSynHasNoScale() {
    exchange.options(0, 7, 0).client("S", C, 0, 0);
    exchange.server("S.", S, C + 1, 0);
    exchange.window(502).client(".", C + 1, S + 1, 0);
    assertEquals(502, life().largestWindow(ORIGINATOR));
  }

  @Test
  void shouldTakeWindowsAsTheyAreMidstream() {
    exchange.window(502).client("P.", C, S, 10);
    assertEquals(502, life().leastWindow(ORIGINATOR));
    assertEquals(-1, life().leastWindow(RESPONDER));
  }

  @Test
  void shouldNotCountTheWindowsOfResets() {
    handshake();
    exchange.window(0).server("R", S + 1, 0, 0);
    assertEquals(0, life().windowClosures(RESPONDER));
    assertEquals(-1, life().leastWindow(RESPONDER));
  }

  @Test
  void shouldMeasureForHowLongTheWindowIsClosed() {
    handshake();
    exchange.window(0).server(".", S + 1, C + 1, 0);
    exchange.window(0).server(".", S + 1, C + 1, 0);
    exchange.window(10).server(".", S + 1, C + 1, 0);
    exchange.window(0).server(".", S + 1, C + 1, 0);
    exchange.window(10).server(".", S + 1, C + 1, 0);
    assertEquals(2, life().windowClosures(RESPONDER));
    assertEquals(3 * Exchange.SECOND, life().windowClosedNanos(RESPONDER));
    assertEquals(0, life().windowClosedNanos(ORIGINATOR));
  }

  @Test
  void shouldMeasureUpToTheEndWhereTheWindowStaysClosed() {
    handshake();
    exchange.window(0).server(".", S + 1, C + 1, 0);
    exchange.client(".", C, S + 1, 0);
    exchange.client(".", C, S + 1, 0);
    assertEquals(2 * Exchange.SECOND, life().windowClosedNanos(RESPONDER));
  }

  @Test
  void shouldFindTheMostBytesInFlightAcrossTheWrap() {
    handshake();
    exchange.client(".", C + 1, S + 1, 1_000);
    exchange.client(".", C + 1_001, S + 1, 1_000);
    exchange.server(".", S + 1, C + 1_001, 0);
    exchange.client(".", C + 2_001, S + 1, 500);
    assertEquals(2_000, life().mostInFlight(ORIGINATOR));
    exchange.client(".", C + 2_501, S + 1, 600);
    assertEquals(2_100, life().mostInFlight(ORIGINATOR));
  }

  @Test
  void shouldNotCountFinAsByteInFlight() {
    handshake();
    exchange.client("FP.", C + 1, S + 1, 300);
    assertEquals(300, life().mostInFlight(ORIGINATOR));
  }

  @Test
  void shouldKnowNothingInFlightWhereNoAckIsSeen() {
    exchange.client(".", C, S, 1_000);
    exchange.client(".", C + 1_000, S, 1_000);
    assertEquals(0, life().mostInFlight(ORIGINATOR));
  }
}
