package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;
import java.util.List;

/** A trace, read once: what each segment means beside those before it. */
final class TraceReading {
  private final List<TracedSegment> segments;
  private final long[] next;
  private final boolean[] peerWindowClosed;
  private final TcpState[][] states;
  private final int firstFin;
  private final int firstReset;

  /** Reads a trace. */
  TraceReading(final ConnectionTrace trace) {
    segments = trace.segments();
    final int count = segments.size();
    next = new long[count];
    peerWindowClosed = new boolean[count];
    states = new TcpState[2][count];
    final StateNarrator narrator = new StateNarrator(!segments.getFirst().has(TcpFlags.SYN));
    final long[] highest = {Long.MIN_VALUE, Long.MIN_VALUE};
    final boolean[] closed = new boolean[2];
    int fin = count;
    int reset = count;
    for (int i = 0; i < count; i++) {
      final TracedSegment segment = segments.get(i);
      final int from = segment.from().ordinal();
      next[i] = highest[from];
      if (!segment.has(TcpFlags.RST)) {
        highest[from] = Math.max(highest[from], segment.relativeEnd());
        peerWindowClosed[i] = closed[1 - from];
        closed[from] = segment.window() == 0 && !segment.has(TcpFlags.SYN);
      }
      if (segment.has(TcpFlags.FIN)) {
        fin = Math.min(fin, i);
      }
      if (segment.has(TcpFlags.RST)) {
        reset = Math.min(reset, i);
      }
      narrator.take(segment);
      states[0][i] = narrator.state(Endpoint.ORIGINATOR);
      states[1][i] = narrator.state(Endpoint.RESPONDER);
    }
    firstFin = fin;
    firstReset = reset;
  }

  int count() {
    return segments.size();
  }

  TracedSegment segment(final int place) {
    return segments.get(place);
  }

  /** What the sender of a segment sends next, before the segment; false where nothing is known. */
  boolean isNextKnown(final int place) {
    return next[place] != Long.MIN_VALUE;
  }

  /** The relative number that the sender of a segment sends next, before the segment. */
  long next(final int place) {
    return next[place];
  }

  /** Payload below the highest number that the sender had sent: sent again, or late. */
  int repeated(final int place) {
    final TracedSegment segment = segments.get(place);
    final long behind = isNextKnown(place) ? next[place] - segment.relativeSequence() : 0;
    // One byte just below the next is a keep-alive probe (RFC 9293 section 3.8.4), not data.
    if (behind <= 0 || segment.has(TcpFlags.RST) || behind == 1 && segment.payloadLength() == 1) {
      return 0;
    }
    return (int) Math.min(segment.payloadLength(), behind);
  }

  /** The state of an endpoint after a segment. */
  TcpState state(final int place, final Endpoint endpoint) {
    return states[endpoint.ordinal()][place];
  }

  /** The state of an endpoint before a segment, null before the first one. */
  TcpState stateBefore(final int place, final Endpoint endpoint) {
    if (place > 0) {
      return states[endpoint.ordinal()][place - 1];
    }
    if (!segments.getFirst().has(TcpFlags.SYN)) {
      return TcpState.ESTABLISHED;
    }
    return endpoint == Endpoint.ORIGINATOR ? TcpState.CLOSED : TcpState.LISTEN;
  }

  /** Place of the first FIN, or the number of segments. */
  int firstFin() {
    return firstFin;
  }

  /** Place of the first RST, or the number of segments. */
  int firstReset() {
    return firstReset;
  }

  /** Whether a segment probes a peer whose window is closed. */
  boolean isWindowProbe(final int place) {
    final TracedSegment segment = segments.get(place);
    return segment.is(Judgement.ZERO_WINDOW_PROBE)
        || segment.is(Judgement.KEEP_ALIVE) && peerWindowClosed[place];
  }

  /** Whether a segment is a TCP keep-alive probe. */
  boolean isKeepAliveProbe(final int place) {
    return segments.get(place).is(Judgement.KEEP_ALIVE) && !peerWindowClosed[place];
  }

  /** Whether a segment announces a closed window, beside those that end the connection. */
  boolean closesWindow(final int place) {
    final TracedSegment segment = segments.get(place);
    return segment.window() == 0
        && !segment.has(TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST)
        && segment.has(TcpFlags.ACK);
  }

  /** Whether a segment was judged as one that had been sent before. */
  boolean isRepetition(final int place) {
    final TracedSegment segment = segments.get(place);
    return segment.is(Judgement.RETRANSMISSION)
        || segment.is(Judgement.FAST_RETRANSMISSION)
        || segment.is(Judgement.SPURIOUS_RETRANSMISSION);
  }
}
