package dev.weir.analysis;

import dev.weir.connection.ConnectionTable;
import org.agrona.concurrent.UnsafeBuffer;

/** Follows a connection as Zeek does: endpoint states, history, sizes in sequence space. */
final class ZeekModel {
  private final ConnectionTable table;

  ZeekModel(final ConnectionTable table) {
    this.table = table;
  }

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final UnsafeBuffer record, final Segment segment) {}
}
