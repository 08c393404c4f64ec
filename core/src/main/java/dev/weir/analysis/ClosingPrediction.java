package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.CLOSING;
import static dev.weir.connection.ConnectionLayout.FIRST_FIN_BY_HIGHER;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.NEXT_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY;
import static dev.weir.connection.JudgementLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.BITS_OFFSET;
import static dev.weir.connection.JudgementLayout.CONTIGUOUS_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.UNACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.WINDOW_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.JudgementLayout;
import dev.weir.connection.LifeLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SteadyState;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;

/**
 * Takes in the usual close of a {@link SteadyState steady} connection, in three segments or four:
 * FINs in order, the second of which acknowledges the first, and the ACKs of them. What is done
 * here is what the tracker, the judgements and the life together do with such a segment; Zeek's
 * model, which has more to think about at an end, is not left out. Any other segment is left to all
 * of them. A connection is {@link ConnectionLayout#CLOSING} from its first FIN on, as long as there
 * is no such.
 */
final class ClosingPrediction {
  private static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;

  private final RoundTripObserver roundTrips;

  // The segment that is looked at.
  private int from;
  private int block;
  private int peerBlock;

  /** 1 where it has a FIN. */
  private int fin;

  private int next;
  private int acked;

  ClosingPrediction(final RoundTripObserver roundTrips) {
    this.roundTrips = roundTrips;
  }

  /** Whether a segment may be one of a close. */
  static boolean mayTake(final int state, final Segment segment) {
    final int kind = segment.kind();
    return (state & STEADY) != 0
        ? kind == FIN_ACK
        : (state & CLOSING) != 0 && (kind | TcpFlags.FIN) == FIN_ACK;
  }

  /**
   * Takes in a segment that {@link #mayTake} allows; Zeek's model has to see it, too.
   *
   * @param state the record's state bits.
   * @return false where it is not one of a usual close: then nothing was changed.
   */
  boolean take(final OffHeapRecord record, final int state, final Segment segment) {
    from = segment.key.direction();
    block = ConnectionLayout.direction(from);
    peerBlock = ConnectionLayout.direction(1 - from);
    fin = segment.flags & TcpFlags.FIN;
    segment.silenceNanos = segment.timestampNanos - record.getLong(LAST_TIME_OFFSET);
    if (segment.silenceNanos < 0 || !segment.isPlain() || !isNext(record, segment)) {
      return false;
    }
    final boolean isFirst = (state & STEADY) != 0;
    if (!isFirst && !isAnswer(record, segment)) {
      return false;
    }
    SteadyState.settle(record);
    HeaderPrediction.count(record, block, segment);
    final int bits = record.getInt(STATE_OFFSET) | CLOSING;
    if (fin == 0) {
      record.putInt(STATE_OFFSET, bits);
    } else {
      final int first = isFirst ? from * FIRST_FIN_BY_HIGHER : 0;
      record.putInt(STATE_OFFSET, bits | first | ConnectionLayout.FIN << from);
      takeFin(record, segment);
    }
    if (acked > 0) {
      record.putInt(peerBlock + UNACKNOWLEDGED_OFFSET, 0);
      record.putInt(block + LifeLayout.ACKNOWLEDGED_OFFSET, segment.acknowledgment);
      roundTrips.acknowledged(record, segment, peerBlock);
    }
    record.putInt(block + ACKNOWLEDGED_OFFSET, segment.acknowledgment);
    takeWindow(record, segment);
    if (isFirst) {
      takeFirst(record, segment);
    } else if (isPeersFinAcked(record, segment)) {
      takeAnswer(record, segment);
    }
    return true;
  }

  /** Whether it begins where the one before it ended; 0 as a number stands for an unknown one. */
  private boolean isNext(final OffHeapRecord record, final Segment segment) {
    next = record.getInt(block + NEXT_OFFSET);
    final int acknowledgment = segment.acknowledgment;
    acked = acknowledgment - record.getInt(block + ACKNOWLEDGED_OFFSET);
    return segment.sequence == next
        && acked >= 0
        && (fin | acked) != 0
        && acknowledgment != 0
        && next + segment.payloadLength != -1
        && record.getInt(peerBlock + NEXT_OFFSET) - acknowledgment >= 0
        && record.getInt(block + UNACKNOWLEDGED_OFFSET) < SegmentJudge.MOST_UNACKNOWLEDGED
        && (record.getInt(block + BITS_OFFSET) & JudgementLayout.SETTLED) != 0
        && roundTrips.hasRoom(record, block);
  }

  /** Whether it is usual behind the first FIN: without data, a FIN where the peer's arrived. */
  private boolean isAnswer(final OffHeapRecord record, final Segment segment) {
    if (segment.payloadLength != 0) {
      return false;
    }
    final int life = record.getInt(LifeLayout.BITS_OFFSET);
    return fin == 0 || (life & LifeLayout.FIN << from) == 0 && isPeersFinAcked(record, segment);
  }

  private boolean isPeersFinAcked(final OffHeapRecord record, final Segment segment) {
    return (record.getInt(LifeLayout.BITS_OFFSET) & LifeLayout.FIN << 1 - from) != 0
        && segment.acknowledgment == record.getInt(peerBlock + NEXT_OFFSET);
  }

  /** The numbers behind a FIN, and behind the data that it may carry. */
  private void takeFin(final OffHeapRecord record, final Segment segment) {
    final int end = next + segment.payloadLength + 1;
    record.putInt(block + NEXT_SEQUENCE_OFFSET, end);
    record.putInt(block + NEXT_OFFSET, end);
    record.putLong(block + NEXT_TIME_OFFSET, segment.timestampNanos);
    record.putInt(block + CONTIGUOUS_OFFSET, end);
    final int unacknowledged = record.getInt(block + UNACKNOWLEDGED_OFFSET);
    record.putInt(block + UNACKNOWLEDGED_OFFSET, unacknowledged + 1);
    record.putInt(block + LifeLayout.NEXT_OFFSET, end);
    if (segment.payloadLength > 0) {
      final int acknowledged = record.getInt(peerBlock + LifeLayout.ACKNOWLEDGED_OFFSET);
      WindowObserver.noteInFlight(record, block, end - 1 - acknowledged);
      roundTrips.append(record, block, end, segment.timestampNanos);
    }
  }

  private void takeWindow(final OffHeapRecord record, final Segment segment) {
    if (record.getInt(block + WINDOW_OFFSET) != segment.window + 1) {
      record.putInt(block + WINDOW_OFFSET, segment.window + 1);
      WindowObserver.note(record, block, peerBlock, segment.window, false);
    }
  }

  /** The life at the first FIN. */
  private void takeFirst(final OffHeapRecord record, final Segment segment) {
    record.putLong(LifeLayout.FIRST_FIN_OFFSET, segment.timestampNanos);
    states(record, TcpState.FIN_WAIT_1, TcpState.CLOSE_WAIT);
    final int onData = segment.payloadLength > 0 ? LifeLayout.FIN_ON_DATA : 0;
    set(record, (LifeLayout.FIN | onData) << from);
  }

  /** The life at what acknowledges the peer's FIN for the first time, or is a FIN behind that. */
  private void takeAnswer(final OffHeapRecord record, final Segment segment) {
    final int before = record.getInt(LifeLayout.BITS_OFFSET);
    final int peersAcked = LifeLayout.FIN_ACKED << 1 - from;
    if (fin != 0) {
      record.putLong(LifeLayout.SECOND_FIN_OFFSET, segment.timestampNanos);
      states(record, TcpState.LAST_ACK, TcpState.TIME_WAIT);
      final int answered = (before & peersAcked) == 0 ? LifeLayout.FIN_ANSWERED_BY_FIN : 0;
      set(record, LifeLayout.FIN << from | peersAcked | answered);
    } else if ((before & LifeLayout.FIN << from) == 0) {
      states(record, TcpState.CLOSE_WAIT, TcpState.FIN_WAIT_2);
      set(record, peersAcked);
    } else {
      states(record, TcpState.TIME_WAIT, TcpState.CLOSED);
      set(record, peersAcked);
      record.putLong(LifeLayout.END_OFFSET, segment.timestampNanos);
    }
  }

  private void states(final OffHeapRecord record, final TcpState sender, final TcpState receiver) {
    record.putShort(block + LifeLayout.STATES_OFFSET, (short) sender.bit());
    record.putShort(peerBlock + LifeLayout.STATES_OFFSET, (short) receiver.bit());
  }

  private static void set(final OffHeapRecord record, final int bits) {
    record.putInt(LifeLayout.BITS_OFFSET, record.getInt(LifeLayout.BITS_OFFSET) | bits);
  }
}
