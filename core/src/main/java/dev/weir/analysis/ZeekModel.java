package dev.weir.analysis;

import static dev.weir.connection.ZeekLayout.BEGUN;
import static dev.weir.connection.ZeekLayout.CLOSED;
import static dev.weir.connection.ZeekLayout.DID_CLOSE;
import static dev.weir.connection.ZeekLayout.ENDPOINT_BITS;
import static dev.weir.connection.ZeekLayout.ESTABLISHED;
import static dev.weir.connection.ZeekLayout.FIN_BELOW;
import static dev.weir.connection.ZeekLayout.FIN_OFFSET;
import static dev.weir.connection.ZeekLayout.FIN_SENT;
import static dev.weir.connection.ZeekLayout.INACTIVE;
import static dev.weir.connection.ZeekLayout.IP_BYTES_OFFSET;
import static dev.weir.connection.ZeekLayout.IS_ACTIVE;
import static dev.weir.connection.ZeekLayout.IS_PARTIAL;
import static dev.weir.connection.ZeekLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ZeekLayout.LEFT_OUT_OFFSET;
import static dev.weir.connection.ZeekLayout.ORIGINATOR_IS_HIGHER;
import static dev.weir.connection.ZeekLayout.PARTIAL;
import static dev.weir.connection.ZeekLayout.RESET;
import static dev.weir.connection.ZeekLayout.SYN_ACK_SENT;
import static dev.weir.connection.ZeekLayout.SYN_SENT;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/**
 * Follows a connection as Zeek 8 does: endpoint states, history, sizes in sequence space, bytes
 * missed. It is Zeek's view in everything, also where that differs from the RFC's or Weir's own.
 */
final class ZeekModel {
  /** A jump of a SYN's or RST's sequence number beyond this is not believed. */
  private static final int BELIEVABLE_JUMP = 1 << 20;

  private static final int BOTH_DID_CLOSE = DID_CLOSE | DID_CLOSE << ENDPOINT_BITS;
  private static final int ENDS = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  private final ZeekConnection c;
  private final ZeekReassembly reassembly;

  ZeekModel(final ConnectionTable table) {
    c = new ZeekConnection(table.events());
    reassembly = new ZeekReassembly(table.spans());
  }

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final OffHeapRecord record, final Segment segment) {
    c.load(record);
    if ((c.bits & BEGUN) == 0) {
      begin(segment);
    }
    if (segment.badHeader) {
      // Nothing can be said of it.
    } else if (segment.isHeaderCut) {
      leaveOut(segment.key.direction());
    } else if (segment.badChecksum) {
      ZeekHistory.scaled(c, segment.key.direction(), ZeekHistory.CHECKSUM);
    } else {
      process(segment);
    }
    c.store();
  }

  /** Zeek wants all of a TCP header. */
  private void leaveOut(final int direction) {
    final OffHeapRecord events = c.events();
    final int offset = LEFT_OUT_OFFSET + direction * Integer.BYTES;
    events.putInt(offset, events.getInt(offset) + 1);
  }

  /** The sender is the originator, unless it looks like a server and does not open. */
  private void begin(final Segment segment) {
    final int from = segment.key.direction();
    c.bits = BEGUN | IS_ACTIVE | (from == 1 ? ORIGINATOR_IS_HIGHER : 0);
    c.contiguous(0, 1, 1);
    c.contiguous(1, 1, 1);
    c.record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    final boolean opens = (segment.flags & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
    if (!opens && isServer(segment) && !segment.key.isToBroadcast()) {
      c.flip();
      ZeekHistory.flipped(c);
    }
  }

  private static boolean isServer(final Segment segment) {
    final int from = segment.key.direction();
    final int source = from == 0 ? segment.key.lowerPort() : segment.key.higherPort();
    final int destination = from == 0 ? segment.key.higherPort() : segment.key.lowerPort();
    if (segment.has(TcpFlags.SYN)) {
      return ServerPorts.isLikely(source) && !ServerPorts.isLikely(destination);
    }
    return ServerPorts.isSenderServer(source, destination);
  }

  private void process(final Segment segment) {
    final int from = segment.key.direction();
    final int peer = 1 - from;
    final int flags = segment.flags;
    final int length = segment.payloadLength;
    final int ipBytes = ConnectionLayout.direction(from) + IP_BYTES_OFFSET;
    c.record.putLong(ipBytes, c.record.getLong(ipBytes) + (segment.ipLength & 0xFFFF_FFFFL));
    if ((flags & ENDS) == 0) {
      flipAfterSynAck(flags, length);
    }
    final int role = c.role(from);
    setPartial(role, flags);
    final int end =
        segment.sequence
            + ((flags & TcpFlags.RST) != 0 ? 0 : length)
            + ((flags & TcpFlags.SYN) != 0 ? 1 : 0)
            + ((flags & TcpFlags.FIN) != 0 ? 1 : 0);
    initialise(from, segment, end);
    final long relative = c.relative(from, segment.sequence, c.last(from), c.lastWraps(from));
    ZeekHistory.flags(c, from, segment, relative);
    if (segment.window == 0
        && (flags & TcpFlags.RST) == 0
        && c.state(peer) != CLOSED
        && c.state(from) != RESET) {
      ZeekHistory.scaled(c, from, ZeekHistory.ZERO_WINDOW);
    }
    if ((c.bits & BOTH_DID_CLOSE) != BOTH_DID_CLOSE) {
      c.record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    }
    if ((flags & TcpFlags.FIN) != 0) {
      fin(from, relative + (end - segment.sequence));
    }
    final boolean hasAck = (flags & TcpFlags.ACK) != 0;
    final long acknowledged = hasAck ? acknowledge(peer, segment) : 0;
    advance(from, segment, end);
    final boolean closes = changeState(from, role, segment);
    if (hasAck) {
      reassembly.acknowledged(c, peer, acknowledged);
    }
    c.firstSeen(role);
    if (length > 0 && (flags & TcpFlags.RST) == 0 && relative >= 0) {
      payload(from, segment, relative);
    }
    reassembly.checkEnd(c, from);
    if (closes) {
      reassembly.close(c, from);
    }
  }

  private void payload(final int from, final Segment segment, final long relative) {
    if (segment.capturedPayload >= segment.payloadLength) {
      final int syn = segment.has(TcpFlags.SYN) ? 1 : 0;
      reassembly.sent(c, from, relative + syn, segment.payloadLength);
    }
  }

  /** Scans with SYN-ACKs are not followed by data or ACKs: so this one answered a lost SYN. */
  private void flipAfterSynAck(final int flags, final int length) {
    if (ZeekHistory.isOnlySynAck(c) && (length > 0 || (flags & TcpFlags.ACK) != 0)) {
      c.flip();
      ZeekHistory.replaceSynAck(c);
      c.firstSeen(0);
    }
  }

  private void setPartial(final int role, final int flags) {
    if (c.hasFirstSeen(role)) {
      return;
    }
    final boolean hasSyn = (flags & TcpFlags.SYN) != 0;
    final boolean opens = role == 0 ? hasSyn && (flags & TcpFlags.ACK) == 0 : hasSyn;
    if (!opens) {
      c.bits |= IS_PARTIAL;
    } else if (role == 0) {
      c.bits &= ~IS_PARTIAL;
    }
  }

  /** Sequence numbers begin with a SYN, or as if there had been one. */
  private void initialise(final int from, final Segment segment, final int end) {
    final int state = c.state(from);
    if (state == ESTABLISHED && (segment.flags & TcpFlags.SYN) == 0) {
      return;
    }
    final boolean hasSyn = segment.has(TcpFlags.SYN);
    if (state == INACTIVE && !hasSyn) {
      c.begin(from, segment.sequence - 1, segment.sequence);
      return;
    }
    final boolean anew =
        switch (state) {
          case INACTIVE, PARTIAL, ESTABLISHED -> true;
          case SYN_SENT, SYN_ACK_SENT -> segment.sequence != c.start(from);
          case RESET -> c.previousState(from) == INACTIVE;
          default -> false;
        };
    if (hasSyn && anew) {
      c.begin(from, segment.sequence, end);
    }
  }

  private void fin(final int from, final long end) {
    c.set(from, FIN_SENT);
    if (end < 0) {
      c.set(from, FIN_BELOW);
    } else {
      c.clear(from, FIN_BELOW);
    }
    c.record.putInt(ConnectionLayout.direction(from) + FIN_OFFSET, (int) end);
  }

  /** The peer's numbers, as an ACK tells them; returns the number relative, 0 where it is odd. */
  private long acknowledge(final int peer, final Segment segment) {
    final int number = segment.acknowledgment;
    if (c.state(peer) == INACTIVE) {
      c.begin(peer, number - 1, number - 1);
      return 1;
    }
    final int before = c.acked(peer);
    final long relative = c.relative(peer, number, before, c.ackedWraps(peer));
    if (relative < 0) {
      return 0;
    }
    final int delta = TcpSequence.difference(number, before);
    final boolean isBroken = number == 0 && delta > BELIEVABLE_JUMP;
    if (delta > 0 && !isBroken && !segment.has(TcpFlags.RST)) {
      c.advanceAcked(peer, number);
    }
    return relative;
  }

  private void advance(final int from, final Segment segment, final int end) {
    final int last = c.last(from);
    final int delta = TcpSequence.difference(end, last);
    if (segment.has(TcpFlags.SYN | TcpFlags.RST)
        && (delta > BELIEVABLE_JUMP || delta < -BELIEVABLE_JUMP)) {
      return;
    }
    if (segment.has(TcpFlags.FIN) && last == c.start(from) + 1) {
      c.advanceLast(from, end);
    } else if (c.state(from) != RESET) {
      if (delta > 0) {
        c.advanceLast(from, end);
      } else if (segment.payloadLength > 0) {
        ZeekHistory.scaled(c, from, ZeekHistory.RETRANSMISSION);
      }
    }
  }

  /** Changes the sender's state, and in some cases the peer's; returns whether it closes. */
  private boolean changeState(final int from, final int role, final Segment segment) {
    return switch (c.state(from)) {
      case INACTIVE -> leaveInactive(from, role, segment);
      case SYN_SENT, SYN_ACK_SENT -> leaveSynSent(from, segment.flags);
      case PARTIAL, ESTABLISHED -> segment.has(ENDS) && leaveEstablished(from, segment.flags);
      case CLOSED -> segment.has(TcpFlags.RST) && leaveClosed(from, segment.timestampNanos);
      default -> false;
    };
  }

  private boolean leaveInactive(final int from, final int role, final Segment segment) {
    final int peer = 1 - from;
    if (segment.has(TcpFlags.SYN)) {
      if (role == 0) {
        c.state(from, segment.has(TcpFlags.ACK) ? SYN_ACK_SENT : SYN_SENT);
        c.timer(ZeekConnection.ATTEMPT, segment.timestampNanos + ZeekTimers.DELAY_NANOS);
      } else {
        answer(from, segment);
      }
    }
    boolean closes = false;
    if (segment.has(TcpFlags.FIN)) {
      c.state(from, CLOSED);
      closes = true;
    }
    if (segment.has(TcpFlags.RST)) {
      c.state(from, RESET);
      closes = true;
    }
    if (c.state(from) == INACTIVE) {
      if (role == 1 && segment.payloadLength == 0 && c.state(peer) == SYN_SENT) {
        // An early ACK of a SYN whose answer will follow.
        return false;
      }
      if (segment.has(TcpFlags.ACK) && c.state(peer) == ESTABLISHED) {
        c.state(from, ESTABLISHED);
        c.bits &= ~IS_PARTIAL;
        c.firstSeen(role);
      } else {
        c.state(from, PARTIAL);
      }
    }
    return closes;
  }

  /** A SYN or SYN-ACK of the responder. */
  private void answer(final int from, final Segment segment) {
    final int peer = 1 - from;
    if (!segment.has(TcpFlags.ACK) && c.state(peer) == SYN_ACK_SENT) {
      // Both were captured in the wrong order.
      c.flip();
      ZeekHistory.flipped(c);
      c.state(peer, ESTABLISHED);
      c.firstSeen(0);
    }
    if (c.state(peer) == SYN_SENT) {
      c.state(peer, ESTABLISHED);
    }
    c.state(from, ESTABLISHED);
    if (c.state(peer) != PARTIAL && isInteractive(segment)) {
      c.idle(ZeekTimers.IDLE_INTERACTIVE);
    }
  }

  /** Whether the service is one that people type into: FTP, SSH, Telnet, rlogin. */
  private boolean isInteractive(final Segment segment) {
    final boolean higher = (c.bits & ORIGINATOR_IS_HIGHER) != 0;
    final int originator = higher ? segment.key.higherPort() : segment.key.lowerPort();
    final int responder = higher ? segment.key.lowerPort() : segment.key.higherPort();
    final boolean isGuess =
        c.state(higher ? 1 : 0) == INACTIVE
            && !ServerPorts.isLikely(responder)
            && ServerPorts.isLikely(originator);
    return ServerPorts.isInteractive(isGuess ? originator : responder);
  }

  private boolean leaveSynSent(final int from, final int flags) {
    boolean closes = false;
    if ((flags & TcpFlags.FIN) != 0) {
      c.state(from, CLOSED);
      closes = true;
    }
    if ((flags & TcpFlags.RST) != 0) {
      c.state(from, RESET);
      c.bits &= ~IS_ACTIVE;
      closes = true;
    }
    return closes;
  }

  private boolean leaveEstablished(final int from, final int flags) {
    final int peer = 1 - from;
    if ((flags & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN
        && c.state(from) == PARTIAL
        && c.state(peer) == INACTIVE) {
      c.state(from, SYN_SENT);
    }
    boolean closes = false;
    if ((flags & (TcpFlags.FIN | TcpFlags.RST)) == TcpFlags.FIN) {
      c.state(from, CLOSED);
      if (c.state(peer) == RESET && c.previousState(peer) == CLOSED) {
        // The peer's RST followed its FIN: a normal end after all.
        c.state(peer, CLOSED);
      }
      closes = true;
    }
    if ((flags & TcpFlags.RST) != 0) {
      c.state(from, RESET);
      if (c.state(peer) != RESET || c.previousState(peer) != ESTABLISHED) {
        c.bits &= ~IS_ACTIVE;
      }
      closes = true;
    }
    return closes;
  }

  private boolean leaveClosed(final int from, final long now) {
    if (c.state(1 - from) == CLOSED) {
      return false;
    }
    c.state(from, RESET);
    if (c.timer() != ZeekConnection.REMOVAL) {
      c.timer(ZeekConnection.RESET_TIMER, now + ZeekTimers.DELAY_NANOS);
    }
    return !c.has(from, DID_CLOSE);
  }
}
