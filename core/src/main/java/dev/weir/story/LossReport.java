package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Collects what was lost, sent again or out of order within a burst, and tells it. */
final class LossReport {
  private static final int MOST_TOLD = 3;

  private final Telling telling;
  private final TraceReading reading;
  private final List<Integer> repetitions = new ArrayList<>();
  private final List<Integer> outOfOrder = new ArrayList<>();
  private final List<Integer> gaps = new ArrayList<>();
  private final List<Integer> duplicates = new ArrayList<>();
  private int fast;
  private int spurious;

  LossReport(final Telling telling) {
    this.telling = telling;
    reading = telling.reading();
  }

  /** Looks at a segment of the burst. */
  void take(final int place) {
    final TracedSegment segment = reading.segment(place);
    if (reading.isRepetition(place)) {
      repetitions.add(place);
      fast += segment.is(Judgement.FAST_RETRANSMISSION) ? 1 : 0;
      spurious += segment.is(Judgement.SPURIOUS_RETRANSMISSION) ? 1 : 0;
    }
    if (segment.is(Judgement.OUT_OF_ORDER)) {
      outOfOrder.add(place);
    }
    if (segment.is(Judgement.LOST_SEGMENT) || segment.is(Judgement.ACK_LOST_SEGMENT)) {
      gaps.add(place);
    }
    if (segment.is(Judgement.DUPLICATE_ACK)) {
      duplicates.add(place);
    }
  }

  /** Adds a step, where there is anything to tell. */
  void tell() {
    if (repetitions.isEmpty() && outOfOrder.isEmpty() && gaps.isEmpty()) {
      return;
    }
    final StepBuilder step = telling.step(StoryStep.Kind.LOSS);
    step.proofs(repetitions).proofs(outOfOrder).proofs(gaps).proofs(duplicates);
    step.fact("retransmissions", repetitions.size()).fact("fast", fast).fact("spurious", spurious);
    step.fact("out_of_order", outOfOrder.size()).fact("not_captured", gaps.size());
    step.fact("duplicate_acks", duplicates.size());
    final Phrases phrases = telling.phrases();
    if (!duplicates.isEmpty()) {
      step.say(
          "loss.duplicates",
          reading.segment(duplicates.getFirst()).from(),
          "acks",
          phrases.count("acks", duplicates.size()),
          "names",
          telling.names(duplicates));
    }
    repetitions.stream().limit(MOST_TOLD).forEach(place -> tellRepetition(step, place));
    if (repetitions.size() > MOST_TOLD) {
      step.say(
          "loss.more",
          "segments",
          phrases.count("segments", repetitions.size() - MOST_TOLD),
          "names",
          telling.names(repetitions.subList(MOST_TOLD, repetitions.size())));
    }
    if (!outOfOrder.isEmpty()) {
      step.say(
          "loss.order",
          "segments",
          phrases.count("segments", outOfOrder.size()),
          "names",
          telling.names(outOfOrder));
    }
    if (!gaps.isEmpty()) {
      step.say("loss.gap", "names", telling.names(gaps));
    }
    telling.add(step);
  }

  private void tellRepetition(final StepBuilder step, final int place) {
    final TracedSegment segment = reading.segment(place);
    final int original = original(place);
    final String key;
    if (segment.is(Judgement.SPURIOUS_RETRANSMISSION)) {
      key = "loss.spurious";
    } else if (segment.is(Judgement.FAST_RETRANSMISSION)) {
      key = "loss.fast";
    } else {
      key = original < 0 ? "loss.late" : "loss.again";
    }
    step.say(
        key,
        segment.from(),
        "segment",
        telling.name(place),
        "bytes",
        telling.phrases().bytes(segment.payloadLength()),
        "sequence",
        Phrases.plain(segment.relativeSequence()),
        "original",
        original < 0
            ? ""
            : telling.phrases().say("loss.original", "segment", telling.name(original)),
        "delay",
        original < 0 ? "" : telling.duration(original, place));
  }

  /** The segment that carried the first byte before, or -1. */
  private int original(final int place) {
    final TracedSegment again = reading.segment(place);
    final Endpoint from = again.from();
    final long sequence = again.relativeSequence();
    for (int i = place - 1; i >= 0; i--) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() == from
          && segment.payloadLength() + (segment.flags() & (TcpFlags.SYN | TcpFlags.FIN)) > 0
          && segment.relativeSequence() <= sequence
          && segment.relativeEnd() > sequence) {
        return i;
      }
    }
    return -1;
  }
}
