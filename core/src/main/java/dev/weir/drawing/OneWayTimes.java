package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import java.util.List;

/**
 * How long a segment is on its way between the place of the capture and each endpoint.
 *
 * <p>The model: half of the least round trip that was seen to that endpoint, the handshake's
 * included. The least one, since an ACK can be late but never early: with it no segment is drawn
 * leaving before the one that it answers has arrived. That both ways take equally long is assumed.
 *
 * @param originatorNanos to or from the originator; 0 where it cannot be told.
 * @param responderNanos to or from the responder; 0 where it cannot be told.
 * @param originatorKnown whether a round trip to the originator was seen.
 * @param responderKnown whether one to the responder was seen.
 */
record OneWayTimes(
    long originatorNanos, long responderNanos, boolean originatorKnown, boolean responderKnown) {

  /** The times that round trips tell. */
  static OneWayTimes of(final List<RoundTrip> roundTrips) {
    final long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
    for (final RoundTrip each : roundTrips) {
      final int to = each.to().ordinal();
      least[to] = Math.min(least[to], each.nanos());
    }
    final boolean originator = least[0] != Long.MAX_VALUE;
    final boolean responder = least[1] != Long.MAX_VALUE;
    return new OneWayTimes(
        originator ? least[0] / 2 : 0, responder ? least[1] / 2 : 0, originator, responder);
  }

  /** Nanoseconds between the place of the capture and an endpoint. */
  long to(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originatorNanos : responderNanos;
  }

  boolean isKnown(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originatorKnown : responderKnown;
  }

  /** Nanoseconds from one endpoint to the other. */
  long total() {
    return originatorNanos + responderNanos;
  }
}
