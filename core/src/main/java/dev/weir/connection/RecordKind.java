package dev.weir.connection;

/** The kinds of records that connections take memory for. */
public enum RecordKind {
  /** A connection's head, with its place in the index, which may just have grown, and in lists. */
  CONNECTION(
      HeadLayout.LENGTH + ConnectionIndex.MOST_BYTES_PER_ENTRY + 2 * RecordLinks.ENTRY_LENGTH),
  /** What is known of a connection whose segments were taken in. */
  RECORD(ConnectionLayout.RECORD_LENGTH),
  /** Segments that are not taken in yet. */
  JOURNAL(JournalPool.CHUNK_LENGTH),
  /** What only connections with some trouble have. */
  EVENTS(ConnectionLayout.EVENTS_LENGTH),
  /** Both directions' round trips, one by one. */
  FEW_ROUND_TRIPS(FewRoundTripsLayout.LENGTH),
  /** Both directions' round trips as distributions. */
  ROUND_TRIPS(ConnectionLayout.ROUND_TRIPS_LENGTH),
  /** A hole, or a segment that waits for its ACK. */
  SPAN(SpanPool.LENGTH);

  private final int bytes;

  RecordKind(final int bytes) {
    this.bytes = bytes;
  }

  /**
   * Off-heap memory of one.
   *
   * @return bytes.
   */
  public int bytes() {
    return bytes;
  }
}
