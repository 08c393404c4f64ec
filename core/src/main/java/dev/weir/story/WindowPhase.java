package dev.weir.story;

import dev.weir.connection.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** A closed window: the probes that ask whether it has opened, and the segment that opens it. */
final class WindowPhase implements BodyChapter.Phase {
  private final Telling telling;
  private final TraceReading reading;
  private final List<Integer> all = new ArrayList<>();
  private final List<Integer> probes = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();
  private Endpoint closer;
  private int opening = -1;

  WindowPhase(final Telling telling) {
    this.telling = telling;
    reading = telling.reading();
  }

  @Override
  public boolean take(final int place) {
    if (opening >= 0) {
      return false;
    }
    final TracedSegment segment = reading.segment(place);
    if (reading.isWindowProbe(place)) {
      closer = closer == null ? Telling.peer(segment.from()) : closer;
      probes.add(place);
    } else if (reading.closesWindow(place)) {
      if (closer != null && closer != segment.from()) {
        return false;
      }
      closer = segment.from();
      closed.add(place);
    } else if (segment.from() == closer && segment.isPureAck()) {
      opening = place;
    } else if (segment.from() == closer || segment.payloadLength() == 0) {
      return false;
    } else {
      // Data beyond the closed window: sent before it was known to be closed, or to probe it.
      if (reading.repeated(place) < segment.payloadLength()) {
        return false;
      }
      probes.add(place);
    }
    all.add(place);
    return true;
  }

  @Override
  public void tell(final int following) {
    final StepBuilder step = telling.step(StoryStep.Kind.WINDOW);
    step.proofs(all);
    step.fact("closed_by", closer).fact("zero_windows", closed.size());
    step.fact("probes", probes.size()).fact("reopened", opening >= 0);
    final Phrases phrases = telling.phrases();
    if (!closed.isEmpty()) {
      step.say("window.closed", closer, "segment", telling.name(closed.getFirst()));
    }
    if (!probes.isEmpty()) {
      step.say(
          "window.probes",
          closer,
          "probes",
          phrases.count("probes", probes.size()),
          "names",
          telling.names(probes),
          "answers",
          phrases.count("answers", Math.max(0, closed.size() - 1)));
    }
    if (opening >= 0) {
      final long shut = telling.between(all.getFirst(), opening);
      step.fact("closed_ns", shut).number("opened_by", opening);
      step.say(
          "window.opened",
          closer,
          "segment",
          telling.name(opening),
          "window",
          phrases.bytes(reading.segment(opening).scaledWindow()),
          "duration",
          phrases.duration(shut));
    } else {
      step.say("window.stillclosed", closer);
    }
    telling.add(step);
  }
}
