package dev.weir.connection;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Fixed-size off-heap records by number. Memory grows a chunk at a time, nothing is ever copied,
 * and a record never moves; freed records are used again, the newest freed first.
 */
final class RecordPool implements AutoCloseable {
  /** Records in a chunk: 2 to this power. */
  private static final int CHUNK_SHIFT = 12;

  private static final int CHUNK_RECORDS = 1 << CHUNK_SHIFT;
  private static final int NONE = -1;
  private static final long CACHE_LINE = 64;

  private final OffHeapRecord freeLink = new OffHeapRecord();
  private final int recordLength;
  private long[] chunks = new long[16];
  private long[] allocations = new long[16];
  private int chunkCount;
  private int used;
  private int freed;
  private int firstFree = NONE;

  /** The one after it: its memory is read a step before it is needed. */
  private int secondFree = NONE;

  RecordPool(final int recordLength) {
    this.recordLength = recordLength;
  }

  /**
   * Makes a pool of other records with the same numbers, of which the same are taken. Each begins
   * with the first bytes of its counterpart, the rest is zero.
   *
   * @param length bytes of a record there.
   * @param same bytes of it that are copied, at least 4.
   */
  RecordPool counterpart(final int length, final int same) {
    final RecordPool other = new RecordPool(length);
    final OffHeapRecord from = new OffHeapRecord();
    final OffHeapRecord to = new OffHeapRecord();
    while (other.used < used) {
      final int number = other.take();
      to.wrap(other.address(number), length);
      to.setMemory(0, length, (byte) 0);
      // The link to the next free record is among the first bytes.
      to.putBytes(0, from.wrap(address(number), same), 0, same);
    }
    other.freed = freed;
    other.firstFree = firstFree;
    other.secondFree = secondFree;
    return other;
  }

  /** A record for the caller to fill: its bytes are whatever was there before. */
  int take() {
    if (firstFree != NONE) {
      final int record = firstFree;
      firstFree = secondFree;
      secondFree = firstFree == NONE ? NONE : link(firstFree);
      freed--;
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
      allocations = Arrays.copyOf(allocations, chunkCount * 2);
    }
    // Not from an Arena, which would clear the chunk: a first touch of memory that may never be
    // used.
    final long length = (long) CHUNK_RECORDS * recordLength + CACHE_LINE;
    final long start = UnsafeApi.allocateMemory(length);
    allocations[chunkCount] = start;
    chunks[chunkCount++] = start + CACHE_LINE - 1 & -CACHE_LINE;
  }

  void free(final int record) {
    freeLink.wrap(address(record), Integer.BYTES);
    freeLink.putInt(0, firstFree);
    secondFree = firstFree;
    firstFree = record;
    freed++;
  }

  private int link(final int record) {
    freeLink.wrap(address(record), Integer.BYTES);
    return freeLink.getInt(0);
  }

  long address(final int record) {
    return chunks[record >>> CHUNK_SHIFT] + (long) (record & CHUNK_RECORDS - 1) * recordLength;
  }

  /** Records that were taken and not freed. */
  int inUse() {
    return used - freed;
  }

  /** Records that were ever taken: the numbers below this. */
  int used() {
    return used;
  }

  long memory() {
    return (long) chunkCount * CHUNK_RECORDS * recordLength;
  }

  @Override
  public void close() {
    for (int i = 0; i < chunkCount; i++) {
      UnsafeApi.freeMemory(allocations[i]);
    }
    chunkCount = 0;
    used = 0;
    freed = 0;
    firstFree = NONE;
    secondFree = NONE;
  }
}
