package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of both endpoints after each segment, case by case. */
class EndpointStatesTest {
  /** Initial sequence numbers: the client's wraps amid the data. */
  private static final int C = -3;

  private static final int S = 70_000;

  private final Exchange exchange = new Exchange();

  @AfterEach
  void close() {
    exchange.close();
  }

  private void client(
      final String flags, final int sequence, final int ack, final int length, final String after) {
    exchange.client(flags, sequence, ack, length);
    assertEquals(after, exchange.states());
  }

  private void server(
      final String flags, final int sequence, final int ack, final int length, final String after) {
    exchange.server(flags, sequence, ack, length);
    assertEquals(after, exchange.states());
  }

  private void handshake() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED");
    client(".", C + 1, S + 1, 0, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldFollowCloseInThreeSegments() {
    handshake();
    client("P.", C + 1, S + 1, 10, "ESTABLISHED ESTABLISHED");
    server("P.", S + 1, C + 11, 5, "ESTABLISHED ESTABLISHED");
    server("F.", S + 6, C + 11, 0, "CLOSE_WAIT FIN_WAIT_1");
    client("F.", C + 11, S + 7, 0, "LAST_ACK TIME_WAIT");
    server(".", S + 7, C + 12, 0, "CLOSED TIME_WAIT");
  }

  @Test
  void shouldFollowCloseInFourSegments() {
    handshake();
    client("FP.", C + 1, S + 1, 10, "FIN_WAIT_1 CLOSE_WAIT");
    server(".", S + 1, C + 12, 0, "FIN_WAIT_2 CLOSE_WAIT");
    server("F.", S + 1, C + 12, 0, "TIME_WAIT LAST_ACK");
    client(".", C + 12, S + 2, 0, "TIME_WAIT CLOSED");
  }

  @Test
  void shouldFollowHalfClose() {
    handshake();
    client("F.", C + 1, S + 1, 0, "FIN_WAIT_1 CLOSE_WAIT");
    server("P.", S + 1, C + 2, 100, "FIN_WAIT_2 CLOSE_WAIT");
    client(".", C + 2, S + 101, 0, "FIN_WAIT_2 CLOSE_WAIT");
    server("FP.", S + 101, C + 2, 100, "TIME_WAIT LAST_ACK");
    client(".", C + 2, S + 202, 0, "TIME_WAIT CLOSED");
  }

  @Test
  void shouldTellSimultaneousCloseFromOneAfterTheOther() {
    handshake();
    client("F.", C + 1, S + 1, 0, "FIN_WAIT_1 CLOSE_WAIT");
    server("F.", S + 1, C + 1, 0, "CLOSING CLOSING");
    client(".", C + 2, S + 2, 0, "CLOSING TIME_WAIT");
    server(".", S + 2, C + 2, 0, "TIME_WAIT TIME_WAIT");
  }

  @Test
  void shouldFollowSimultaneousOpen() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S", S, 0, 0, "SYN_RECEIVED SYN_RECEIVED");
    client("S.", C, S + 1, 0, "SYN_RECEIVED ESTABLISHED");
    server("S.", S, C + 1, 0, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldCloseBothWhereTheConnectionIsReset() {
    handshake();
    server("P.", S + 1, C + 1, 100, "ESTABLISHED ESTABLISHED");
    client("R.", C + 1, S + 101, 0, "CLOSED CLOSED");
    server("P.", S + 101, C + 1, 100, "CLOSED CLOSED");
  }

  @Test
  void shouldDoubtResetWithAnotherNumber() {
    handshake();
    client("R", C + 500, 0, 0, "CLOSED CLOSED|ESTABLISHED");
  }

  @Test
  void shouldTakeBackResetWhereBothGoOn() {
    handshake();
    client("R", C + 500, 0, 0, "CLOSED CLOSED|ESTABLISHED");
    client("P.", C + 1, S + 1, 10, "ESTABLISHED|CLOSE_WAIT CLOSED|ESTABLISHED");
    server("P.", S + 1, C + 11, 10, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldCloseBothWhereTheConnectionIsRefused() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("R.", 0, C + 1, 0, "CLOSED CLOSED");
    client("S", C, 0, 0, "CLOSED|SYN_SENT CLOSED");
    server("R.", 0, C + 1, 0, "CLOSED CLOSED");
  }

  @Test
  void shouldIgnoreResetThatDoesNotAcknowledgeTheSyn() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("R.", 0, C + 100, 0, "SYN_SENT CLOSED");
  }

  @Test
  void shouldListenAgainWhereTheHandshakeIsReset() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED");
    client("R", C + 1, 0, 0, "CLOSED CLOSED|LISTEN");
  }

  @Test
  void shouldAllowForLossWhereTheHandshakeIsRepeated() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED");
    client("S", C, 0, 0, "SYN_SENT|ESTABLISHED SYN_RECEIVED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED");
    client(".", C + 1, S + 1, 0, "ESTABLISHED ESTABLISHED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED|ESTABLISHED");
    client("P.", C + 1, S + 1, 1, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldStayInFinWait1WhereTheFinIsNeverAcknowledged() {
    handshake();
    server("F.", S + 1, C + 1, 0, "CLOSE_WAIT FIN_WAIT_1");
    server("F.", S + 1, C + 1, 0, "CLOSE_WAIT FIN_WAIT_1");
    server("F.", S + 1, C + 1, 0, "CLOSE_WAIT FIN_WAIT_1");
  }

  @Test
  void shouldAllowForLossWhereFinIsRepeated() {
    handshake();
    server("F.", S + 1, C + 1, 0, "CLOSE_WAIT FIN_WAIT_1");
    client(".", C + 1, S + 2, 0, "CLOSE_WAIT FIN_WAIT_2");
    server("F.", S + 1, C + 1, 0, "CLOSE_WAIT FIN_WAIT_1|FIN_WAIT_2");
    client("F.", C + 1, S + 2, 0, "LAST_ACK TIME_WAIT");
    server(".", S + 2, C + 2, 0, "CLOSED TIME_WAIT");
    client("F.", C + 1, S + 2, 0, "CLOSED|LAST_ACK TIME_WAIT");
    server(".", S + 2, C + 2, 0, "CLOSED TIME_WAIT");
  }

  @Test
  void shouldLetFastOpenServerSendBeforeItIsEstablished() {
    client("S", C, 0, 100, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S, C + 101, 0, "ESTABLISHED SYN_RECEIVED");
    server("P.", S + 1, C + 101, 50, "ESTABLISHED SYN_RECEIVED");
    client(".", C + 101, S + 51, 0, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldInferTheAckThatTheCaptureMisses() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S, C + 1, 0, "ESTABLISHED SYN_RECEIVED");
    server("P.", S + 1, C + 1, 50, "ESTABLISHED ESTABLISHED");
  }

  @Test
  void shouldNarrowTheSetsAsEvidenceComesMidstream() {
    client(
        "P.",
        C,
        S,
        10,
        "ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2|CLOSE_WAIT|CLOSING|LAST_ACK|TIME_WAIT"
            + " CLOSED|LISTEN|ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2|CLOSE_WAIT|CLOSING|LAST_ACK"
            + "|TIME_WAIT");
    server("P.", S, C + 10, 10, "ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2 ESTABLISHED|CLOSE_WAIT");
    client("P.", C + 10, S + 10, 10, "ESTABLISHED ESTABLISHED");
    client("F.", C + 20, S + 10, 0, "FIN_WAIT_1 CLOSE_WAIT");
  }

  @Test
  void shouldAllowForFinThatTheCaptureMisses() {
    handshake();
    client(".", C + 1, S + 2, 0, "ESTABLISHED|CLOSE_WAIT ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2");
    client("F.", C + 1, S + 2, 0, "FIN_WAIT_1|LAST_ACK CLOSE_WAIT|CLOSING|TIME_WAIT");
  }

  @Test
  void shouldKeepBothPossibleWhereOnlyTheClientIsSeen() {
    client("S", C, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    client(".", C + 1, S + 1, 0, "ESTABLISHED ESTABLISHED");
    client("P.", C + 1, S + 1, 10, "ESTABLISHED ESTABLISHED");
    client(".", C + 11, S + 101, 0, "ESTABLISHED|CLOSE_WAIT ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2");
  }

  @Test
  void shouldBeginAnewWhereThePortsAreUsedAgain() {
    handshake();
    client("F.", C + 1, S + 1, 0, "FIN_WAIT_1 CLOSE_WAIT");
    server("F.", S + 1, C + 2, 0, "TIME_WAIT LAST_ACK");
    client(".", C + 2, S + 2, 0, "TIME_WAIT CLOSED");
    client("S", C + 9_000, 0, 0, "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED");
    server("S.", S + 9_000, C + 9_001, 0, "ESTABLISHED SYN_RECEIVED");
  }
}
