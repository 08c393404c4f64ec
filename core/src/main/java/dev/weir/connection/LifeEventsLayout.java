package dev.weir.connection;

/**
 * Where the rare events of a connection's life are kept, in the region at {@link
 * ConnectionLayout#LIFE_EVENTS_OFFSET} of its events record; native byte order. All zero at first.
 *
 * <pre>
 *   0  direction 0 128     128  direction 1 128     256  free 32
 *
 * of a direction:
 *   0  keep-alive probes without data     4
 *   4  keep-alive probes of one byte      4
 *   8  probes that were answered          4
 *  12  probes that were not               4
 *  16  not answered, in a row, until now  4
 *  20  intervals between probes           4
 *  24  time of the newest probe, ns       8
 *  32  sum of the intervals, ns           8
 *  40  shortest interval, ns              8
 *  48  longest interval, ns               8
 *  56  times that the window was closed   4
 *  60  probes of the peer's closed window 4
 *  64  window closed since, ns            8    0 while it is open
 *  72  time that it was closed, ns        8
 *  80  payload captured before, bytes     8
 *  88  SYNs sent again                    4
 *  92  SYN-ACKs sent again                4
 *  96  first interval between these, ns   8
 * 104  newest interval between these, ns  8
 * 112  FINs sent again                    4
 * 116  spans of holes                     4
 * 120  payload after the peer's FIN       8
 * </pre>
 */
public final class LifeEventsLayout {
  /** Keep-alive probes without payload; int. */
  public static final int EMPTY_PROBES_OFFSET = 0;

  /** Keep-alive probes with one byte of payload; int. */
  public static final int BYTE_PROBES_OFFSET = EMPTY_PROBES_OFFSET + Integer.BYTES;

  /** Keep-alive probes that the peer answered; int. */
  public static final int ANSWERED_OFFSET = BYTE_PROBES_OFFSET + Integer.BYTES;

  /** Keep-alive probes that the next probe followed without an answer; int. */
  public static final int UNANSWERED_OFFSET = ANSWERED_OFFSET + Integer.BYTES;

  /** The newest of these, in a row; int, 0 after an answer. */
  public static final int UNANSWERED_IN_A_ROW_OFFSET = UNANSWERED_OFFSET + Integer.BYTES;

  /** Intervals between two probes with nothing of the sender between them; int. */
  public static final int INTERVALS_OFFSET = UNANSWERED_IN_A_ROW_OFFSET + Integer.BYTES;

  /** Time of the newest probe; long, nanoseconds since 1970. */
  public static final int PROBE_TIME_OFFSET = INTERVALS_OFFSET + Integer.BYTES;

  /** Sum of the intervals; long, nanoseconds. */
  public static final int INTERVAL_SUM_OFFSET = PROBE_TIME_OFFSET + Long.BYTES;

  /** The shortest interval; long, nanoseconds. */
  public static final int SHORTEST_INTERVAL_OFFSET = INTERVAL_SUM_OFFSET + Long.BYTES;

  /** The longest interval; long, nanoseconds. */
  public static final int LONGEST_INTERVAL_OFFSET = SHORTEST_INTERVAL_OFFSET + Long.BYTES;

  /** How often the endpoint closed its window; int. */
  public static final int WINDOW_CLOSURES_OFFSET = LONGEST_INTERVAL_OFFSET + Long.BYTES;

  /** Probes that the endpoint sent into the peer's closed window; int. */
  public static final int WINDOW_PROBES_OFFSET = WINDOW_CLOSURES_OFFSET + Integer.BYTES;

  /** Since when the window is closed; long, nanoseconds since 1970, 0 while it is open. */
  public static final int CLOSED_SINCE_OFFSET = WINDOW_PROBES_OFFSET + Integer.BYTES;

  /** For how long the window was closed, up to where it opened last; long, nanoseconds. */
  public static final int CLOSED_TIME_OFFSET = CLOSED_SINCE_OFFSET + Long.BYTES;

  /** Payload that had been captured before; long, bytes. */
  public static final int REPEATED_PAYLOAD_OFFSET = CLOSED_TIME_OFFSET + Long.BYTES;

  /** SYNs that were sent again; int. */
  public static final int SYN_REPEATS_OFFSET = REPEATED_PAYLOAD_OFFSET + Long.BYTES;

  /** SYN-ACKs that were sent again; int. */
  public static final int SYN_ACK_REPEATS_OFFSET = SYN_REPEATS_OFFSET + Integer.BYTES;

  /** From the first SYN or SYN-ACK to the second; long, nanoseconds. */
  public static final int FIRST_BACK_OFF_OFFSET = SYN_ACK_REPEATS_OFFSET + Integer.BYTES;

  /** Between the two newest SYNs or SYN-ACKs; long, nanoseconds. */
  public static final int NEWEST_BACK_OFF_OFFSET = FIRST_BACK_OFF_OFFSET + Long.BYTES;

  /** FINs that were sent again; int. */
  public static final int FIN_REPEATS_OFFSET = NEWEST_BACK_OFF_OFFSET + Long.BYTES;

  /** Spans in the list of holes; int. */
  public static final int HOLES_OFFSET = FIN_REPEATS_OFFSET + Integer.BYTES;

  /** Payload that was sent after the peer's FIN had been acknowledged; long, bytes. */
  public static final int HALF_CLOSED_PAYLOAD_OFFSET = HOLES_OFFSET + Integer.BYTES;

  /** Bytes of a direction's block. */
  public static final int DIRECTION_LENGTH = HALF_CLOSED_PAYLOAD_OFFSET + Long.BYTES;

  private LifeEventsLayout() {}

  /**
   * Where a direction's block begins.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the events record's start.
   */
  public static int direction(final int direction) {
    return ConnectionLayout.LIFE_EVENTS_OFFSET + direction * DIRECTION_LENGTH;
  }
}
