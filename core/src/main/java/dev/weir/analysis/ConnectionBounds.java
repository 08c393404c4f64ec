package dev.weir.analysis;

import dev.weir.connection.Lifetime;
import dev.weir.connection.OffHeapRecord;

/** Where a connection ends and the next one on its tuple begins. */
interface ConnectionBounds extends Lifetime {
  /**
   * Whether a segment counts at all.
   *
   * @param known whether its tuple has a connection.
   */
  boolean admits(Segment segment, boolean known);

  /** Whether a segment does not belong to the connection that its tuple had so far. */
  boolean isOver(OffHeapRecord record, Segment segment);
}
