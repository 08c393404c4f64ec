package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.connection.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells how the connection is opened, or that the capture begins amid it. */
final class OpeningChapter {
  /** Where one half of a round trip is so many times the other, the capture was taken at an end. */
  private static final int NEAR = 10;

  private final Telling telling;
  private final Opening opening;

  OpeningChapter(final Telling telling, final Opening opening) {
    this.telling = telling;
    this.opening = opening;
  }

  void tell() {
    final Handshake outcome = opening.outcome();
    if (outcome == Handshake.MIDSTREAM) {
      tellMidstream();
      return;
    }
    final StepBuilder step = telling.step(StoryStep.Kind.HANDSHAKE);
    step.fact("outcome", outcome);
    proofs().forEach(step::proof);
    tellSyn(step);
    if (outcome == Handshake.SIMULTANEOUS) {
      tellSimultaneous(step);
    } else {
      tellSynAck(step);
      tellAck(step);
    }
    tellOutcome(step, outcome);
    tellRoundTrip(step);
    tellOnlyDirection(step);
    step.fact("states", states());
    telling.add(step);
    new NegotiationChapter(telling, opening).tell();
  }

  private List<Integer> proofs() {
    final List<Integer> places = new ArrayList<>(opening.syns());
    places.addAll(opening.peerSyns());
    places.addAll(opening.synAcks());
    places.addAll(opening.ownSynAcks());
    if (opening.ack() >= 0) {
      places.add(opening.ack());
    }
    if (opening.outcome() == Handshake.REFUSED) {
      places.add(opening.refusal());
    }
    return places.stream().sorted().toList();
  }

  private void tellMidstream() {
    final StepBuilder step = telling.step(StoryStep.Kind.MIDSTREAM);
    step.proof(0);
    final Endpoint only = opening.onlyDirection();
    step.say("midstream.begins", "segment", telling.name(0));
    step.say("midstream.roles");
    if (only != null) {
      step.say("direction.only", only).fact("only_direction", only);
    }
    telling.add(step);
  }

  private void tellSyn(final StepBuilder step) {
    if (opening.syns().isEmpty()) {
      step.say("handshake.syn.missing", "J", firstNumber());
      return;
    }
    final int syn = opening.syns().getFirst();
    final TracedSegment segment = telling.segment(syn);
    step.say(
        "handshake.syn",
        ORIGINATOR,
        "segment",
        telling.name(syn),
        "J",
        Phrases.plain(segment.sequence()),
        "change",
        telling.change(syn, ORIGINATOR));
    step.numbers("syn", opening.syns()).fact("initial_sequence_originator", segment.sequence());
    if (segment.is(Judgement.REUSED_PORTS)) {
      step.say("handshake.reused").fact("ports_reused", true);
    }
    if (segment.payloadLength() > 0) {
      step.say("handshake.syn.data", "bytes", telling.phrases().bytes(segment.payloadLength()));
    }
    repeated(step, opening.syns(), "handshake.syn.again", ORIGINATOR);
  }

  private void repeated(
      final StepBuilder step,
      final List<Integer> places,
      final String key,
      final Endpoint endpoint) {
    step.fact(endpoint == ORIGINATOR ? "syn_repeated" : "syn_ack_repeated", places.size() - 1);
    if (places.size() < 2) {
      return;
    }
    final List<String> delays = new ArrayList<>();
    for (int i = 1; i < Math.min(places.size(), 6); i++) {
      delays.add(telling.duration(places.getFirst(), places.get(i)));
    }
    step.say(
        key,
        endpoint,
        "segments",
        telling.names(places.subList(1, places.size())),
        "times",
        telling.phrases().count("times", places.size() - 1L),
        "delays",
        telling.phrases().list(delays, "list.and"));
  }

  private void tellSynAck(final StepBuilder step) {
    if (opening.synAcks().isEmpty()) {
      if (opening.outcome() == Handshake.PARTIAL) {
        step.say("handshake.synack.missing");
      }
      return;
    }
    final int answer = opening.synAcks().getFirst();
    final TracedSegment segment = telling.segment(answer);
    step.say(
        "handshake.synack",
        RESPONDER,
        "segment",
        telling.name(answer),
        "K",
        Phrases.plain(segment.sequence()),
        "ack",
        Phrases.plain(segment.acknowledgment()),
        "change",
        telling.change(answer, RESPONDER));
    step.numbers("syn_ack", opening.synAcks());
    step.fact("initial_sequence_responder", segment.sequence());
    step.fact("syn_ack_acknowledges", segment.acknowledgment());
    if (!opening.syns().isEmpty() && segment.relativeAcknowledgment() > 1) {
      step.say("handshake.synack.data").fact("fast_open_data_accepted", true);
    }
    repeated(step, opening.synAcks(), "handshake.synack.again", RESPONDER);
  }

  private void tellAck(final StepBuilder step) {
    final int ack = opening.ack();
    if (ack < 0) {
      return;
    }
    final TracedSegment segment = telling.segment(ack);
    step.number("ack", ack).fact("ack_acknowledges", segment.acknowledgment());
    if (segment.relativeAcknowledgment() == 1) {
      step.say(
          segment.isPureAck() ? "handshake.ack" : "handshake.ack.data",
          ORIGINATOR,
          "segment",
          telling.name(ack),
          "ack",
          Phrases.plain(segment.acknowledgment()));
    } else {
      step.say("handshake.ack.later", ORIGINATOR, "segment", telling.name(ack));
    }
  }

  private void tellSimultaneous(final StepBuilder step) {
    final int crossing = opening.peerSyns().getFirst();
    step.numbers("syn_responder", opening.peerSyns());
    step.say(
        "handshake.simultaneous",
        RESPONDER,
        "segment",
        telling.name(crossing),
        "K",
        Phrases.plain(telling.segment(crossing).sequence()));
    final List<Integer> answers = new ArrayList<>(opening.ownSynAcks());
    answers.addAll(opening.synAcks());
    if (!answers.isEmpty()) {
      answers.sort(null);
      step.say("handshake.simultaneous.answers", "segments", telling.names(answers));
    }
  }

  private void tellOutcome(final StepBuilder step, final Handshake outcome) {
    switch (outcome) {
      case NO_ANSWER -> step.say("handshake.unanswered", ORIGINATOR);
      case NO_ACK ->
          step.say(
              telling.reading().firstReset() < telling.reading().count()
                  ? "handshake.unacknowledged.reset"
                  : "handshake.unacknowledged",
              RESPONDER);
      case REFUSED ->
          step.number("refused_by", opening.refusal())
              .say(
                  "handshake.refused",
                  RESPONDER,
                  "segment",
                  telling.name(opening.refusal()),
                  "change",
                  telling.change(opening.refusal(), ORIGINATOR));
      default -> {
        // Told by its segments.
      }
    }
  }

  private void tellRoundTrip(final StepBuilder step) {
    final long there = opening.synAckDelay();
    final long back = opening.ackDelay();
    if (there >= 0) {
      step.fact("syn_ack_delay_ns", there);
    }
    if (back >= 0) {
      step.fact("ack_delay_ns", back);
    }
    if (there < 0 || back < 0) {
      return;
    }
    final Phrases phrases = telling.phrases();
    step.say(
        "handshake.roundtrip",
        "whole",
        phrases.duration(there + back),
        "there",
        phrases.duration(there),
        "back",
        phrases.duration(back));
    if (there > NEAR * back) {
      step.say("capture.near", ORIGINATOR).fact("captured_near", "originator");
    } else if (back > NEAR * there) {
      step.say("capture.near", RESPONDER).fact("captured_near", "responder");
    }
  }

  private void tellOnlyDirection(final StepBuilder step) {
    final Endpoint only = opening.onlyDirection();
    if (only != null) {
      step.say("direction.only", only).fact("only_direction", only);
    }
  }

  /** The client's initial number, by the server's acknowledgement of it. */
  private String firstNumber() {
    final TracedSegment answer = telling.segment(opening.synAcks().getFirst());
    return Phrases.plain(answer.acknowledgment() - 1 & 0xFFFF_FFFFL);
  }

  private List<Map<String, Object>> states() {
    final List<Map<String, Object>> states = new ArrayList<>();
    for (final int place : proofs()) {
      states.add(states(telling, place));
    }
    return states;
  }

  /** The states of both endpoints after a segment, as a fact. */
  static Map<String, Object> states(final Telling telling, final int place) {
    final Map<String, Object> after = new LinkedHashMap<>();
    after.put("segment", telling.segment(place).number());
    after.put("originator", telling.reading().state(place, ORIGINATOR).name());
    after.put("responder", telling.reading().state(place, RESPONDER).name());
    return after;
  }
}
