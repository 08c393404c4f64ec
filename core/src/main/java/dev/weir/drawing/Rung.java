package dev.weir.drawing;

import dev.weir.connection.Endpoint;

/**
 * One rung of a ladder: a segment, or a run of segments that was folded.
 *
 * @param kind what it holds.
 * @param first the place of its first segment in the trace.
 * @param last the place of its last segment.
 * @param from who sent the segment, or who sends in a folded run while the other one answers.
 * @param originator what the originator sent in it.
 * @param responder what the responder sent in it.
 * @param idleNanos how long nothing was sent before it, where that is remarkable; otherwise 0.
 * @param omitted how many segments were left out of the trace before it.
 */
record Rung(
    Kind kind,
    int first,
    int last,
    Endpoint from,
    Tally originator,
    Tally responder,
    long idleNanos,
    long omitted) {

  /** What a rung holds. */
  enum Kind {
    /** A single segment. */
    SEGMENT,
    /** Data from one endpoint, pure ACKs from the other. */
    BURST,
    /** Bytes sent again by one endpoint, pure ACKs from the other. */
    RETRANSMISSIONS,
    /** Keep-alive probes from one endpoint, answers from the other. */
    PROBES,
    /** Probes of a closed window from one endpoint, answers from the other. */
    WINDOW_PROBES,
    /** Segments of one endpoint that look the same. */
    REPEATS,
    /** Segments of any kind, folded since there were too many. */
    MIXED
  }

  /** What an endpoint sent. */
  Tally tally(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originator : responder;
  }

  /** How many segments it holds. */
  int segments() {
    return last - first + 1;
  }

  /** Whether the time before it is left out of the picture. */
  boolean isCutOff() {
    return idleNanos > 0 || omitted > 0;
  }

  /** Why the time before it is left out. */
  String cutLabel(final Labels labels) {
    return omitted > 0
        ? labels.get("omitted", omitted, labels.span(idleNanos))
        : labels.get("idle", labels.span(idleNanos));
  }

  /** Whether it is more than one segment. */
  boolean isFolded() {
    return kind != Kind.SEGMENT;
  }
}
