package dev.weir.analysis;

import static dev.weir.connection.LifeEventsLayout.CLOSED_SINCE_OFFSET;
import static dev.weir.connection.LifeEventsLayout.CLOSED_TIME_OFFSET;
import static dev.weir.connection.LifeEventsLayout.WINDOW_CLOSURES_OFFSET;
import static dev.weir.connection.LifeLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.LifeLayout.ACK_KNOWN;
import static dev.weir.connection.LifeLayout.LARGEST_WINDOW_OFFSET;
import static dev.weir.connection.LifeLayout.LEAST_WINDOW_OFFSET;
import static dev.weir.connection.LifeLayout.MOST_IN_FLIGHT_OFFSET;
import static dev.weir.connection.LifeLayout.WINDOW_OFFSET;

import dev.weir.connection.LifeEventsLayout;
import dev.weir.connection.LifeLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SideRecords;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/**
 * The windows that both endpoints announce, for how long they are closed, and how many bytes are in
 * flight.
 *
 * <p>A window is scaled where both SYNs were captured and had the option (RFC 7323 section 2.2),
 * otherwise it is taken as it was sent. SYNs, whose windows are never scaled, and RSTs do not
 * count.
 */
final class WindowObserver {
  private static final int WITHOUT_WINDOW = TcpFlags.SYN | TcpFlags.RST;

  private final SideRecords events;

  WindowObserver(final SideRecords events) {
    this.events = events;
  }

  /** Takes in a segment. */
  void observe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final int before = record.getInt(place.block + WINDOW_OFFSET) - 1;
    if (segment.window != before && (segment.flags & WITHOUT_WINDOW) == 0) {
      change(record, segment, place, before);
    }
  }

  private void change(
      final OffHeapRecord record,
      final Segment segment,
      final SegmentPlace place,
      final int before) {
    note(record, place.block, place.peerBlock, segment.window, before < 0);
    if (segment.window == 0 || before == 0) {
      closeOrOpen(record, segment, place, segment.window == 0);
    }
  }

  /**
   * Keeps a window that is another one than the one before.
   *
   * @param block where the block of its direction begins.
   * @param peerBlock where that of the other begins.
   * @param sent the window field.
   * @param isFirst whether there was none before it.
   */
  static void note(
      final OffHeapRecord record,
      final int block,
      final int peerBlock,
      final int sent,
      final boolean isFirst) {
    record.putInt(block + WINDOW_OFFSET, sent + 1);
    final int window = sent << LifeLayout.scale(record, block, peerBlock);
    if (isFirst || window < record.getInt(block + LEAST_WINDOW_OFFSET)) {
      record.putInt(block + LEAST_WINDOW_OFFSET, window);
    }
    if (window > record.getInt(block + LARGEST_WINDOW_OFFSET)) {
      record.putInt(block + LARGEST_WINDOW_OFFSET, window);
    }
  }

  private void closeOrOpen(
      final OffHeapRecord record,
      final Segment segment,
      final SegmentPlace place,
      final boolean closes) {
    final OffHeapRecord fields = events.of(record);
    final int block = LifeEventsLayout.direction(place.from);
    if (closes) {
      final int closures = block + WINDOW_CLOSURES_OFFSET;
      fields.putInt(closures, fields.getInt(closures) + 1);
      fields.putLong(block + CLOSED_SINCE_OFFSET, segment.timestampNanos);
      return;
    }
    final long closed = segment.timestampNanos - fields.getLong(block + CLOSED_SINCE_OFFSET);
    final int total = block + CLOSED_TIME_OFFSET;
    fields.putLong(total, fields.getLong(total) + Math.max(0, closed));
    fields.putLong(block + CLOSED_SINCE_OFFSET, 0);
  }

  /** Takes in a segment with new data: all that the peer has not acknowledged is in flight. */
  void sent(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (!place.isSet(ACK_KNOWN << place.peer)) {
      return;
    }
    final int acknowledged = record.getInt(place.peerBlock + ACKNOWLEDGED_OFFSET);
    final int end = place.end - (segment.flags & TcpFlags.FIN);
    noteInFlight(record, place.block, TcpSequence.difference(end, acknowledged));
  }

  /**
   * Keeps the most bytes in flight.
   *
   * @param block where the block of their direction begins.
   * @param inFlight how many are.
   */
  static void noteInFlight(final OffHeapRecord record, final int block, final int inFlight) {
    if (inFlight > record.getInt(block + MOST_IN_FLIGHT_OFFSET)) {
      record.putInt(block + MOST_IN_FLIGHT_OFFSET, inFlight);
    }
  }

  /** Whether the window is closed of the endpoint whose direction's block is given. */
  static boolean isClosed(final OffHeapRecord record, final int block) {
    return record.getInt(block + WINDOW_OFFSET) == 1;
  }
}
