package dev.weir.connection;

import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Doubly linked lists through record numbers, kept apart from the records: 8 bytes a record and
 * list, so that moving a record between lists touches memory that is mostly in the cache.
 */
final class RecordLinks implements AutoCloseable {
  static final int NONE = -1;
  private static final int CHUNK_SHIFT = 13;
  private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
  static final int ENTRY_LENGTH = 2 * Integer.BYTES;

  private final Arena arena = Arena.ofShared();
  private OffHeapRecord[] chunks = new OffHeapRecord[16];
  private int chunkCount;

  /** Makes room for a record's links; records come in ascending order. */
  void ensure(final int record) {
    final int chunk = record >>> CHUNK_SHIFT;
    if (chunk < chunkCount) {
      return;
    }
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk * 2);
    }
    final int length = ENTRY_LENGTH << CHUNK_SHIFT;
    chunks[chunkCount++] = new OffHeapRecord().wrap(arena.allocate(length, 64).address(), length);
  }

  /** Where a record's links are in memory. */
  long address(final int record) {
    return chunks[record >>> CHUNK_SHIFT].address() + (record & CHUNK_MASK) * ENTRY_LENGTH;
  }

  int next(final int record) {
    return chunks[record >>> CHUNK_SHIFT].getInt((record & CHUNK_MASK) * ENTRY_LENGTH);
  }

  int previous(final int record) {
    return chunks[record >>> CHUNK_SHIFT].getInt(
        (record & CHUNK_MASK) * ENTRY_LENGTH + Integer.BYTES);
  }

  void next(final int record, final int value) {
    chunks[record >>> CHUNK_SHIFT].putInt((record & CHUNK_MASK) * ENTRY_LENGTH, value);
  }

  void previous(final int record, final int value) {
    chunks[record >>> CHUNK_SHIFT].putInt(
        (record & CHUNK_MASK) * ENTRY_LENGTH + Integer.BYTES, value);
  }

  long memory() {
    return (long) chunkCount * ENTRY_LENGTH << CHUNK_SHIFT;
  }

  @Override
  public void close() {
    arena.close();
  }
}
