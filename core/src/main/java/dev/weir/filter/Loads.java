package dev.weir.filter;

import java.util.List;

/** Loads from a place that is computed, and what guards them. */
final class Loads {
  private Loads() {}

  /**
   * Steps that load from an offset plus an index.
   *
   * @param index the memory word that holds the index.
   */
  static List<Step> at(final Layers.Offset offset, final int index, final int size) {
    final Step load = new Step(Operation.loadIndexed(size), offset.constant());
    return offset.varies()
        ? List.of(
            new Step(Operation.LOAD_X_MEMORY, offset.register()),
            new Step(Operation.LOAD_MEMORY, index),
            new Step(Operation.ADD_X),
            new Step(Operation.A_TO_X),
            load)
        : List.of(new Step(Operation.LOAD_X_MEMORY, index), load);
  }

  /** A condition behind another one, if there is another one. */
  static Condition guarded(final Condition first, final Condition second) {
    return first == null ? second : first.and(second);
  }
}
