package dev.weir.line;

import java.lang.foreign.Arena;
import org.agrona.UnsafeApi;

/**
 * The memory of an open-addressing table, off-heap: a power of two of slots, at most half full,
 * linear probing, nothing is ever forgotten. A slot is free where its first 8 bytes are 0.
 */
abstract class SlotTable implements AutoCloseable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int CACHE_LINE = 64;

  private final long seed;
  private final int slotShift;
  private Arena arena;
  private long base;
  private int mask;
  private int used;

  /**
   * Makes an empty table.
   *
   * @param seed makes the order of slots unguessable: captures may be hostile.
   * @param slotShift a slot's length is 2 to this power.
   */
  SlotTable(final long seed, final int slotShift) {
    this.seed = seed;
    this.slotShift = slotShift;
    allocate(FIRST_SLOTS);
  }

  private void allocate(final int count) {
    arena = Arena.ofShared();
    base = arena.allocate((long) count << slotShift, CACHE_LINE).address();
    mask = count - 1;
  }

  /** Mixes two numbers with the seed, which nobody knows who makes up addresses and ports. */
  final long mixed(final long one, final long other) {
    long h = (one ^ seed) * 0x9E37_79B9_7F4A_7C15L;
    h ^= h >>> 32;
    h = (h ^ other ^ Long.rotateLeft(seed, 29)) * 0xD6E8_FEB8_6659_FD93L;
    h ^= h >>> 29;
    return h * 0x9E37_79B9_7F4A_7C15L;
  }

  /** The address of a slot; indices go round. */
  final long slot(final int index) {
    return base + ((long) (index & mask) << slotShift);
  }

  /** The address of the free slot that a search from an index comes to. */
  final long free(final int from) {
    int index = from;
    while (UnsafeApi.getLong(slot(index)) != 0) {
      index++;
    }
    return slot(index);
  }

  /** Makes room for one more; slots may move. */
  final void makeRoom() {
    used++;
    if (2L * used > mask) {
      grow();
    }
  }

  private void grow() {
    if (mask >= MOST_SLOTS - 1) {
      throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " conversations");
    }
    final int length = 1 << slotShift;
    final long begin = base;
    final long end = base + ((mask + 1L) << slotShift);
    try (Arena _ = arena) {
      allocate(2 * (mask + 1));
      for (long from = begin; from < end; from += length) {
        if (UnsafeApi.getLong(from) != 0) {
          UnsafeApi.copyMemory(from, free(firstSlot(from)), length);
        }
      }
    }
  }

  /** Where the search for the key of a slot in use begins, not yet taken round. */
  abstract int firstSlot(long slot);

  @Override
  public final void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
