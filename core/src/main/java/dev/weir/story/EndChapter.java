package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Handshake;
import java.util.List;
import java.util.Set;

/** Tells how the connection ends: closed, reset, or not at all within the capture. */
final class EndChapter {
  /** An attempt that failed is over without an end of its own. */
  private static final Set<Handshake> FAILED =
      Set.of(Handshake.NO_ANSWER, Handshake.NO_ACK, Handshake.REFUSED);

  private final Telling telling;
  private final Opening opening;

  EndChapter(final Telling telling, final Opening opening) {
    this.telling = telling;
    this.opening = opening;
  }

  /** Tells; returns the close where there is a FIN that counts, or null. */
  Closing tell() {
    final TraceReading reading = telling.reading();
    final int fin = reading.firstFin();
    final int reset = reading.firstReset();
    final boolean resets = reset < reading.count();
    Closing closing = null;
    if (fin < reading.count() && fin < reset) {
      closing = new Closing(reading);
      new CloseChapter(telling, closing).tell();
    }
    final boolean closed = closing != null && isOver(closing, reset);
    if (resets && !closed && opening.outcome() != Handshake.REFUSED) {
      new ResetChapter(telling, opening).tell();
    }
    if (!resets && (closing == null || closing.peerFin() < 0) && !isFailed()) {
      tellOpen(reading, closing);
    }
    return closing;
  }

  private boolean isFailed() {
    return FAILED.contains(opening.outcome());
  }

  /** Whether both FINs were there before the RST. */
  private static boolean isOver(final Closing closing, final int reset) {
    return closing.peerFin() >= 0 && closing.peerFin() < reset;
  }

  private void tellOpen(final TraceReading reading, final Closing closing) {
    final int last = reading.count() - 1;
    final StepBuilder step = telling.step(StoryStep.Kind.STILL_OPEN);
    step.proof(last);
    step.fact("states", List.of(OpeningChapter.states(telling, last)));
    step.say(
        closing == null ? "open" : "open.halfclosed",
        "segment",
        telling.name(last),
        "client",
        telling.phrases().state(reading.state(last, ORIGINATOR)),
        "server",
        telling.phrases().state(reading.state(last, RESPONDER)));
    telling.add(step);
  }
}
