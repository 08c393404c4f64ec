package dev.weir.analysis;

/** Applies segments to their connections, at once or when it has to. */
interface ConnectionTracker {
  /**
   * Takes in a segment.
   *
   * @return the number of its connection's record, or {@link
   *     dev.weir.connection.ConnectionTable#NONE} where it counts for none.
   */
  int apply(Segment segment);

  /** Takes in what is not yet taken in of a connection, since it is to be reported. */
  void complete(int number);
}
