package dev.weir.report;

import java.util.List;

/** Columns that count how the segments of a connection were judged. */
final class JudgementColumns {
  static final List<ConnectionColumn> ALL = List.of();

  private JudgementColumns() {}
}
