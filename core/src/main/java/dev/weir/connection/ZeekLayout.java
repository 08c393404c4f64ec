package dev.weir.connection;

/**
 * What Zeek's model keeps of a connection, and where in its record; native byte order.
 *
 * <pre>
 * of no direction, from 592 on:
 *   0  time of the newest packet that counts, ns      8
 *   8  a time that one kind of timer waits for, ns    8   which kind: {@link #TIMER_SHIFT}
 *  16  the history's first 12 letters, 5 bits each    8   the first in the lowest bits
 *  24  endpoint bits and common bits                  4
 *  28  more bits: history, timers                     4
 *
 * of a direction:
 *  24  bytes of its IP packets                        8
 * 100  gaps                                           4
 * 104  bytes missed                                   8
 * rarely needed, from 304 on:
 *   0  sequence number of the SYN, seen or inferred   4
 *   4  sequence number after the highest trusted one  4
 *   8  highest trusted number that the peer acknowledged  4
 *  12  how often the two before wrapped              2+2
 *  16  the newest FIN's end, relative, low 32 bits    4
 *  20  the same as the history took it                4
 *  24  the newest RST's number, relative, as the history took it  4
 *  28  contiguous end less acknowledged end           4
 *  32  contiguous end of the data, relative           8
 *
 * in the events record, from {@link ConnectionLayout#ZEEK_EVENTS_OFFSET} on:
 *   0  counts of C, T and W, of direction 0          12
 *  12  the same of direction 1                       12
 *  24  the newest SYN's number, relative, by direction  2*4
 *  32  packets whose headers could not be read, by direction  2*4
 * and from {@link ConnectionLayout#ZEEK_HISTORY_OFFSET} on:
 *      the history's letters from the 13th on       128
 * </pre>
 *
 * <p>Sequence numbers that are called relative count from the SYN's, as 64-bit numbers.
 */
public final class ZeekLayout {
  /** Time of the newest packet that counts for the duration; long, nanoseconds since 1970. */
  public static final int LAST_TIME_OFFSET = ConnectionLayout.ZEEK_OFFSET;

  /** When the timer that {@link #TIMER_SHIFT} names fires; long, nanoseconds since 1970. */
  public static final int TIMER_OFFSET = LAST_TIME_OFFSET + Long.BYTES;

  /** The first letters of the history; long, {@link #LETTER_BITS} a letter. */
  public static final int HISTORY_OFFSET = TIMER_OFFSET + Long.BYTES;

  /** State bits of both endpoints and common bits; int. */
  public static final int BITS_OFFSET = HISTORY_OFFSET + Long.BYTES;

  /** What the history has seen, its length, and timers; int. */
  public static final int MORE_OFFSET = BITS_OFFSET + Integer.BYTES;

  /** Bytes of what is of no direction. */
  static final int COMMON_LENGTH = MORE_OFFSET + Integer.BYTES - LAST_TIME_OFFSET;

  /** Of a direction: bytes of its IP packets by their headers; long. */
  public static final int IP_BYTES_OFFSET = ConnectionLayout.ZEEK_IP_BYTES_OFFSET;

  /** Of a direction: gaps (G); int. */
  public static final int GAPS_OFFSET = ConnectionLayout.ZEEK_GAPS_OFFSET;

  /** Of a direction: bytes that were acknowledged but not captured; long. */
  public static final int MISSED_OFFSET = ConnectionLayout.ZEEK_MISSED_OFFSET;

  /** Of a direction: sequence number of its SYN, seen or inferred; int. */
  public static final int START_OFFSET = ConnectionLayout.RARE_ZEEK_OFFSET;

  /** Of a direction: the number after the highest that is trusted; int. */
  public static final int LAST_OFFSET = START_OFFSET + Integer.BYTES;

  /** Of a direction: the highest number that the peer acknowledged; int. */
  public static final int ACKED_OFFSET = LAST_OFFSET + Integer.BYTES;

  /** Of a direction: wraps of the last number below, of the acknowledged one above; 2 shorts. */
  public static final int WRAPS_OFFSET = ACKED_OFFSET + Integer.BYTES;

  /** Of a direction: where its newest FIN ends, relative, low half; int. */
  public static final int FIN_OFFSET = WRAPS_OFFSET + Integer.BYTES;

  /** Of a direction: end of data of the newest FIN that the history compares with; int. */
  public static final int HISTORY_FIN_OFFSET = FIN_OFFSET + Integer.BYTES;

  /** Of a direction: relative number of the newest RST that the history compares with; int. */
  public static final int HISTORY_RST_OFFSET = HISTORY_FIN_OFFSET + Integer.BYTES;

  /** Of a direction: contiguous end less what is acknowledged; int, signed. */
  public static final int UNACKED_OFFSET = HISTORY_RST_OFFSET + Integer.BYTES;

  /** Of a direction: relative number after the contiguous data; long. */
  public static final int CONTIGUOUS_OFFSET = UNACKED_OFFSET + Integer.BYTES;

  /** Bytes of a direction's sequence numbers. */
  static final int NUMBERS_LENGTH = CONTIGUOUS_OFFSET + Long.BYTES - START_OFFSET;

  /** In the events record: counts of what the history scales, by direction and kind; int. */
  public static final int COUNTS_OFFSET = ConnectionLayout.ZEEK_EVENTS_OFFSET;

  /** Kinds of counts: a wrong checksum (C), nothing new (T), a zero window (W). */
  public static final int COUNT_KINDS = 3;

  /** In the events record: relative number of the newest SYN, by direction; int. */
  public static final int HISTORY_SYN_OFFSET = COUNTS_OFFSET + 2 * COUNT_KINDS * Integer.BYTES;

  /** In the events record: packets that were left out for their headers, by direction; int. */
  public static final int LEFT_OUT_OFFSET = HISTORY_SYN_OFFSET + 2 * Integer.BYTES;

  /** Letters of the history that the record has room for. */
  public static final int LETTERS_IN_RECORD = 12;

  /** Bits of a letter in the record. */
  public static final int LETTER_BITS = 5;

  /** Letters of the history that are kept at most. */
  public static final int LETTERS_MOST = LETTERS_IN_RECORD + ConnectionLayout.ZEEK_HISTORY_LENGTH;

  /** The letters; a letter's code is its place here plus one. */
  public static final String LETTERS = "SHFRIQDACTWG^shfriqdactwg";

  /** What to add to the code of an originator's letter for the responder's. */
  public static final int TO_LOWER = 13;

  /** States of an endpoint, in the order that Zeek gives them. */
  public static final int INACTIVE = 0;

  /** A SYN was sent. */
  public static final int SYN_SENT = 1;

  /** A SYN with ACK was sent, and no SYN seen that it answers. */
  public static final int SYN_ACK_SENT = 2;

  /** Packets, but no SYN. */
  public static final int PARTIAL = 3;

  /** The SYN was answered, or answers. */
  public static final int ESTABLISHED = 4;

  /** A FIN was sent. */
  public static final int CLOSED = 5;

  /** An RST was sent. */
  public static final int RESET = 6;

  /** Width of an endpoint's bits: shift the constants below by this times the direction. */
  public static final int ENDPOINT_BITS = 13;

  /** Of an endpoint: its state. */
  public static final int STATE_MASK = 7;

  /** Of an endpoint: the state before. */
  public static final int PREVIOUS_SHIFT = 3;

  /** Of an endpoint: it is reported as closed. */
  public static final int DID_CLOSE = 1 << 6;

  /** Of an endpoint: it sent a FIN. */
  public static final int FIN_SENT = 1 << 7;

  /** Of an endpoint: all its data was delivered. */
  public static final int AT_END = 1 << 8;

  /** Of an endpoint: its data is not reassembled any more. */
  public static final int SKIPS = 1 << 9;

  /** Of an endpoint: its newest FIN lies before its SYN. */
  public static final int FIN_BELOW = 1 << 10;

  /** Of an endpoint: more spans lay above a hole than are kept. */
  public static final int SPANS_LOST = 1 << 11;

  /** The higher endpoint is the originator. */
  public static final int ORIGINATOR_IS_HIGHER = 1 << 26;

  /** The handshake was not seen from its beginning. */
  public static final int IS_PARTIAL = 1 << 27;

  /** Timers that only wait for an end still count. */
  public static final int IS_ACTIVE = 1 << 28;

  /** The close waits for data. */
  public static final int CLOSE_DEFERRED = 1 << 29;

  /** The model has begun. */
  public static final int BEGUN = 1 << 30;

  /** In the second int: what the history has seen of a role; 7 bits a role, originator first. */
  public static final int SEEN_BITS = 7;

  /** Of what the history has seen: data. */
  public static final int SEEN_DATA = 1 << 5;

  /** Of what the history has seen: an ACK without data. */
  public static final int SEEN_PURE_ACK = 1 << 6;

  /** In the second int: a packet of the originator was seen; twice that for the responder. */
  public static final int FIRST_SEEN = 1 << 14;

  /** In the second int: how long it may be idle; 2 bits. */
  public static final int IDLE_SHIFT = 16;

  /** In the second int: what {@link #TIMER_OFFSET} waits for; 3 bits. */
  public static final int TIMER_SHIFT = 18;

  /** In the second int: letters of the history; 8 bits. */
  public static final int LENGTH_SHIFT = 24;

  private ZeekLayout() {}

  /**
   * The role of a direction's sender.
   *
   * @param bits the endpoint and common bits.
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return 0 for the originator, 1 for the responder.
   */
  public static int role(final int bits, final int direction) {
    return (bits & ORIGINATOR_IS_HIGHER) != 0 ? 1 - direction : direction;
  }

  /**
   * A sequence number counted from an endpoint's SYN.
   *
   * @param start the SYN's.
   * @param number the number.
   * @param wraps how often it had wrapped.
   * @return 64 bits wide; without a wrap the distance of 32-bit numbers, which may be negative.
   */
  public static long relative(final int start, final int number, final int wraps) {
    return wraps == 0
        ? number - start
        : ((long) wraps << Integer.SIZE | number & 0xFFFF_FFFFL) - (start & 0xFFFF_FFFFL);
  }

  /**
   * The bytes of a stream that an endpoint sent, as Zeek counts them: by sequence numbers, those
   * included that only the peer's acknowledgements tell of.
   *
   * @param record the connection's record.
   * @param bits its endpoint and common bits.
   * @param direction whose bytes.
   * @return bytes; a nonsensical number where sequence numbers are.
   */
  public static long size(final OffHeapRecord record, final int bits, final int direction) {
    final int own = bits >>> direction * ENDPOINT_BITS;
    final int peer = bits >>> (1 - direction) * ENDPOINT_BITS;
    final int block = ConnectionLayout.direction(direction);
    final long start = record.getInt(block + START_OFFSET) & 0xFFFF_FFFFL;
    final int wraps = record.getInt(block + WRAPS_OFFSET);
    final long acked =
        (long) (wraps >>> 16) << 32 | record.getInt(block + ACKED_OFFSET) & 0xFFFF_FFFFL;
    final long last = (wraps & 0xFFFFL) << 32 | record.getInt(block + LAST_OFFSET) & 0xFFFF_FFFFL;
    final boolean abandoned =
        (own >>> PREVIOUS_SHIFT & STATE_MASK) == SYN_SENT
            && (own & STATE_MASK) == RESET
            && (peer & STATE_MASK) == INACTIVE;
    if (abandoned && acked != start && acked != start + 1) {
      return 0;
    }
    long size = Math.max(last, acked) - start;
    if (size != 0) {
      size--;
    }
    if (size != 0 && (own & FIN_SENT) != 0) {
      size--;
    }
    return size;
  }
}
