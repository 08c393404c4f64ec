package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Finds the segments of a trace that open the connection, and how far they came. */
final class Opening {
  private static final int NONE = -1;
  private static final int RST_OR_SYN = TcpFlags.RST | TcpFlags.SYN;

  private final TraceReading reading;
  private final List<Integer> syns = new ArrayList<>();
  private final List<Integer> peerSyns = new ArrayList<>();
  private final List<Integer> synAcks = new ArrayList<>();
  private final List<Integer> ownSynAcks = new ArrayList<>();
  private int ack = NONE;
  private int refusal = NONE;
  private boolean originatorSpoke;
  private boolean responderSpoke;

  Opening(final TraceReading reading) {
    this.reading = reading;
    for (int i = 0; i < reading.count(); i++) {
      final TracedSegment segment = reading.segment(i);
      if (segment.has(TcpFlags.SYN)) {
        list(segment).add(i);
      } else if (segment.from() == ORIGINATOR) {
        takeFromOriginator(segment, i);
      } else {
        takeFromResponder(segment, i);
      }
      responderSpoke |= segment.from() == RESPONDER;
    }
  }

  private List<Integer> list(final TracedSegment segment) {
    if (segment.from() == ORIGINATOR) {
      return segment.has(TcpFlags.ACK) ? ownSynAcks : syns;
    }
    return segment.has(TcpFlags.ACK) ? synAcks : peerSyns;
  }

  private void takeFromOriginator(final TracedSegment segment, final int place) {
    if ((segment.flags() & (RST_OR_SYN | TcpFlags.ACK)) == TcpFlags.ACK) {
      originatorSpoke = true;
      if (ack == NONE && !synAcks.isEmpty() && segment.relativeAcknowledgment() >= 1) {
        ack = place;
      }
    }
  }

  private void takeFromResponder(final TracedSegment segment, final int place) {
    if (segment.has(TcpFlags.RST) && refusal == NONE) {
      refusal = place;
    }
  }

  /** How far it came, in the words of {@link dev.weir.connection.ConnectionView#handshake()}. */
  Handshake outcome() {
    final boolean syn = !syns.isEmpty();
    final boolean answered = !synAcks.isEmpty();
    if (syn && !peerSyns.isEmpty()) {
      return Handshake.SIMULTANEOUS;
    }
    if (syn && answered) {
      return ack == NONE ? Handshake.NO_ACK : Handshake.COMPLETE;
    }
    if (!syn && !answered) {
      return Handshake.MIDSTREAM;
    }
    if (answered || originatorSpoke) {
      return Handshake.PARTIAL;
    }
    if (!responderSpoke) {
      return Handshake.NO_ANSWER;
    }
    return refusal == NONE ? Handshake.PARTIAL : Handshake.REFUSED;
  }

  /** The originator's SYNs: the first, and those that were sent again. */
  List<Integer> syns() {
    return syns;
  }

  /** The responder's bare SYNs: there are some where both opened at once. */
  List<Integer> peerSyns() {
    return peerSyns;
  }

  /** The responder's SYN-ACKs. */
  List<Integer> synAcks() {
    return synAcks;
  }

  /** The originator's SYN-ACKs, where both opened at once. */
  List<Integer> ownSynAcks() {
    return ownSynAcks;
  }

  /** Place of the ACK that completes the handshake, or -1. */
  int ack() {
    return ack;
  }

  /** Place of the responder's first RST, or -1. */
  int refusal() {
    return refusal;
  }

  /** Whether a segment does nothing but open the connection. */
  boolean isOf(final int place) {
    final TracedSegment segment = reading.segment(place);
    return segment.has(TcpFlags.SYN) && segment.payloadLength() == 0
        || place == ack && segment.isPureAck();
  }

  /**
   * The only endpoint that is in the capture though the connection went on, or null: its peer's
   * segments were not captured.
   */
  Endpoint onlyDirection() {
    boolean originator = false;
    boolean responder = false;
    boolean wasAnswered = false;
    for (int i = 0; i < reading.count(); i++) {
      final TracedSegment segment = reading.segment(i);
      originator |= segment.from() == ORIGINATOR;
      responder |= segment.from() == RESPONDER;
      wasAnswered |= segment.has(TcpFlags.ACK) && !segment.has(TcpFlags.RST);
    }
    if (originator == responder || !wasAnswered || reading.count() < 2) {
      return null;
    }
    return originator ? ORIGINATOR : RESPONDER;
  }

  /** From the newest SYN before the first SYN-ACK to that; -1 where not both were seen. */
  long synAckDelay() {
    if (synAcks.isEmpty()) {
      return -1;
    }
    final int answer = synAcks.getFirst();
    final int asked = lastBefore(syns, answer);
    return asked == NONE ? -1 : delay(asked, answer);
  }

  /** From the newest SYN-ACK before the completing ACK to that; -1 where not both were seen. */
  long ackDelay() {
    if (ack == NONE) {
      return -1;
    }
    final int answer = lastBefore(synAcks, ack);
    return answer == NONE ? -1 : delay(answer, ack);
  }

  private long delay(final int from, final int to) {
    return Math.max(0, reading.segment(to).timeNanos() - reading.segment(from).timeNanos());
  }

  private static int lastBefore(final List<Integer> places, final int limit) {
    int last = NONE;
    for (final int place : places) {
      if (place < limit) {
        last = place;
      }
    }
    return last;
  }
}
