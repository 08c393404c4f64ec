package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.drawing.Rung.Kind;
import dev.weir.story.TracedSegment;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** The words on rungs. */
final class Captions {
  /** Flags in the order in which people say them. */
  private static final int[] SAID = {
    TcpFlags.SYN,
    TcpFlags.FIN,
    TcpFlags.RST,
    TcpFlags.PSH,
    TcpFlags.URG,
    TcpFlags.ACK,
    TcpFlags.ECE,
    TcpFlags.CWR,
    TcpFlags.AE
  };

  private static final String[] NAMES = {
    "SYN", "FIN", "RST", "PSH", "URG", "ACK", "ECE", "CWR", "AE"
  };

  private static final int WINDOWS =
      Judgement.ZERO_WINDOW.bit() | Judgement.WINDOW_FULL.bit() | Judgement.WINDOW_UPDATE.bit();
  private static final int PROBES =
      Judgement.KEEP_ALIVE.bit()
          | Judgement.KEEP_ALIVE_ACK.bit()
          | Judgement.ZERO_WINDOW_PROBE.bit()
          | Judgement.ZERO_WINDOW_PROBE_ACK.bit();
  private static final int TROUBLE =
      TraceFacts.SENT_AGAIN | Judgement.OUT_OF_ORDER.bit() | Judgement.DUPLICATE_ACK.bit();

  private static final int ALARMING =
      TROUBLE | Judgement.LOST_SEGMENT.bit() | Judgement.ACK_LOST_SEGMENT.bit();

  private final TraceFacts facts;
  private final Labels labels;

  Captions(final TraceFacts facts, final Labels labels) {
    this.facts = facts;
    this.labels = labels;
  }

  /** What is written at an endpoint's side of a rung; null where it sent nothing in it. */
  Caption at(final Rung rung, final Endpoint side) {
    final Tally tally = rung.tally(side);
    if (tally.segments() == 0) {
      return null;
    }
    final boolean leads = side == rung.from();
    return switch (rung.kind()) {
      case SEGMENT -> segment(rung.first());
      case BURST -> leads ? burst(tally, Tone.DATA) : acks(tally);
      case RETRANSMISSIONS -> leads ? burst(tally, Tone.AGAIN) : acks(tally);
      case PROBES, WINDOW_PROBES -> leads ? probes(rung, tally) : answers(tally);
      case REPEATS -> repeats(rung, tally);
      case MIXED -> mixed(tally);
    };
  }

  private Caption segment(final int place) {
    final TracedSegment segment = facts.segment(place);
    final String size =
        segment.payloadLength() == 0 ? "" : " · " + Measures.bytes(segment.payloadLength());
    final boolean alarming =
        (segment.judgements() & ALARMING) != 0 || facts.isLost(place) || segment.has(TcpFlags.RST);
    return new Caption(flags(segment) + size, tag(place), details(place), tone(place), alarming);
  }

  /** The flags by their names. */
  static String flags(final TracedSegment segment) {
    final StringJoiner names = new StringJoiner(" ");
    names.setEmptyValue("—");
    for (int i = 0; i < SAID.length; i++) {
      if (segment.has(SAID[i])) {
        names.add(NAMES[i]);
      }
    }
    return names.toString();
  }

  /** How the segment is judged, in words. */
  private String tag(final int place) {
    final StringJoiner words = new StringJoiner(", ");
    final int judgements = facts.segment(place).judgements();
    final int special = TraceFacts.SENT_AGAIN & ~Judgement.RETRANSMISSION.bit();
    for (final Judgement each : Judgement.values()) {
      final boolean saidBetter = each == Judgement.RETRANSMISSION && (judgements & special) != 0;
      if (each.isIn(judgements) && !saidBetter) {
        words.add(labels.get("judgement." + each.label()));
      }
    }
    if (facts.isLost(place)) {
      words.add(labels.get("lost"));
    }
    return words.toString();
  }

  private List<String> details(final int place) {
    final TracedSegment segment = facts.segment(place);
    final List<String> details = new ArrayList<>();
    if (segment.payloadLength() > 0) {
      details.add(
          "seq " + facts.sequence(place) + ":" + (facts.sequence(place) + segment.payloadLength()));
    } else if (segment.has(TcpFlags.SYN)) {
      details.add("seq " + facts.sequence(place) + " (" + segment.sequence() + ")");
    } else {
      details.add("seq " + facts.sequence(place));
    }
    if (segment.has(TcpFlags.ACK)) {
      details.add("ack " + facts.acknowledgment(place));
    }
    details.add("win " + segment.scaledWindow());
    if (segment.has(TcpFlags.SYN)) {
      synOptions(segment, details);
    }
    return details;
  }

  private static void synOptions(final TracedSegment segment, final List<String> details) {
    if (segment.options().maximumSegmentSize() > 0) {
      details.add("MSS " + segment.options().maximumSegmentSize());
    }
    if (segment.options().windowScale() >= 0) {
      details.add("WS " + segment.options().windowScale());
    }
    if (segment.options().sackPermitted()) {
      details.add("SACK");
    }
  }

  /** How a segment is drawn. */
  Tone tone(final int place) {
    final TracedSegment segment = facts.segment(place);
    final int judgements = segment.judgements();
    if (facts.isLost(place)) {
      return Tone.LOST;
    }
    if (segment.has(TcpFlags.RST)) {
      return Tone.RESET;
    }
    if ((judgements & TROUBLE) != 0) {
      return Tone.AGAIN;
    }
    if (segment.has(TcpFlags.SYN | TcpFlags.FIN)) {
      return Tone.CONTROL;
    }
    if ((judgements & PROBES) != 0) {
      return Tone.PROBE;
    }
    if ((judgements & WINDOWS) != 0) {
      return Tone.WINDOW;
    }
    return segment.payloadLength() > 0 ? Tone.DATA : Tone.ACK;
  }

  private Caption burst(final Tally tally, final Tone tone) {
    final String title =
        labels.get(tone == Tone.AGAIN ? "fold.again" : "fold.data", tally.segments())
            + " · "
            + Measures.bytes(tally.bytes());
    final String trouble = trouble(tally, false);
    return new Caption(title, trouble, range(tally), tone, !trouble.isEmpty());
  }

  private Caption acks(final Tally tally) {
    final List<String> upTo =
        tally.acknowledged() < 0 ? List.of() : List.of("ack " + tally.acknowledged());
    final String trouble = trouble(tally, true);
    return new Caption(
        labels.get("fold.acks", tally.segments()), trouble, upTo, Tone.ACK, !trouble.isEmpty());
  }

  private Caption probes(final Rung rung, final Tally tally) {
    final boolean window = rung.kind() == Kind.WINDOW_PROBES;
    final List<String> details = new ArrayList<>();
    if (tally.segments() > 1) {
      details.add(labels.get("every", labels.span(interval(rung))));
    }
    details.add("seq " + facts.sequence(tally.first()));
    final boolean answered = rung.tally(TraceFacts.peer(rung.from())).segments() > 0;
    return new Caption(
        labels.get(window ? "fold.windowProbes" : "fold.probes", tally.segments()),
        answered ? "" : labels.get("unanswered"),
        details,
        Tone.PROBE,
        !answered);
  }

  /** The middle one of the times between the segments of who leads a run. */
  private long interval(final Rung rung) {
    final long[] times =
        IntStream.rangeClosed(rung.first(), rung.last())
            .filter(place -> facts.segment(place).from() == rung.from())
            .mapToLong(facts::time)
            .toArray();
    final long[] intervals =
        IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]).sorted().toArray();
    return intervals[intervals.length / 2];
  }

  private Caption answers(final Tally tally) {
    return new Caption(
        labels.get("fold.answers", tally.segments()),
        "",
        List.of("ack " + tally.acknowledged()),
        Tone.PROBE,
        false);
  }

  private Caption repeats(final Rung rung, final Tally tally) {
    final Caption one = segment(rung.first());
    final List<String> details = new ArrayList<>(one.details());
    details.addFirst(
        labels.get("within", labels.span(facts.time(rung.last()) - facts.time(rung.first()))));
    final String title = tally.segments() + " × " + one.title();
    return new Caption(title, one.tag(), details, one.tone(), one.alarming());
  }

  private Caption mixed(final Tally tally) {
    final String size = tally.bytes() == 0 ? "" : " · " + Measures.bytes(tally.bytes());
    final String trouble = trouble(tally, true);
    return new Caption(
        labels.get("fold.segments", tally.segments()) + size,
        trouble,
        range(tally),
        tally.bytes() > 0 ? Tone.DATA : Tone.ACK,
        !trouble.isEmpty());
  }

  private List<String> range(final Tally tally) {
    final List<String> details = new ArrayList<>();
    if (tally.hasRange() && tally.highest() > tally.lowest()) {
      details.add("seq " + tally.lowest() + ":" + tally.highest());
    }
    if (tally.acknowledged() >= 0) {
      details.add("ack " + tally.acknowledged());
    }
    return details;
  }

  private String trouble(final Tally tally, final boolean countsRetransmissions) {
    final StringJoiner words = new StringJoiner(", ");
    if (countsRetransmissions && tally.retransmissions() > 0) {
      words.add(labels.get("count.again", tally.retransmissions()));
    }
    if (tally.lost() > 0) {
      words.add(labels.get("count.lost", tally.lost()));
    }
    if (tally.duplicateAcks() > 0) {
      words.add(labels.get("count.duplicates", tally.duplicateAcks()));
    }
    return words.toString();
  }
}
