package dev.weir.connection;

import java.util.Locale;

/** What became of an endpoint's keep-alive probes (RFC 9293 section 3.8.4). */
public enum KeepAliveEnd {
  /** It sent none. */
  NONE,
  /** The newest probe was answered. */
  ANSWERED,
  /** The newest probe, and only that, was not answered when the capture ended. */
  PENDING,
  /** Two probes or more, and the newest, were not answered, and the sender fell silent. */
  SILENCE,
  /** The sender gave up with a RST after a probe that was not answered. */
  RESET,
  /** The peer answered a probe with a RST. */
  REFUSED;

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
