package dev.weir.drawing;

import dev.weir.connection.Endpoint;

/**
 * The time from a segment to its ACK, as seen where the capture was made: the way from there to one
 * endpoint and back.
 *
 * @param to the endpoint that answered.
 * @param timeNanos when the ACK was captured, nanoseconds since 1970.
 * @param nanos the round trip.
 * @param segment which segment was acknowledged: its place in the trace.
 */
record RoundTrip(Endpoint to, long timeNanos, long nanos, int segment) {}
