package dev.weir.connection;

import static dev.weir.connection.ConnectionLayout.ABOVE_HOLE_OFFSET;
import static dev.weir.connection.ConnectionLayout.NEXT_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY;
import static dev.weir.connection.ConnectionLayout.STEADY_ACKED;
import static dev.weir.connection.ConnectionLayout.STEADY_ACKS;
import static dev.weir.connection.ConnectionLayout.STEADY_DATA;
import static dev.weir.connection.ConnectionLayout.STEADY_HOLE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_LARGEST_WINDOW_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_LEAST_WINDOW_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_UNCLEAN;

/**
 * When a connection is {@link ConnectionLayout#STEADY}, and how it ceases to be.
 *
 * <p>While data and its ACKs come as they should, the tracker, the judgements, the life and Zeek's
 * model all know the same: the next sequence number and the acknowledgement of both directions and
 * their windows. A steady connection keeps them once, where the judgements have them, so that a
 * usual segment touches five cache lines; what the others keep is brought up to date when the
 * connection is settled, which is when anything else happens to it or it is reported.
 */
public final class SteadyState {
  /**
   * A segment of a steady connection does not leave a block of this many sequence numbers (a power
   * of two), in which neither 32-bit numbers wrap nor the sign of a distance changes.
   */
  public static final int BLOCK_SHIFT = 28;

  private static final int BOTH_FINS_AND_RSTS = 3 * ConnectionLayout.FIN | 3 * ConnectionLayout.RST;
  private static final int BOTH_NEXT_KNOWN = 3 * ConnectionLayout.NEXT_KNOWN;
  private static final int BOTH_SYN_ACKS = 3 * ConnectionLayout.SYN_ACK;
  private static final int STEADY_BITS =
      STEADY | 3 * STEADY_DATA | 3 * STEADY_ACKS | 3 * STEADY_ACKED | STEADY_UNCLEAN;

  /** The connection opens or closes, as usual so far. */
  private static final int USUAL = ConnectionLayout.OPENING | ConnectionLayout.CLOSING;

  private static final int LIFE_KNOWN = 3 * LifeLayout.NEXT_KNOWN | 3 * LifeLayout.ACK_KNOWN;
  private static final int LIFE_TROUBLE =
      3 * LifeLayout.FIN
          | 3 * LifeLayout.RST
          | 3 * LifeLayout.PROBING
          | 3 * LifeLayout.PROBE_PENDING;

  private static final int JUDGEMENT_TROUBLE =
      JudgementLayout.AFTER_FRAGMENT
          | JudgementLayout.MULTIPATH
          | 0xFFFF << JudgementLayout.NEWEST_SHIFT;

  private static final int ZEEK_TROUBLE =
      ZeekLayout.DID_CLOSE
          | ZeekLayout.FIN_SENT
          | ZeekLayout.AT_END
          | ZeekLayout.SKIPS
          | ZeekLayout.FIN_BELOW;

  private static final int ZEEK_FIRST_SEEN = 3 * ZeekLayout.FIRST_SEEN;
  private static final int ESTABLISHED = TcpState.ESTABLISHED.bit();

  /** A hole that is carried along has fewer sequence numbers than this. */
  public static final int MOST_HOLE = 1 << BLOCK_SHIFT;

  private SteadyState() {}

  /**
   * Makes a settled connection steady if all that is known of it permits it.
   *
   * @param record its record.
   */
  public static void begin(final OffHeapRecord record) {
    final int state = record.getInt(STATE_OFFSET);
    final int known = ConnectionLayout.ESTABLISHED | BOTH_NEXT_KNOWN;
    if ((state & (known | BOTH_FINS_AND_RSTS)) != known
        || (state & ConnectionLayout.HANDSHAKE_ACKED) == 0 && (state & BOTH_SYN_ACKS) != 0) {
      return;
    }
    final int life = record.getInt(LifeLayout.BITS_OFFSET);
    if ((life & (LIFE_KNOWN | LIFE_TROUBLE)) != LIFE_KNOWN
        || !isEverydayForZeek(record)
        || !agrees(record, 0)
        || !agrees(record, 1)) {
      return;
    }
    record.putInt(STATE_OFFSET, state | STEADY | open(record, 0) | open(record, 1) | clean(record));
  }

  private static boolean isEverydayForZeek(final OffHeapRecord record) {
    final int bits = record.getInt(ZeekLayout.BITS_OFFSET);
    final int trouble = ZEEK_TROUBLE | ZEEK_TROUBLE << ZeekLayout.ENDPOINT_BITS;
    return (bits & (trouble | ZeekLayout.CLOSE_DEFERRED)) == 0
        && isOpen(bits & ZeekLayout.STATE_MASK)
        && isOpen(bits >>> ZeekLayout.ENDPOINT_BITS & ZeekLayout.STATE_MASK)
        && (record.getInt(ZeekLayout.MORE_OFFSET) & ZEEK_FIRST_SEEN) == ZEEK_FIRST_SEEN
        && record.getLong(ZeekLayout.LAST_TIME_OFFSET)
            == record.getLong(ConnectionLayout.LAST_TIME_OFFSET);
  }

  private static boolean isOpen(final int zeekState) {
    return zeekState == ZeekLayout.ESTABLISHED || zeekState == ZeekLayout.PARTIAL;
  }

  /** Holes count as gaps for Zeek only where it saw both sides open. */
  private static int clean(final OffHeapRecord record) {
    final int bits = record.getInt(ZeekLayout.BITS_OFFSET);
    final boolean isClean =
        (bits & ZeekLayout.STATE_MASK) == ZeekLayout.ESTABLISHED
            && (bits >>> ZeekLayout.ENDPOINT_BITS & ZeekLayout.STATE_MASK)
                == ZeekLayout.ESTABLISHED;
    return isClean ? 0 : STEADY_UNCLEAN;
  }

  /** Whether all say the same of what a direction has sent and what was acknowledged of it. */
  private static boolean agrees(final OffHeapRecord record, final int direction) {
    final int block = ConnectionLayout.direction(direction);
    final int peerBlock = ConnectionLayout.direction(1 - direction);
    final int next = record.getInt(block + JudgementLayout.NEXT_OFFSET);
    final int acknowledged = record.getInt(block + JudgementLayout.ACKNOWLEDGED_OFFSET);
    final int window = record.getInt(block + JudgementLayout.WINDOW_OFFSET);
    final int bits = record.getInt(block + JudgementLayout.BITS_OFFSET);
    return next != 0
        && acknowledged != 0
        && window > 1
        && (bits & (JudgementLayout.BASE_KNOWN | JUDGEMENT_TROUBLE)) == JudgementLayout.BASE_KNOWN
        && record.getInt(block + JudgementLayout.DUPLICATES_OFFSET) == 0
        && record.getInt(block + JudgementLayout.CONTIGUOUS_OFFSET) == next
        && record.getInt(block + NEXT_SEQUENCE_OFFSET) == next
        && record.getShort(block + LifeLayout.STATES_OFFSET) == ESTABLISHED
        && record.getInt(block + LifeLayout.NEXT_OFFSET) == next
        && record.getInt(block + LifeLayout.ACKNOWLEDGED_OFFSET) == acknowledged
        && ((bits & JudgementLayout.SETTLED) != 0
            ? record.getInt(block + LifeLayout.WINDOW_OFFSET) == window
            : isSynAnswerable(record, block))
        && record.getInt(block + ZeekLayout.LAST_OFFSET) == next
        && record.getInt(peerBlock + ZeekLayout.ACKED_OFFSET) == acknowledged
        && hasUsualNumbers(record, block);
  }

  /** Whether a direction that has only its SYN yet may send its first segment while steady. */
  private static boolean isSynAnswerable(final OffHeapRecord record, final int block) {
    return record.getInt(block + LifeLayout.WINDOW_OFFSET) == 0
        && (record.getLong(JudgementLayout.SYN_TIME_OFFSET) == 0
            || record.getLong(JudgementLayout.ROUND_TRIP_OFFSET) != 0);
  }

  /**
   * A steady connection's first segment without SYN of a direction: its window is the first that
   * counts.
   *
   * @param record its record.
   * @param block where the block of the direction begins.
   * @param peerBlock where that of the other begins.
   * @param window its window as sent, not 0.
   */
  public static void answerSyn(
      final OffHeapRecord record, final int block, final int peerBlock, final int window) {
    final int bits = record.getInt(block + JudgementLayout.BITS_OFFSET);
    record.putInt(
        block + JudgementLayout.BITS_OFFSET,
        bits & ~JudgementLayout.BEFORE_FIRST_ACK | JudgementLayout.SETTLED);
    final int scaled = window << LifeLayout.scale(record, block, peerBlock);
    record.putInt(block + LifeLayout.LEAST_WINDOW_OFFSET, scaled);
    record.putInt(block + LifeLayout.LARGEST_WINDOW_OFFSET, scaled);
  }

  /** Whether Zeek's relative numbers of a direction move with the absolute ones for a while. */
  private static boolean hasUsualNumbers(final OffHeapRecord record, final int block) {
    final long next = relativeNext(record, block);
    final long acked = relativeAcked(record, block);
    final long contiguous = record.getLong(block + ZeekLayout.CONTIGUOUS_OFFSET);
    final long hole = next - contiguous;
    final boolean isPartial = (record.getInt(ZeekLayout.BITS_OFFSET) & ZeekLayout.IS_PARTIAL) != 0;
    return record.getInt(block + ABOVE_HOLE_OFFSET) == SpanPool.NONE
        && hole >= 0
        && hole < MOST_HOLE
        && isFarFromSign(next, record.getInt(block + ZeekLayout.WRAPS_OFFSET) & 0xFFFF)
        && isFarFromSign(acked, record.getInt(block + ZeekLayout.WRAPS_OFFSET) >>> Short.SIZE)
        && acked >= (isPartial ? 2 : 1)
        && acked <= next
        && contiguous - record.getInt(block + ZeekLayout.UNACKED_OFFSET) == acked;
  }

  /** Without a wrap the distance from the SYN is one of 32 bits, and signed. */
  private static boolean isFarFromSign(final long relative, final int wraps) {
    return wraps != 0 || relative < (1L << Integer.SIZE - 1) - (1L << BLOCK_SHIFT);
  }

  private static long relativeNext(final OffHeapRecord record, final int block) {
    return ZeekLayout.relative(
        record.getInt(block + ZeekLayout.START_OFFSET),
        record.getInt(block + ZeekLayout.LAST_OFFSET),
        record.getInt(block + ZeekLayout.WRAPS_OFFSET) & 0xFFFF);
  }

  private static long relativeAcked(final OffHeapRecord record, final int block) {
    return ZeekLayout.relative(
        record.getInt(block + ZeekLayout.START_OFFSET),
        record.getInt(block + ZeekLayout.ACKED_OFFSET),
        record.getInt(block + ZeekLayout.WRAPS_OFFSET) >>> Short.SIZE);
  }

  /** Fills what a direction keeps while it is steady; returns its state bits. */
  private static int open(final OffHeapRecord record, final int direction) {
    final int block = ConnectionLayout.direction(direction);
    final long hole =
        relativeNext(record, block) - record.getLong(block + ZeekLayout.CONTIGUOUS_OFFSET);
    record.putInt(block + STEADY_HOLE_OFFSET, (int) hole);
    record.putShort(block + STEADY_LEAST_WINDOW_OFFSET, (short) 0xFFFF);
    record.putShort(block + STEADY_LARGEST_WINDOW_OFFSET, (short) 0);
    final int role = ZeekLayout.role(record.getInt(ZeekLayout.BITS_OFFSET), direction);
    final int seen = record.getInt(ZeekLayout.MORE_OFFSET) >>> role * ZeekLayout.SEEN_BITS;
    int bits = (seen & ZeekLayout.SEEN_DATA) != 0 ? STEADY_DATA << direction : 0;
    bits |= (seen & ZeekLayout.SEEN_PURE_ACK) != 0 ? STEADY_ACKS << direction : 0;
    bits |= relativeAcked(record, block) > 1 ? STEADY_ACKED << direction : 0;
    return bits;
  }

  /**
   * Brings all of a record up to date; the connection is not steady from then on.
   *
   * @param record its record, or a copy of it.
   */
  public static void settle(final OffHeapRecord record) {
    final int state = record.getInt(STATE_OFFSET);
    if ((state & (STEADY | USUAL)) == 0) {
      return;
    }
    record.putInt(STATE_OFFSET, state & ~(STEADY_BITS | USUAL));
    if ((state & STEADY) == 0) {
      return; // One that opens or closes is up to date.
    }
    record.putLong(ZeekLayout.LAST_TIME_OFFSET, record.getLong(ConnectionLayout.LAST_TIME_OFFSET));
    settle(record, ConnectionLayout.direction(0), ConnectionLayout.direction(1));
    settle(record, ConnectionLayout.direction(1), ConnectionLayout.direction(0));
  }

  private static void settle(final OffHeapRecord record, final int block, final int peerBlock) {
    final int next = record.getInt(block + JudgementLayout.NEXT_OFFSET);
    record.putInt(block + NEXT_SEQUENCE_OFFSET, next);
    record.putInt(block + LifeLayout.NEXT_OFFSET, next);
    record.putInt(
        block + LifeLayout.ACKNOWLEDGED_OFFSET,
        record.getInt(block + JudgementLayout.ACKNOWLEDGED_OFFSET));
    if ((record.getInt(block + JudgementLayout.BITS_OFFSET) & JudgementLayout.SETTLED) != 0) {
      record.putInt(
          block + LifeLayout.WINDOW_OFFSET, record.getInt(block + JudgementLayout.WINDOW_OFFSET));
      settleWindow(record, block, LifeLayout.scale(record, block, peerBlock));
    }
    record.putInt(block + ZeekLayout.LAST_OFFSET, next);
    record.putInt(
        block + ZeekLayout.ACKED_OFFSET,
        record.getInt(peerBlock + JudgementLayout.ACKNOWLEDGED_OFFSET));
    final long contiguous = relativeNext(record, block) - record.getInt(block + STEADY_HOLE_OFFSET);
    record.putLong(block + ZeekLayout.CONTIGUOUS_OFFSET, contiguous);
    record.putInt(
        block + ZeekLayout.UNACKED_OFFSET, (int) (contiguous - relativeAcked(record, block)));
  }

  private static void settleWindow(final OffHeapRecord record, final int block, final int scale) {
    final int least = record.getShort(block + STEADY_LEAST_WINDOW_OFFSET) & 0xFFFF;
    final int largest = record.getShort(block + STEADY_LARGEST_WINDOW_OFFSET) & 0xFFFF;
    if (largest == 0) {
      return; // It has not changed.
    }
    record.putInt(
        block + LifeLayout.LEAST_WINDOW_OFFSET,
        Math.min(record.getInt(block + LifeLayout.LEAST_WINDOW_OFFSET), least << scale));
    record.putInt(
        block + LifeLayout.LARGEST_WINDOW_OFFSET,
        Math.max(record.getInt(block + LifeLayout.LARGEST_WINDOW_OFFSET), largest << scale));
  }
}
