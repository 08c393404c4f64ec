package dev.weir.connection;

/**
 * Reads how the segments of one connection were judged: see {@link ConnectionView#judged()}. Each
 * number is the sum of what was said of the segments one by one ({@link
 * SegmentVerdict#judgements()}).
 */
public final class JudgementView {
  private static final int UPDATES_OFFSET = JudgementLayout.WINDOW_UPDATES_OFFSET;

  private final ConnectionView connection;
  private final OffHeapRecord record;

  JudgementView(final ConnectionView connection, final OffHeapRecord record) {
    this.connection = connection;
    this.record = record;
  }

  /**
   * How many of an endpoint's segments were judged so.
   *
   * @param judgement what was said of them; other things may have been, too.
   * @param endpoint who sent them.
   * @return segments.
   */
  public long segments(final Judgement judgement, final Endpoint endpoint) {
    if (judgement == Judgement.WINDOW_UPDATE) {
      final int block = ConnectionLayout.direction(connection.direction(endpoint));
      return Integer.toUnsignedLong(record.getInt(block + UPDATES_OFFSET));
    }
    return count(endpoint, JudgementLayout.COUNTS_OFFSET + judgement.ordinal() * Integer.BYTES);
  }

  /**
   * Payload of the segments that are {@link Judgement#RETRANSMISSION}, fast and spurious ones
   * included.
   *
   * @param endpoint who sent them.
   * @return bytes.
   */
  public long retransmittedBytes(final Endpoint endpoint) {
    return bytes(endpoint, JudgementLayout.RETRANSMITTED_BYTES_OFFSET);
  }

  /**
   * Payload of the segments that are {@link Judgement#OUT_OF_ORDER}.
   *
   * @param endpoint who sent them.
   * @return bytes.
   */
  public long outOfOrderBytes(final Endpoint endpoint) {
    return bytes(endpoint, JudgementLayout.OUT_OF_ORDER_BYTES_OFFSET);
  }

  /**
   * How often an endpoint sent a third duplicate ACK in a row, which asks for a fast retransmission
   * (RFC 5681 section 3.2).
   *
   * @param endpoint who sent them.
   * @return how often.
   */
  public long tripleDuplicates(final Endpoint endpoint) {
    return count(endpoint, JudgementLayout.TRIPLES_OFFSET);
  }

  private int place(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.COPIED_EVENTS_OFFSET
        + JudgementLayout.counts(connection.direction(endpoint))
        + offset;
  }

  private long count(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.hasEvents(record)
        ? Integer.toUnsignedLong(record.getInt(place(endpoint, offset)))
        : 0;
  }

  private long bytes(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.hasEvents(record) ? record.getLong(place(endpoint, offset)) : 0;
  }
}
