package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import java.util.ArrayList;
import java.util.List;

/** What all chapters of one story share. */
final class Telling {
  private final ConnectionTrace trace;
  private final TraceReading reading;
  private final Phrases phrases;
  private final HttpLife http;
  private final List<StoryStep> steps = new ArrayList<>();

  Telling(final ConnectionTrace trace, final Phrases phrases) {
    this.trace = trace;
    this.phrases = phrases;
    reading = new TraceReading(trace);
    http = new HttpLife(trace);
  }

  ConnectionTrace trace() {
    return trace;
  }

  TraceReading reading() {
    return reading;
  }

  HttpLife http() {
    return http;
  }

  Phrases phrases() {
    return phrases;
  }

  TracedSegment segment(final int place) {
    return reading.segment(place);
  }

  StepBuilder step(final StoryStep.Kind kind) {
    return new StepBuilder(this, kind);
  }

  void add(final StepBuilder step) {
    steps.add(step.build());
  }

  List<StoryStep> steps() {
    return steps;
  }

  static Endpoint peer(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? Endpoint.RESPONDER : Endpoint.ORIGINATOR;
  }

  /** A sentence about an endpoint: {who} and {Who} name it, {peer} and {Peer} the other one. */
  String say(final String key, final Endpoint who, final Object... values) {
    final Object[] all = new Object[values.length + 8];
    System.arraycopy(values, 0, all, 8, values.length);
    all[0] = "who";
    all[1] = phrases.side(who);
    all[2] = "Who";
    all[3] = phrases.sideFirst(who);
    all[4] = "peer";
    all[5] = phrases.side(peer(who));
    all[6] = "Peer";
    all[7] = phrases.sideFirst(peer(who));
    return phrases.say(key, all);
  }

  /** How a segment is named: by its number in the capture. */
  String name(final int place) {
    return "#" + segment(place).number();
  }

  /** How several segments are named: one, two, or the first and the last. */
  String names(final List<Integer> places) {
    if (places.size() <= 4) {
      return phrases.list(places.stream().map(this::name).toList(), "list.and");
    }
    return phrases.say(
        "segments.range", "first", name(places.getFirst()), "last", name(places.getLast()));
  }

  /** The numbers of segments in the capture. */
  List<Long> numbers(final List<Integer> places) {
    return places.stream().map(place -> segment(place).number()).toList();
  }

  long nanos(final int place) {
    return segment(place).timeNanos();
  }

  /** Time from one segment to a later one, at least 0: times in captures may go back. */
  long between(final int from, final int to) {
    return Math.max(0, nanos(to) - nanos(from));
  }

  String duration(final int from, final int to) {
    return phrases.duration(between(from, to));
  }

  /** How an endpoint's state changes with a segment, such as {@code CLOSED → SYN_SENT}. */
  String change(final int place, final Endpoint endpoint) {
    final TcpState before = reading.stateBefore(place, endpoint);
    final TcpState after = reading.state(place, endpoint);
    return before == after
        ? phrases.state(after)
        : phrases.say("state.change", "from", phrases.state(before), "to", phrases.state(after));
  }

  boolean changes(final int place, final Endpoint endpoint) {
    return reading.stateBefore(place, endpoint) != reading.state(place, endpoint);
  }
}
