package dev.weir.analysis;

import static dev.weir.connection.LifeLayout.ACK_KNOWN;
import static dev.weir.connection.LifeLayout.BOUND_REACHED;
import static dev.weir.connection.LifeLayout.NEWEST_SPAN_OFFSET;
import static dev.weir.connection.LifeLayout.SPANS_OFFSET;
import static dev.weir.connection.RoundTripLayout.BUCKETS;
import static dev.weir.connection.RoundTripLayout.BUCKETS_OFFSET;
import static dev.weir.connection.RoundTripLayout.LARGEST_OFFSET;
import static dev.weir.connection.RoundTripLayout.LEAST_OFFSET;
import static dev.weir.connection.RoundTripLayout.MOST_IN_BUCKET;
import static dev.weir.connection.RoundTripLayout.SAMPLES_OFFSET;
import static dev.weir.connection.RoundTripLayout.SQUARES_OFFSET;
import static dev.weir.connection.RoundTripLayout.SUM_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RoundTripLayout;
import dev.weir.connection.SideRecords;
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
  static final int MOST_SPANS = 128;

  private final SpanPool spans;
  private final SideRecords roundTrips;

  RoundTripObserver(final ConnectionTable table) {
    spans = table.spans();
    roundTrips = table.roundTrips();
  }

  /** Takes in a segment with payload that is no probe. */
  void sent(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (place.behind > 0) {
      forget(record, place.from, place.block);
    } else if (place.advance > 0 && place.isSet(ACK_KNOWN << place.peer)) {
      append(record, segment, place);
    }
  }

  private void append(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final int count = record.getShort(place.block + SPANS_OFFSET);
    if (count == MOST_SPANS) {
      place.set(BOUND_REACHED, record);
      return;
    }
    final int span = spans.take(segment.sequence, place.end, segment.timestampNanos, SpanPool.NONE);
    if (count == 0) {
      record.putInt(head(place.from), span);
    } else {
      spans.next(record.getInt(place.block + NEWEST_SPAN_OFFSET), span);
    }
    record.putInt(place.block + NEWEST_SPAN_OFFSET, span);
    record.putShort(place.block + SPANS_OFFSET, (short) (count + 1));
  }

  private static int head(final int direction) {
    return ConnectionLayout.UNACKNOWLEDGED_OFFSET + direction * Integer.BYTES;
  }

  private void forget(final OffHeapRecord record, final int direction, final int block) {
    if (record.getShort(block + SPANS_OFFSET) > 0) {
      spans.freeAll(record.getInt(head(direction)));
      record.putInt(head(direction), SpanPool.NONE);
      record.putShort(block + SPANS_OFFSET, (short) 0);
    }
  }

  /** Takes in a segment that acknowledges more than those before. */
  void acknowledged(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    int count = record.getShort(place.peerBlock + SPANS_OFFSET);
    if (count == 0) {
      return;
    }
    int span = record.getInt(head(place.peer));
    int last = segment.acknowledgment - 1;
    long sentAt = 0;
    while (span != SpanPool.NONE) {
      final int end = spans.end(span);
      if (TcpSequence.isAfter(end, segment.acknowledgment)) {
        break;
      }
      last = end;
      sentAt = spans.time(span);
      final int next = spans.next(span);
      spans.free(span);
      span = next;
      count--;
    }
    record.putInt(head(place.peer), span);
    record.putShort(place.peerBlock + SPANS_OFFSET, (short) count);
    if (last == segment.acknowledgment && segment.timestampNanos >= sentAt) {
      add(roundTrips.of(record), place.peer, segment.timestampNanos - sentAt);
    }
  }

  private static void add(final OffHeapRecord fields, final int direction, final long nanos) {
    final int block = RoundTripLayout.direction(direction);
    final long samples = fields.getLong(block + SAMPLES_OFFSET);
    fields.putLong(block + SAMPLES_OFFSET, samples + 1);
    fields.putLong(block + SUM_OFFSET, fields.getLong(block + SUM_OFFSET) + nanos);
    fields.putDouble(
        block + SQUARES_OFFSET, fields.getDouble(block + SQUARES_OFFSET) + (double) nanos * nanos);
    if (samples == 0 || nanos < fields.getLong(block + LEAST_OFFSET)) {
      fields.putLong(block + LEAST_OFFSET, nanos);
    }
    if (nanos > fields.getLong(block + LARGEST_OFFSET)) {
      fields.putLong(block + LARGEST_OFFSET, nanos);
    }
    final int bucket = block + BUCKETS_OFFSET + RoundTripLayout.bucket(nanos) * Short.BYTES;
    if ((fields.getShort(bucket) & 0xFFFF) == MOST_IN_BUCKET) {
      halve(fields, block + BUCKETS_OFFSET);
    }
    fields.putShort(bucket, (short) (fields.getShort(bucket) + 1));
  }

  private static void halve(final OffHeapRecord fields, final int buckets) {
    for (int i = 0; i < BUCKETS; i++) {
      final int count = fields.getShort(buckets + i * Short.BYTES) & 0xFFFF;
      fields.putShort(buckets + i * Short.BYTES, (short) (count + 1 >>> 1));
    }
  }
}
