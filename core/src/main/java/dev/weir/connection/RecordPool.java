package dev.weir.connection;

import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Fixed-size off-heap records by number. Memory grows a chunk at a time, nothing is ever copied,
 * and a record never moves; freed records are used again, the newest freed first.
 */
final class RecordPool implements AutoCloseable {
  /** Records in a chunk: 2 to this power. */
  private static final int CHUNK_SHIFT = 12;

  private static final int CHUNK_RECORDS = 1 << CHUNK_SHIFT;
  private static final int NONE = -1;

  private final Arena arena = Arena.ofShared();
  private final OffHeapRecord freeLink = new OffHeapRecord();
  private final int recordLength;
  private long[] chunks = new long[16];
  private int chunkCount;
  private int used;
  private int firstFree = NONE;

  RecordPool(final int recordLength) {
    this.recordLength = recordLength;
  }

  /** A record for the caller to fill: its bytes are whatever was there before. */
  int take() {
    if (firstFree != NONE) {
      final int record = firstFree;
      freeLink.wrap(address(record), Integer.BYTES);
      firstFree = freeLink.getInt(0);
      return record;
    }
    if (used == chunkCount << CHUNK_SHIFT) {
      addChunk();
    }
    return used++;
  }

  private void addChunk() {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
    }
    chunks[chunkCount++] = arena.allocate((long) CHUNK_RECORDS * recordLength, 64).address();
  }

  void free(final int record) {
    freeLink.wrap(address(record), Integer.BYTES);
    freeLink.putInt(0, firstFree);
    firstFree = record;
  }

  long address(final int record) {
    return chunks[record >>> CHUNK_SHIFT] + (long) (record & CHUNK_RECORDS - 1) * recordLength;
  }

  long memory() {
    return (long) chunkCount * CHUNK_RECORDS * recordLength;
  }

  @Override
  public void close() {
    arena.close();
  }
}
