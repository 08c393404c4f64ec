package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells how the connection is closed by FINs. */
final class CloseChapter {
  private final Telling telling;
  private final TraceReading reading;
  private final Closing closing;

  CloseChapter(final Telling telling, final Closing closing) {
    this.telling = telling;
    this.closing = closing;
    reading = telling.reading();
  }

  void tell() {
    final StepBuilder step = telling.step(StoryStep.Kind.CLOSE);
    for (int i = closing.fin(); i < reading.count() && i < reading.firstReset(); i++) {
      step.proof(i);
    }
    step.fact("closer", closing.closer()).fact("form", closing.form());
    final TracedSegment fin = reading.segment(closing.fin());
    step.number("fin", closing.fin()).number("fin_acknowledged_by", closing.ack());
    step.number("peer_fin", closing.peerFin()).number("last_ack", closing.lastAck());
    step.fact("segments", closing.places().size());
    step.fact("fin_rides_on_data", fin.payloadLength() > 0);
    tellFin(step, fin);
    if (closing.isSimultaneous()) {
      tellSimultaneous(step);
    } else {
      tellAck(step);
      tellPeerFin(step);
    }
    tellHalfClosedData(step);
    tellLastAck(step);
    tellRepeated(step);
    tellForm(step);
    tellAfterwards(step);
    step.fact("states", states());
    step.fact("path_originator", path(Endpoint.ORIGINATOR));
    step.fact("path_responder", path(Endpoint.RESPONDER));
    telling.add(step);
  }

  private void tellFin(final StepBuilder step, final TracedSegment fin) {
    step.say(
        fin.payloadLength() > 0 ? "close.fin.riding" : "close.fin",
        closing.closer(),
        "segment",
        telling.name(closing.fin()),
        "sequence",
        Phrases.plain(fin.relativeEnd() - 1),
        "from",
        Phrases.plain(fin.relativeSequence()),
        "to",
        Phrases.plain(fin.relativeEnd() - 1),
        "bytes",
        telling.phrases().bytes(fin.payloadLength()),
        "change",
        telling.change(closing.fin(), closing.closer()));
  }

  private void tellSimultaneous(final StepBuilder step) {
    final Endpoint peer = Telling.peer(closing.closer());
    final TracedSegment fin = reading.segment(closing.peerFin());
    step.say(
        "close.simultaneous",
        peer,
        "segment",
        telling.name(closing.peerFin()),
        "first",
        telling.name(closing.fin()),
        "ack",
        Phrases.plain(fin.relativeAcknowledgment()));
    if (closing.ack() >= 0) {
      step.say(
          "close.simultaneous.ack",
          peer,
          "segment",
          telling.name(closing.ack()),
          "change",
          telling.change(closing.ack(), closing.closer()));
    }
  }

  private void tellAck(final StepBuilder step) {
    final Endpoint peer = Telling.peer(closing.closer());
    if (closing.ack() < 0) {
      step.say("close.unacknowledged", closing.closer());
      return;
    }
    if (closing.isCombined()) {
      return;
    }
    step.say(
        "close.ack",
        peer,
        "segment",
        telling.name(closing.ack()),
        "ack",
        Phrases.plain(reading.segment(closing.ack()).relativeAcknowledgment()),
        "delay",
        telling.duration(closing.fin(), closing.ack()));
  }

  private void tellPeerFin(final StepBuilder step) {
    final int place = closing.peerFin();
    if (place < 0) {
      return;
    }
    final Endpoint peer = Telling.peer(closing.closer());
    final TracedSegment fin = reading.segment(place);
    step.say(
        closing.isCombined() ? "close.finack" : "close.peerfin",
        peer,
        "segment",
        telling.name(place),
        "ack",
        Phrases.plain(fin.relativeAcknowledgment()),
        "sequence",
        Phrases.plain(fin.relativeEnd() - 1),
        "delay",
        telling.duration(
            closing.ack() >= 0 && closing.ack() < place ? closing.ack() : closing.fin(), place));
    step.fact("peer_fin_rides_on_data", fin.payloadLength() > 0);
  }

  /** What the other side still sent after the first FIN. */
  private void tellHalfClosedData(final StepBuilder step) {
    final List<Integer> data = new ArrayList<>();
    long bytes = 0;
    for (int i = closing.fin() + 1; i < reading.count(); i++) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() != closing.closer() && segment.payloadLength() > 0) {
        data.add(i);
        bytes += segment.payloadLength() - reading.repeated(i);
      }
    }
    if (data.isEmpty()) {
      return;
    }
    step.fact("half_closed_bytes", bytes);
    step.say(
        "close.halfclosed.data",
        Telling.peer(closing.closer()),
        "bytes",
        telling.phrases().bytes(bytes),
        "segments",
        telling.phrases().count("segments", data.size()),
        "names",
        telling.names(data));
  }

  private void tellLastAck(final StepBuilder step) {
    final int place = closing.lastAck();
    if (place < 0) {
      if (closing.peerFin() >= 0) {
        step.say("close.lastack.missing", closing.closer());
      }
      return;
    }
    step.say(
        closing.isSimultaneous() ? "close.simultaneous.lastack" : "close.lastack",
        closing.closer(),
        "segment",
        telling.name(place),
        "ack",
        Phrases.plain(reading.segment(place).relativeAcknowledgment()),
        "delay",
        telling.duration(closing.peerFin(), place));
  }

  private void tellRepeated(final StepBuilder step) {
    step.fact("fin_repeated", closing.repeated().size());
    if (!closing.repeated().isEmpty()) {
      step.say("close.repeated", "names", telling.names(closing.repeated()));
    }
  }

  private void tellForm(final StepBuilder step) {
    final List<Integer> places = closing.places();
    final String duration = telling.duration(places.getFirst(), places.getLast());
    step.fact("duration_ns", telling.between(places.getFirst(), places.getLast()));
    switch (closing.form()) {
      case THREE_SEGMENTS -> step.say("close.three", closing.closer(), "duration", duration);
      case FOUR_SEGMENTS ->
          step.say(
              "close.four",
              closing.closer(),
              "duration",
              duration,
              "gap",
              telling.duration(closing.ack(), closing.peerFin()));
      case HALF_CLOSED -> step.say("close.halfclosed", closing.closer());
      default -> {
        // Told by its segments.
      }
    }
  }

  private void tellAfterwards(final StepBuilder step) {
    if (closing.peerFin() < 0) {
      return;
    }
    int resets = 0;
    int first = -1;
    for (int i = closing.peerFin() + 1; i < reading.count(); i++) {
      if (reading.segment(i).has(TcpFlags.RST)) {
        first = first < 0 ? i : first;
        resets++;
      }
    }
    if (resets > 0) {
      step.fact("resets_after_close", resets);
      step.say("close.reset", reading.segment(first).from(), "segment", telling.name(first));
    }
  }

  private List<Map<String, Object>> states() {
    final List<Map<String, Object>> states = new ArrayList<>();
    for (final int place : closing.places()) {
      states.add(OpeningChapter.states(telling, place));
    }
    return states;
  }

  /** The states that an endpoint goes through from the first FIN on. */
  private List<String> path(final Endpoint endpoint) {
    final Set<String> path = new LinkedHashSet<>();
    path.add(name(reading.stateBefore(closing.fin(), endpoint)));
    for (int i = closing.fin(); i < reading.count(); i++) {
      path.add(name(reading.state(i, endpoint)));
    }
    return List.copyOf(path);
  }

  private static String name(final TcpState state) {
    return state.name();
  }
}
