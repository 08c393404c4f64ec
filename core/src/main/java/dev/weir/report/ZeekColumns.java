package dev.weir.report;

import java.util.List;

/** Columns that say of a connection what Zeek says, by its names. */
final class ZeekColumns {
  static final List<ConnectionColumn> ALL = List.of();

  private ZeekColumns() {}
}
