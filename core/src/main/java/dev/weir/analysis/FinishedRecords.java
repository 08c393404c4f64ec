package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import java.lang.foreign.Arena;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies of finished connections' records on their way from a worker to the merger. Reused. */
final class FinishedRecords {
  static final int CAPACITY = 1 << 9;

  final UnsafeBuffer records;
  int count;

  /** The last chunk of a round: the next chunk belongs to the next round. */
  boolean endOfRound;

  /** Nothing follows. */
  boolean endOfCapture;

  FinishedRecords(final Arena arena) {
    final int length = CAPACITY * ConnectionLayout.RECORD_LENGTH;
    records = new UnsafeBuffer(arena.allocate(length, 64).address(), length);
  }

  void reset() {
    count = 0;
    endOfRound = false;
    endOfCapture = false;
  }

  void add(final UnsafeBuffer record) {
    records.putBytes(
        count++ * ConnectionLayout.RECORD_LENGTH, record, 0, ConnectionLayout.RECORD_LENGTH);
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  long firstPacket(final int index) {
    return records.getLong(
        index * ConnectionLayout.RECORD_LENGTH + ConnectionLayout.FIRST_PACKET_OFFSET);
  }
}
