package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.drawing.Rung.Kind;
import dev.weir.story.TracedSegment;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a trace short enough to be drawn: first runs of segments that look alike are folded, and
 * where that is not enough, the neighbours that tell least.
 */
final class LadderFolding {
  /** Runs of fewer segments are shown one by one. */
  private static final int LEAST_FOLDED = 4;

  private static final long LEAST_IDLE_NANOS = 500_000_000L;
  private static final int IDLE_ROUND_TRIPS = 8;

  /** A pause that is so many times longer than the first one ends a run of probes. */
  private static final int IRREGULAR = 8;

  private static final int CONTROL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;
  private static final int IN_BURST_ACKS =
      Judgement.WINDOW_UPDATE.bit() | Judgement.DUPLICATE_ACK.bit();
  private static final int PROBING = Judgement.KEEP_ALIVE.bit() | Judgement.KEEP_ALIVE_ACK.bit();
  private static final int WINDOW_PROBING =
      Judgement.ZERO_WINDOW_PROBE.bit() | Judgement.ZERO_WINDOW_PROBE_ACK.bit();
  private static final int REMARKABLE = ~IN_BURST_ACKS;

  private final TraceFacts facts;
  private final long idleNanos;

  private LadderFolding(final TraceFacts facts) {
    this.facts = facts;
    idleNanos = idleNanos(facts);
  }

  /** From how many nanoseconds on silence is remarkable. */
  static long idleNanos(final TraceFacts facts) {
    return Math.max(LEAST_IDLE_NANOS, 2 * IDLE_ROUND_TRIPS * facts.oneWay().total());
  }

  /** The rungs of a trace, so many at most; together they hold each segment once. */
  static List<Rung> fold(final TraceFacts facts, final int most) {
    final LadderFolding folding = new LadderFolding(facts);
    final List<Rung> runs = folding.runs();
    return runs.size() <= most ? runs : folding.merge(runs, most);
  }

  private List<Rung> runs() {
    final List<Rung> rungs = new ArrayList<>();
    int first = 0;
    while (first < facts.count()) {
      final Endpoint from = facts.segment(first).from();
      Kind kind = Kind.SEGMENT;
      Endpoint leader = from;
      int end = first + LEAST_FOLDED - 1;
      for (final Kind each : Kind.values()) {
        for (final Endpoint sender : Endpoint.values()) {
          final int reached = runEnd(each, sender, first);
          if (reached > end) {
            kind = each;
            leader = sender;
            end = reached;
          }
        }
      }
      end = kind == Kind.SEGMENT ? first + 1 : end;
      rungs.add(rung(kind, leader, first, end - 1));
      first = end;
    }
    return rungs;
  }

  private Rung rung(final Kind kind, final Endpoint from, final int first, final int last) {
    final long silence = first == 0 ? 0 : facts.time(first) - facts.time(first - 1);
    return new Rung(
        kind,
        first,
        last,
        from,
        Tally.of(facts, Endpoint.ORIGINATOR, first, last),
        Tally.of(facts, Endpoint.RESPONDER, first, last),
        silence >= idleNanos ? silence : 0,
        facts.hasHoleBefore(first) ? facts.trace().omitted() : 0);
  }

  /** How far a run of that kind goes, led by that sender; the place behind its last segment. */
  private int runEnd(final Kind kind, final Endpoint sender, final int first) {
    int end = first;
    while (end < facts.count() && (end == first || continues(end))) {
      final boolean belongs =
          switch (kind) {
            case SEGMENT, MIXED -> false;
            case BURST -> isInBurst(sender, first, end);
            case RETRANSMISSIONS -> isInRetransmissions(sender, end);
            case PROBES ->
                isInProbes(sender, PROBING, Judgement.KEEP_ALIVE, end) && isRegular(first, end);
            case WINDOW_PROBES ->
                isInProbes(sender, WINDOW_PROBING, Judgement.ZERO_WINDOW_PROBE, end)
                    && isRegular(first, end);
            case REPEATS -> isRepeat(first, end);
          };
      if (!belongs) {
        break;
      }
      end++;
    }
    // A run begins with who leads it, and what changes a state is a rung by itself.
    return facts.segment(first).from() == sender && (!facts.changesStates(first) || isSilent(first))
        ? end
        : first;
  }

  private boolean continues(final int place) {
    return !facts.changesStates(place) && !facts.hasHoleBefore(place);
  }

  /** The first segment of a connection that began before the capture changes nothing. */
  private boolean isSilent(final int place) {
    return place == 0 && !facts.segment(0).has(CONTROL);
  }

  private boolean isInBurst(final Endpoint sender, final int first, final int place) {
    final TracedSegment segment = facts.segment(place);
    if (segment.has(CONTROL)
        || place > first && facts.time(place) - facts.time(place - 1) >= idleNanos) {
      return false;
    }
    return segment.from() == sender
        ? segment.payloadLength() > 0 && segment.judgements() == 0
        : isPureAck(segment);
  }

  private boolean isPureAck(final TracedSegment segment) {
    return segment.payloadLength() == 0
        && segment.has(TcpFlags.ACK)
        && (segment.judgements() & ~IN_BURST_ACKS) == 0;
  }

  private boolean isInRetransmissions(final Endpoint sender, final int place) {
    final TracedSegment segment = facts.segment(place);
    return !segment.has(CONTROL)
        && (segment.from() == sender
            ? segment.payloadLength() > 0 && facts.isSentAgain(place)
            : isPureAck(segment));
  }

  private boolean isInProbes(
      final Endpoint sender, final int either, final Judgement probe, final int place) {
    final TracedSegment segment = facts.segment(place);
    return (segment.judgements() & either) != 0
        && !segment.has(CONTROL)
        && segment.is(probe) == (segment.from() == sender);
  }

  /**
   * Whether a probe follows about as soon as the second followed the first, or doubles the time.
   */
  private boolean isRegular(final int first, final int place) {
    int second = first + 1;
    while (second < place && facts.segment(second).from() != facts.segment(first).from()) {
      second++;
    }
    if (second >= place) {
      return true;
    }
    final long interval = Math.max(facts.time(second) - facts.time(first), idleNanos);
    return facts.time(place) - facts.time(place - 1) <= IRREGULAR * interval;
  }

  private boolean isRepeat(final int first, final int place) {
    final TracedSegment one = facts.segment(first);
    final TracedSegment other = facts.segment(place);
    return one.from() == other.from()
        && one.flags() == other.flags()
        && one.sequence() == other.sequence()
        && one.acknowledgment() == other.acknowledgment()
        && one.payloadLength() == other.payloadLength()
        && one.judgements() == other.judgements();
  }

  /**
   * Merges neighbours, first those that tell least and follow each other soonest. A boundary is
   * worth what the more telling of its two rungs is worth, so that these stand alone longest.
   */
  private List<Rung> merge(final List<Rung> runs, final int most) {
    final Integer[] boundaries = new Integer[runs.size() - 1];
    Arrays.setAll(boundaries, i -> i + 1);
    Arrays.sort(
        boundaries,
        Comparator.<Integer>comparingInt(i -> worth(runs, i))
            .thenComparingLong(i -> silence(runs, i))
            .thenComparingInt(i -> i));
    final boolean[] kept = new boolean[runs.size()];
    for (int i = boundaries.length - most + 1; i < boundaries.length; i++) {
      kept[boundaries[i]] = true;
    }
    final List<Rung> rungs = new ArrayList<>();
    int first = 0;
    for (int next = 1; next <= runs.size(); next++) {
      if (next == runs.size() || kept[next]) {
        final Rung begin = runs.get(first);
        rungs.add(
            next - first == 1
                ? begin
                : rung(Kind.MIXED, begin.from(), begin.first(), runs.get(next - 1).last()));
        first = next;
      }
    }
    return rungs;
  }

  private int worth(final List<Rung> runs, final int boundary) {
    return facts.hasHoleBefore(runs.get(boundary).first())
        ? Integer.MAX_VALUE
        : Math.max(worth(runs.get(boundary - 1)), worth(runs.get(boundary)));
  }

  private long silence(final List<Rung> runs, final int boundary) {
    return facts.time(runs.get(boundary).first()) - facts.time(runs.get(boundary - 1).last());
  }

  private int worth(final Rung rung) {
    final TracedSegment segment = facts.segment(rung.first());
    if (rung.kind() == Kind.SEGMENT
        && (segment.has(CONTROL) || facts.changesStates(rung.first()))) {
      return 3;
    }
    return switch (rung.kind()) {
      case PROBES, WINDOW_PROBES -> 2;
      case REPEATS, RETRANSMISSIONS -> 1;
      default -> (segment.judgements() & REMARKABLE) != 0 || facts.isLost(rung.first()) ? 1 : 0;
    };
  }
}
