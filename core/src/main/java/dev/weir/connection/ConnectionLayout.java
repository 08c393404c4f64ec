package dev.weir.connection;

/**
 * Where the fields of a connection's record are, off-heap, native byte order. What only some
 * connections need is in side records that it links to.
 *
 * <p>The order is by how often a field is needed, since the cost of a segment is the cache lines
 * that it touches: a usual one of a {@link #STEADY} connection touches the first five, and the
 * round trips where it measures one.
 *
 * <pre>
 *   0  lower address, high half      8 |  line 0: key and times
 *   8  lower address, low half       8 |
 *  16  higher address, high half     8 |  "lower" is the endpoint whose (address, port) compares
 *  24  higher address, low half      8 |  lower, unsigned, so that both directions of a connection
 *  32  ports: lower's in bits 31-16  4 |  have one key
 *  36  state bits                    4 |
 *  40  newest packet's time, ns      8 |
 *  48  newest packet's number        8 |
 *  56  first packet's number         8 |
 *  64  direction 0: from the lower  128   lines 1 and 2
 * 192  direction 1: from the higher 128   lines 3 and 4
 * 320  direction 0, rarely needed    96   lines 5 and 6
 * 416  longest silence, ns            8
 * 424  first packet's time, ns        8
 * 432  handshake time, ns             8   newest SYN's, then newest SYN-ACK's
 * 440  SYN to SYN-ACK, ns             8   -1 until seen
 * 448  direction 1, rarely needed    96   lines 7 and 8
 * 544  SYN-ACK to ACK, ns             8   -1 until seen
 * 552  the life's times              24   see {@link LifeLayout}
 * 576  the judgements' times         16   line 9; see {@link JudgementLayout}
 * 592  Zeek's times, history, bits   32   see {@link ZeekLayout}
 * 624  the life's bits                8
 * 632  mark                           4   see {@link ConnectionView#mark}
 * 636  link to the events record      4
 *
 * of a direction, where J is of the judgements, L of the life, Z of Zeek's model:
 *   0  packets                        8
 *   8  TCP payload bytes              8
 *  16  bytes on the wire              8
 *  24  Z bytes of IP packets          8
 *  32  J newest segments             44   see {@link JudgementLayout}
 *  76  L unacknowledged segments     24   see {@link LifeLayout}; and the head of their list
 * 100  Z gaps                         4
 * 104  Z missed bytes                 8   in captures with cut payload, all of it
 * 112  steady: bytes in a hole        4   these three: see {@link #STEADY}
 * 116  steady: least window           2
 * 118  steady: largest window         2
 * 120  TCP flags seen, or-ed          2
 * 122  L how many unacknowledged      2
 * 124  of direction 0: round trips    4   link to a side record
 *      of direction 1: longest silence     in 1024 ns, rounded down
 * and, rarely needed, 256 bytes further on, so that one base serves both:
 * 256  number after the highest sent  4
 * 260  initial sequence number        4
 * 264  J the rest                    12
 * 276  L the rest                    28
 * 304  Z sequence numbers            40
 * 344  spans above a hole             4   heads of lists: see {@link SpanPool}
 * 348  holes                          4   below the highest sequence number, not captured
 * </pre>
 */
public final class ConnectionLayout {
  /** Bytes of a record. */
  public static final int RECORD_LENGTH = 640;

  /** Bytes of an events record: what only connections with some trouble have. */
  public static final int EVENTS_LENGTH = 640;

  /** Bytes of both directions' distributions of round trips. */
  public static final int ROUND_TRIPS_LENGTH = 2 * RoundTripLayout.DIRECTION_LENGTH;

  /** Where a finished connection's copy has its events record, if there is one. */
  public static final int COPIED_EVENTS_OFFSET = RECORD_LENGTH;

  /** Where a finished connection's copy has its round trips record, if there is one. */
  public static final int COPIED_ROUND_TRIPS_OFFSET = COPIED_EVENTS_OFFSET + EVENTS_LENGTH;

  /** Bytes of a finished connection's copy: its record, then its side records. */
  public static final int COPY_LENGTH = COPIED_ROUND_TRIPS_OFFSET + ROUND_TRIPS_LENGTH;

  static final int LOWER_HIGH_OFFSET = 0;
  static final int LOWER_LOW_OFFSET = LOWER_HIGH_OFFSET + Long.BYTES;
  static final int HIGHER_HIGH_OFFSET = LOWER_LOW_OFFSET + Long.BYTES;
  static final int HIGHER_LOW_OFFSET = HIGHER_HIGH_OFFSET + Long.BYTES;
  static final int PORTS_OFFSET = HIGHER_LOW_OFFSET + Long.BYTES;

  /** State bits, the constants below; int. */
  public static final int STATE_OFFSET = PORTS_OFFSET + Integer.BYTES;

  /** The latest time of a packet; long, nanoseconds since 1970. */
  public static final int LAST_TIME_OFFSET = STATE_OFFSET + Integer.BYTES;

  /** Number of the newest packet; long. */
  public static final int LAST_PACKET_OFFSET = LAST_TIME_OFFSET + Long.BYTES;

  /** Number of the first packet in the capture; long, from 1. */
  public static final int FIRST_PACKET_OFFSET = LAST_PACKET_OFFSET + Long.BYTES;

  /** Where the two directions begin: this plus the direction times {@link #DIRECTION_LENGTH}. */
  public static final int DIRECTION_OFFSET = FIRST_PACKET_OFFSET + Long.BYTES;

  /** Bytes of a direction's block; the block of what is rarely needed has as many. */
  public static final int DIRECTION_LENGTH = 128;

  /** From a direction's block to its block of what is rarely needed. */
  static final int RARE = 2 * DIRECTION_LENGTH;

  /** Bytes of a direction's rarely needed fields; fields of no direction follow. */
  private static final int RARE_LENGTH = 96;

  /** Packets sent; long. */
  public static final int PACKETS_OFFSET = 0;

  /** TCP payload bytes sent, by IP length, retransmissions included; long. */
  public static final int PAYLOAD_OFFSET = PACKETS_OFFSET + Long.BYTES;

  /** Bytes of the packets on the wire, link headers included; long. */
  public static final int WIRE_OFFSET = PAYLOAD_OFFSET + Long.BYTES;

  /** Bytes of its IP packets by their headers, as Zeek counts them; long. */
  static final int ZEEK_IP_BYTES_OFFSET = WIRE_OFFSET + Long.BYTES;

  /** Where the judgements keep the newest segments. */
  static final int JUDGEMENT_OFFSET = ZEEK_IP_BYTES_OFFSET + Long.BYTES;

  /** Where the life keeps the unacknowledged segments. */
  static final int LIFE_OFFSET = JUDGEMENT_OFFSET + JudgementLayout.NEWEST_LENGTH;

  /** Head of the list of unacknowledged segments but the newest: see {@link SpanPool}; int. */
  public static final int UNACKNOWLEDGED_OFFSET = LIFE_OFFSET + LifeLayout.NEWEST_LENGTH;

  /** Gaps that Zeek counts; int. */
  static final int ZEEK_GAPS_OFFSET = UNACKNOWLEDGED_OFFSET + Integer.BYTES;

  /** Bytes that Zeek counts as missed; long. */
  static final int ZEEK_MISSED_OFFSET = ZEEK_GAPS_OFFSET + Integer.BYTES;

  /** While {@link #STEADY}: sequence numbers from Zeek's contiguous end to the next one; int. */
  public static final int STEADY_HOLE_OFFSET = ZEEK_MISSED_OFFSET + Long.BYTES;

  /** While {@link #STEADY}: the least window that followed another one, as sent; unsigned short. */
  public static final int STEADY_LEAST_WINDOW_OFFSET = STEADY_HOLE_OFFSET + Integer.BYTES;

  /** While {@link #STEADY}: the largest such window, 0 where none did; unsigned short. */
  public static final int STEADY_LARGEST_WINDOW_OFFSET = STEADY_LEAST_WINDOW_OFFSET + Short.BYTES;

  /** TCP flags seen, or-ed; short. */
  public static final int FLAGS_OFFSET = STEADY_LARGEST_WINDOW_OFFSET + Short.BYTES;

  /** How many unacknowledged segments the life keeps; short. */
  static final int LIFE_COUNT_OFFSET = FLAGS_OFFSET + Short.BYTES;

  /** Of direction 0 a link, of direction 1 a time; int. */
  private static final int COMMON_OFFSET = LIFE_COUNT_OFFSET + Short.BYTES;

  /** The sequence number after the highest one sent; int. */
  public static final int NEXT_SEQUENCE_OFFSET = RARE;

  /** The initial sequence number, of the SYN or inferred from the peer's SYN-ACK; int. */
  public static final int INITIAL_SEQUENCE_OFFSET = NEXT_SEQUENCE_OFFSET + Integer.BYTES;

  /** Where the judgements keep the rest. */
  static final int RARE_JUDGEMENT_OFFSET = INITIAL_SEQUENCE_OFFSET + Integer.BYTES;

  /** Where the life keeps the rest. */
  static final int RARE_LIFE_OFFSET = RARE_JUDGEMENT_OFFSET + JudgementLayout.REST_LENGTH;

  /** Where Zeek's model keeps its sequence numbers. */
  static final int RARE_ZEEK_OFFSET = RARE_LIFE_OFFSET + LifeLayout.REST_LENGTH;

  /** Head of the list of what was seen above a hole; int. */
  public static final int ABOVE_HOLE_OFFSET = RARE_ZEEK_OFFSET + ZeekLayout.NUMBERS_LENGTH;

  /** Head of the list of holes: what was sent and the capture has not; int. */
  public static final int HOLES_OFFSET = ABOVE_HOLE_OFFSET + Integer.BYTES;

  /** How many lists of spans a record has: three of each direction. */
  static final int SPAN_LISTS = 6;

  /** Link to the round trips: see {@link RoundTripRecords}; int. */
  public static final int ROUND_TRIPS_LINK_OFFSET = DIRECTION_OFFSET + COMMON_OFFSET;

  /**
   * {@link #LONGEST_SILENCE_OFFSET} to the right by {@link #SILENCE_SHIFT} bits, at most the
   * largest int: nearly always it tells that a silence is not the longest one; int.
   */
  public static final int SILENCE_OFFSET = ROUND_TRIPS_LINK_OFFSET + DIRECTION_LENGTH;

  /** From nanoseconds to the unit of {@link #SILENCE_OFFSET}. */
  public static final int SILENCE_SHIFT = 10;

  /** Longest time between two packets; long, nanoseconds. */
  public static final int LONGEST_SILENCE_OFFSET = DIRECTION_OFFSET + RARE + RARE_LENGTH;

  /** Time of the first packet; long, nanoseconds since 1970. */
  public static final int FIRST_TIME_OFFSET = LONGEST_SILENCE_OFFSET + Long.BYTES;

  /**
   * Time of the newest SYN until a SYN-ACK was seen, of the newest SYN-ACK from then on; long,
   * nanoseconds since 1970.
   */
  public static final int HANDSHAKE_TIME_OFFSET = FIRST_TIME_OFFSET + Long.BYTES;

  /** From the newest SYN to the first SYN-ACK; long, nanoseconds, -1 until seen. */
  public static final int SYN_ACK_DELAY_OFFSET = HANDSHAKE_TIME_OFFSET + Long.BYTES;

  /** From the SYN-ACK to the ACK that completes the handshake; long, nanoseconds, -1 until seen. */
  public static final int ACK_DELAY_OFFSET = LONGEST_SILENCE_OFFSET + DIRECTION_LENGTH;

  /** Where the life keeps its times. */
  static final int LIFE_TIMES_OFFSET = ACK_DELAY_OFFSET + Long.BYTES;

  /** Where the judgements keep their times. */
  static final int JUDGEMENT_TIMES_OFFSET = LIFE_TIMES_OFFSET + LifeLayout.TIMES_LENGTH;

  /** Where Zeek's model keeps what is of no direction. */
  static final int ZEEK_OFFSET = JUDGEMENT_TIMES_OFFSET + JudgementLayout.TIMES_LENGTH;

  /** Where the life keeps its bits. */
  static final int LIFE_BITS_OFFSET = ZEEK_OFFSET + ZeekLayout.COMMON_LENGTH;

  /** What whoever looks at each segment keeps with the connection, 0 at first; int. */
  public static final int MARK_OFFSET = LIFE_BITS_OFFSET + LifeLayout.BITS_LENGTH;

  /** Link to the events record; int. */
  public static final int EVENTS_LINK_OFFSET = MARK_OFFSET + Integer.BYTES;

  /** In an events record: counts of the judgements. */
  public static final int JUDGEMENT_EVENTS_OFFSET = 0;

  /** In an events record: what Zeek's model has no room for in the record. */
  public static final int ZEEK_EVENTS_OFFSET = 160;

  /** In an events record: letters of Zeek's history that the record has no room for. */
  public static final int ZEEK_HISTORY_OFFSET = 512;

  /** Bytes, and so letters, of that. */
  public static final int ZEEK_HISTORY_LENGTH = EVENTS_LENGTH - ZEEK_HISTORY_OFFSET;

  /** In an events record: keep-alive, windows, retried handshakes, the close. */
  public static final int LIFE_EVENTS_OFFSET = 224;

  /** In an events record: payload below the highest sequence number sent, by direction; 2 longs. */
  public static final int RETRANSMITTED_EVENTS_OFFSET = 480;

  /** The endpoint that compares higher is the originator. */
  public static final int ORIGINATOR_IS_HIGHER = 1;

  /** Addresses are IPv6. */
  public static final int IPV6 = 1 << 1;

  /** The originator acknowledged the responder's SYN. */
  public static final int HANDSHAKE_ACKED = 1 << 2;

  /** The endpoint that compares higher sent the first FIN. */
  public static final int FIRST_FIN_BY_HIGHER = 1 << 3;

  /** The endpoint that compares higher sent the first RST. */
  public static final int FIRST_RST_BY_HIGHER = 1 << 4;

  /** The first RST came when not both sides had sent a FIN. */
  public static final int RESET_BEFORE_CLOSE = 1 << 5;

  /** The record has left the table and waits to be reported. */
  static final int FINISHED = 1 << 6;

  /** The capture does not show the beginning: the first packet was no SYN and no SYN-ACK. */
  public static final int BEGAN_MIDSTREAM = 1 << 7;

  /** A segment with ACK and without SYN or RST was seen: data may flow. */
  public static final int ESTABLISHED = 1 << 20;

  /**
   * Nothing but data and its ACKs is under way. What the judgements know of both directions' next
   * and acknowledged sequence numbers and windows then holds for the tracker, the life and Zeek's
   * model, too, and their own copies are out of date until the connection is settled.
   */
  public static final int STEADY = 1 << 21;

  /** The connection was reported before its end, since memory was bounded. */
  static final int EVICTED = 1 << 29;

  // Pairs of bits: shifted left by the direction, 0 or 1.

  /** A SYN without ACK was sent. */
  public static final int SYN = 1 << 8;

  /** A SYN with ACK was sent. */
  public static final int SYN_ACK = 1 << 10;

  /** A FIN was sent. */
  public static final int FIN = 1 << 12;

  /** A RST was sent. */
  public static final int RST = 1 << 14;

  /** The sequence number at {@link #NEXT_SEQUENCE_OFFSET} is known. */
  public static final int NEXT_KNOWN = 1 << 16;

  /** The sequence number at {@link #INITIAL_SEQUENCE_OFFSET} is known. */
  public static final int INITIAL_KNOWN = 1 << 18;

  /** While {@link #STEADY}: Zeek's history has the letter of data. */
  public static final int STEADY_DATA = 1 << 22;

  /** While {@link #STEADY}: Zeek's history has the letter of an ACK without data. */
  public static final int STEADY_ACKS = 1 << 24;

  /** While {@link #STEADY}: some data was acknowledged, not just the SYN. */
  public static final int STEADY_ACKED = 1 << 26;

  /** While {@link #STEADY}, a single bit: holes are no gaps for Zeek. */
  public static final int STEADY_UNCLEAN = 1 << 28;

  /** All that was taken in is the first one or two segments of a usual three-way handshake. */
  public static final int OPENING = 1 << 30;

  /** Nothing but a usual close, in three segments or four, is under way. */
  public static final int CLOSING = 1 << 31;

  private ConnectionLayout() {}

  /**
   * Where the head of one of a record's lists of spans is.
   *
   * @param list 0 to {@link #SPAN_LISTS} - 1.
   */
  static int spanList(final int list) {
    final int head =
        switch (list >> 1) {
          case 0 -> UNACKNOWLEDGED_OFFSET;
          case 1 -> ABOVE_HOLE_OFFSET;
          default -> HOLES_OFFSET;
        };
    return direction(list & 1) + head;
  }

  /**
   * Makes a record that is all zero, but for its key, that of a connection of which nothing is
   * known.
   */
  static void begin(final OffHeapRecord record) {
    record.putLong(SYN_ACK_DELAY_OFFSET, -1);
    record.putLong(ACK_DELAY_OFFSET, -1);
  }

  /** Whether a connection, or its copy, has an events record. */
  static boolean hasEvents(final OffHeapRecord record) {
    return record.getInt(EVENTS_LINK_OFFSET) != 0;
  }

  /**
   * Where a direction's block begins.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the record's start.
   */
  public static int direction(final int direction) {
    return DIRECTION_OFFSET + direction * DIRECTION_LENGTH;
  }
}
