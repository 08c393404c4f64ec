package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.INITIAL_KNOWN;
import static dev.weir.connection.ConnectionLayout.INITIAL_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.PACKETS_OFFSET;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.SYN;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;

/**
 * Weir's own bounds: a connection ends by silence, as long as RFC 5382 demands, or by a SYN that
 * cannot be its own.
 */
final class WeirBounds implements ConnectionBounds {
  private final ExpiryPolicy policy;

  WeirBounds(final ExpiryPolicy policy) {
    this.policy = policy;
  }

  /** A damaged segment is a fact about a connection, but makes none. */
  @Override
  public boolean admits(final Segment segment, final boolean known) {
    return known || !segment.isDamaged();
  }

  @Override
  public long deadline(final OffHeapRecord record) {
    return policy.deadline(record);
  }

  @Override
  public boolean isOver(final OffHeapRecord record, final Segment segment) {
    if (segment.isDamaged()) {
      return false;
    }
    return isTooLate(record, segment) || segment.has(TcpFlags.SYN) && beginsAnew(record, segment);
  }

  /** Whether the connection was silent for too long before the segment; a head will do. */
  boolean isTooLate(final OffHeapRecord record, final Segment segment) {
    final long idle = segment.timestampNanos - record.getLong(LAST_TIME_OFFSET);
    return idle > policy.timeout(record.getInt(STATE_OFFSET));
  }

  private static boolean beginsAnew(final OffHeapRecord record, final Segment segment) {
    final int block = ConnectionLayout.direction(segment.key.direction());
    return beginsAnew(
        record.getInt(STATE_OFFSET),
        segment,
        record.getInt(block + INITIAL_SEQUENCE_OFFSET),
        record.getLong(block + PACKETS_OFFSET) == 0);
  }

  /**
   * Whether a segment with SYN opens another connection than the one that the tuple had so far.
   *
   * @param state that one's state bits.
   * @param initial the initial sequence number of the segment's sender in it, where it is known.
   * @param silentSoFar whether that one has no segment of this sender.
   */
  static boolean beginsAnew(
      final int state, final Segment segment, final int initial, final boolean silentSoFar) {
    final int from = segment.key.direction();
    final boolean initialKnown = (state & INITIAL_KNOWN << from) != 0;
    final boolean otherInitial = initialKnown && initial != segment.sequence;
    if (!segment.has(TcpFlags.ACK)) {
      // Without a known number it can only be the second SYN of a simultaneous open.
      return initialKnown ? otherInitial : !(silentSoFar && (state & SYN << 1 - from) != 0);
    }
    final boolean peerSyn = (state & SYN << 1 - from) != 0;
    return initialKnown ? otherInitial && ExpiryPolicy.isOver(state) : !silentSoFar && !peerSyn;
  }
}
