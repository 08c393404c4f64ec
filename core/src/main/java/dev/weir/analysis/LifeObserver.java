package dev.weir.analysis;

import dev.weir.connection.ConnectionTable;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows the life of a connection: the states of both endpoints, handshake, keep-alive, windows,
 * round trips and close.
 */
final class LifeObserver {
  private final ConnectionTable table;

  LifeObserver(final ConnectionTable table) {
    this.table = table;
  }

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final UnsafeBuffer record, final Segment segment) {}
}
