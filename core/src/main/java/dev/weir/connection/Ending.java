package dev.weir.connection;

/** How a connection ended, so far as the capture shows. */
public enum Ending {
  /** Neither end closed. */
  OPEN("open"),
  /** Neither end had closed when memory was bounded and the connection was reported early. */
  EVICTED("evicted"),
  /** Only the originator sent a FIN. */
  HALF_CLOSED_ORIGINATOR("half_closed_originator"),
  /** Only the responder sent a FIN. */
  HALF_CLOSED_RESPONDER("half_closed_responder"),
  /** Both sent a FIN, the originator first. */
  CLOSED_ORIGINATOR("closed_originator"),
  /** Both sent a FIN, the responder first. */
  CLOSED_RESPONDER("closed_responder"),
  /** The originator sent the first RST, before both had sent a FIN. */
  RESET_ORIGINATOR("reset_originator"),
  /** The responder sent the first RST, before both had sent a FIN. */
  RESET_RESPONDER("reset_responder");

  private final String label;

  Ending(final String label) {
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
