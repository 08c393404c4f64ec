package dev.weir.connection;

import java.util.Locale;

/** What became of TCP Fast Open (RFC 7413). */
public enum FastOpen {
  /** It was not tried. */
  NONE,
  /** The option was there, but no SYN carried data: a cookie was asked for or given. */
  REQUESTED,
  /** The SYN carried data, and no SYN-ACK was captured. */
  UNANSWERED,
  /** The SYN-ACK acknowledged the data on the SYN. */
  ACCEPTED,
  /** The SYN-ACK acknowledged the SYN only: the data had to be sent again. */
  REJECTED;

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
