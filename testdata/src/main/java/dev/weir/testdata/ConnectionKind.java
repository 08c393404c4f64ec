package dev.weir.testdata;

import java.util.Locale;

/** What can happen to a generated connection; each has a weight in {@link TrafficSettings}. */
public enum ConnectionKind {
  /** Requests and responses, closed in three segments: FIN, FIN and ACK in one, ACK. */
  CLOSE_THREE(300),
  /** Closed in four segments, each FIN acknowledged by itself. */
  CLOSE_FOUR(200),
  /** The first FIN rides on the last data segment. */
  CLOSE_WITH_DATA(120),
  /** Both sides send FIN before they see the other's. */
  CLOSE_SIMULTANEOUS(15),
  /** One side sends FIN, the other goes on sending and never closes. */
  HALF_CLOSED(15),
  /** Nobody closes. */
  LEFT_OPEN(40),
  /** RST of the client amid data. */
  RESET_BY_CLIENT(20),
  /** RST of the server amid data. */
  RESET_BY_SERVER(20),
  /** One side sends FIN, the other answers with RST. */
  RESET_AFTER_FIN(15),
  /** SYN answered by RST. */
  REFUSED(25),
  /** SYN, sent up to three times, without any answer. */
  SCAN(60),
  /** SYN, SYN-ACK, RST: a half-open scan that finds an open port. */
  SCAN_RESET(10),
  /** SYN and SYN-ACK, the latter repeated, and nothing else. */
  NO_ACK(10),
  /** SYN or SYN-ACK sent again before the handshake completes. */
  HANDSHAKE_REPEATED(20),
  /** TCP keep-alive probes of 0 or 1 byte, answered, then a close. */
  KEEP_ALIVE(30),
  /** Keep-alive probes without answer, then RST of the prober. */
  KEEP_ALIVE_LOST(5),
  /** The receiver closes its window; probes; it opens again. */
  ZERO_WINDOW(10),
  /** The tuple is used again with another initial sequence number; two rows. */
  PORT_REUSE(15),
  /** Begins amid data, without a handshake; may be closed or not. */
  MIDSTREAM(20),
  /** Only the client's packets were captured. */
  ONLY_CLIENT(10),
  /** Only the server's packets were captured, from its SYN-ACK on. */
  ONLY_SERVER(10),
  /** Both sides send SYN at once. */
  OPEN_SIMULTANEOUS(2),
  /** Long silences between the requests. */
  IDLE(15),
  /** Negotiates ECN and uses it (RFC 3168). */
  ECN(10),
  /** Sends urgent data. */
  URGENT(2),
  /** One long response. */
  BULK(5);

  private final int defaultWeight;

  ConnectionKind(final int defaultWeight) {
    this.defaultWeight = defaultWeight;
  }

  int defaultWeight() {
    return defaultWeight;
  }

  /**
   * The name in the truth and on the command line.
   *
   * @return lower case, words joined by underscores
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
