package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Tells of the RST that ends a connection, and what it means where it comes. */
final class ResetChapter {
  private final Telling telling;
  private final TraceReading reading;
  private final Opening opening;
  private final int reset;
  private final Endpoint by;

  /** Amid what the RST came. */
  enum During {
    /** Right after the SYN-ACK: nobody wanted the connection. */
    HANDSHAKE,
    /** The resetter's keep-alive probes had no answer. */
    KEEP_ALIVE,
    /** It answers a keep-alive probe: the resetter knows nothing of the connection any more. */
    KEEP_ALIVE_REFUSED,
    /** A window was closed. */
    ZERO_WINDOW,
    /** The other side had closed already, and the resetter wanted no more. */
    PEER_CLOSED,
    /** The resetter itself had closed already. */
    OWN_CLOSED,
    /** Data of the other side was not acknowledged yet. */
    DATA,
    /** Nothing had been sent for long. */
    IDLE,
    /** All was acknowledged. */
    OPEN,
    /** It is the first segment captured. */
    UNKNOWN
  }

  /** Makes a chapter; {@code reading} has a RST. */
  ResetChapter(final Telling telling, final Opening opening) {
    this.telling = telling;
    this.opening = opening;
    reading = telling.reading();
    reset = reading.firstReset();
    by = reading.segment(reset).from();
  }

  void tell() {
    final StepBuilder step = telling.step(StoryStep.Kind.RESET);
    final During during = during();
    step.proof(reset);
    step.fact("by", by).fact("during", during).number("segment", reset);
    step.say(
        "reset.by",
        by,
        "segment",
        telling.name(reset),
        "change",
        telling.change(reset, by),
        "peerChange",
        telling.change(reset, Telling.peer(by)));
    step.say("reset." + during.name().toLowerCase(java.util.Locale.ROOT).replace('_', '.'), by);
    final long lost = unacknowledged(Telling.peer(by));
    step.fact("unacknowledged_bytes", lost);
    if (lost > 0) {
      step.say("reset.lost", by, "bytes", telling.phrases().bytes(lost));
    }
    tellMore(step);
    telling.add(step);
  }

  private During during() {
    if (opening.outcome() == Handshake.NO_ACK && by == Endpoint.ORIGINATOR) {
      return During.HANDSHAKE;
    }
    final int fin = reading.firstFin();
    if (fin < reset) {
      return hasFin(Telling.peer(by)) ? During.PEER_CLOSED : During.OWN_CLOSED;
    }
    if (reset == 0) {
      return During.UNKNOWN;
    }
    if (gaveUp()) {
      return During.KEEP_ALIVE;
    }
    if (reading.isKeepAliveProbe(reset - 1) && reading.segment(reset - 1).from() != by) {
      return During.KEEP_ALIVE_REFUSED;
    }
    if (endsOnClosedWindow()) {
      return During.ZERO_WINDOW;
    }
    if (unacknowledged(Telling.peer(by)) > 0) {
      return During.DATA;
    }
    final boolean idle = telling.between(reset - 1, reset) >= BodyChapter.IDLE_NANOS;
    return idle ? During.IDLE : During.OPEN;
  }

  private boolean hasFin(final Endpoint endpoint) {
    for (int i = reading.firstFin(); i < reset; i++) {
      if (reading.segment(i).from() == endpoint && reading.segment(i).has(TcpFlags.FIN)) {
        return true;
      }
    }
    return false;
  }

  private boolean gaveUp() {
    if (telling.steps().isEmpty()) {
      return false;
    }
    final StoryStep last = telling.steps().getLast();
    return last.kind() == StoryStep.Kind.KEEP_ALIVE
        && by.name().toLowerCase(java.util.Locale.ROOT).equals(last.facts().get("prober"))
        && Boolean.FALSE.equals(last.facts().get("all_answered"));
  }

  private boolean endsOnClosedWindow() {
    if (telling.steps().isEmpty()) {
      return false;
    }
    final StoryStep last = telling.steps().getLast();
    return last.kind() == StoryStep.Kind.WINDOW
        && Boolean.FALSE.equals(last.facts().get("reopened"));
  }

  /** Payload of an endpoint that the other one had not acknowledged before the RST. */
  private long unacknowledged(final Endpoint sender) {
    long sent = Long.MIN_VALUE;
    long acknowledged = Long.MIN_VALUE;
    for (int i = 0; i < reset; i++) {
      final TracedSegment segment = reading.segment(i);
      if (segment.from() == sender) {
        if (segment.payloadLength() > 0) {
          sent = Math.max(sent, segment.relativeSequence() + segment.payloadLength());
        }
        acknowledged = Math.max(acknowledged, 1);
      } else if (segment.has(TcpFlags.ACK)) {
        acknowledged = Math.max(acknowledged, segment.relativeAcknowledgment());
      }
    }
    return sent == Long.MIN_VALUE ? 0 : Math.max(0, sent - acknowledged);
  }

  private void tellMore(final StepBuilder step) {
    final List<Integer> more = new ArrayList<>();
    for (int i = reset + 1; i < reading.count(); i++) {
      more.add(i);
    }
    step.fact("segments_after", more.size());
    if (!more.isEmpty()) {
      step.proofs(more);
      step.say(
          "reset.more",
          "segments",
          telling.phrases().count("segments", more.size()),
          "names",
          telling.names(more));
    }
  }
}
