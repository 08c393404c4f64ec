package dev.weir.analysis;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.JudgementView;

/** How the segments of all connections were judged. */
public final class JudgementTotals {
  private static final Judgement[] JUDGEMENTS = Judgement.values();
  private static final Endpoint[] ENDPOINTS = Endpoint.values();

  private final long[][] segments = new long[ENDPOINTS.length][JUDGEMENTS.length];
  private final long[] retransmittedBytes = new long[ENDPOINTS.length];
  private final long[] outOfOrderBytes = new long[ENDPOINTS.length];
  private final long[] tripleDuplicates = new long[ENDPOINTS.length];

  /** Made by {@link ConnectionTotals}. */
  JudgementTotals() {}

  void add(final ConnectionView connection) {
    final JudgementView judged = connection.judged();
    for (final Endpoint endpoint : ENDPOINTS) {
      final int side = endpoint.ordinal();
      for (final Judgement judgement : JUDGEMENTS) {
        segments[side][judgement.ordinal()] += judged.segments(judgement, endpoint);
      }
      retransmittedBytes[side] += judged.retransmittedBytes(endpoint);
      outOfOrderBytes[side] += judged.outOfOrderBytes(endpoint);
      tripleDuplicates[side] += judged.tripleDuplicates(endpoint);
    }
  }

  /**
   * Segments that were judged so.
   *
   * @param judgement what was said of them.
   * @param endpoint which side sent them.
   * @return how many.
   */
  public long segments(final Judgement judgement, final Endpoint endpoint) {
    return segments[endpoint.ordinal()][judgement.ordinal()];
  }

  /**
   * Payload of retransmissions, of all kinds.
   *
   * @param endpoint which side sent them.
   * @return bytes.
   */
  public long retransmittedBytes(final Endpoint endpoint) {
    return retransmittedBytes[endpoint.ordinal()];
  }

  /**
   * Payload of segments that came out of order.
   *
   * @param endpoint which side sent them.
   * @return bytes.
   */
  public long outOfOrderBytes(final Endpoint endpoint) {
    return outOfOrderBytes[endpoint.ordinal()];
  }

  /**
   * How often a third duplicate ACK came in a row.
   *
   * @param endpoint which side sent them.
   * @return how often.
   */
  public long tripleDuplicates(final Endpoint endpoint) {
    return tripleDuplicates[endpoint.ordinal()];
  }
}
