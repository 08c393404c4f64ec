package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.TracedSegment;
import dev.weir.transport.TcpFlags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What drawings need of a trace beyond its segments, by their place in it: numbers that do not
 * wrap, which segments were probably lost, round trips.
 */
final class TraceFacts {
  /** The judgements of bytes that were sent before. */
  static final int SENT_AGAIN =
      Judgement.RETRANSMISSION.bit()
          | Judgement.FAST_RETRANSMISSION.bit()
          | Judgement.SPURIOUS_RETRANSMISSION.bit();

  /** How many segments wait for their ACK at most, each way: those before them are forgotten. */
  private static final int MOST_WAITING = 1 << 10;

  private final ConnectionTrace trace;
  private final long[] sequence;
  private final long[] acknowledgment;
  private final boolean[] lost;
  private final boolean[] repeated;
  private final List<RoundTrip> roundTrips = new ArrayList<>();
  private final OneWayTimes oneWay;

  TraceFacts(final ConnectionTrace trace) {
    this.trace = trace;
    final int count = trace.segments().size();
    sequence = new long[count];
    acknowledgment = new long[count];
    lost = new boolean[count];
    repeated = new boolean[count];
    unwrap();
    follow();
    oneWay = OneWayTimes.of(roundTrips);
  }

  ConnectionTrace trace() {
    return trace;
  }

  TracedSegment segment(final int place) {
    return trace.segments().get(place);
  }

  int count() {
    return sequence.length;
  }

  /** The relative sequence number, growing beyond 32 bits instead of wrapping. */
  long sequence(final int place) {
    return sequence[place];
  }

  /** The sequence number behind the segment; SYN and FIN count. */
  long end(final int place) {
    final TracedSegment segment = segment(place);
    return sequence[place]
        + segment.payloadLength()
        + (segment.has(TcpFlags.SYN) ? 1 : 0)
        + (segment.has(TcpFlags.FIN) ? 1 : 0);
  }

  /** The relative acknowledgement number in the numbers of the peer; -1 without ACK. */
  long acknowledgment(final int place) {
    return acknowledgment[place];
  }

  /** Whether the segment was captured but probably did not arrive: its bytes were sent again. */
  boolean isLost(final int place) {
    return lost[place];
  }

  /** Whether the segment repeats bytes. */
  boolean isSentAgain(final int place) {
    return (segment(place).judgements() & SENT_AGAIN) != 0;
  }

  /** Whether segments were left out just before a place, or behind the last one. */
  boolean hasHoleBefore(final int place) {
    return trace.omitted() > 0 && place == trace.omittedAt();
  }

  /** Nanoseconds since the first segment. */
  long time(final int place) {
    return segment(place).timeNanos() - trace.startNanos();
  }

  List<RoundTrip> roundTrips() {
    return roundTrips;
  }

  OneWayTimes oneWay() {
    return oneWay;
  }

  /** In which states an endpoint could be before the segment. */
  int statesBefore(final int place, final Endpoint endpoint) {
    if (place > 0) {
      return segment(place - 1).states(endpoint);
    }
    final TracedSegment first = segment(0);
    if (!first.has(TcpFlags.SYN) || first.has(TcpFlags.ACK)) {
      return TcpState.ANY;
    }
    return endpoint == first.from() ? TcpState.CLOSED.bit() : TcpState.LISTEN.bit();
  }

  /** Whether the segment changes what is known of an endpoint's state. */
  boolean changesState(final int place, final Endpoint endpoint) {
    return segment(place).states(endpoint) != statesBefore(place, endpoint);
  }

  boolean changesStates(final int place) {
    return changesState(place, Endpoint.ORIGINATOR) || changesState(place, Endpoint.RESPONDER);
  }

  static Endpoint peer(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? Endpoint.RESPONDER : Endpoint.ORIGINATOR;
  }

  private void unwrap() {
    final long[] newest = new long[2];
    final boolean[] known = new boolean[2];
    for (int i = 0; i < sequence.length; i++) {
      final TracedSegment segment = segment(i);
      final int from = segment.from().ordinal();
      sequence[i] = near(segment.relativeSequence(), newest[from], known[from]);
      if (!segment.has(TcpFlags.RST)) {
        newest[from] = sequence[i];
        known[from] = true;
      }
      acknowledgment[i] =
          segment.has(TcpFlags.ACK)
              ? near(segment.relativeAcknowledgment(), newest[1 - from], known[1 - from])
              : -1;
    }
  }

  /** The number that is equal modulo 2^32 and nearest to another one. */
  private static long near(final long number, final long other, final boolean known) {
    return known ? other + (int) (number - other) : number;
  }

  /** Follows what is on the way: what was acknowledged when, and what was sent again. */
  private void follow() {
    final List<Deque<Integer>> waiting = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    for (int i = 0; i < sequence.length; i++) {
      final Endpoint from = segment(i).from();
      if (hasHoleBefore(i)) {
        waiting.forEach(Deque::clear);
      }
      if (acknowledgment[i] >= 0) {
        acknowledge(waiting.get(1 - from.ordinal()), i);
      }
      if (end(i) > sequence[i] && isData(i)) {
        send(waiting.get(from.ordinal()), i);
      }
    }
  }

  /** A probe's byte is not data, and that of a window probe may be thrown away. */
  private boolean isData(final int place) {
    final int probes = Judgement.KEEP_ALIVE.bit() | Judgement.ZERO_WINDOW_PROBE.bit();
    return (segment(place).judgements() & probes) == 0;
  }

  private void send(final Deque<Integer> waiting, final int place) {
    if (isSentAgain(place)) {
      repeated[place] = true;
      final boolean wasted = segment(place).is(Judgement.SPURIOUS_RETRANSMISSION);
      for (final int earlier : waiting) {
        if (sequence[earlier] < end(place) && sequence[place] < end(earlier)) {
          repeated[earlier] = true;
          lost[earlier] |= !wasted && !isCrossedSyn(earlier, place);
        }
      }
    }
    waiting.addLast(place);
    if (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
    }
  }

  /** Whether two SYNs crossed: then each is repeated with an ACK, lost or not (RFC 9293, 3.5). */
  private boolean isCrossedSyn(final int earlier, final int later) {
    return segment(later).has(TcpFlags.SYN)
        && segment(later).has(TcpFlags.ACK)
        && !segment(earlier).has(TcpFlags.ACK);
  }

  private void acknowledge(final Deque<Integer> waiting, final int ack) {
    int newest = -1;
    for (final var each = waiting.iterator(); each.hasNext(); ) {
      final int place = each.next();
      if (end(place) <= acknowledgment[ack]) {
        each.remove();
        newest = place;
      }
    }
    if (newest >= 0 && !repeated[newest]) {
      final long nanos = segment(ack).timeNanos() - segment(newest).timeNanos();
      if (nanos >= 0) {
        roundTrips.add(new RoundTrip(segment(ack).from(), segment(ack).timeNanos(), nanos, newest));
      }
    }
  }
}
