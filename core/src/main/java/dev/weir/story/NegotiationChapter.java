package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import java.util.List;

/** Tells what the SYNs agree on. */
final class NegotiationChapter {
  private static final int TIMESTAMPS_LENGTH = 12;

  private final Telling telling;
  private final List<Integer> own;
  private final List<Integer> others;

  NegotiationChapter(final Telling telling, final Opening opening) {
    this.telling = telling;
    own = opening.syns();
    others = opening.synAcks().isEmpty() ? opening.peerSyns() : opening.synAcks();
  }

  void tell() {
    if (own.isEmpty() || others.isEmpty()) {
      return;
    }
    final TracedSegment syn = telling.segment(own.getFirst());
    final TracedSegment answer = telling.segment(others.getFirst());
    final StepBuilder step = telling.step(StoryStep.Kind.NEGOTIATION);
    step.proof(own.getFirst()).proof(others.getFirst());
    tellSegmentSize(step, syn.options(), answer.options());
    tellScale(step, syn, answer);
    final boolean sack = syn.options().sackPermitted() && answer.options().sackPermitted();
    final boolean stamps = syn.options().hasTimestamps() && answer.options().hasTimestamps();
    final boolean ecn = syn.has(TcpFlags.ECE) && syn.has(TcpFlags.CWR) && answer.has(TcpFlags.ECE);
    step.fact("sack", sack).fact("timestamps", stamps).fact("ecn", ecn);
    step.say(sack ? "negotiation.sack" : "negotiation.sack.none");
    step.say(stamps ? "negotiation.timestamps" : "negotiation.timestamps.none");
    if (ecn) {
      step.say("negotiation.ecn");
    }
    if (syn.options().fastOpen() || answer.options().fastOpen()) {
      step.say("negotiation.fastopen").fact("fast_open", true);
    }
    telling.add(step);
  }

  private void tellSegmentSize(
      final StepBuilder step, final TracedOptions syn, final TracedOptions answer) {
    final int client = syn.maximumSegmentSize();
    final int server = answer.maximumSegmentSize();
    step.fact("mss_originator", client).fact("mss_responder", server);
    if (client == 0 || server == 0) {
      step.say("negotiation.mss.none");
      return;
    }
    step.say(
        "negotiation.mss", "client", client, "server", server, "least", Math.min(client, server));
    final int largest = largest();
    final int stamps = syn.hasTimestamps() && answer.hasTimestamps() ? TIMESTAMPS_LENGTH : 0;
    if (stamps > 0 && largest == Math.min(client, server) - stamps) {
      step.say("negotiation.mss.used", "largest", largest, "least", Math.min(client, server));
    }
  }

  private int largest() {
    int largest = 0;
    for (final TracedSegment segment : telling.trace().segments()) {
      largest = Math.max(largest, segment.payloadLength());
    }
    return largest;
  }

  private void tellScale(
      final StepBuilder step, final TracedSegment syn, final TracedSegment answer) {
    final int client = syn.options().windowScale();
    final int server = answer.options().windowScale();
    step.fact("window_scale_originator", client).fact("window_scale_responder", server);
    if (client < 0 || server < 0) {
      step.say("negotiation.scale.none");
    } else {
      step.say(
          "negotiation.scale",
          "client",
          1L << Math.min(client, 14),
          "server",
          1L << Math.min(server, 14));
    }
    step.say(
        "negotiation.window",
        "client",
        telling.phrases().bytes(firstWindow(ORIGINATOR, syn)),
        "server",
        telling.phrases().bytes(firstWindow(RESPONDER, answer)));
  }

  /** The first window that may be scaled. */
  private long firstWindow(final Endpoint endpoint, final TracedSegment otherwise) {
    for (final TracedSegment segment : telling.trace().segments()) {
      if (segment.from() == endpoint && !segment.has(TcpFlags.SYN | TcpFlags.RST)) {
        return segment.scaledWindow();
      }
    }
    return otherwise.scaledWindow();
  }
}
