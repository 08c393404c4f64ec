package dev.weir.drawing;

import dev.weir.connection.Endpoint;

/** An instant at one lifeline of a ladder: a segment leaves or arrives there. */
final class Knot {
  /** Nanoseconds since the first segment was captured; those at an endpoint can be negative. */
  final long timeNanos;

  final Endpoint side;

  /** Room that is needed above, in units of the picture. */
  double above;

  /** Room that is needed below. */
  double below;

  /** How far it must lie below another knot, where there is one. */
  Knot after;

  double distance;

  /** Whether the time before it is left out. */
  boolean cutOff;

  /** Where it lies, downwards. */
  double y;

  Knot(final long timeNanos, final Endpoint side) {
    this.timeNanos = timeNanos;
    this.side = side;
  }

  /** Asks for room for what is written beside it. */
  void room(final double up, final double down) {
    above = Math.max(above, up);
    below = Math.max(below, down);
  }
}
