package dev.weir.analysis;

import static dev.weir.connection.LifeLayout.ACKNOWLEDGED_OFFSET;
import static dev.weir.connection.LifeLayout.ACK_KNOWN;
import static dev.weir.connection.LifeLayout.BITS_OFFSET;
import static dev.weir.connection.LifeLayout.FAST_OPEN_DATA;
import static dev.weir.connection.LifeLayout.FIN;
import static dev.weir.connection.LifeLayout.NEXT_KNOWN;
import static dev.weir.connection.LifeLayout.NEXT_OFFSET;
import static dev.weir.connection.LifeLayout.RST;
import static dev.weir.connection.LifeLayout.SYN;
import static dev.weir.connection.LifeLayout.SYN_ACK;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.LifeLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/**
 * Where a segment lies among those of its connection that were captured before it. Reused.
 *
 * <p>Sequence numbers of a reset say nothing: they are taken from whatever the sender received.
 */
final class SegmentPlace {
  /** The direction that it goes, 0 or 1, and the other one. */
  int from;

  int peer;

  /** Where the blocks of both directions begin in the record. */
  int block;

  int peerBlock;

  /** {@link LifeLayout} bits before the segment. */
  int before;

  /** The same after it. */
  int bits;

  /** Sequence number after its last byte, SYN and FIN counted. */
  int end;

  /**
   * How many sequence numbers it goes beyond the highest before: its length where it follows in
   * order, less where it repeats, more where it leaves a hole; 0 where it goes not beyond.
   */
  int advance;

  /** How many sequence numbers it begins below the highest before; negative above a hole. */
  int behind;

  /** The acknowledgement is the highest so far and higher than the one before. */
  boolean acksMore;

  /** It acknowledges what was not captured. */
  boolean acksUnseen;

  /** Where that begins: the highest before of the peer. */
  int unseenFrom;

  /** The highest before of its sender, where it is known. */
  int highest;

  /** It acknowledges all that the peer sent, the peer's captured FIN included. */
  boolean acksPeerFin;

  /** Finds the place and keeps what it takes to find the next one's. */
  void locate(final OffHeapRecord record, final Segment segment) {
    from = segment.key.direction();
    peer = 1 - from;
    block = ConnectionLayout.direction(from);
    peerBlock = ConnectionLayout.direction(peer);
    before = record.getInt(BITS_OFFSET);
    bits = before;
    advance = 0;
    behind = 0;
    end = segment.sequence;
    acksMore = false;
    acksUnseen = false;
    acksPeerFin = false;
    if ((segment.flags & TcpFlags.RST) != 0) {
      bits |= RST << from;
    } else {
      place(record, segment);
      if ((segment.flags & TcpFlags.ACK) != 0) {
        acknowledge(record, segment.acknowledgment);
      }
    }
    if (bits != before) {
      record.putInt(BITS_OFFSET, bits);
    }
  }

  private void place(final OffHeapRecord record, final Segment segment) {
    final int flags = segment.flags;
    final int syn = (flags & TcpFlags.SYN) / TcpFlags.SYN;
    final int fin = flags & TcpFlags.FIN;
    end = segment.sequence + segment.payloadLength + syn + fin;
    if ((bits & NEXT_KNOWN << from) == 0) {
      bits |= NEXT_KNOWN << from;
      advance = TcpSequence.difference(end, segment.sequence);
      record.putInt(block + NEXT_OFFSET, end);
    } else {
      final int next = record.getInt(block + NEXT_OFFSET);
      highest = next;
      behind = TcpSequence.difference(next, segment.sequence);
      final int beyond = TcpSequence.difference(end, next);
      if (beyond > 0 && (bits & FIN << from) == 0) {
        advance = beyond;
        record.putInt(block + NEXT_OFFSET, end);
      }
    }
    if (syn != 0) {
      bits |= ((flags & TcpFlags.ACK) == 0 ? SYN : SYN_ACK) << from;
    } else if (fin != 0) {
      bits |= FIN << from;
    }
  }

  private void acknowledge(final OffHeapRecord record, final int number) {
    if ((bits & ACK_KNOWN << from) == 0) {
      bits |= ACK_KNOWN << from;
      acksMore = true;
      record.putInt(block + ACKNOWLEDGED_OFFSET, number);
    } else if (TcpSequence.isAfter(number, record.getInt(block + ACKNOWLEDGED_OFFSET))) {
      acksMore = true;
      record.putInt(block + ACKNOWLEDGED_OFFSET, number);
    }
    if ((bits & NEXT_KNOWN << peer) == 0) {
      bits |= NEXT_KNOWN << peer;
      record.putInt(peerBlock + NEXT_OFFSET, number);
      return;
    }
    unseenFrom = record.getInt(peerBlock + NEXT_OFFSET);
    final int unseen = TcpSequence.difference(number, unseenFrom);
    if ((bits & FIN << peer) != 0) {
      acksPeerFin = unseen >= 0;
    } else if (unseen > 0) {
      acksUnseen = true;
      record.putInt(peerBlock + NEXT_OFFSET, number);
    }
  }

  /** Whether something below it was not captured. */
  boolean isBeyondHole() {
    return behind < 0;
  }

  /** Whether a SYN carried data (RFC 7413): then the server may send before the handshake ends. */
  boolean fastOpen() {
    return (bits & FAST_OPEN_DATA) != 0;
  }

  /** Whether one of the {@link LifeLayout} bits is set by now. */
  boolean isSet(final int mask) {
    return (bits & mask) != 0;
  }

  /** Sets bits, and keeps them. */
  void set(final int mask, final OffHeapRecord record) {
    bits |= mask;
    record.putInt(BITS_OFFSET, bits);
  }

  /** Takes bits back. */
  void unset(final int mask, final OffHeapRecord record) {
    bits &= ~mask;
    record.putInt(BITS_OFFSET, bits);
  }

  /** Whether its sender, or the peer, has one of the {@link LifeLayout} pairs' bits before it. */
  boolean had(final int pair, final int direction) {
    return (before & pair << direction) != 0;
  }
}
