package dev.weir.analysis;

import static dev.weir.connection.LifeEventsLayout.FIN_REPEATS_OFFSET;
import static dev.weir.connection.LifeEventsLayout.HALF_CLOSED_PAYLOAD_OFFSET;
import static dev.weir.connection.LifeEventsLayout.UNANSWERED_OFFSET;
import static dev.weir.connection.LifeLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.LifeLayout.ACK_KNOWN;
import static dev.weir.connection.LifeLayout.CLOSED_AT_ONCE;
import static dev.weir.connection.LifeLayout.END_OFFSET;
import static dev.weir.connection.LifeLayout.FIN;
import static dev.weir.connection.LifeLayout.FIN_ACKED;
import static dev.weir.connection.LifeLayout.FIN_ANSWERED_BY_FIN;
import static dev.weir.connection.LifeLayout.FIN_ON_DATA;
import static dev.weir.connection.LifeLayout.FIRST_FIN_OFFSET;
import static dev.weir.connection.LifeLayout.NEXT_KNOWN;
import static dev.weir.connection.LifeLayout.NEXT_OFFSET;
import static dev.weir.connection.LifeLayout.PROBE_PENDING;
import static dev.weir.connection.LifeLayout.RESET_CLASS_OFFSET;
import static dev.weir.connection.LifeLayout.SECOND_FIN_OFFSET;
import static dev.weir.connection.LifeLayout.SYN;
import static dev.weir.connection.LifeLayout.SYN_ACK;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.LifeEventsLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.ResetClass;
import dev.weir.connection.SideRecords;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/** How a connection is closed: FINs and their ACKs, half-close, reset. */
final class CloseObserver {
  /** Set once a side has sent its FIN: from then on every segment matters. */
  static final int UNDER_WAY = FIN | FIN << 1;

  private static final int BOTH_ACKED = FIN_ACKED | FIN_ACKED << 1;

  private final SideRecords events;

  CloseObserver(final SideRecords events) {
    this.events = events;
  }

  /** Takes in a segment with FIN or RST, or one after a FIN. */
  void observe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (segment.has(TcpFlags.RST)) {
      reset(record, segment, place);
      return;
    }
    if (segment.has(TcpFlags.FIN) && !segment.has(TcpFlags.SYN)) {
      finish(record, segment, place);
    }
    if (place.acksPeerFin && place.had(FIN, place.peer)) {
      acknowledge(record, segment, place);
    }
  }

  private void finish(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (place.had(FIN, place.from)) {
      final OffHeapRecord fields = events.of(record);
      final int repeats = LifeEventsLayout.direction(place.from) + FIN_REPEATS_OFFSET;
      fields.putInt(repeats, fields.getInt(repeats) + 1);
      return;
    }
    int bits = segment.payloadLength > 0 ? FIN_ON_DATA << place.from : 0;
    if (!place.had(FIN, place.peer)) {
      record.putLong(FIRST_FIN_OFFSET, segment.timestampNanos);
    } else {
      record.putLong(SECOND_FIN_OFFSET, segment.timestampNanos);
      if (!place.acksPeerFin) {
        bits |= CLOSED_AT_ONCE;
      } else if (!place.isSet(FIN_ACKED << place.peer)) {
        bits |= FIN_ANSWERED_BY_FIN;
      }
    }
    place.set(bits, record);
  }

  /** The segment acknowledges the peer's FIN. */
  private void acknowledge(
      final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (!place.isSet(FIN_ACKED << place.peer)) {
      place.set(FIN_ACKED << place.peer, record);
      if ((place.bits & BOTH_ACKED) == BOTH_ACKED && record.getLong(END_OFFSET) == 0) {
        record.putLong(END_OFFSET, segment.timestampNanos);
      }
    }
    if (segment.payloadLength > 0 && place.advance > 0) {
      final OffHeapRecord fields = events.of(record);
      final int total = LifeEventsLayout.direction(place.from) + HALF_CLOSED_PAYLOAD_OFFSET;
      fields.putLong(total, fields.getLong(total) + segment.payloadLength);
    }
  }

  private void reset(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (record.getInt(RESET_CLASS_OFFSET) != 0) {
      return;
    }
    record.putInt(RESET_CLASS_OFFSET, classOf(record, place).ordinal());
    if (record.getLong(END_OFFSET) == 0) {
      record.putLong(END_OFFSET, segment.timestampNanos);
    }
  }

  private ResetClass classOf(final OffHeapRecord record, final SegmentPlace place) {
    final boolean own = place.had(FIN, place.from);
    final boolean peers = place.had(FIN, place.peer);
    if (own || peers) {
      return own && peers ? ResetClass.AFTER_CLOSE : ResetClass.AFTER_FIN;
    }
    if (place.before == 0) {
      return ResetClass.UNKNOWN;
    }
    if ((record.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.ESTABLISHED) == 0) {
      final boolean refused =
          place.had(SYN, place.peer)
              && !place.had(SYN, place.from)
              && !place.had(SYN_ACK, place.from);
      return refused ? ResetClass.REFUSED : ResetClass.HANDSHAKE;
    }
    return classOfOpen(record, place);
  }

  private ResetClass classOfOpen(final OffHeapRecord record, final SegmentPlace place) {
    if (place.isSet(PROBE_PENDING << place.from) && hasProbedInVain(record, place)) {
      return ResetClass.KEEP_ALIVE_FAILED;
    }
    if (place.isSet(PROBE_PENDING << place.peer)) {
      return ResetClass.KEEP_ALIVE_REFUSED;
    }
    if (WindowObserver.isClosed(record, place.block)
        || WindowObserver.isClosed(record, place.peerBlock)) {
      return ResetClass.ZERO_WINDOW;
    }
    return isOutstanding(record, place, place.from, place.block, place.peer, place.peerBlock)
            || isOutstanding(record, place, place.peer, place.peerBlock, place.from, place.block)
        ? ResetClass.DATA
        : ResetClass.ABORT;
  }

  private boolean hasProbedInVain(final OffHeapRecord record, final SegmentPlace place) {
    return events.has(record)
        && events.of(record).getInt(LifeEventsLayout.direction(place.from) + UNANSWERED_OFFSET) > 0;
  }

  /** Whether one side has sent what the other has not acknowledged. */
  private static boolean isOutstanding(
      final OffHeapRecord record,
      final SegmentPlace place,
      final int sender,
      final int senderBlock,
      final int receiver,
      final int receiverBlock) {
    if (!place.isSet(NEXT_KNOWN << sender)) {
      return false;
    }
    // Where the receiver was never heard, nothing is acknowledged.
    return !place.isSet(ACK_KNOWN << receiver)
        || TcpSequence.isAfter(
            record.getInt(senderBlock + NEXT_OFFSET),
            record.getInt(receiverBlock + ACKNOWLEDGED_OFFSET));
  }
}
