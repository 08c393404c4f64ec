package dev.weir.analysis;

import dev.weir.connection.ConnectionTable;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows the life of a connection: the states of both endpoints, handshake, keep-alive, windows,
 * round trips and close.
 */
final class LifeObserver {
  private final SegmentPlace place = new SegmentPlace();
  private final EndpointStates states = new EndpointStates();

  LifeObserver(final ConnectionTable table) {}

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final UnsafeBuffer record, final Segment segment) {
    place.locate(record, segment);
    states.observe(record, segment, place);
  }
}
