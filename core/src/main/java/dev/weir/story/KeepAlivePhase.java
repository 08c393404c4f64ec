package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** TCP keep-alive: probes of one endpoint, and the other one's answers. */
final class KeepAlivePhase implements BodyChapter.Phase {
  /** A pause of so many intervals does not fit the prober's clock. */
  private static final int LONG_PAUSE = 3;

  private final Telling telling;
  private final TraceReading reading;
  private final List<Integer> all = new ArrayList<>();
  private final List<Integer> probes = new ArrayList<>();
  private final List<Integer> answers = new ArrayList<>();
  private Endpoint prober;
  private int unanswered;
  private int extraAnswers;
  private boolean waiting;

  KeepAlivePhase(final Telling telling) {
    this.telling = telling;
    reading = telling.reading();
  }

  /** Whether a segment is judged as the answer to a probe. */
  static boolean isAnswer(final TracedSegment segment) {
    return segment.is(Judgement.KEEP_ALIVE_ACK);
  }

  @Override
  public boolean take(final int place) {
    final TracedSegment segment = reading.segment(place);
    if (reading.isKeepAliveProbe(place)) {
      if (prober != null && prober != segment.from()) {
        return false;
      }
      prober = segment.from();
      unanswered += waiting ? 1 : 0;
      waiting = true;
      probes.add(place);
    } else if (prober != null && prober != segment.from() && answers(segment)) {
      extraAnswers += waiting ? 0 : 1;
      waiting = false;
      answers.add(place);
    } else {
      return false;
    }
    all.add(place);
    return true;
  }

  /** An answer may bring a new window, and is then judged as that. */
  private boolean answers(final TracedSegment segment) {
    return isAnswer(segment)
        || waiting
            && segment.isPureAck()
            && segment.relativeAcknowledgment()
                == reading.segment(probes.getLast()).relativeSequence() + 1;
  }

  @Override
  public void tell(final int following) {
    final StepBuilder step = telling.step(StoryStep.Kind.KEEP_ALIVE);
    step.proofs(all);
    final boolean lives = waiting && showsLife(following);
    final int missing = unanswered + (waiting && !lives ? 1 : 0);
    final long interval = interval();
    step.fact("prober", prober).fact("probes", probes.size()).fact("answers", answers.size());
    step.fact("unanswered", missing).fact("interval_ns", interval);
    step.fact("probe_bytes", reading.segment(probes.getFirst()).payloadLength());
    tellIdle(step, following);
    if (telling.http().isKeptFor(all.getFirst())) {
      step.say("keepalive.http").fact("http_keep_alive", true);
    }
    tellProbes(step, interval);
    tellWhy(step);
    tellAnswers(step, missing, lives);
    if (lives) {
      step.number("answered_by", following);
      step.say("keepalive.answers.later", prober, "segment", telling.name(following));
    }
    tellHole(step, interval);
    tellEcho(step);
    telling.add(step);
  }

  /** From the last segment that was no keep-alive to the next. */
  private void tellIdle(final StepBuilder step, final int following) {
    final int before = all.getFirst() - 1;
    if (before < 0) {
      return;
    }
    final int until = following < 0 ? all.getLast() : following;
    final long idle = telling.between(before, until);
    step.fact("idle_ns", idle).number("idle_after", before);
    if (following >= 0) {
      step.number("idle_until", following);
    }
    step.say(
        following < 0 ? "keepalive.idle.open" : "keepalive.idle",
        "idle",
        telling.phrases().duration(idle),
        "after",
        telling.name(before),
        "until",
        telling.name(until));
  }

  private void tellProbes(final StepBuilder step, final long interval) {
    step.say(
        probes.size() == 1 ? "keepalive.probe" : "keepalive.probes",
        prober,
        "probes",
        telling.phrases().count("probes", probes.size()),
        "names",
        telling.names(probes),
        "interval",
        telling.phrases().duration(interval));
  }

  private void tellWhy(final StepBuilder step) {
    final int first = probes.getFirst();
    final TracedSegment probe = reading.segment(first);
    step.fact("probe_sequence", probe.relativeSequence());
    step.say(
        probe.payloadLength() == 0 ? "keepalive.why" : "keepalive.why.byte",
        prober,
        "segment",
        telling.name(first),
        "sequence",
        Phrases.plain(probe.relativeSequence()),
        "next",
        Phrases.plain(probe.relativeSequence() + 1));
  }

  /** Whether what follows comes from the peer: it need not answer a probe by itself then. */
  private boolean showsLife(final int following) {
    return following >= 0
        && reading.segment(following).from() != prober
        && !reading.segment(following).has(TcpFlags.RST);
  }

  private void tellAnswers(final StepBuilder step, final int missing, final boolean lives) {
    final Phrases phrases = telling.phrases();
    step.fact("all_answered", missing == 0);
    if (answers.isEmpty()) {
      if (!lives || missing > 0) {
        step.say("keepalive.answers.none", prober);
      }
      return;
    }
    step.say(
        missing == 0 ? "keepalive.answers.all" : "keepalive.answers.some",
        prober,
        "answers",
        phrases.count("answers", answers.size()),
        "names",
        telling.names(answers),
        "missing",
        phrases.count("probes", missing));
    if (extraAnswers > 0) {
      step.fact("answers_to_uncaptured_probes", extraAnswers);
      step.say("keepalive.answers.extra", "answers", phrases.count("answers", extraAnswers));
    }
  }

  /** A pause that does not fit the prober's clock: the capture misses what was sent in it. */
  private void tellHole(final StepBuilder step, final long interval) {
    for (int i = 1; interval > 0 && i < all.size(); i++) {
      final int before = all.get(i - 1);
      final int after = all.get(i);
      final long pause = telling.between(before, after);
      if (pause < LONG_PAUSE * interval || !reading.isKeepAliveProbe(after)) {
        continue;
      }
      final long missing =
          Math.round((double) telling.between(probeBefore(after), after) / interval) - 1;
      final boolean proven = echoesUncaptured(before, after);
      step.fact("uncaptured_probes_estimate", missing).fact("uncaptured_proven", proven);
      step.number("hole_after", before).number("hole_until", after);
      step.say(
          proven ? "keepalive.hole.proven" : "keepalive.hole",
          prober,
          "before",
          telling.name(before),
          "after",
          telling.name(after),
          "pause",
          telling.phrases().duration(pause),
          "missing",
          telling.phrases().count("probes", missing),
          "echo",
          Phrases.plain(reading.segment(after).options().timestampEcho()));
      return;
    }
  }

  /** The probe before a probe. */
  private int probeBefore(final int probe) {
    return probes.get(Math.max(0, probes.indexOf(probe) - 1));
  }

  /** Whether a probe echoes a clock of the peer that is newer than all that was captured of it. */
  private boolean echoesUncaptured(final int before, final int probe) {
    final TracedOptions options = reading.segment(probe).options();
    for (int i = before; options.hasTimestamps() && i >= 0; i--) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() != prober) {
        final long newest = segment.options().timestamp();
        return segment.options().hasTimestamps() && (int) (options.timestampEcho() - newest) > 0;
      }
    }
    return false;
  }

  /** The answers echo an old clock: the probes lie below the window (RFC 7323, section 4.3). */
  private void tellEcho(final StepBuilder step) {
    if (answers.size() < 2 || probes.size() < 2) {
      return;
    }
    final long echo = reading.segment(answers.getFirst()).options().timestampEcho();
    for (final int place : answers) {
      final TracedOptions options = reading.segment(place).options();
      if (!options.hasTimestamps() || options.timestampEcho() != echo) {
        return;
      }
    }
    final TracedOptions probe = reading.segment(probes.getFirst()).options();
    if (!probe.hasTimestamps() || (int) (probe.timestamp() - echo) <= 0) {
      return;
    }
    step.fact("answers_echo", echo);
    step.say(
        "keepalive.echo",
        prober,
        "echo",
        Phrases.plain(echo),
        "of",
        sentAt(echo),
        "probe",
        Phrases.plain(probe.timestamp()),
        "last",
        Phrases.plain(reading.segment(probes.getLast()).options().timestamp()));
  }

  /** The prober's segment with a clock, in brackets, or nothing. */
  private String sentAt(final long clock) {
    for (int i = all.getFirst() - 1; i >= 0; i--) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() == prober && segment.options().timestamp() == clock) {
        return telling.phrases().say("keepalive.echo.of", "segment", telling.name(i));
      }
    }
    return "";
  }

  /** The median time from probe to probe, 0 where there is one only. */
  private long interval() {
    final List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < probes.size(); i++) {
      gaps.add(telling.between(probes.get(i - 1), probes.get(i)));
    }
    gaps.sort(null);
    return gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2);
  }
}
