package dev.weir.connection;

/**
 * Where the fields of a connection's record are, off-heap, native byte order. What only some
 * connections need is in side records that it links to.
 *
 * <pre>
 *   0  lower address, high half      8 |  line 0: key and times
 *   8  lower address, low half       8 |
 *  16  higher address, high half     8 |  "lower" is the endpoint whose (address, port) compares
 *  24  higher address, low half      8 |  lower, unsigned, so that both directions of a connection
 *  32  ports: lower's in bits 31-16  4 |  have one key
 *  36  state bits                    4 |
 *  40  first packet's number         8 |
 *  48  first packet's time, ns       8 |
 *  56  newest packet's time, ns      8 |
 *  64  direction 0: from the lower  48 |  line 1
 * 112  direction 1: from the higher 48 |  lines 1 and 2
 * 160  newest packet's number        8 |
 * 168  handshake time, ns            8 |  newest SYN's, then newest SYN-ACK's
 * 176  SYN to SYN-ACK, ns            8 |  -1 until seen
 * 184  SYN-ACK to ACK, ns            8 |  -1 until seen
 * 192  link to the events record     4    side records: see {@link SideRecords}
 * 196  link to the round trips       4
 * 200  unacknowledged, direction 0   4    lists of spans: see {@link SpanPool}
 * 204  unacknowledged, direction 1   4
 * 208  above a hole, direction 0     4
 * 212  above a hole, direction 1     4
 * 216  not captured, direction 0     4    holes below the highest sequence number
 * 220  not captured, direction 1     4
 * 224  region of the judgements    128    per segment, as Wireshark judges
 * 352  region of Zeek's model      128
 * 480  region of the life          136    states, handshake, keep-alive, close, round trips
 * 616  mark                          4    see {@link ConnectionView#mark}
 * 620  free                          4
 * 624  missed by Zeek's count       16    by direction: in captures with cut payload, all of it
 *
 * of a direction:
 *   0  packets                       8
 *   8  TCP payload bytes             8
 *  16  bytes on the wire             8
 *  24  retransmitted payload bytes   8
 *  32  sequence number after the highest sent    4
 *  36  initial sequence number       4
 *  40  TCP flags seen, or-ed         4
 *  44  gaps by Zeek's count          4
 * </pre>
 */
public final class ConnectionLayout {
  /** Bytes of a record. */
  public static final int RECORD_LENGTH = 640;

  /** Bytes of an events record: what only connections with some trouble have. */
  public static final int EVENTS_LENGTH = 640;

  /** Bytes of a round trips record: both directions' distributions. */
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

  /** Number of the first packet in the capture; long, from 1. */
  public static final int FIRST_PACKET_OFFSET = STATE_OFFSET + Integer.BYTES;

  /** Time of the first packet; long, nanoseconds since 1970. */
  public static final int FIRST_TIME_OFFSET = FIRST_PACKET_OFFSET + Long.BYTES;

  /** The latest time of a packet; long, nanoseconds since 1970. */
  public static final int LAST_TIME_OFFSET = FIRST_TIME_OFFSET + Long.BYTES;

  /** Where the two directions begin: this plus the direction times {@link #DIRECTION_LENGTH}. */
  public static final int DIRECTION_OFFSET = LAST_TIME_OFFSET + Long.BYTES;

  /** Packets sent; long. */
  public static final int PACKETS_OFFSET = 0;

  /** TCP payload bytes sent, by IP length, retransmissions included; long. */
  public static final int PAYLOAD_OFFSET = PACKETS_OFFSET + Long.BYTES;

  /** Bytes of the packets on the wire, link headers included; long. */
  public static final int WIRE_OFFSET = PAYLOAD_OFFSET + Long.BYTES;

  /** Payload bytes below the highest sequence number sent before; long. */
  public static final int RETRANSMITTED_OFFSET = WIRE_OFFSET + Long.BYTES;

  /** The sequence number after the highest one sent; int. */
  public static final int NEXT_SEQUENCE_OFFSET = RETRANSMITTED_OFFSET + Long.BYTES;

  /** The initial sequence number, of the SYN or inferred from the peer's SYN-ACK; int. */
  public static final int INITIAL_SEQUENCE_OFFSET = NEXT_SEQUENCE_OFFSET + Integer.BYTES;

  /** TCP flags seen, or-ed; int. */
  public static final int FLAGS_OFFSET = INITIAL_SEQUENCE_OFFSET + Integer.BYTES;

  /** Gaps that Zeek counts; int. */
  static final int ZEEK_GAPS_OFFSET = FLAGS_OFFSET + Integer.BYTES;

  /** Bytes of a direction's block. */
  public static final int DIRECTION_LENGTH = ZEEK_GAPS_OFFSET + Integer.BYTES;

  /** Number of the newest packet; long. */
  public static final int LAST_PACKET_OFFSET = DIRECTION_OFFSET + 2 * DIRECTION_LENGTH;

  /**
   * Time of the newest SYN until a SYN-ACK was seen, of the newest SYN-ACK from then on; long,
   * nanoseconds since 1970.
   */
  public static final int HANDSHAKE_TIME_OFFSET = LAST_PACKET_OFFSET + Long.BYTES;

  /** From the newest SYN to the first SYN-ACK; long, nanoseconds, -1 until seen. */
  public static final int SYN_ACK_DELAY_OFFSET = HANDSHAKE_TIME_OFFSET + Long.BYTES;

  /** From the SYN-ACK to the ACK that completes the handshake; long, nanoseconds, -1 until seen. */
  public static final int ACK_DELAY_OFFSET = SYN_ACK_DELAY_OFFSET + Long.BYTES;

  /** Link to the events record: see {@link SideRecords}; int. */
  public static final int EVENTS_LINK_OFFSET = ACK_DELAY_OFFSET + Long.BYTES;

  /** Link to the round trips record; int. */
  public static final int ROUND_TRIPS_LINK_OFFSET = EVENTS_LINK_OFFSET + Integer.BYTES;

  /** Heads of the two lists of unacknowledged segments, by the direction that sent them; int. */
  public static final int UNACKNOWLEDGED_OFFSET = ROUND_TRIPS_LINK_OFFSET + Integer.BYTES;

  /** Heads of the two lists of what was seen above a hole, by direction; int. */
  public static final int ABOVE_HOLE_OFFSET = UNACKNOWLEDGED_OFFSET + 2 * Integer.BYTES;

  /** Heads of the two lists of holes: what a direction sent and the capture has not; int. */
  public static final int HOLES_OFFSET = ABOVE_HOLE_OFFSET + 2 * Integer.BYTES;

  /** Where the judgements of segments keep what they need of earlier ones. */
  public static final int JUDGEMENT_OFFSET = 224;

  /** Where Zeek's model keeps its state. */
  public static final int ZEEK_OFFSET = JUDGEMENT_OFFSET + 128;

  /** Where the life of the connection is kept: states, handshake, keep-alive, close. */
  public static final int LIFE_OFFSET = ZEEK_OFFSET + 128;

  /** What whoever looks at each segment keeps with the connection, 0 at first; int. */
  public static final int MARK_OFFSET = LIFE_OFFSET + LifeLayout.LENGTH;

  /** Bytes that Zeek counts as missed, by direction; 2 longs. */
  static final int ZEEK_MISSED_OFFSET = MARK_OFFSET + 2 * Integer.BYTES;

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

  /** The connection was reported before its end, since memory was bounded. */
  static final int EVICTED = 1 << 21;

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

  private ConnectionLayout() {}

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
