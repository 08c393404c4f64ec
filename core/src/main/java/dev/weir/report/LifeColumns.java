package dev.weir.report;

import java.util.List;

/** Columns of the life of a connection: handshake, keep-alive, windows, round trips, close. */
final class LifeColumns {
  static final List<ConnectionColumn> ALL = List.of();

  private LifeColumns() {}
}
