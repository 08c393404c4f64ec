package dev.weir.connection;

/** How far a connection's three-way handshake came (RFC 9293 section 3.5). */
public enum Handshake {
  /** SYN, SYN-ACK and ACK were seen. */
  COMPLETE("complete"),
  /** SYN and SYN-ACK were seen, the originator's ACK never. */
  NO_ACK("no_ack"),
  /** SYNs were seen, and nothing from the responder. */
  NO_ANSWER("no_answer"),
  /** The SYN was answered with a RST. */
  REFUSED("refused"),
  /** Both ends sent a SYN without ACK. */
  SIMULTANEOUS("simultaneous"),
  /** A SYN or SYN-ACK was seen, but the capture misses its counterpart. */
  PARTIAL("partial"),
  /** The capture begins after the handshake. */
  MIDSTREAM("midstream");

  private final String label;

  Handshake(final String label) {
    this.label = label;
  }

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return label;
  }
}
