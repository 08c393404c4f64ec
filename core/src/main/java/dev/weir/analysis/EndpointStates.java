package dev.weir.analysis;

import static dev.weir.connection.LifeLayout.FIN;
import static dev.weir.connection.LifeLayout.NEXT_KNOWN;
import static dev.weir.connection.LifeLayout.NEXT_OFFSET;
import static dev.weir.connection.LifeLayout.RST;
import static dev.weir.connection.LifeLayout.STATES_OFFSET;
import static dev.weir.connection.LifeLayout.SYN;
import static dev.weir.connection.LifeLayout.SYN_ACK;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;

/**
 * The states of both endpoints (RFC 9293 section 3.3.2), as far as an observer between them can
 * know them: for each endpoint the set of all states that the captured segments leave possible.
 *
 * <p>The state of an endpoint is the one that it is in once it has sent its newest captured segment
 * and received everything captured that was sent to it: an observer cannot see a segment get lost
 * behind him, so he takes each for delivered, in the order of the capture. An endpoint that then
 * sends what it would not have sent had it received them (it repeats its SYN after the SYN-ACK, or
 * its FIN after the ACK of it) has the earlier state added to its set again. Segments that cross
 * under way contradict nothing: a FIN that does not acknowledge the peer's earlier FIN was sent
 * before that arrived, and its sender is in CLOSING, not in LAST_ACK.
 *
 * <p>What is missing in the capture leaves traces: an ACK of bytes that were not captured may be
 * one of a FIN that was not. Then both states remain possible until more is known; new data, for
 * one, proves that there was no FIN. What leaves no trace (time-outs of an endpoint, a close of a
 * socket that has not sent anything) is not in the sets.
 */
final class EndpointStates {
  private static final int CLOSED = TcpState.CLOSED.bit();
  private static final int LISTEN = TcpState.LISTEN.bit();
  private static final int SYN_SENT = TcpState.SYN_SENT.bit();
  private static final int SYN_RECEIVED = TcpState.SYN_RECEIVED.bit();
  private static final int ESTABLISHED = TcpState.ESTABLISHED.bit();
  private static final int FIN_WAIT_1 = TcpState.FIN_WAIT_1.bit();
  private static final int FIN_WAIT_2 = TcpState.FIN_WAIT_2.bit();
  private static final int CLOSE_WAIT = TcpState.CLOSE_WAIT.bit();
  private static final int CLOSING = TcpState.CLOSING.bit();
  private static final int LAST_ACK = TcpState.LAST_ACK.bit();
  private static final int TIME_WAIT = TcpState.TIME_WAIT.bit();

  /** Both endpoints have seen each other's SYN. */
  private static final int SYNCHRONIZED =
      ESTABLISHED | FIN_WAIT_1 | FIN_WAIT_2 | CLOSE_WAIT | CLOSING | LAST_ACK | TIME_WAIT;

  /** The endpoint has not sent its FIN. */
  private static final int SENDING = ESTABLISHED | CLOSE_WAIT;

  /** The endpoint has received a FIN. */
  private static final int FIN_RECEIVED = CLOSE_WAIT | CLOSING | LAST_ACK | TIME_WAIT | CLOSED;

  private static final int OPENING_OR_CLOSING = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  /** The sets of the sender and of the receiver, while a segment is looked at. */
  private int sender;

  private int receiver;

  /** Takes in a segment and tells the states after it. */
  void observe(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    sender = record.getShort(place.block + STATES_OFFSET);
    receiver = record.getShort(place.peerBlock + STATES_OFFSET);
    final boolean nothingNew =
        sender == ESTABLISHED
            && receiver == ESTABLISHED
            && (segment.flags & OPENING_OR_CLOSING) == 0
            && !place.acksUnseen;
    if (!nothingNew) {
      move(record, segment, place);
      record.putShort(place.block + STATES_OFFSET, (short) sender);
      record.putShort(place.peerBlock + STATES_OFFSET, (short) receiver);
    }
    final boolean originator = segment.verdict.isFromOriginator();
    segment.verdict.states(originator ? sender : receiver, originator ? receiver : sender);
  }

  private void move(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (sender == 0) {
      begin(segment.flags);
    }
    if (segment.has(TcpFlags.RST)) {
      reset(record, segment, place);
    } else if (!segment.has(TcpFlags.SYN)) {
      // Whatever is sent after the peer's RST may have been under way already.
      final int closed = place.had(RST, place.peer) ? sender & CLOSED : 0;
      send(record, segment, place);
      sender |= closed;
      receive(segment, place);
    } else if (segment.has(TcpFlags.ACK)) {
      answer(record, segment, place);
    } else {
      open(place);
    }
  }

  /** What is possible before the first captured segment. */
  private void begin(final int flags) {
    if ((flags & TcpFlags.RST) != 0) {
      sender = TcpState.ANY;
      receiver = TcpState.ANY;
    } else if ((flags & TcpFlags.SYN) == 0) {
      sender = SYNCHRONIZED;
      // The receiver may know nothing of the connection: it was restarted, or this is a scan.
      receiver = SYNCHRONIZED | CLOSED | LISTEN;
    } else if ((flags & TcpFlags.ACK) == 0) {
      sender = CLOSED;
      receiver = CLOSED | LISTEN;
    } else {
      sender = SYN_RECEIVED;
      receiver = SYN_SENT;
    }
  }

  /** A SYN without ACK. */
  private void open(final SegmentPlace place) {
    final boolean repeated = place.had(SYN, place.from);
    if (place.had(SYN_ACK, place.peer)) {
      // Sent before the SYN-ACK arrived; where it is sent again, that may have been lost.
      sender = repeated ? sender | SYN_SENT : ESTABLISHED;
    } else if (place.had(SYN, place.peer)) {
      sender = repeated ? sender | SYN_SENT : SYN_RECEIVED;
    } else {
      sender = SYN_SENT | (repeated ? sender & CLOSED : 0);
    }
    if ((receiver & SYN_SENT) != 0) {
      receiver = replace(receiver, SYN_SENT, SYN_RECEIVED);
    } else if ((receiver & LISTEN) != 0) {
      // Nobody may listen there, and whoever does may leave it unanswered.
      receiver |= SYN_RECEIVED;
    }
  }

  /** A SYN with ACK. */
  private void answer(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (place.had(SYN_ACK, place.from)) {
      sender |= SYN_RECEIVED;
    } else if ((sender & ESTABLISHED) == 0) {
      sender = SYN_RECEIVED;
    }
    if (receiver == SYN_SENT && !acksSyn(record, segment, place)) {
      // An old duplicate: it will be answered with a RST (RFC 9293 section 3.10.7.3).
      return;
    }
    receiver = replace(receiver, SYN_SENT | SYN_RECEIVED, ESTABLISHED);
  }

  /** Whether a segment acknowledges the SYN, and perhaps data on it, that the receiver has sent. */
  private static boolean acksSyn(
      final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    if (!place.had(SYN, place.peer)) {
      return true;
    }
    final int next = record.getInt(place.peerBlock + NEXT_OFFSET);
    final int initial = record.getInt(initialOffset(place.peer));
    return segment.acknowledgment - initial > 0 && segment.acknowledgment - next <= 0;
  }

  private static int initialOffset(final int direction) {
    return ConnectionLayout.direction(direction) + ConnectionLayout.INITIAL_SEQUENCE_OFFSET;
  }

  /** What a segment without SYN and RST proves of its sender, and what it does to it. */
  private void send(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    // Where one of them waits for a SYN-ACK, it was not captured.
    if (receiver == SYN_SENT && segment.has(TcpFlags.ACK) && acksSyn(record, segment, place)) {
      receiver = ESTABLISHED;
    }
    if (has(sender, SYN_SENT)) {
      sender = replace(sender, SYN_SENT, ESTABLISHED);
      receiver = replace(receiver, LISTEN | CLOSED | SYN_SENT, SYN_RECEIVED);
    }
    if (has(sender, SYN_RECEIVED) && !place.fastOpen()) {
      // Data and FIN prove that it is; an ACK may answer a SYN that was sent again.
      final boolean proven = segment.payloadLength > 0 || segment.has(TcpFlags.FIN);
      sender = (proven ? sender & ~SYN_RECEIVED : sender) | ESTABLISHED;
    }
    if ((sender & (SYNCHRONIZED | SYN_RECEIVED)) == 0) {
      awake(place);
    } else if (!has(sender, LAST_ACK)) {
      sender &= SYNCHRONIZED | SYN_RECEIVED;
    }
    // Where data follows a hole, there was no FIN in it.
    final boolean hole = place.isBeyondHole() && segment.payloadLength == 0;
    if (hole || place.acksUnseen) {
      allowForUnseenFin(hole, place.acksUnseen);
    }
    if (!place.acksUnseen && place.had(FIN, place.peer) && place.acksPeerFin) {
      sender = keep(sender, FIN_RECEIVED);
    }
    if (!hole && place.advance > 0 && place.had(NEXT_KNOWN, place.from)) {
      // New data: the sender had not sent a FIN so far, and so the receiver had none. A RST before
      // it came from somebody else.
      if (place.had(RST, place.from)) {
        place.unset(RST << place.from, record);
      }
      sender = keep(sender, SENDING | SYN_RECEIVED);
      receiver = keep(receiver, ~(FIN_RECEIVED & SYNCHRONIZED));
    }
    if (segment.has(TcpFlags.FIN)) {
      sendFin(place);
    }
  }

  /** Sends, though it was taken for closed. */
  private void awake(final SegmentPlace place) {
    if (place.had(RST, place.peer) && !place.had(RST, place.from)) {
      // Sent before the RST arrived.
      return;
    }
    sender |= place.had(FIN, place.from) ? LAST_ACK : SYNCHRONIZED;
    if (place.had(RST, place.from)) {
      sender &= ~CLOSED;
    }
  }

  /** Something was not captured that may have been a FIN, with whatever was answered to it. */
  private void allowForUnseenFin(final boolean ofSender, final boolean ofReceiver) {
    if (ofSender) {
      sender = afterOwnFin(sender);
      receiver = afterPeersFin(receiver);
    }
    if (ofReceiver) {
      receiver = afterOwnFin(receiver);
      sender = afterPeersFin(sender);
    }
    if (ofSender && ofReceiver) {
      sender = afterOwnFin(sender);
      receiver = afterPeersFin(receiver);
    }
  }

  /** Adds the states after a FIN, acknowledged or not. */
  private static int afterOwnFin(final int atFirst) {
    int set = atFirst;
    set |= has(atFirst, ESTABLISHED | SYN_RECEIVED) ? FIN_WAIT_1 | FIN_WAIT_2 : 0;
    set |= has(atFirst, CLOSE_WAIT) ? LAST_ACK : 0;
    return set;
  }

  /** Adds the states after the peer's FIN, whatever else it acknowledged. */
  private static int afterPeersFin(final int atFirst) {
    int set = atFirst;
    set |= has(atFirst, ESTABLISHED) ? CLOSE_WAIT : 0;
    set |= has(atFirst, FIN_WAIT_1) ? FIN_WAIT_2 | CLOSING | TIME_WAIT : 0;
    set |= has(atFirst, FIN_WAIT_2 | CLOSING) ? TIME_WAIT : 0;
    return set;
  }

  private void sendFin(final SegmentPlace place) {
    if (place.had(FIN, place.from)) {
      // Sent again: the ACK of it may have been lost.
      sender |= has(sender, FIN_WAIT_2) ? FIN_WAIT_1 : 0;
      sender |= has(sender, TIME_WAIT) ? CLOSING : 0;
      return;
    }
    if (place.had(FIN, place.peer) && has(sender, SENDING)) {
      sender = place.acksPeerFin ? LAST_ACK : CLOSING;
      return;
    }
    int set = sender & (FIN_WAIT_1 | CLOSING | LAST_ACK);
    set |= has(sender, ESTABLISHED | SYN_RECEIVED | FIN_WAIT_2) ? FIN_WAIT_1 : 0;
    set |= has(sender, CLOSE_WAIT) ? LAST_ACK : 0;
    set |= has(sender, TIME_WAIT) ? CLOSING : 0;
    sender = set == 0 ? sender : set;
  }

  /** What a segment without SYN and RST does to its receiver. */
  private void receive(final Segment segment, final SegmentPlace place) {
    if (segment.has(TcpFlags.ACK)) {
      receiver = replace(receiver, SYN_RECEIVED, ESTABLISHED);
      receiver = acknowledged(place);
    }
    if (segment.has(TcpFlags.FIN)) {
      int set = receiver & ~(ESTABLISHED | SYN_RECEIVED | FIN_WAIT_1 | FIN_WAIT_2);
      set |= has(receiver, ESTABLISHED | SYN_RECEIVED) ? CLOSE_WAIT : 0;
      set |= has(receiver, FIN_WAIT_1) ? CLOSING : 0;
      set |= has(receiver, FIN_WAIT_2) ? TIME_WAIT : 0;
      receiver = set;
    }
  }

  /** The receiver after the ACK: whether it acknowledges a FIN that was not captured is open. */
  private int acknowledged(final SegmentPlace place) {
    final boolean captured = place.had(FIN, place.peer);
    if (captured && !place.acksPeerFin) {
      return receiver;
    }
    int set = receiver;
    set |= has(set, FIN_WAIT_1) ? FIN_WAIT_2 : 0;
    set |= has(set, CLOSING) ? TIME_WAIT : 0;
    set |= has(set, LAST_ACK) ? CLOSED : 0;
    return captured ? set & ~(FIN_WAIT_1 | CLOSING | LAST_ACK) : set;
  }

  private void reset(final OffHeapRecord record, final Segment segment, final SegmentPlace place) {
    final int atFirst = sender;
    // An endpoint that has no connection answers so, and one that gives its connection up.
    sender = CLOSED;
    if (has(atFirst, LISTEN) && !place.had(SYN, place.peer)) {
      sender |= LISTEN;
    } else if (atFirst == SYN_SENT) {
      sender |= SYN_SENT;
    }
    if (receiver == SYN_SENT) {
      final boolean refused = segment.has(TcpFlags.ACK) && acksSyn(record, segment, place);
      receiver = refused ? CLOSED : SYN_SENT;
      return;
    }
    final boolean exact =
        !place.had(NEXT_KNOWN, place.from)
            || segment.sequence == record.getInt(place.block + NEXT_OFFSET);
    int set = exact ? receiver & (CLOSED | LISTEN) : receiver;
    if (has(receiver, SYN_RECEIVED) && !place.had(SYN, place.peer)) {
      // It listened before, and does again (RFC 9293 section 3.10.7.4).
      set |= LISTEN;
    }
    receiver = set | (has(receiver, ~(CLOSED | LISTEN)) ? CLOSED : 0);
  }

  private static boolean has(final int set, final int states) {
    return (set & states) != 0;
  }

  /** Of the set those that a proof leaves, all of them where it contradicts what was known. */
  private static int keep(final int set, final int states) {
    return (set & states) == 0 ? set : set & states;
  }

  private static int replace(final int set, final int states, final int by) {
    return (set & states) == 0 ? set : set & ~states | by;
  }
}
