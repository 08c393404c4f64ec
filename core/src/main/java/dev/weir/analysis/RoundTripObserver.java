package dev.weir.analysis;

import static dev.weir.connection.LifeLayout.ACK_KNOWN;
import static dev.weir.connection.LifeLayout.BOUND_REACHED;
import static dev.weir.connection.LifeLayout.LAST_SPAN_OFFSET;
import static dev.weir.connection.LifeLayout.NEWEST_END_OFFSET;
import static dev.weir.connection.LifeLayout.NEWEST_TIME_OFFSET;
import static dev.weir.connection.LifeLayout.UNACKNOWLEDGED_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RoundTripRecords;
import dev.weir.connection.SpanPool;
import dev.weir.transport.TcpSequence;

/**
 * Round trips between the point of capture and the receiver of data: from a data segment to the ACK
 * that ends where it ends.
 *
 * <p>By Karn's rule (RFC 6298 section 3) nothing that was sent again gives a sample; and what was
 * outstanding when something was sent again gives none, either, for its ACK may have waited for
 * that. An ACK that covers several segments measures the last of them.
 */
final class RoundTripObserver {
  /** Unacknowledged segments that are kept of a direction. */
  static final int MOST_SEGMENTS = 128;

  private static final int HEAD_OFFSET = ConnectionLayout.UNACKNOWLEDGED_OFFSET;

  private final SpanPool spans;
  private final RoundTripRecords roundTrips;

  RoundTripObserver(final ConnectionTable table) {
    spans = table.spans();
    roundTrips = table.roundTrips();
  }

  /** Takes in a segment with payload that is no probe. */
  void sent(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (place.behind > 0) {
      final int count = record.getShort(place.block + UNACKNOWLEDGED_OFFSET);
      if (count > 0) {
        forget(record, place.block, count);
      }
    } else if (place.advance > 0 && place.isSet(ACK_KNOWN << place.peer)) {
      if (hasRoom(record, place.block)) {
        append(record, place.block, place.end, segment.timestampNanos);
      } else {
        place.set(BOUND_REACHED, record);
      }
    }
  }

  /** Whether one more unacknowledged segment of the block's direction can be kept. */
  boolean hasRoom(final OffHeapRecord record, final int block) {
    return record.getShort(block + UNACKNOWLEDGED_OFFSET) < MOST_SEGMENTS;
  }

  /** Keeps a segment that is new and in order; there has to be room for it. */
  void append(final OffHeapRecord record, final int block, final int end, final long nanos) {
    final int count = record.getShort(block + UNACKNOWLEDGED_OFFSET);
    if (count > 0) {
      pushNewest(record, block, count);
    }
    record.putInt(block + NEWEST_END_OFFSET, end);
    record.putLong(block + NEWEST_TIME_OFFSET, nanos);
    record.putShort(block + UNACKNOWLEDGED_OFFSET, (short) (count + 1));
  }

  /** What was the newest so far goes to the end of the list. */
  private void pushNewest(final OffHeapRecord record, final int block, final int count) {
    final int end = record.getInt(block + NEWEST_END_OFFSET);
    final long time = record.getLong(block + NEWEST_TIME_OFFSET);
    final int span = spans.take(end, end, time, SpanPool.NONE);
    if (count == 1) {
      record.putInt(block + HEAD_OFFSET, span);
    } else {
      spans.next(record.getInt(block + LAST_SPAN_OFFSET), span);
    }
    record.putInt(block + LAST_SPAN_OFFSET, span);
  }

  private void forget(final OffHeapRecord record, final int block, final int count) {
    if (count > 1) {
      spans.freeAll(record.getInt(block + HEAD_OFFSET));
      record.putInt(block + HEAD_OFFSET, SpanPool.NONE);
    }
    record.putShort(block + UNACKNOWLEDGED_OFFSET, (short) 0);
  }

  /**
   * Takes in a segment that acknowledges more than those before.
   *
   * @param block where the block of its peer, whose data it acknowledges, begins.
   */
  void acknowledged(final OffHeapRecord record, final Segment segment, final int block) {
    final int count = record.getShort(block + UNACKNOWLEDGED_OFFSET);
    if (count == 0) {
      return;
    }
    final int ahead =
        TcpSequence.difference(segment.acknowledgment, record.getInt(block + NEWEST_END_OFFSET));
    if (ahead < 0) {
      acknowledgeSome(record, segment, block, count);
      return;
    }
    if (ahead == 0) {
      final long sentAt = record.getLong(block + NEWEST_TIME_OFFSET);
      measure(record, segment, segment.timestampNanos - sentAt);
    }
    forget(record, block, count);
  }

  /** An ACK that leaves the newest segment unacknowledged. */
  private void acknowledgeSome(
      final OffHeapRecord record, final Segment segment, final int block, final int atFirst) {
    int count = atFirst;
    int span = record.getInt(block + HEAD_OFFSET);
    while (span != SpanPool.NONE) {
      final int ahead = TcpSequence.difference(segment.acknowledgment, spans.end(span));
      if (ahead < 0) {
        break;
      }
      if (ahead == 0) {
        measure(record, segment, segment.timestampNanos - spans.time(span));
      }
      final int next = spans.next(span);
      spans.free(span);
      span = next;
      count--;
    }
    record.putInt(block + HEAD_OFFSET, span);
    record.putShort(block + UNACKNOWLEDGED_OFFSET, (short) count);
  }

  private void measure(final OffHeapRecord record, final Segment ack, final long nanos) {
    if (nanos >= 0) {
      roundTrips.add(record, 1 - ack.key.direction(), nanos);
    }
  }
}
