package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.Judgement;
import dev.weir.connection.JudgementLayout;
import dev.weir.connection.OffHeapRecord;

/**
 * Counts judgements, for each direction of a connection. Window updates are common and have their
 * place in the record; the others make the connection have an events record.
 */
final class JudgementCounts {
  private static final int WINDOW_UPDATE = Judgement.WINDOW_UPDATE.bit();

  /** RFC 5681 section 3.2: what makes the sender retransmit without waiting. */
  private static final int TRIPLE = 3;

  private final ConnectionTable table;

  JudgementCounts(final ConnectionTable table) {
    this.table = table;
  }

  /**
   * Counts a segment's judgements.
   *
   * @param duplicates how many duplicate ACKs its sender has sent in a row.
   */
  void add(
      final OffHeapRecord record, final Segment segment, final int judged, final int duplicates) {
    final int from = segment.key.direction();
    if ((judged & WINDOW_UPDATE) != 0) {
      increment(record, ConnectionLayout.direction(from) + JudgementLayout.WINDOW_UPDATES_OFFSET);
    }
    int rest = judged & ~WINDOW_UPDATE;
    if (rest == 0) {
      return;
    }
    final OffHeapRecord events = table.events().of(record);
    final int counts = JudgementLayout.counts(from);
    for (; rest != 0; rest &= rest - 1) {
      final int place = Integer.numberOfTrailingZeros(rest);
      increment(events, counts + JudgementLayout.COUNTS_OFFSET + place * Integer.BYTES);
    }
    if (Judgement.RETRANSMISSION.isIn(judged)) {
      final int bytes = counts + JudgementLayout.RETRANSMITTED_BYTES_OFFSET;
      events.putLong(bytes, events.getLong(bytes) + segment.framedPayload);
    } else if (Judgement.OUT_OF_ORDER.isIn(judged)) {
      final int bytes = counts + JudgementLayout.OUT_OF_ORDER_BYTES_OFFSET;
      events.putLong(bytes, events.getLong(bytes) + segment.framedPayload);
    }
    if (Judgement.DUPLICATE_ACK.isIn(judged) && duplicates == TRIPLE) {
      increment(events, counts + JudgementLayout.TRIPLES_OFFSET);
    }
  }

  private static void increment(final OffHeapRecord fields, final int offset) {
    fields.putInt(offset, fields.getInt(offset) + 1);
  }
}
