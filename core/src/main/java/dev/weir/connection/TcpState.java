package dev.weir.connection;

import java.util.Locale;

/**
 * The states of an endpoint (RFC 9293 section 3.3.2). An observer between the endpoints cannot
 * always know which one an endpoint is in, so states are handled as sets: an int with the {@link
 * #bit()} of each state that is possible.
 */
public enum TcpState {
  /** No connection. */
  CLOSED,
  /** Waits for a SYN. */
  LISTEN,
  /** Sent a SYN, waits for the answer. */
  SYN_SENT,
  /** Sent and received a SYN, waits for the acknowledgement of its own. */
  SYN_RECEIVED,
  /** Open: data flows both ways. */
  ESTABLISHED,
  /** Sent a FIN that is not acknowledged yet. */
  FIN_WAIT_1,
  /** Its FIN was acknowledged; the peer may still send. */
  FIN_WAIT_2,
  /** Received a FIN; may still send. */
  CLOSE_WAIT,
  /** Both sent a FIN at once; its own is not acknowledged yet. */
  CLOSING,
  /** Received a FIN, sent its own, waits for the acknowledgement. */
  LAST_ACK,
  /** Closed both ways; waits until no old segment can be under way. */
  TIME_WAIT;

  /** The set of all states: nothing is known. */
  public static final int ANY = (1 << values().length) - 1;

  private static final TcpState[] ALL = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * The word that reports use.
   *
   * @return lower case, words joined by underscores, stable.
   */
  public String label() {
    return label;
  }

  /**
   * The set that holds this state only.
   *
   * @return one bit.
   */
  public int bit() {
    return 1 << ordinal();
  }

  /**
   * Whether a set holds this state.
   *
   * @param set states, or-ed.
   * @return true where it is possible.
   */
  public boolean isIn(final int set) {
    return (set & bit()) != 0;
  }

  /**
   * The state of a bit's place.
   *
   * @param place from 0.
   * @return the state with that ordinal.
   */
  public static TcpState at(final int place) {
    return ALL[place];
  }

  /**
   * The only state of a set.
   *
   * @param set states, or-ed.
   * @return the state, or null where the set holds none or several.
   */
  public static TcpState only(final int set) {
    return Integer.bitCount(set) == 1 ? ALL[Integer.numberOfTrailingZeros(set)] : null;
  }
}
