package dev.weir.connection;

/**
 * Where the life of a connection is kept in its record: states, handshake, windows, unacknowledged
 * segments, close; native byte order.
 *
 * <pre>
 * of a direction, from 76 on:                  rarely needed, from 276 on:
 *   0  most bytes in flight            4         0  number after the highest captured
 *   4  newest unacknowledged                        or acknowledged                    4
 *      segment's time                  8         4  highest acknowledgement sent       4
 *      before data: the newest SYN's             8  newest window as sent, plus one    4
 *      or SYN-ACK's                             12  least window                       4
 *  12  its end                         4        16  largest window                     4
 *  16  handle of the one before it     4        20  maximum segment size of the SYN    2
 *  46  unacknowledged segments         2        22  states that are possible           2
 *                                               24  window scale of the SYN, plus one  1
 *                                               25  free                               3
 *
 * of no direction:
 * 552  first FIN's time, ns            8    0 until seen
 * 560  other side's FIN's time, ns     8    0 until seen
 * 568  time of the end, ns             8    last FIN acknowledged, or first RST; 0 until seen
 * 624  bits                            4
 * 628  reset class                     4    the place of a {@link ResetClass}, 0 until a RST
 * </pre>
 */
public final class LifeLayout {
  /** The most bytes in flight; int. */
  public static final int MOST_IN_FLIGHT_OFFSET = ConnectionLayout.LIFE_OFFSET;

  /**
   * Time of the newest unacknowledged segment, before there is data that of the newest SYN or
   * SYN-ACK; long, nanoseconds since 1970.
   */
  public static final int NEWEST_TIME_OFFSET = MOST_IN_FLIGHT_OFFSET + Integer.BYTES;

  /** The sequence number after its last; int. */
  public static final int NEWEST_END_OFFSET = NEWEST_TIME_OFFSET + Long.BYTES;

  /** Handle of the last span of the unacknowledged segments before it; int. */
  public static final int LAST_SPAN_OFFSET = NEWEST_END_OFFSET + Integer.BYTES;

  /** Bytes of these. */
  static final int NEWEST_LENGTH = LAST_SPAN_OFFSET + Integer.BYTES - MOST_IN_FLIGHT_OFFSET;

  /** Unacknowledged segments that are kept, the newest included; short. */
  public static final int UNACKNOWLEDGED_OFFSET = ConnectionLayout.LIFE_COUNT_OFFSET;

  /** After the highest sequence number captured, or acknowledged by the peer; int. */
  public static final int NEXT_OFFSET = ConnectionLayout.RARE_LIFE_OFFSET;

  /** The highest acknowledgement number sent; int. */
  public static final int ACKNOWLEDGED_OFFSET = NEXT_OFFSET + Integer.BYTES;

  /** The newest window as it was sent, plus one; int, 0 until there was one. */
  public static final int WINDOW_OFFSET = ACKNOWLEDGED_OFFSET + Integer.BYTES;

  /** The least window, in bytes; int. */
  public static final int LEAST_WINDOW_OFFSET = WINDOW_OFFSET + Integer.BYTES;

  /** The largest window, in bytes; int. */
  public static final int LARGEST_WINDOW_OFFSET = LEAST_WINDOW_OFFSET + Integer.BYTES;

  /** The SYN's maximum segment size in bytes, 0 where there was none; unsigned short. */
  public static final int SEGMENT_SIZE_OFFSET = LARGEST_WINDOW_OFFSET + Integer.BYTES;

  /** {@link TcpState} bits of the endpoint that sends in this direction; short. */
  public static final int STATES_OFFSET = SEGMENT_SIZE_OFFSET + Short.BYTES;

  /** The SYN's window scale plus one, 0 where there was none; byte. */
  public static final int SCALE_OFFSET = STATES_OFFSET + Short.BYTES;

  /** Bytes of these, with what fills them up. */
  static final int REST_LENGTH = SCALE_OFFSET + Integer.BYTES - NEXT_OFFSET;

  /** Time of the first FIN; long, nanoseconds since 1970, 0 until seen. */
  public static final int FIRST_FIN_OFFSET = ConnectionLayout.LIFE_TIMES_OFFSET;

  /** Time of the other side's first FIN; long, nanoseconds since 1970, 0 until seen. */
  public static final int SECOND_FIN_OFFSET = FIRST_FIN_OFFSET + Long.BYTES;

  /** Time at which the close was complete; long, nanoseconds since 1970, 0 until seen. */
  public static final int END_OFFSET = SECOND_FIN_OFFSET + Long.BYTES;

  /** Bytes of the times. */
  static final int TIMES_LENGTH = END_OFFSET + Long.BYTES - FIRST_FIN_OFFSET;

  /** The bits below; int. */
  public static final int BITS_OFFSET = ConnectionLayout.LIFE_BITS_OFFSET;

  /** How it was reset: the place of a {@link ResetClass}; int, 0 until a RST was seen. */
  public static final int RESET_CLASS_OFFSET = BITS_OFFSET + Integer.BYTES;

  /** Bytes of both. */
  static final int BITS_LENGTH = RESET_CLASS_OFFSET + Integer.BYTES - BITS_OFFSET;

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

  /** The SYN permitted SACK (RFC 2018). */
  public static final int SACK_PERMITTED = 1 << 14;

  /** The SYN had timestamps (RFC 7323). */
  public static final int TIMESTAMPS = 1 << 16;

  /** The newest segment that was sent is a keep-alive probe. */
  public static final int PROBING = 1 << 18;

  /** The newest keep-alive probe is not answered yet. */
  public static final int PROBE_PENDING = 1 << 20;

  /** The first FIN carried data. */
  public static final int FIN_ON_DATA = 1 << 22;

  /** The FIN was acknowledged. */
  public static final int FIN_ACKED = 1 << 24;

  // Single bits.

  /** A SYN or SYN-ACK carried data (RFC 7413). */
  public static final int FAST_OPEN_DATA = 1 << 26;

  /** A SYN or SYN-ACK had a Fast Open option (RFC 7413). */
  public static final int FAST_OPEN_OPTION = 1 << 27;

  /** The SYN-ACK acknowledged the data on the SYN. */
  public static final int FAST_OPEN_ACCEPTED = 1 << 28;

  /** The second FIN was sent before the first one had arrived. */
  public static final int CLOSED_AT_ONCE = 1 << 29;

  /** The second FIN was the first segment that acknowledged the first FIN. */
  public static final int FIN_ANSWERED_BY_FIN = 1 << 30;

  /** A bound was reached: some segments gave no round trip, or some holes were forgotten. */
  public static final int BOUND_REACHED = 1 << 31;

  /** More than RFC 7323 section 2.3 permits counts as this. */
  private static final int MOST_SCALE = 14;

  private LifeLayout() {}

  /**
   * By how many bits a direction's windows are shifted: where both SYNs were captured and had the
   * option (RFC 7323 section 2.2).
   *
   * @param record the connection's record.
   * @param block where the direction's block begins, and
   * @param peerBlock the other one's.
   * @return 0 to 14.
   */
  public static int scale(final OffHeapRecord record, final int block, final int peerBlock) {
    final int own = record.getByte(block + SCALE_OFFSET);
    final int peers = record.getByte(peerBlock + SCALE_OFFSET);
    return own == 0 || peers == 0 ? 0 : Math.min(MOST_SCALE, (own & 0xFF) - 1);
  }
}
