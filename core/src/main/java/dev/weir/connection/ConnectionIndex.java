package dev.weir.connection;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Open addressing from a hash to a record's number: power of two, linear probing, load at most
 * 0.65, deletion by moving entries back, all off-heap.
 *
 * <p>An entry is 8 bytes: the low 32 bits of the hash above, the record's number plus one below; 0
 * is a free slot. Keeping the hash means that growth never looks at a record, and that a probe
 * reads eight entries a cache line. Records stay where they are when entries move, so that other
 * lists may hold their numbers.
 */
final class ConnectionIndex implements AutoCloseable {
  static final int NONE = -1;
  private static final int INITIAL_CAPACITY = 1 << 10;
  private static final int MAX_CAPACITY = 1 << 27;
  private static final int ENTRY_SHIFT = 3;
  private static final double MOST_LOAD = 0.65;

  /**
   * Memory for an entry at worst: while it grows, when the old slots and twice as many are there.
   */
  static final int MOST_BYTES_PER_ENTRY = (int) Math.ceil((3 << ENTRY_SHIFT) / MOST_LOAD);

  private final OffHeapRecord entries = new OffHeapRecord();
  private Arena arena;
  private int mask;
  private int size;
  private int growAt;

  ConnectionIndex() {
    allocate(INITIAL_CAPACITY);
  }

  private void allocate(final int capacity) {
    arena = Arena.ofShared();
    final long length = (long) capacity << ENTRY_SHIFT;
    final MemorySegment segment = arena.allocate(length, 64);
    entries.wrap(segment.address(), (int) length);
    mask = capacity - 1;
    growAt = (int) (capacity * MOST_LOAD);
  }

  /** The slot at which the search for a hash begins. */
  int firstSlot(final long hash) {
    return (int) hash & mask;
  }

  int nextSlot(final int slot) {
    return slot + 1 & mask;
  }

  /** The entry in a slot, 0 where it is free: to be taken apart by the two methods below. */
  long entry(final int slot) {
    return entries.getLong(slot << ENTRY_SHIFT);
  }

  static boolean isOf(final long entry, final long hash) {
    return (int) (entry >>> 32) == (int) hash;
  }

  static int recordOf(final long entry) {
    return (int) entry - 1;
  }

  int size() {
    return size;
  }

  long memory() {
    return (mask + 1L) << ENTRY_SHIFT;
  }

  /** Adds a record; the caller knows that it is not in the index. */
  void add(final long hash, final int record) {
    if (size >= growAt) {
      grow();
    }
    place((long) (int) hash << 32 | record + 1 & 0xFFFF_FFFFL);
    size++;
  }

  private void place(final long entry) {
    int slot = (int) (entry >>> 32) & mask;
    while (entry(slot) != 0) {
      slot = nextSlot(slot);
    }
    entries.putLong(slot << ENTRY_SHIFT, entry);
  }

  private void grow() {
    if (mask + 1 >= MAX_CAPACITY) {
      throw new IllegalStateException(
          "more than "
              + size
              + " connections of one worker are open at once: use a filter, more threads or"
              + " --max-memory");
    }
    final Arena oldArena = arena;
    final OffHeapRecord old = new OffHeapRecord().wrap(entries, 0, (mask + 1) << ENTRY_SHIFT);
    final int oldLength = mask + 1;
    allocate(oldLength * 2);
    for (int slot = 0; slot < oldLength; slot++) {
      final long entry = old.getLong(slot << ENTRY_SHIFT);
      if (entry != 0) {
        place(entry);
      }
    }
    oldArena.close();
  }

  /** Takes a record out of the index, in which it must be. */
  void remove(final long hash, final int record) {
    int hole = firstSlot(hash);
    while (recordOf(entry(hole)) != record) {
      if (entry(hole) == 0) {
        throw new IllegalStateException("record " + record + " is not in the index");
      }
      hole = nextSlot(hole);
    }
    // Every later entry of the run moves back into the hole unless that would put it before its
    // home.
    for (int slot = nextSlot(hole); entry(slot) != 0; slot = nextSlot(slot)) {
      final int home = (int) (entry(slot) >>> 32) & mask;
      if ((slot - home & mask) >= (slot - hole & mask)) {
        entries.putLong(hole << ENTRY_SHIFT, entry(slot));
        hole = slot;
      }
    }
    entries.putLong(hole << ENTRY_SHIFT, 0);
    size--;
  }

  @Override
  public void close() {
    arena.close();
  }
}
