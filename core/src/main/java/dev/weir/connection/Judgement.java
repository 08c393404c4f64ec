package dev.weir.connection;

import java.util.Locale;

/**
 * What an analyst says of one segment: Wireshark's {@code tcp.analysis} flags, by the same names
 * and under the same conditions (version 4.0). Sets of them are ints with the {@link #bit()} of
 * each.
 */
public enum Judgement {
  /** Bytes that were sent before: said of fast and spurious retransmissions, too. */
  RETRANSMISSION,
  /** A retransmission that duplicate ACKs have asked for, within 20 ms of the last of them. */
  FAST_RETRANSMISSION,
  /** Bytes that the peer had acknowledged already. */
  SPURIOUS_RETRANSMISSION,
  /** Below the highest sequence number, and too soon after it to be a retransmission. */
  OUT_OF_ORDER,
  /** Begins above the highest sequence number: what lies between was not captured (yet). */
  LOST_SEGMENT,
  /** Acknowledges bytes that were not captured. */
  ACK_LOST_SEGMENT,
  /** Repeats the newest ACK, with nothing else new. */
  DUPLICATE_ACK,
  /** A TCP keep-alive probe: no or one byte just below the next sequence number. */
  KEEP_ALIVE,
  /** The answer to a keep-alive probe. */
  KEEP_ALIVE_ACK,
  /** Changes nothing but the window. */
  WINDOW_UPDATE,
  /** Fills the peer's window to its last byte. */
  WINDOW_FULL,
  /** Announces that no byte can be taken. */
  ZERO_WINDOW,
  /** One byte beyond a closed window, to find out whether it has opened. */
  ZERO_WINDOW_PROBE,
  /** The answer to such a probe: the window is still closed. */
  ZERO_WINDOW_PROBE_ACK,
  /** A SYN that opens a new connection on the tuple of an old one. */
  REUSED_PORTS;

  private static final Judgement[] ALL = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The set that holds this judgement only.
   *
   * @return one bit.
   */
  public int bit() {
    return 1 << ordinal();
  }

  /**
   * Whether a set holds this judgement.
   *
   * @param set judgements, or-ed.
   * @return true where it does.
   */
  public boolean isIn(final int set) {
    return (set & bit()) != 0;
  }

  /**
   * The name that reports use: Wireshark's field without {@code tcp.analysis.}.
   *
   * @return lower case, words joined by underscores.
   */
  public String label() {
    return label;
  }

  /**
   * The judgement of a bit's place.
   *
   * @param place from 0.
   * @return the judgement with that ordinal.
   */
  public static Judgement at(final int place) {
    return ALL[place];
  }
}
