package dev.weir.connection;

/**
 * Where the life of a connection is kept, in {@link ConnectionLayout#LIFE_OFFSET}'s region of its
 * record.
 *
 * <pre>
 *   0  direction 0: from the lower  40
 *  40  direction 1: from the higher 40
 *  80  bits                          4
 *  84  free                          4
 *  88  longest silence, ns           8
 *  96  first FIN's time, ns          8    0 until seen
 * 104  second side's FIN's time, ns  8    0 until seen
 * 112  time of the end, ns           8    last FIN acknowledged, or first RST; 0 until seen
 * 120  free                         40
 *
 * of a direction:
 *   0  sequence number after the highest captured or acknowledged    4
 *   4  highest acknowledgement number sent    4
 *   8  newest window, scaled                  4
 *  12  least window                           4
 *  16  largest window                         4
 *  20  most bytes in flight                   4
 *  24  no round trip up to this ACK           4
 *  28  newest unacknowledged span's handle    4
 *  32  unacknowledged spans                   2
 *  34  maximum segment size of the SYN        2
 *  36  states that are possible               2
 *  38  window scale of the SYN, plus one      1
 *  39  free                                   1
 * </pre>
 */
public final class LifeLayout {
  /** After the highest sequence number captured, or acknowledged by the peer; int. */
  public static final int NEXT_OFFSET = 0;

  /** The highest acknowledgement number sent; int. */
  public static final int ACKNOWLEDGED_OFFSET = NEXT_OFFSET + Integer.BYTES;

  /** The newest window, in bytes; int. */
  public static final int WINDOW_OFFSET = ACKNOWLEDGED_OFFSET + Integer.BYTES;

  /** The least window, in bytes; int. */
  public static final int LEAST_WINDOW_OFFSET = WINDOW_OFFSET + Integer.BYTES;

  /** The largest window, in bytes; int. */
  public static final int LARGEST_WINDOW_OFFSET = LEAST_WINDOW_OFFSET + Integer.BYTES;

  /** The most bytes in flight; int. */
  public static final int MOST_IN_FLIGHT_OFFSET = LARGEST_WINDOW_OFFSET + Integer.BYTES;

  /** ACKs up to this number give no sample of the round trip (Karn); int. */
  public static final int AMBIGUOUS_UNTIL_OFFSET = MOST_IN_FLIGHT_OFFSET + Integer.BYTES;

  /** Handle of the newest unacknowledged span: see {@link SpanPool}; int. */
  public static final int NEWEST_SPAN_OFFSET = AMBIGUOUS_UNTIL_OFFSET + Integer.BYTES;

  /** Unacknowledged spans that are kept; short. */
  public static final int SPANS_OFFSET = NEWEST_SPAN_OFFSET + Integer.BYTES;

  /** The SYN's maximum segment size in bytes, 0 where there was none; unsigned short. */
  public static final int SEGMENT_SIZE_OFFSET = SPANS_OFFSET + Short.BYTES;

  /** {@link TcpState} bits of the endpoint that sends in this direction; short. */
  public static final int STATES_OFFSET = SEGMENT_SIZE_OFFSET + Short.BYTES;

  /** The SYN's window scale plus one, 0 where there was none; byte. */
  public static final int SCALE_OFFSET = STATES_OFFSET + Short.BYTES;

  /** Bytes of a direction's block. */
  public static final int DIRECTION_LENGTH = SCALE_OFFSET + 2;

  /** The bits below; int. */
  public static final int BITS_OFFSET = ConnectionLayout.LIFE_OFFSET + 2 * DIRECTION_LENGTH;

  /** Longest time between two packets; long, nanoseconds. */
  public static final int LONGEST_SILENCE_OFFSET = BITS_OFFSET + Long.BYTES;

  /** Time of the first FIN; long, nanoseconds since 1970, 0 until seen. */
  public static final int FIRST_FIN_OFFSET = LONGEST_SILENCE_OFFSET + Long.BYTES;

  /** Time of the other side's first FIN; long, nanoseconds since 1970, 0 until seen. */
  public static final int SECOND_FIN_OFFSET = FIRST_FIN_OFFSET + Long.BYTES;

  /** Time at which the close was complete; long, nanoseconds since 1970, 0 until seen. */
  public static final int END_OFFSET = SECOND_FIN_OFFSET + Long.BYTES;

  // Pairs of bits: shifted left by the direction, 0 or 1.

  /** {@link #NEXT_OFFSET} is known. */
  public static final int NEXT_KNOWN = 1;

  /** {@link #ACKNOWLEDGED_OFFSET} is known. */
  public static final int ACK_KNOWN = 1 << 2;

  /** A SYN without ACK was captured. */
  public static final int SYN = 1 << 4;

  /** A SYN with ACK was captured. */
  public static final int SYN_ACK = 1 << 6;

  /** A FIN was captured; {@link #NEXT_OFFSET} is the number after it and moves no more. */
  public static final int FIN = 1 << 8;

  /** A RST was captured. */
  public static final int RST = 1 << 10;

  // Single bits.

  /** A SYN or SYN-ACK carried data (RFC 7413). */
  public static final int FAST_OPEN = 1 << 12;

  private LifeLayout() {}

  /**
   * Where a direction's block begins.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the record's start.
   */
  public static int direction(final int direction) {
    return ConnectionLayout.LIFE_OFFSET + direction * DIRECTION_LENGTH;
  }
}
