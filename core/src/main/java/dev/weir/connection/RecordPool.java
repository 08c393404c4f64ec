package dev.weir.connection;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Fixed-size off-heap records by number. Memory grows a chunk at a time, nothing is ever copied,
 * and a record never moves; freed records are used again, those freed last before others.
 */
final class RecordPool implements AutoCloseable {
  /** Records in a chunk: 2 to this power. */
  private static final int CHUNK_SHIFT = 12;

  private static final int CHUNK_RECORDS = 1 << CHUNK_SHIFT;
  private static final int NONE = -1;
  private static final long CACHE_LINE = 64;

  /**
   * Numbers of free records that one of them can hold, with a link: not more, since the state bits
   * of a connection's record ({@link ConnectionLayout#STATE_OFFSET}) have to stay, which say that
   * it is finished.
   */
  private static final int MOST_HELD = ConnectionLayout.STATE_OFFSET / Integer.BYTES - 1;

  private final OffHeapRecord holder = new OffHeapRecord();
  private final int recordLength;
  private long[] chunks = new long[16];
  private long[] allocations = new long[16];
  private int chunkCount;
  private int used;
  private int freed;

  // Free records: those freed last are near, the others are held by one of their own for eight.
  // A list through all of them would wait for memory each time that one is taken.
  private final int held;
  private final int[] near;
  private int nearCount;
  private int firstHolder = NONE;

  /**
   * Makes an empty pool.
   *
   * @param recordLength bytes of a record, at least 8.
   */
  RecordPool(final int recordLength) {
    this.recordLength = recordLength;
    held = Math.min(MOST_HELD, recordLength / Integer.BYTES - 1);
    near = new int[2 * held];
  }

  /**
   * Makes a pool of other records with the same numbers, of which the same are taken. Each begins
   * with the first bytes of its counterpart, the rest is zero.
   *
   * @param length bytes of a record there.
   * @param same bytes of it that are copied, at least those in which free records are held.
   */
  RecordPool counterpart(final int length, final int same) {
    final RecordPool other = new RecordPool(length);
    assert other.held == held && same >= (1 + held) * Integer.BYTES : same;
    final OffHeapRecord from = new OffHeapRecord();
    final OffHeapRecord to = new OffHeapRecord();
    while (other.used < used) {
      final int number = other.take();
      to.wrap(other.address(number), length);
      to.setMemory(0, length, (byte) 0);
      to.putBytes(0, from.wrap(address(number), same), 0, same);
    }
    other.freed = freed;
    other.nearCount = nearCount;
    System.arraycopy(near, 0, other.near, 0, nearCount);
    other.firstHolder = firstHolder;
    return other;
  }

  /** A record for the caller to fill: its bytes are whatever was there before. */
  int take() {
    if (freed > 0) {
      freed--;
      return nearCount > 0 ? near[--nearCount] : takeHolder();
    }
    if (used == chunkCount << CHUNK_SHIFT) {
      addChunk();
    }
    return used++;
  }

  /** Notes the records that are taken next, as far as these were used before. */
  void noteNext(final ReadAhead lines, final int most) {
    for (int i = nearCount - 1; i >= Math.max(0, nearCount - most); i--) {
      lines.add(address(near[i]));
    }
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
    freed++;
    if (nearCount == near.length) {
      makeHolder(record);
    } else {
      near[nearCount++] = record;
    }
  }

  /** Those of the near ones that were freed first are held by another free one. */
  private void makeHolder(final int record) {
    holder.wrap(address(record), recordLength);
    holder.putInt(0, firstHolder);
    for (int i = 0; i < held; i++) {
      holder.putInt((1 + i) * Integer.BYTES, near[i]);
    }
    nearCount -= held;
    System.arraycopy(near, held, near, 0, nearCount);
    firstHolder = record;
  }

  private int takeHolder() {
    final int record = firstHolder;
    holder.wrap(address(record), recordLength);
    firstHolder = holder.getInt(0);
    for (int i = 0; i < held; i++) {
      near[i] = holder.getInt((1 + i) * Integer.BYTES);
    }
    nearCount = held;
    return record;
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
    nearCount = 0;
    firstHolder = NONE;
  }
}
