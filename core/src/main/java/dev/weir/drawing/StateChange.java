package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The instant at which an endpoint's state changes: its own segment leaves, or the peer's arrives.
 *
 * @param knot when.
 * @param states in which states it can be from then on: {@link dev.weir.connection.TcpState} bits.
 */
record StateChange(Knot knot, int states) {

  /**
   * The changes of one endpoint, in the order of its own time. The place of the capture can see a
   * segment before one that leaves earlier; a state that is over before it begins is left out.
   */
  static Collection<StateChange> at(
      final Endpoint side, final List<PlacedRung> rungs, final TraceFacts facts) {
    final Deque<StateChange> changes = new ArrayDeque<>();
    for (final PlacedRung placed : rungs) {
      final int states = facts.segment(placed.rung().last()).states(side);
      if (states == facts.statesBefore(placed.rung().first(), side)) {
        continue;
      }
      final Knot knot = placed.lastAt(side);
      while (!changes.isEmpty() && changes.getLast().knot().timeNanos > knot.timeNanos) {
        changes.removeLast();
      }
      changes.addLast(new StateChange(knot, states));
    }
    return changes;
  }
}
