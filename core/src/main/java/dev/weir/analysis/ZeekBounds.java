package dev.weir.analysis;

import static dev.weir.connection.ZeekLayout.BITS_OFFSET;
import static dev.weir.connection.ZeekLayout.DID_CLOSE;
import static dev.weir.connection.ZeekLayout.ENDPOINT_BITS;
import static dev.weir.connection.ZeekLayout.INACTIVE;
import static dev.weir.connection.ZeekLayout.ORIGINATOR_IS_HIGHER;
import static dev.weir.connection.ZeekLayout.START_OFFSET;
import static dev.weir.connection.ZeekLayout.STATE_MASK;
import static dev.weir.connection.ZeekLayout.SYN_ACK_SENT;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;

/** Zeek's bounds: its timers, and its rules for a SYN on a tuple that is in use. */
final class ZeekBounds implements ConnectionBounds {
  private final boolean verifiesChecksums;

  ZeekBounds(final boolean verifiesChecksums) {
    this.verifiesChecksums = verifiesChecksums;
  }

  /**
   * Zeek drops IP packets that are longer than their frame was, and, where it verifies checksums,
   * those whose length was left open for the network card to fill in.
   */
  @Override
  public boolean admits(final Segment segment, final boolean known) {
    return !segment.isBeyondFrame && !(verifiesChecksums && segment.ipLength == 0);
  }

  @Override
  public long deadline(final OffHeapRecord record) {
    return ZeekTimers.deadline(record);
  }

  @Override
  public boolean isOver(final OffHeapRecord record, final Segment segment) {
    return ZeekTimers.hasEnded(record, segment.clockNanos)
        || (segment.flags & TcpFlags.SYN) != 0 && beginsAnew(record, segment);
  }

  private static boolean beginsAnew(final OffHeapRecord record, final Segment segment) {
    if (segment.badHeader) {
      return false;
    }
    final int bits = record.getInt(BITS_OFFSET);
    final int originator = (bits & ORIGINATOR_IS_HIGHER) != 0 ? 1 : 0;
    final int responder = 1 - originator;
    final int state = bits >>> originator * ENDPOINT_BITS & STATE_MASK;
    final boolean hasAck = (segment.flags & TcpFlags.ACK) != 0;
    if (hasAck && state != INACTIVE) {
      return false;
    }
    if ((bits & (DID_CLOSE | DID_CLOSE << ENDPOINT_BITS)) != 0) {
      return true;
    }
    if (segment.sequence == start(record, hasAck ? responder : originator)) {
      return false;
    }
    final boolean isOlderThanItsAnswer =
        !hasAck
            && state == SYN_ACK_SENT
            && (bits >>> responder * ENDPOINT_BITS & STATE_MASK) == INACTIVE
            && segment.sequence == start(record, responder);
    return !isOlderThanItsAnswer;
  }

  private static int start(final OffHeapRecord record, final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + START_OFFSET);
  }
}
