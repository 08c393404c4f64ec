package dev.weir.connection;

/**
 * What the judgements of segments need of earlier ones, in the connection's record, and what they
 * add up to, in the events record from {@link ConnectionLayout#JUDGEMENT_EVENTS_OFFSET} on.
 *
 * <pre>
 * of a direction in the record, from 32 on:     rarely needed, from 264 on:
 *   0  time of the next number, ns      8         0  base: the SYN's sequence number  4
 *   8  time of the newest segment, ns   8         4  window updates                   4
 *  16  next sequence number             4         8  MPTCP operations                 4
 *  20  newest acknowledgement           4
 *  24  newest window and 1              4       of no direction, from 576 on:
 *  28  contiguous up to                 4         0  time of the newest SYN, ns       8
 *  32  bits                             4         8  initial round trip, ns           8
 *  36  duplicate ACKs in a row          4
 *  40  unacknowledged segments          4
 *
 * of the events record:                         of a direction in it:
 *   0  direction 0                   80           0  retransmitted bytes              8
 *  80  direction 1                   80           8  out-of-order bytes               8
 *                                                16  segments by judgement       15 * 4
 *                                                76  triple duplicate ACKs            4
 * </pre>
 *
 * <p>"Next", "contiguous" and "acknowledgement" are 0 where nothing is known, as in Wireshark.
 */
public final class JudgementLayout {
  /** When {@link #NEXT_OFFSET} was set; long, nanoseconds since 1970. */
  public static final int NEXT_TIME_OFFSET = ConnectionLayout.JUDGEMENT_OFFSET;

  /** Time of the newest segment; long, nanoseconds since 1970. */
  public static final int NEWEST_TIME_OFFSET = NEXT_TIME_OFFSET + Long.BYTES;

  /** The sequence number after the highest one sent; int. */
  public static final int NEXT_OFFSET = NEWEST_TIME_OFFSET + Long.BYTES;

  /** The acknowledgement field of the newest segment; int. */
  public static final int ACKNOWLEDGED_OFFSET = NEXT_OFFSET + Integer.BYTES;

  /** The window field of the newest segment and 1, 0 before there is one; int. */
  public static final int WINDOW_OFFSET = ACKNOWLEDGED_OFFSET + Integer.BYTES;

  /** Up to where everything was seen, or was acknowledged and complained about; int. */
  public static final int CONTIGUOUS_OFFSET = WINDOW_OFFSET + Integer.BYTES;

  /** {@link #BASE_KNOWN} and the like; int. */
  public static final int BITS_OFFSET = CONTIGUOUS_OFFSET + Integer.BYTES;

  /** Duplicates of the newest acknowledgement; int, -1 where the peer's were not captured. */
  public static final int DUPLICATES_OFFSET = BITS_OFFSET + Integer.BYTES;

  /** Segments sent since the peer's acknowledgement last changed; int. */
  public static final int UNACKNOWLEDGED_OFFSET = DUPLICATES_OFFSET + Integer.BYTES;

  /** Bytes of the newest segments of a direction. */
  static final int NEWEST_LENGTH = UNACKNOWLEDGED_OFFSET + Integer.BYTES - NEXT_TIME_OFFSET;

  /** The SYN's sequence number, or the one before the first segment's; int. */
  public static final int BASE_OFFSET = ConnectionLayout.RARE_JUDGEMENT_OFFSET;

  /** How many window updates there were; int. All other counts are in the events record. */
  public static final int WINDOW_UPDATES_OFFSET = BASE_OFFSET + Integer.BYTES;

  /**
   * MPTCP operations that either side had used when this one sent its newest segment, and in the
   * high half (of direction 0) those used until now: a bit for each subtype; int.
   */
  public static final int MULTIPATH_OFFSET = WINDOW_UPDATES_OFFSET + Integer.BYTES;

  /** Bytes of the rest of a direction. */
  static final int REST_LENGTH = MULTIPATH_OFFSET + Integer.BYTES - BASE_OFFSET;

  /** Time of the newest SYN without ACK; long, nanoseconds since 1970, 0 before there is one. */
  public static final int SYN_TIME_OFFSET = ConnectionLayout.JUDGEMENT_TIMES_OFFSET;

  /** From that SYN to the first ACK without SYN; long, nanoseconds, 0 until known. */
  public static final int ROUND_TRIP_OFFSET = SYN_TIME_OFFSET + Long.BYTES;

  /** Bytes of the times. */
  static final int TIMES_LENGTH = ROUND_TRIP_OFFSET + Long.BYTES - SYN_TIME_OFFSET;

  /** {@link #BASE_OFFSET} is known. */
  public static final int BASE_KNOWN = 1;

  /** A SYN was sent, and no ACK without SYN since. */
  public static final int BEFORE_FIRST_ACK = 1 << 1;

  /** A first fragment was sent: how long its segment is shows later. */
  public static final int AFTER_FRAGMENT = 1 << 2;

  /** The handshake is over for what an ACK of this side can tell of it. */
  public static final int SETTLED = 1 << 3;

  /** One of the sides has used MPTCP; set for both. */
  public static final int MULTIPATH = 1 << 4;

  /** Where the bits of the newest segment's judgements begin: {@link Judgement#bit()}. */
  public static final int NEWEST_SHIFT = 8;

  /** Where the window scale begins: 0 unknown, 1 not used, else the shift count and 2. */
  public static final int SCALE_SHIFT = 24;

  /** Bytes that were sent before, of retransmissions; long. */
  public static final int RETRANSMITTED_BYTES_OFFSET = 0;

  /** Payload bytes that came out of order; long. */
  public static final int OUT_OF_ORDER_BYTES_OFFSET = RETRANSMITTED_BYTES_OFFSET + Long.BYTES;

  /** Segments by the ordinal of {@link Judgement}; 15 ints. */
  public static final int COUNTS_OFFSET = OUT_OF_ORDER_BYTES_OFFSET + Long.BYTES;

  /** How often a third duplicate ACK came; int. */
  public static final int TRIPLES_OFFSET = COUNTS_OFFSET + 15 * Integer.BYTES;

  /** Bytes of a direction's counts. */
  public static final int COUNTS_LENGTH = TRIPLES_OFFSET + Integer.BYTES;

  private JudgementLayout() {}

  /**
   * Copies all that is in the connection's record, into a record of the same layout.
   *
   * @param from the one.
   * @param to the other.
   */
  public static void copy(final OffHeapRecord from, final OffHeapRecord to) {
    for (int direction = 0; direction < 2; direction++) {
      final int block = ConnectionLayout.direction(direction);
      to.putBytes(block + NEXT_TIME_OFFSET, from, block + NEXT_TIME_OFFSET, NEWEST_LENGTH);
      to.putBytes(block + BASE_OFFSET, from, block + BASE_OFFSET, REST_LENGTH);
    }
    to.putBytes(SYN_TIME_OFFSET, from, SYN_TIME_OFFSET, TIMES_LENGTH);
  }

  /**
   * Forgets all that is in the connection's record.
   *
   * @param record the record.
   */
  public static void clear(final OffHeapRecord record) {
    for (int direction = 0; direction < 2; direction++) {
      final int block = ConnectionLayout.direction(direction);
      record.setMemory(block + NEXT_TIME_OFFSET, NEWEST_LENGTH, (byte) 0);
      record.setMemory(block + BASE_OFFSET, REST_LENGTH, (byte) 0);
    }
    record.setMemory(SYN_TIME_OFFSET, TIMES_LENGTH, (byte) 0);
  }

  /**
   * Where a direction begins in the events record.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the events record's start.
   */
  public static int counts(final int direction) {
    return ConnectionLayout.JUDGEMENT_EVENTS_OFFSET + direction * COUNTS_LENGTH;
  }
}
