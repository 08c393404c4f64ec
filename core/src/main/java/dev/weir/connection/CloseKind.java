package dev.weir.connection;

import java.util.Locale;

/** How the two directions of a connection were closed by FINs. */
public enum CloseKind {
  /** No FIN was captured. */
  NONE,
  /** Only one side sent a FIN. */
  HALF,
  /** FIN, ACK, FIN, ACK: the first FIN was acknowledged before the second was sent. */
  FOUR_SEGMENTS,
  /** FIN, FIN with the ACK of it, ACK. */
  THREE_SEGMENTS,
  /** Both sent their FIN before they had the other's. */
  SIMULTANEOUS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return label;
  }
}
