package dev.weir.analysis;

import static dev.weir.connection.LifeEventsLayout.ANSWERED_OFFSET;
import static dev.weir.connection.LifeEventsLayout.BYTE_PROBES_OFFSET;
import static dev.weir.connection.LifeEventsLayout.EMPTY_PROBES_OFFSET;
import static dev.weir.connection.LifeEventsLayout.INTERVALS_OFFSET;
import static dev.weir.connection.LifeEventsLayout.INTERVAL_SUM_OFFSET;
import static dev.weir.connection.LifeEventsLayout.LONGEST_INTERVAL_OFFSET;
import static dev.weir.connection.LifeEventsLayout.PROBE_TIME_OFFSET;
import static dev.weir.connection.LifeEventsLayout.SHORTEST_INTERVAL_OFFSET;
import static dev.weir.connection.LifeEventsLayout.UNANSWERED_IN_A_ROW_OFFSET;
import static dev.weir.connection.LifeEventsLayout.UNANSWERED_OFFSET;
import static dev.weir.connection.LifeEventsLayout.WINDOW_PROBES_OFFSET;
import static dev.weir.connection.LifeLayout.PROBE_PENDING;
import static dev.weir.connection.LifeLayout.PROBING;

import dev.weir.connection.LifeEventsLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SideRecords;
import dev.weir.transport.TcpFlags;

/**
 * TCP keep-alive (RFC 9293 section 3.8.4): probes with no byte or one, just below the next sequence
 * number, to which the peer must answer with an ACK.
 *
 * <p>A probe of the same form into a closed window asks whether that has opened (RFC 9293 section
 * 3.8.6.1; Linux sends such) and is counted apart. Whatever the peer sends after a probe answers
 * it. The sender's next probe, in turn, says that the one before was not answered, and gives an
 * interval where the sender sent nothing else in between.
 */
final class KeepAliveObserver {
  /** Any bit that makes a segment interesting here though it is no probe. */
  static final int UNDER_WAY = PROBING | PROBING << 1 | PROBE_PENDING | PROBE_PENDING << 1;

  private static final int NO_PROBE = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  private final SideRecords events;

  KeepAliveObserver(final SideRecords events) {
    this.events = events;
  }

  /** Whether a segment has the form of a probe. */
  static boolean isProbe(final Segment segment, final SegmentPlace place) {
    return place.behind == 1 && segment.payloadLength <= 1 && (segment.flags & NO_PROBE) == 0;
  }

  /** Takes in a segment that is a probe, or that comes while probes are under way. */
  void observe(
      final OffHeapRecord record,
      final Segment segment,
      final SegmentPlace place,
      final boolean isProbe) {
    if (place.isSet(PROBE_PENDING << place.peer) && !segment.has(TcpFlags.RST)) {
      answer(record, place);
    }
    if (!isProbe) {
      if (place.isSet(PROBING << place.from)) {
        place.unset(PROBING << place.from, record);
      }
    } else if (WindowObserver.isClosed(record, place.peerBlock)) {
      count(events.of(record), LifeEventsLayout.direction(place.from) + WINDOW_PROBES_OFFSET);
    } else {
      probe(record, segment, place);
    }
  }

  private void answer(final OffHeapRecord record, final SegmentPlace place) {
    place.unset(PROBE_PENDING << place.peer, record);
    final OffHeapRecord fields = events.of(record);
    final int block = LifeEventsLayout.direction(place.peer);
    count(fields, block + ANSWERED_OFFSET);
    fields.putInt(block + UNANSWERED_IN_A_ROW_OFFSET, 0);
  }

  private void probe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final OffHeapRecord fields = events.of(record);
    final int block = LifeEventsLayout.direction(place.from);
    count(fields, block + (segment.payloadLength == 0 ? EMPTY_PROBES_OFFSET : BYTE_PROBES_OFFSET));
    if (place.isSet(PROBE_PENDING << place.from)) {
      count(fields, block + UNANSWERED_OFFSET);
      count(fields, block + UNANSWERED_IN_A_ROW_OFFSET);
    }
    if (place.isSet(PROBING << place.from)) {
      final long interval = segment.timestampNanos - fields.getLong(block + PROBE_TIME_OFFSET);
      interval(fields, block, Math.max(0, interval));
    }
    fields.putLong(block + PROBE_TIME_OFFSET, segment.timestampNanos);
    place.set((PROBING | PROBE_PENDING) << place.from, record);
  }

  private static void interval(final OffHeapRecord fields, final int block, final long nanos) {
    final boolean first = fields.getInt(block + INTERVALS_OFFSET) == 0;
    count(fields, block + INTERVALS_OFFSET);
    final int sum = block + INTERVAL_SUM_OFFSET;
    fields.putLong(sum, fields.getLong(sum) + nanos);
    if (first || nanos < fields.getLong(block + SHORTEST_INTERVAL_OFFSET)) {
      fields.putLong(block + SHORTEST_INTERVAL_OFFSET, nanos);
    }
    if (nanos > fields.getLong(block + LONGEST_INTERVAL_OFFSET)) {
      fields.putLong(block + LONGEST_INTERVAL_OFFSET, nanos);
    }
  }

  private static void count(final OffHeapRecord fields, final int offset) {
    fields.putInt(offset, fields.getInt(offset) + 1);
  }
}
