package dev.weir.analysis;

import static dev.weir.connection.LifeEventsLayout.HOLES_OFFSET;
import static dev.weir.connection.LifeEventsLayout.REPEATED_PAYLOAD_OFFSET;
import static dev.weir.connection.LifeLayout.BOUND_REACHED;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.LifeEventsLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SideRecords;
import dev.weir.connection.SpanPool;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/**
 * Tells payload that was captured before from such that comes late: what lies below the highest
 * sequence number is new only where the capture had a hole.
 */
final class HoleObserver {
  /** Holes that are kept of a direction; the oldest are forgotten. */
  static final int MOST_HOLES = 64;

  private final SideRecords events;
  private final SpanPool spans;

  HoleObserver(final ConnectionTable table) {
    events = table.events();
    spans = table.spans();
  }

  /** Takes in a segment that leaves a hole, or has payload below the highest. */
  void observe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (place.behind < 0) {
      add(record, segment, place, place.from, place.highest, segment.sequence);
    } else if (segment.payloadLength > 0) {
      fill(record, segment, place);
    }
  }

  /** Takes in an ACK of what was not captured. */
  void unseen(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    add(record, segment, place, place.peer, place.unseenFrom, segment.acknowledgment);
  }

  private static int head(final int direction) {
    return ConnectionLayout.direction(direction) + ConnectionLayout.HOLES_OFFSET;
  }

  private void add(
      final OffHeapRecord record,
      final Segment segment,
      final SegmentPlace place,
      final int direction,
      final int from,
      final int to) {
    final OffHeapRecord fields = events.of(record);
    final int count = LifeEventsLayout.direction(direction) + HOLES_OFFSET;
    final int newest = record.getInt(head(direction));
    record.putInt(head(direction), spans.take(from, to, segment.timestampNanos, newest));
    fields.putInt(count, fields.getInt(count) + 1);
    bound(record, fields, place, direction);
  }

  private void bound(
      final OffHeapRecord record,
      final OffHeapRecord fields,
      final SegmentPlace place,
      final int direction) {
    final int count = LifeEventsLayout.direction(direction) + HOLES_OFFSET;
    if (fields.getInt(count) <= MOST_HOLES) {
      return;
    }
    int last = record.getInt(head(direction));
    for (int i = 1; i < MOST_HOLES; i++) {
      last = spans.next(last);
    }
    spans.freeAll(spans.next(last));
    spans.next(last, SpanPool.NONE);
    fields.putInt(count, MOST_HOLES);
    place.set(BOUND_REACHED, record);
  }

  /** What of the payload fills no hole and is not above the highest was captured before. */
  private void fill(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final int first = segment.sequence + (segment.flags & TcpFlags.SYN) / TcpFlags.SYN;
    final int end = TcpSequence.earlier(first + segment.payloadLength, place.highest);
    int repeated = TcpSequence.difference(end, first);
    if (record.getInt(head(place.from)) != SpanPool.NONE) {
      repeated -= fillHoles(record, first, end, segment.timestampNanos, place);
    }
    if (repeated > 0) {
      final OffHeapRecord fields = events.of(record);
      final int total = LifeEventsLayout.direction(place.from) + REPEATED_PAYLOAD_OFFSET;
      fields.putLong(total, fields.getLong(total) + repeated);
    }
  }

  private int fillHoles(
      final OffHeapRecord record,
      final int first,
      final int end,
      final long time,
      final SegmentPlace place) {
    final OffHeapRecord fields = events.of(record);
    final int count = LifeEventsLayout.direction(place.from) + HOLES_OFFSET;
    int filled = 0;
    int before = SpanPool.NONE;
    int hole = record.getInt(head(place.from));
    while (hole != SpanPool.NONE) {
      final int next = spans.next(hole);
      final int from = TcpSequence.later(first, spans.first(hole));
      final int to = TcpSequence.earlier(end, spans.end(hole));
      if (!TcpSequence.isAfter(to, from)) {
        before = hole;
      } else {
        filled += TcpSequence.difference(to, from);
        final boolean restBelow = from != spans.first(hole);
        final boolean restAbove = to != spans.end(hole);
        if (restBelow && restAbove) {
          final int lower = spans.take(spans.first(hole), from, time, next);
          spans.first(hole, to);
          spans.next(hole, lower);
          fields.putInt(count, fields.getInt(count) + 1);
          before = lower;
        } else if (restBelow) {
          spans.end(hole, from);
          before = hole;
        } else if (restAbove) {
          spans.first(hole, to);
          before = hole;
        } else {
          unlink(record, place, before, hole, next);
          fields.putInt(count, fields.getInt(count) - 1);
        }
      }
      hole = next;
    }
    bound(record, fields, place, place.from);
    return filled;
  }

  private void unlink(
      final OffHeapRecord record,
      final SegmentPlace place,
      final int before,
      final int hole,
      final int next) {
    if (before == SpanPool.NONE) {
      record.putInt(head(place.from), next);
    } else {
      spans.next(before, next);
    }
    spans.free(hole);
  }
}
