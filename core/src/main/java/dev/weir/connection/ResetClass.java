package dev.weir.connection;

import java.util.Locale;

/** In the midst of what a connection was reset, by its first RST. */
public enum ResetClass {
  /** It was not. */
  NONE,
  /** The RST answers a SYN. */
  REFUSED,
  /** The handshake was under way: the RST answers a SYN-ACK, or gives up. */
  HANDSHAKE,
  /** Data was not acknowledged yet. */
  DATA,
  /** All data was acknowledged and nobody had closed: the RST took the place of a close. */
  ABORT,
  /** One side had sent a FIN. */
  AFTER_FIN,
  /** Both sides had sent a FIN. */
  AFTER_CLOSE,
  /** The sender of the RST had sent keep-alive probes in vain. */
  KEEP_ALIVE_FAILED,
  /** The RST answers a keep-alive probe: the peer knows nothing of the connection any more. */
  KEEP_ALIVE_REFUSED,
  /** One side's window was closed. */
  ZERO_WINDOW,
  /** The RST is all that was captured so far. */
  UNKNOWN;

  private static final ResetClass[] ALL = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return label;
  }

  static ResetClass at(final int place) {
    return ALL[place];
  }
}
