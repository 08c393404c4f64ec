package dev.weir.drawing;

import dev.weir.connection.Endpoint;

/**
 * A rung and the instants at which its first and its last segment, each way, leave and arrive.
 *
 * @param rung the rung.
 * @param originator the way of what the originator sent; null where it sent nothing.
 * @param responder the way of what the responder sent; null where it sent nothing.
 */
record PlacedRung(Rung rung, Sheaf originator, Sheaf responder) {
  /**
   * The segments of one endpoint in a rung, as instants at both lifelines.
   *
   * @param leaves the first one leaves.
   * @param arrives the first one arrives.
   * @param lastLeaves the last one leaves; the same as the first where there is only one.
   * @param lastArrives the last one arrives.
   */
  record Sheaf(Knot leaves, Knot arrives, Knot lastLeaves, Knot lastArrives) {}

  /** What an endpoint sent. */
  Sheaf sheaf(final Endpoint from) {
    return from == Endpoint.ORIGINATOR ? originator : responder;
  }

  /** The last instant at an endpoint's lifeline. */
  Knot lastAt(final Endpoint side) {
    final Sheaf sent = sheaf(side);
    final Sheaf received = sheaf(TraceFacts.peer(side));
    if (sent == null) {
      return received.lastArrives();
    }
    return received == null || received.lastArrives().timeNanos < sent.lastLeaves().timeNanos
        ? sent.lastLeaves()
        : received.lastArrives();
  }
}
