package dev.weir.analysis;

import static dev.weir.connection.LifeEventsLayout.FIRST_BACK_OFF_OFFSET;
import static dev.weir.connection.LifeEventsLayout.NEWEST_BACK_OFF_OFFSET;
import static dev.weir.connection.LifeEventsLayout.SYN_ACK_REPEATS_OFFSET;
import static dev.weir.connection.LifeEventsLayout.SYN_REPEATS_OFFSET;
import static dev.weir.connection.LifeLayout.FAST_OPEN_ACCEPTED;
import static dev.weir.connection.LifeLayout.FAST_OPEN_DATA;
import static dev.weir.connection.LifeLayout.FAST_OPEN_OPTION;
import static dev.weir.connection.LifeLayout.NEWEST_TIME_OFFSET;
import static dev.weir.connection.LifeLayout.SACK_PERMITTED;
import static dev.weir.connection.LifeLayout.SCALE_OFFSET;
import static dev.weir.connection.LifeLayout.SEGMENT_SIZE_OFFSET;
import static dev.weir.connection.LifeLayout.SYN;
import static dev.weir.connection.LifeLayout.SYN_ACK;
import static dev.weir.connection.LifeLayout.TIMESTAMPS;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.LifeEventsLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SideRecords;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/** What SYNs and SYN-ACKs offer, how often they are sent again, and TCP Fast Open (RFC 7413). */
final class HandshakeObserver {
  private final SideRecords events;

  HandshakeObserver(final SideRecords events) {
    this.events = events;
  }

  /** Takes in a segment with SYN. */
  void observe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final boolean answer = segment.has(TcpFlags.ACK);
    if (place.had(answer ? SYN_ACK : SYN, place.from)) {
      repeat(record, segment, place, answer);
    }
    if (isBeforeData(segment, place)) {
      record.putLong(place.block + NEWEST_TIME_OFFSET, segment.timestampNanos);
    }
    offer(record, segment, place);
    if (answer && place.isSet(FAST_OPEN_DATA) && acksData(record, segment, place.peer)) {
      place.set(FAST_OPEN_ACCEPTED, record);
    }
  }

  private static boolean acksData(
      final OffHeapRecord record, final Segment segment, final int peer) {
    final int initial =
        record.getInt(ConnectionLayout.direction(peer) + ConnectionLayout.INITIAL_SEQUENCE_OFFSET);
    return TcpSequence.difference(segment.acknowledgment, initial) > 1;
  }

  private static void offer(
      final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    record.putShort(place.block + SEGMENT_SIZE_OFFSET, (short) segment.maximumSegmentSize);
    record.putByte(place.block + SCALE_OFFSET, (byte) (segment.windowScale + 1));
    final int options = segment.optionBits;
    int set = (options & Segment.SACK_PERMITTED) != 0 ? SACK_PERMITTED << place.from : 0;
    set |= (options & Segment.TIMESTAMPS) != 0 ? TIMESTAMPS << place.from : 0;
    set |= (options & Segment.FAST_OPEN) != 0 ? FAST_OPEN_OPTION : 0;
    set |= segment.payloadLength > 0 ? FAST_OPEN_DATA : 0;
    place.set(set, record);
  }

  private void repeat(
      final OffHeapRecord record,
      final Segment segment,
      final SegmentPlace place,
      final boolean answer) {
    final OffHeapRecord fields = events.of(record);
    final int block = LifeEventsLayout.direction(place.from);
    final int count = block + (answer ? SYN_ACK_REPEATS_OFFSET : SYN_REPEATS_OFFSET);
    if (isBeforeData(segment, place)) {
      final long before = record.getLong(place.block + NEWEST_TIME_OFFSET);
      backOff(fields, block, segment.timestampNanos - before);
    }
    fields.putInt(count, fields.getInt(count) + 1);
  }

  private static void backOff(final OffHeapRecord fields, final int block, final long interval) {
    final int repeats =
        fields.getInt(block + SYN_REPEATS_OFFSET) + fields.getInt(block + SYN_ACK_REPEATS_OFFSET);
    if (repeats == 0) {
      fields.putLong(block + FIRST_BACK_OFF_OFFSET, interval);
    }
    fields.putLong(block + NEWEST_BACK_OFF_OFFSET, interval);
  }

  /** Whether the sender of a SYN has sent nothing but this so far, as far as was captured. */
  private static boolean isBeforeData(final Segment segment, final SegmentPlace place) {
    return place.behind <= TcpSequence.difference(place.end, segment.sequence);
  }
}
