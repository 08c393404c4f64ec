package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import java.lang.foreign.Arena;

/** Copies of finished connections' records on their way from a worker to the merger. Reused. */
final class FinishedRecords {
  static final int CAPACITY = 1 << 9;

  final OffHeapRecord records;
  int count;

  /** The last chunk of a round: the next chunk belongs to the next round. */
  boolean endOfRound;

  /** Nothing follows. */
  boolean endOfCapture;

  FinishedRecords(final Arena arena) {
    final int length = CAPACITY * ConnectionLayout.COPY_LENGTH;
    records = new OffHeapRecord().wrap(arena.allocate(length, 64).address(), length);
  }

  void reset() {
    count = 0;
    endOfRound = false;
    endOfCapture = false;
  }

  void add(final ConnectionTable table, final int number) {
    table.copyTo(number, records, count++ * ConnectionLayout.COPY_LENGTH);
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  long firstPacket(final int index) {
    return records.getLong(
        index * ConnectionLayout.COPY_LENGTH + ConnectionLayout.FIRST_PACKET_OFFSET);
  }
}
