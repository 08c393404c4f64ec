package dev.weir.story;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells what happens between the handshake and the end: splits the segments into bursts of data,
 * silences, keep-alive and closed windows, each of which becomes a step.
 */
final class BodyChapter {
  /** A silence that is worth telling: longer than any usual retransmission time-out. */
  static final long IDLE_NANOS = 2_000_000_000L;

  private final Telling telling;
  private final TraceReading reading;
  private final Opening opening;
  private final int end;
  private Phase phase;

  /** One stretch of the connection. */
  interface Phase {
    /** Takes a segment in; false where it belongs to another phase. */
    boolean take(int place);

    /** Tells the phase; {@code following} is the place of the segment behind it, or -1. */
    void tell(int following);
  }

  BodyChapter(final Telling telling, final Opening opening) {
    this.telling = telling;
    this.opening = opening;
    reading = telling.reading();
    final int fin = reading.firstFin();
    // What rides on the FIN is data still.
    final boolean rides = fin < reading.count() && reading.segment(fin).payloadLength() > 0;
    end = Math.min(rides ? fin + 1 : fin, reading.firstReset());
  }

  void tell() {
    int previous = -1;
    for (int i = 0; i < end; i++) {
      tellOmitted(i);
      if (opening.isOf(i)) {
        previous = i;
        continue;
      }
      if (previous >= 0 && isSilence(previous, i)) {
        finish(i);
        if (!touchesKeepAlive(previous, i)) {
          tellIdle(previous, i);
        }
      }
      if (phase == null || !phase.take(i)) {
        finish(i);
        phase = begin(i);
        phase.take(i);
      }
      previous = i;
    }
    final int closing = Math.min(reading.firstFin(), reading.firstReset());
    final boolean closes = closing < reading.count();
    finish(end < reading.count() ? end : -1);
    if (closes && closing >= end) {
      tellOmitted(closing);
      if (previous >= 0 && isSilence(previous, closing) && !touchesKeepAlive(previous, closing)) {
        tellIdle(previous, closing);
      }
    } else if (!closes) {
      tellOmitted(reading.count());
    }
  }

  private Phase begin(final int place) {
    if (reading.isWindowProbe(place) || reading.closesWindow(place)) {
      return new WindowPhase(telling);
    }
    return reading.isKeepAliveProbe(place) ? new KeepAlivePhase(telling) : new DataPhase(telling);
  }

  private void finish(final int following) {
    if (phase != null) {
      phase.tell(following);
      phase = null;
    }
  }

  /** Waiting for a retransmission, or for a window to open, is no idleness. */
  private boolean isSilence(final int previous, final int place) {
    return telling.between(previous, place) >= IDLE_NANOS
        && !(phase instanceof KeepAlivePhase && isKeepAlive(place))
        && !(phase instanceof WindowPhase)
        && !reading.isRepetition(place)
        && place != telling.trace().omittedAt();
  }

  private boolean isKeepAlive(final int place) {
    return reading.isKeepAliveProbe(place) || KeepAlivePhase.isAnswer(reading.segment(place));
  }

  private boolean touchesKeepAlive(final int previous, final int place) {
    return isKeepAlive(previous) || isKeepAlive(place);
  }

  private void tellIdle(final int previous, final int place) {
    final StepBuilder step = telling.step(StoryStep.Kind.IDLE);
    step.proof(previous).proof(place);
    step.fact("duration_ns", telling.between(previous, place));
    step.number("after", previous).number("until", place);
    step.fact("ended_by", reading.segment(place).from());
    step.say(
        "idle",
        reading.segment(place).from(),
        "duration",
        telling.duration(previous, place),
        "after",
        telling.name(previous),
        "until",
        telling.name(place));
    if (telling.http().isKeptFor(previous)) {
      step.say("idle.http").fact("http_keep_alive", true);
    }
    telling.add(step);
  }

  private void tellOmitted(final int place) {
    final ConnectionTrace trace = telling.trace();
    if (trace.omitted() == 0 || place != trace.omittedAt()) {
      return;
    }
    finish(-1);
    final StepBuilder step = telling.step(StoryStep.Kind.OMITTED);
    final List<Integer> around = new ArrayList<>();
    around.add(place - 1);
    if (place < reading.count()) {
      around.add(place);
    }
    around.forEach(step::proof);
    step.fact("omitted_segments", trace.omitted());
    step.say("omitted", "segments", telling.phrases().count("segments", trace.omitted()));
    telling.add(step);
  }
}
