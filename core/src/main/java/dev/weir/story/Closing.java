package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Finds the segments that close a connection: both FINs and the ACK of each. */
final class Closing {
  private static final int NONE = -1;

  private final TraceReading reading;
  private final int fin;
  private final Endpoint closer;
  private final int ack;
  private final int peerFin;
  private final int lastAck;
  private final List<Integer> repeated = new ArrayList<>();

  /** How a connection was closed. */
  enum Form {
    /** Both FINs crossed. */
    SIMULTANEOUS,
    /** The ACK of the first FIN is the second FIN, too. */
    THREE_SEGMENTS,
    /** Each FIN is acknowledged by itself. */
    FOUR_SEGMENTS,
    /** Both FINs are there, but not all of their ACKs. */
    INCOMPLETE,
    /** The other side never closed. */
    HALF_CLOSED
  }

  /**
   * Looks for the close.
   *
   * @param reading of a trace with a FIN in it.
   */
  Closing(final TraceReading reading) {
    this.reading = reading;
    fin = reading.firstFin();
    closer = reading.segment(fin).from();
    final Endpoint peer = Telling.peer(closer);
    ack = acknowledging(fin, peer);
    peerFin = fin(peer);
    lastAck = peerFin == NONE ? NONE : acknowledging(peerFin, closer);
    for (int i = fin + 1; i < reading.count(); i++) {
      if (reading.segment(i).has(TcpFlags.FIN) && i != peerFin) {
        repeated.add(i);
      }
    }
  }

  private int fin(final Endpoint from) {
    for (int i = fin; i < reading.count(); i++) {
      if (reading.segment(i).from() == from && reading.segment(i).has(TcpFlags.FIN)) {
        return i;
      }
    }
    return NONE;
  }

  private int acknowledging(final int place, final Endpoint from) {
    final long wanted = reading.segment(place).relativeEnd();
    for (int i = place + 1; i < reading.count(); i++) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() == from
          && (segment.flags() & (TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.ACK
          && segment.relativeAcknowledgment() >= wanted) {
        return i;
      }
    }
    return NONE;
  }

  /** Place of the first FIN. */
  int fin() {
    return fin;
  }

  /** Who sent the first FIN: the active closer. */
  Endpoint closer() {
    return closer;
  }

  /** Place of the segment that acknowledges the first FIN, or -1. */
  int ack() {
    return ack;
  }

  /** Place of the other side's FIN, or -1. */
  int peerFin() {
    return peerFin;
  }

  /** Place of the segment that acknowledges the other side's FIN, or -1. */
  int lastAck() {
    return lastAck;
  }

  /** FINs that were sent again. */
  List<Integer> repeated() {
    return repeated;
  }

  /** Whether the ACK of the first FIN is the second FIN, too. */
  boolean isCombined() {
    return ack != NONE && ack == peerFin;
  }

  /** Whether the second FIN was sent before its sender had the first. */
  boolean isSimultaneous() {
    return peerFin != NONE
        && (ack == NONE || ack > peerFin)
        && reading.segment(peerFin).has(TcpFlags.ACK)
        && reading.segment(peerFin).relativeAcknowledgment() < reading.segment(fin).relativeEnd();
  }

  Form form() {
    if (peerFin == NONE) {
      return Form.HALF_CLOSED;
    }
    if (isSimultaneous()) {
      return Form.SIMULTANEOUS;
    }
    if (ack == NONE || lastAck == NONE) {
      return Form.INCOMPLETE;
    }
    return isCombined() ? Form.THREE_SEGMENTS : Form.FOUR_SEGMENTS;
  }

  /** The segments of the close, in the order of the capture. */
  List<Integer> places() {
    final List<Integer> places = new ArrayList<>(List.of(fin));
    for (final int place : new int[] {ack, peerFin, lastAck}) {
      if (place != NONE && !places.contains(place)) {
        places.add(place);
      }
    }
    places.sort(null);
    return places;
  }
}
