package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.DIRECTION_OFFSET;
import static dev.weir.connection.JudgementLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.AFTER_FRAGMENT;
import static dev.weir.connection.JudgementLayout.BASE_KNOWN;
import static dev.weir.connection.JudgementLayout.BASE_OFFSET;
import static dev.weir.connection.JudgementLayout.BEFORE_FIRST_ACK;
import static dev.weir.connection.JudgementLayout.BITS_OFFSET;
import static dev.weir.connection.JudgementLayout.CONTIGUOUS_OFFSET;
import static dev.weir.connection.JudgementLayout.DUPLICATES_OFFSET;
import static dev.weir.connection.JudgementLayout.MULTIPATH;
import static dev.weir.connection.JudgementLayout.MULTIPATH_OFFSET;
import static dev.weir.connection.JudgementLayout.NEWEST_SHIFT;
import static dev.weir.connection.JudgementLayout.NEWEST_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.ROUND_TRIP_OFFSET;
import static dev.weir.connection.JudgementLayout.SCALE_SHIFT;
import static dev.weir.connection.JudgementLayout.SETTLED;
import static dev.weir.connection.JudgementLayout.SYN_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.UNACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.WINDOW_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.Judgement;
import dev.weir.connection.JudgementLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import java.lang.foreign.Arena;

/**
 * Judges each segment as Wireshark 4.0 does ({@code tcp.analysis}), and counts the judgements.
 *
 * <p>The order of the tests is part of their meaning, and so is what looks like an accident: that
 * the next sequence number and the newest acknowledgement are 0 while nothing is known of them,
 * that a RST moves the next sequence number, that spans of time are unsigned.
 *
 * <p>What belongs together is Wireshark's stream, not the connection: a SYN with another sequence
 * number begins one, silence ends none. So the state outlives a connection whose tuple is used
 * again: see {@link #keep}.
 */
final class SegmentJudge {
  private static final int ENDS = TcpFlags.SYN | TcpFlags.FIN;
  private static final int UNPLAIN = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;
  private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;

  private static final int RETRANSMISSION = Judgement.RETRANSMISSION.bit();
  private static final int FAST = Judgement.FAST_RETRANSMISSION.bit();
  private static final int SPURIOUS = Judgement.SPURIOUS_RETRANSMISSION.bit();
  private static final int OUT_OF_ORDER = Judgement.OUT_OF_ORDER.bit();
  private static final int LOST = Judgement.LOST_SEGMENT.bit();
  private static final int ACK_LOST = Judgement.ACK_LOST_SEGMENT.bit();
  private static final int DUPLICATE = Judgement.DUPLICATE_ACK.bit();
  private static final int KEEP_ALIVE = Judgement.KEEP_ALIVE.bit();
  private static final int KEEP_ALIVE_ACK = Judgement.KEEP_ALIVE_ACK.bit();
  private static final int WINDOW_UPDATE = Judgement.WINDOW_UPDATE.bit();
  private static final int WINDOW_FULL = Judgement.WINDOW_FULL.bit();
  private static final int ZERO_WINDOW = Judgement.ZERO_WINDOW.bit();
  private static final int PROBE = Judgement.ZERO_WINDOW_PROBE.bit();
  private static final int PROBE_ACK = Judgement.ZERO_WINDOW_PROBE_ACK.bit();
  private static final int REUSED = Judgement.REUSED_PORTS.bit();

  /** A fast retransmission comes less than this after the newest ACK, in nanoseconds. */
  private static final long FAST_WITHIN = 20_000_000;

  /** Below this a segment is out of order, where the initial round trip is not known. */
  private static final long OUT_OF_ORDER_WITHIN = 3_000_000;

  /** Wireshark keeps no more unacknowledged segments, and then forgets the octet of a FIN. */
  static final int MOST_UNACKNOWLEDGED = 10_000;

  /** Bytes of an IP packet, and more than are missing behind a first fragment. */
  private static final int MOST_FRAGMENTED = 65_535;

  private static final int MOST_SCALE = 14;
  private static final int SCALE_UNUSED = 1;
  private static final int SCALE_BIAS = 2;
  private static final int SCALE_MASK = 0xFF << SCALE_SHIFT;
  private static final int NEWEST_MASK = 0xFFFF << NEWEST_SHIFT;

  private final JudgementCounts counts;
  private final OffHeapRecord kept =
      OffHeapRecord.allocate(ConnectionLayout.RECORD_LENGTH, Arena.ofAuto());

  // The segment that is being judged.
  private OffHeapRecord record;
  private Segment segment;
  private int forward;
  private int reverse;

  SegmentJudge(final ConnectionTable table) {
    counts = new JudgementCounts(table);
  }

  /**
   * Takes in a segment of the connection, which the tracker has counted already unless its header
   * has an impossible length. Of one that claims less than 20 bytes Wireshark moves the numbers on,
   * with what is behind these as the payload, and says nothing.
   */
  void observe(final OffHeapRecord connection, final Segment observed) {
    record = connection;
    segment = observed;
    final int from = observed.key.direction();
    forward = ConnectionLayout.direction(from);
    reverse = ConnectionLayout.direction(1 - from);
    if (observed.framedPayload < 0) {
      noteShort();
    } else if (!(observed.badHeader && observed.fragmented)) {
      judge(observed);
    }
  }

  /**
   * Wireshark knows no length of a segment whose header is longer than its packet: all but that.
   */
  private void noteShort() {
    if ((segment.flags & SYN_ACK) == TcpFlags.ACK) {
      noteHandshake();
    }
  }

  private void judge(final Segment observed) {
    final int first = (observed.flags & TcpFlags.SYN) != 0 ? belong() : 0;
    final int bits = get(forward, BITS_OFFSET);
    final int peerBits = get(reverse, BITS_OFFSET);
    if ((bits & peerBits & BASE_KNOWN) == 0) {
      setBases();
    }
    if (((bits | peerBits) & AFTER_FRAGMENT) != 0 || observed.fragmented) {
      settleFragments();
    }
    final int ahead = first | judgeAhead();
    final int judged = ahead | judgeAcknowledgment();
    final int all = judged | judgeBehind(judged);
    advance(all);
    if (all != 0 && !observed.badHeader) {
      observed.verdict.judge(all);
      counts.add(record, observed, all, get(forward, DUPLICATES_OFFSET));
    }
    if ((bits & SETTLED) == 0 || observed.windowScale >= 0 || has(TcpFlags.SYN)) {
      noteHandshake();
    }
    if ((bits & MULTIPATH) != 0 || observed.multipathOperations != 0) {
      noteMultipath();
    }
  }

  /** Keeps the state of a connection, since another one takes its tuple: see {@link #resume}. */
  void keep(final OffHeapRecord connection) {
    JudgementLayout.copy(connection, kept);
    for (int direction = 0; direction < 2; direction++) {
      kept.putInt(ConnectionLayout.direction(direction) + JudgementLayout.WINDOW_UPDATES_OFFSET, 0);
    }
  }

  /** Begins a connection where the one before it on the same tuple ended. */
  void resume(final OffHeapRecord connection) {
    JudgementLayout.copy(kept, connection);
  }

  private int get(final int side, final int offset) {
    return record.getInt(side + offset);
  }

  private void put(final int side, final int offset, final int value) {
    record.putInt(side + offset, value);
  }

  /** The newest window, -1 where nothing was sent. */
  private int window(final int side) {
    return get(side, WINDOW_OFFSET) - 1;
  }

  private boolean has(final int flags) {
    return (segment.flags & flags) != 0;
  }

  /** A SYN: whether it belongs to what was seen so far. */
  private int belong() {
    if ((get(forward, BITS_OFFSET) & BASE_KNOWN) == 0) {
      return 0;
    }
    final boolean sameBase = get(forward, BASE_OFFSET) == segment.sequence;
    if (has(TcpFlags.ACK)) {
      put(forward, BASE_OFFSET, segment.sequence);
      return sameBase ? 0 : REUSED;
    }
    if (sameBase) {
      // A RST may have moved the next number far away.
      put(forward, NEXT_OFFSET, get(forward, CONTIGUOUS_OFFSET));
      return 0;
    }
    final int updates = JudgementLayout.WINDOW_UPDATES_OFFSET;
    final int sent = get(forward, updates);
    final int received = get(reverse, updates);
    JudgementLayout.clear(record);
    put(forward, updates, sent);
    put(reverse, updates, received);
    return REUSED;
  }

  private void setBases() {
    final int bits = get(forward, BITS_OFFSET);
    if ((bits & BASE_KNOWN) == 0) {
      put(forward, BITS_OFFSET, bits | BASE_KNOWN);
      put(
          forward,
          BASE_OFFSET,
          has(TcpFlags.SYN) ? segment.sequence : TcpSequence.add(segment.sequence, -1));
    }
    final int peerBits = get(reverse, BITS_OFFSET);
    if ((peerBits & BASE_KNOWN) == 0 && has(TcpFlags.ACK)) {
      put(reverse, BITS_OFFSET, peerBits | BASE_KNOWN);
      put(reverse, BASE_OFFSET, TcpSequence.add(segment.acknowledgment, -1));
    }
  }

  /**
   * The rest of a segment in IP fragments counts as seen: Wireshark puts them together, here the
   * numbers behind tell how long it was.
   */
  private void settleFragments() {
    if ((get(forward, BITS_OFFSET) & AFTER_FRAGMENT) != 0) {
      settleFragment(forward, segment.sequence);
    }
    if ((get(reverse, BITS_OFFSET) & AFTER_FRAGMENT) != 0 && has(TcpFlags.ACK)) {
      settleFragment(reverse, segment.acknowledgment);
    }
    if (segment.fragmented) {
      put(forward, BITS_OFFSET, get(forward, BITS_OFFSET) | AFTER_FRAGMENT);
    }
  }

  private void settleFragment(final int side, final int end) {
    final int next = get(side, NEXT_OFFSET);
    final int missing = TcpSequence.difference(end, next);
    if (missing > 0 && missing <= MOST_FRAGMENTED) {
      if (get(side, CONTIGUOUS_OFFSET) == next) {
        put(side, CONTIGUOUS_OFFSET, end);
      }
      put(side, NEXT_OFFSET, end);
    }
    if (missing > 0) {
      put(side, BITS_OFFSET, get(side, BITS_OFFSET) & ~AFTER_FRAGMENT);
    }
  }

  /** What shows in the segment's own place: gaps, probes, windows. */
  private int judgeAhead() {
    final int next = get(forward, NEXT_OFFSET);
    final int sequence = segment.sequence;
    final int length = segment.framedPayload;
    if (length == 1 && sequence == next && window(reverse) == 0) {
      return PROBE;
    }
    int judged = 0;
    if (next != 0 && TcpSequence.isBefore(next, sequence) && !has(TcpFlags.RST)) {
      judged |= LOST;
    }
    if (has(UNPLAIN)) {
      return judged;
    }
    if (segment.window == 0) {
      judged |= ZERO_WINDOW;
    }
    if (length <= 1 && sequence == TcpSequence.add(next, -1)) {
      judged |= KEEP_ALIVE;
    }
    if (length > 0) {
      final boolean full = isWindowFull(record, reverse, TcpSequence.add(sequence, length));
      return full ? judged | WINDOW_FULL : judged;
    }
    final boolean repeats =
        sequence == next && segment.acknowledgment == get(forward, ACKNOWLEDGED_OFFSET);
    return repeats ? judged | judgeRepeated() : judged;
  }

  /**
   * Whether data reaches to the end of the receiver's window.
   *
   * @param reverse where the block of the receiver's direction begins.
   * @param end the sequence number after the data.
   */
  static boolean isWindowFull(final OffHeapRecord record, final int reverse, final int end) {
    final int bits = record.getInt(reverse + BITS_OFFSET);
    final int scale = bits >>> SCALE_SHIFT;
    if (scale == 0) {
      return false;
    }
    final boolean scaled = scale >= SCALE_BIAS && (bits & BEFORE_FIRST_ACK) == 0;
    final int sent = record.getInt(reverse + WINDOW_OFFSET) - 1;
    final int window = sent << (scaled ? scale - SCALE_BIAS : 0);
    return end == TcpSequence.add(record.getInt(reverse + ACKNOWLEDGED_OFFSET), window);
  }

  /** A segment without payload that repeats the one before. */
  private int judgeRepeated() {
    final boolean sameWindow = segment.window == window(forward);
    final int answered = get(reverse, BITS_OFFSET) >>> NEWEST_SHIFT;
    if (segment.window == 0) {
      return sameWindow && (answered & PROBE) != 0 ? PROBE_ACK : 0;
    }
    if (!sameWindow) {
      return WINDOW_UPDATE;
    }
    if ((answered & KEEP_ALIVE) != 0) {
      return KEEP_ALIVE_ACK;
    }
    // RFC 8684 section 4: options of MPTCP may come in what looks like a duplicate.
    if (multipath() != (get(forward, MULTIPATH_OFFSET) & 0xFFFF)) {
      return 0;
    }
    final int duplicates = get(forward, DUPLICATES_OFFSET);
    put(forward, DUPLICATES_OFFSET, duplicates == -1 ? 1 : duplicates + 1);
    return DUPLICATE;
  }

  /** MPTCP operations that were used so far. */
  private int multipath() {
    return get(DIRECTION_OFFSET, MULTIPATH_OFFSET) >>> Short.SIZE;
  }

  private int judgeAcknowledgment() {
    final int acknowledgment = segment.acknowledgment;
    if (acknowledgment != get(forward, ACKNOWLEDGED_OFFSET)) {
      put(forward, DUPLICATES_OFFSET, 0);
      put(reverse, UNACKNOWLEDGED_OFFSET, 0);
    }
    final int contiguous = get(reverse, CONTIGUOUS_OFFSET);
    if (contiguous == 0
        || !TcpSequence.isBefore(contiguous, acknowledgment)
        || !has(TcpFlags.ACK)) {
      return 0;
    }
    // Said once for each gap: what is behind it counts as seen from now on, ...
    final int next = get(reverse, NEXT_OFFSET);
    if (TcpSequence.isBefore(contiguous, next)) {
      put(reverse, CONTIGUOUS_OFFSET, next);
      return ACK_LOST;
    }
    // ... and where nothing is, once until the peer sends an acknowledgement.
    final boolean again = get(reverse, DUPLICATES_OFFSET) != 0;
    put(reverse, DUPLICATES_OFFSET, -1);
    return again ? 0 : ACK_LOST;
  }

  /** What was sent before, or out of order. */
  private int judgeBehind(final int judged) {
    final int length = segment.framedPayload;
    if (length == 0 && !has(ENDS) || (judged & KEEP_ALIVE) != 0) {
      return 0;
    }
    final int sequence = segment.sequence;
    final int end = TcpSequence.add(sequence, length);
    final int acknowledged = get(reverse, ACKNOWLEDGED_OFFSET);
    if (length > 0 && acknowledged != 0 && TcpSequence.isBeforeOrAt(end, acknowledged)) {
      return SPURIOUS | RETRANSMISSION;
    }
    final int next = get(forward, NEXT_OFFSET);
    if (next == 0 || !TcpSequence.isBefore(sequence, next)) {
      return 0;
    }
    if (length > 1 && sequence == TcpSequence.add(next, -1)) {
      return 0; // The byte that it repeats was a probe.
    }
    final long now = segment.timestampNanos;
    if (acknowledged == sequence
        && Integer.compareUnsigned(get(reverse, DUPLICATES_OFFSET), 2) >= 0
        && isWithin(now - record.getLong(reverse + NEWEST_TIME_OFFSET), FAST_WITHIN)) {
      return FAST | RETRANSMISSION;
    }
    final long roundTrip = record.getLong(ROUND_TRIP_OFFSET);
    final boolean soon =
        isWithin(
            now - record.getLong(forward + NEXT_TIME_OFFSET),
            roundTrip == 0 ? OUT_OF_ORDER_WITHIN : roundTrip);
    return soon && next != TcpSequence.add(end, has(ENDS) ? 1 : 0) ? OUT_OF_ORDER : RETRANSMISSION;
  }

  /** Unsigned: time that went back is a long time. */
  private static boolean isWithin(final long nanos, final long limit) {
    return Long.compareUnsigned(nanos, limit) < 0;
  }

  /** Keeps of the segment what the next ones are compared with. */
  private void advance(final int judged) {
    int end = TcpSequence.add(segment.sequence, segment.framedPayload);
    if (segment.framedPayload > 0 || has(ENDS)) {
      final int unacknowledged = get(forward, UNACKNOWLEDGED_OFFSET);
      if (unacknowledged < MOST_UNACKNOWLEDGED) {
        put(forward, UNACKNOWLEDGED_OFFSET, unacknowledged + 1);
        end = TcpSequence.add(end, has(ENDS) ? 1 : 0);
      }
    }
    if ((judged & PROBE) == 0) {
      int next = get(forward, NEXT_OFFSET);
      if (next == 0 || TcpSequence.isBefore(next, end)) {
        next = end;
        put(forward, NEXT_OFFSET, end);
        record.putLong(forward + NEXT_TIME_OFFSET, segment.timestampNanos);
      }
      final int contiguous = get(forward, CONTIGUOUS_OFFSET);
      if (contiguous == 0 || contiguous == segment.sequence) {
        put(forward, CONTIGUOUS_OFFSET, next);
      }
    }
    put(forward, WINDOW_OFFSET, segment.window + 1);
    put(forward, ACKNOWLEDGED_OFFSET, segment.acknowledgment);
    record.putLong(forward + NEWEST_TIME_OFFSET, segment.timestampNanos);
    put(forward, BITS_OFFSET, get(forward, BITS_OFFSET) & ~NEWEST_MASK | judged << NEWEST_SHIFT);
  }

  private void noteMultipath() {
    put(forward, BITS_OFFSET, get(forward, BITS_OFFSET) | MULTIPATH);
    put(reverse, BITS_OFFSET, get(reverse, BITS_OFFSET) | MULTIPATH);
    final int used = multipath();
    put(forward, MULTIPATH_OFFSET, get(forward, MULTIPATH_OFFSET) & ~0xFFFF | used);
    final int own = get(DIRECTION_OFFSET, MULTIPATH_OFFSET);
    put(DIRECTION_OFFSET, MULTIPATH_OFFSET, own | segment.multipathOperations << Short.SIZE);
  }

  /** The initial round trip and the scale of windows; they count from the next segment on. */
  private void noteHandshake() {
    final int bits = get(forward, BITS_OFFSET);
    if (has(TcpFlags.SYN)) {
      if (!has(TcpFlags.ACK)) {
        record.putLong(SYN_TIME_OFFSET, segment.timestampNanos);
      }
      put(forward, BITS_OFFSET, bits & ~SETTLED | BEFORE_FIRST_ACK);
      put(reverse, BITS_OFFSET, get(reverse, BITS_OFFSET) & ~SETTLED);
    } else if (has(TcpFlags.ACK)) {
      put(forward, BITS_OFFSET, bits & ~BEFORE_FIRST_ACK | (isRoundTripOver() ? SETTLED : 0));
    }
    if (segment.windowScale >= 0) {
      scale(forward, scaleBits(segment.windowScale));
    }
    if (has(TcpFlags.SYN) && (segment.optionBits & Segment.OPTIONS_CUT) == 0) {
      settleScale();
    }
  }

  /** An ACK without SYN: takes the initial round trip; false where it is 0 and may come again. */
  private boolean isRoundTripOver() {
    final long begun = record.getLong(SYN_TIME_OFFSET);
    long roundTrip = record.getLong(ROUND_TRIP_OFFSET);
    if (begun != 0 && roundTrip == 0) {
      roundTrip = segment.timestampNanos - begun;
      record.putLong(ROUND_TRIP_OFFSET, roundTrip);
    }
    return begun == 0 || roundTrip != 0;
  }

  /** RFC 7323 section 1.3: windows are scaled where both SYNs have the option, or not at all. */
  private void settleScale() {
    if (get(forward, BITS_OFFSET) >>> SCALE_SHIFT == 0) {
      scale(forward, SCALE_UNUSED);
      scale(reverse, SCALE_UNUSED);
    } else if ((segment.flags & SYN_ACK) == SYN_ACK
        && get(reverse, BITS_OFFSET) >>> SCALE_SHIFT == SCALE_UNUSED) {
      scale(forward, SCALE_UNUSED);
    }
  }

  /**
   * What the bits from {@link JudgementLayout#SCALE_SHIFT} on say of a SYN's window scale.
   *
   * @param windowScale the shift count as sent.
   */
  static int scaleBits(final int windowScale) {
    return Math.min(windowScale, MOST_SCALE) + SCALE_BIAS;
  }

  private void scale(final int side, final int value) {
    put(side, BITS_OFFSET, get(side, BITS_OFFSET) & ~SCALE_MASK | value << SCALE_SHIFT);
  }
}
