package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.transport.TcpFlags;

/**
 * What one endpoint sent in a run of segments.
 *
 * @param segments how many, of any kind.
 * @param dataSegments those with payload.
 * @param bytes payload of all of them.
 * @param retransmissions those that repeat bytes.
 * @param lost those that probably did not arrive.
 * @param duplicateAcks duplicate ACKs.
 * @param lowest the lowest sequence number.
 * @param highest the highest sequence number behind one of them.
 * @param acknowledged the highest acknowledgement number, -1 without any.
 * @param first the place of the first one in the trace, -1 where there is none.
 * @param last the place of the last one.
 */
record Tally(
    long segments,
    long dataSegments,
    long bytes,
    long retransmissions,
    long lost,
    long duplicateAcks,
    long lowest,
    long highest,
    long acknowledged,
    int first,
    int last) {

  /** Counts what an endpoint sent between two places of the trace, both included. */
  static Tally of(final TraceFacts facts, final Endpoint from, final int first, final int last) {
    final long[] sums = new long[5];
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    long acknowledged = -1;
    long segments = 0;
    int begin = -1;
    int end = -1;
    for (int i = first; i <= last; i++) {
      final var segment = facts.segment(i);
      if (segment.from() != from) {
        continue;
      }
      segments++;
      begin = begin < 0 ? i : begin;
      end = i;
      sums[0] += segment.payloadLength() > 0 ? 1 : 0;
      sums[1] += segment.payloadLength();
      sums[2] += facts.isSentAgain(i) ? 1 : 0;
      sums[3] += facts.isLost(i) ? 1 : 0;
      sums[4] += segment.is(Judgement.DUPLICATE_ACK) ? 1 : 0;
      if (!segment.has(TcpFlags.RST)) {
        lowest = Math.min(lowest, facts.sequence(i));
        highest = Math.max(highest, facts.end(i));
      }
      acknowledged = Math.max(acknowledged, facts.acknowledgment(i));
    }
    return new Tally(
        segments,
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        sums[4],
        lowest,
        highest,
        acknowledged,
        begin,
        end);
  }

  /** Whether sequence numbers are known. */
  boolean hasRange() {
    return lowest <= highest;
  }
}
