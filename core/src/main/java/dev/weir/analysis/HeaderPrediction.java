package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.FLAGS_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.PACKETS_OFFSET;
import static dev.weir.connection.ConnectionLayout.PAYLOAD_OFFSET;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_ACKED;
import static dev.weir.connection.ConnectionLayout.STEADY_ACKS;
import static dev.weir.connection.ConnectionLayout.STEADY_DATA;
import static dev.weir.connection.ConnectionLayout.STEADY_HOLE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_LARGEST_WINDOW_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_LEAST_WINDOW_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY_UNCLEAN;
import static dev.weir.connection.ConnectionLayout.WIRE_OFFSET;
import static dev.weir.connection.JudgementLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.BITS_OFFSET;
import static dev.weir.connection.JudgementLayout.CONTIGUOUS_OFFSET;
import static dev.weir.connection.JudgementLayout.NEWEST_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_OFFSET;
import static dev.weir.connection.JudgementLayout.NEXT_TIME_OFFSET;
import static dev.weir.connection.JudgementLayout.UNACKNOWLEDGED_OFFSET;
import static dev.weir.connection.JudgementLayout.WINDOW_OFFSET;
import static dev.weir.connection.ZeekLayout.GAPS_OFFSET;
import static dev.weir.connection.ZeekLayout.IP_BYTES_OFFSET;
import static dev.weir.connection.ZeekLayout.MISSED_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.JudgementLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SteadyState;
import dev.weir.transport.TcpFlags;

/**
 * Takes in the usual segments of {@link SteadyState steady} connections: the next data, and ACKs of
 * what was sent. What is done here is what the tracker, the judgements, the life and Zeek's model
 * together do with such a segment; anything else is left to them. The name is that of what TCP
 * implementations do for the same reason (Jacobson, "4BSD header prediction", 1990).
 */
final class HeaderPrediction {
  /** Zeek gives up on more data that waits for acknowledgements: see {@link ZeekReassembly}. */
  private static final int MOST_WAITING = ZeekReassembly.UNACKED_MOST;

  private final RoundTripObserver roundTrips;

  // The segment that is looked at.
  private int block;
  private int peerBlock;
  private int next;
  private int end;
  private int acked;
  private int hole;

  /** Bytes that are acknowledged but were not captured, less than 1 where there are none. */
  private int gap;

  private boolean isGapCounted;

  /** The gap's number is one that Zeek's history has a letter for. */
  private boolean isGapWritten;

  HeaderPrediction(final RoundTripObserver roundTrips) {
    this.roundTrips = roundTrips;
  }

  /** Whether a segment's flags permit that it is a usual one. */
  static boolean mayTake(final Segment segment) {
    return segment.kind() == TcpFlags.ACK;
  }

  /**
   * Takes in a segment of a steady connection.
   *
   * @param state the record's state bits.
   * @return false where it is not a usual one: then nothing was changed.
   */
  boolean take(final OffHeapRecord record, final int state, final Segment segment) {
    final int from = segment.key.direction();
    block = ConnectionLayout.direction(from);
    peerBlock = ConnectionLayout.direction(1 - from);
    if (!mayTake(segment) || !segment.isPlain()) {
      return false;
    }
    segment.silenceNanos = segment.timestampNanos - record.getLong(LAST_TIME_OFFSET);
    if (segment.silenceNanos < 0 || !isNext(record, segment)) {
      return false;
    }
    final boolean isData = segment.payloadLength > 0;
    if (isData && !mayTakeData(record, state, segment)) {
      return false;
    }
    measureGap(record, state);
    final int letter = (isData ? STEADY_DATA : STEADY_ACKS) << from;
    final boolean isFirst = (state & letter) == 0;
    if ((isFirst || isGapWritten) && !ZeekHistory.hasRoom(record, 2)) {
      return false;
    }
    count(record, block, segment);
    add(record, block + IP_BYTES_OFFSET, segment.ipLength & 0xFFFF_FFFFL);
    if (isFirst) {
      ZeekHistory.first(record, from, isData);
    }
    if (isData) {
      takeData(record, segment);
    }
    if (acked > 0) {
      takeAck(record, 1 - from, segment);
    }
    takeWindow(record, segment);
    final int after = state | letter | (acked > 0 ? STEADY_ACKED << 1 - from : 0);
    if (after != state) {
      record.putInt(STATE_OFFSET, after);
    }
    return true;
  }

  /** Whether it begins where the one before it ended, and acknowledges more or brings data. */
  private boolean isNext(final OffHeapRecord record, final Segment segment) {
    next = record.getInt(block + NEXT_OFFSET);
    end = next + segment.payloadLength;
    final int acknowledgment = segment.acknowledgment;
    final int acknowledged = record.getInt(block + ACKNOWLEDGED_OFFSET);
    acked = acknowledgment - acknowledged;
    return segment.sequence == next
        && acked >= 0
        && record.getInt(peerBlock + NEXT_OFFSET) - acknowledgment >= 0
        && (segment.payloadLength | acked) != 0
        && (next ^ end | acknowledged ^ acknowledgment) >>> SteadyState.BLOCK_SHIFT == 0;
  }

  private boolean mayTakeData(final OffHeapRecord record, final int state, final Segment segment) {
    final int waiting = end - record.getInt(peerBlock + ACKNOWLEDGED_OFFSET);
    hole = record.getInt(block + STEADY_HOLE_OFFSET);
    if (segment.capturedPayload < segment.payloadLength) {
      hole += segment.payloadLength;
    } else if (hole != 0
        || (state & STEADY_ACKED << segment.key.direction()) == 0
            && waiting > ZeekReassembly.INITIAL_WINDOW) {
      return false;
    }
    return hole < SteadyState.MOST_HOLE
        && waiting <= MOST_WAITING
        && roundTrips.hasRoom(record, block)
        && !SegmentJudge.isWindowFull(record, peerBlock, end);
  }

  /** How much of what the segment acknowledges was not captured, and whether that is written. */
  private void measureGap(final OffHeapRecord record, final int state) {
    isGapCounted = false;
    isGapWritten = false;
    if (acked == 0) {
      return;
    }
    final int unacknowledged =
        record.getInt(peerBlock + NEXT_OFFSET) - record.getInt(block + ACKNOWLEDGED_OFFSET) - acked;
    gap = record.getInt(peerBlock + STEADY_HOLE_OFFSET) - unacknowledged;
    isGapCounted = gap > 0 && (state & STEADY_UNCLEAN) == 0;
    isGapWritten =
        isGapCounted && ZeekHistory.isPowerOfTen(record.getInt(peerBlock + GAPS_OFFSET) + 1);
  }

  /** Counts a segment that came in time in, for all but Zeek's model. */
  static void count(final OffHeapRecord record, final int block, final Segment segment) {
    record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    record.putLong(LAST_PACKET_OFFSET, segment.packetNumber);
    LifeObserver.noteSilence(record, segment);
    add(record, block + PACKETS_OFFSET, 1);
    add(record, block + PAYLOAD_OFFSET, segment.payloadLength);
    add(record, block + WIRE_OFFSET, segment.wireLength & 0xFFFF_FFFFL);
    record.putLong(block + NEWEST_TIME_OFFSET, segment.timestampNanos);
    final int flags = record.getShort(block + FLAGS_OFFSET);
    record.putShort(block + FLAGS_OFFSET, (short) (flags | segment.flags));
  }

  private void takeData(final OffHeapRecord record, final Segment segment) {
    record.putLong(block + NEXT_TIME_OFFSET, segment.timestampNanos);
    record.putInt(block + NEXT_OFFSET, end);
    record.putInt(block + CONTIGUOUS_OFFSET, end);
    record.putInt(block + STEADY_HOLE_OFFSET, hole);
    final int unacknowledged = record.getInt(block + UNACKNOWLEDGED_OFFSET);
    if (unacknowledged < SegmentJudge.MOST_UNACKNOWLEDGED) {
      record.putInt(block + UNACKNOWLEDGED_OFFSET, unacknowledged + 1);
    }
    WindowObserver.noteInFlight(
        record, block, end - record.getInt(peerBlock + ACKNOWLEDGED_OFFSET));
    roundTrips.append(record, block, end, segment.timestampNanos);
  }

  private void takeAck(final OffHeapRecord record, final int peer, final Segment segment) {
    record.putInt(block + ACKNOWLEDGED_OFFSET, segment.acknowledgment);
    record.putInt(peerBlock + UNACKNOWLEDGED_OFFSET, 0);
    if (gap > 0) {
      final int atHole = peerBlock + STEADY_HOLE_OFFSET;
      record.putInt(atHole, record.getInt(atHole) - gap);
    }
    if (isGapCounted) {
      record.putInt(peerBlock + GAPS_OFFSET, record.getInt(peerBlock + GAPS_OFFSET) + 1);
      add(record, peerBlock + MISSED_OFFSET, gap);
    }
    if (isGapWritten) {
      ZeekHistory.gap(record, peer);
    }
    roundTrips.acknowledged(record, segment, peerBlock);
  }

  private void takeWindow(final OffHeapRecord record, final Segment segment) {
    final int window = segment.window;
    if ((record.getInt(block + BITS_OFFSET) & JudgementLayout.SETTLED) == 0) {
      SteadyState.answerSyn(record, block, peerBlock, window);
    }
    if (record.getInt(block + WINDOW_OFFSET) == window + 1) {
      return;
    }
    record.putInt(block + WINDOW_OFFSET, window + 1);
    if (window < (record.getShort(block + STEADY_LEAST_WINDOW_OFFSET) & 0xFFFF)) {
      record.putShort(block + STEADY_LEAST_WINDOW_OFFSET, (short) window);
    }
    if (window > (record.getShort(block + STEADY_LARGEST_WINDOW_OFFSET) & 0xFFFF)) {
      record.putShort(block + STEADY_LARGEST_WINDOW_OFFSET, (short) window);
    }
  }

  private static void add(final OffHeapRecord record, final int offset, final long amount) {
    record.putLong(offset, record.getLong(offset) + amount);
  }
}
