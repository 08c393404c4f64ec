package dev.weir.line;

import java.lang.foreign.Arena;
import org.agrona.UnsafeApi;

/**
 * Conversations over IPv4 by their addresses and ports, both directions in one: {@link
 * ConversationSlots} with slots of half a cache line, and a key that is made with few instructions.
 * A side is its port and its address in one number, whose order is tcpdump's:
 *
 * <pre>
 *   0 lower side, and a bit that is set: 0 where free   8 higher side   16 the user's, 16 bytes
 * </pre>
 *
 * <p>The key may be made long before it is looked up: {@link #touch} reads its slot, so that its
 * memory is near by then.
 */
final class Ipv4Slots implements AutoCloseable {
  private static final int SLOT_SHIFT = 5;
  private static final int HIGHER = Long.BYTES;
  private static final int VALUES = HIGHER + Long.BYTES;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int CACHE_LINE = 64;
  private static final long USED = 1L << 48;

  private final long seed;
  private Arena arena;
  private long base;
  private int mask;
  private int used;

  /**
   * Makes an empty table.
   *
   * @param seed makes the order of slots unguessable: captures may be hostile.
   */
  Ipv4Slots(final long seed) {
    this.seed = seed;
    allocate(FIRST_SLOTS);
  }

  private void allocate(final int count) {
    arena = Arena.ofShared();
    base = arena.allocate((long) count << SLOT_SHIFT, CACHE_LINE).address();
    mask = count - 1;
  }

  /** One side of a conversation: numbers that are ordered by port, then by address. */
  static long side(final int address, final int port) {
    return (long) port << 32 | address & 0xFFFF_FFFFL;
  }

  /** Mixes both sides with the seed, which nobody knows who makes up addresses and ports. */
  int hash(final long lower, final long higher) {
    long h = (lower ^ seed) * 0x9E37_79B9_7F4A_7C15L;
    h ^= h >>> 32;
    h = (h ^ higher ^ Long.rotateLeft(seed, 29)) * 0xD6E8_FEB8_6659_FD93L;
    h ^= h >>> 29;
    return (int) (h * 0x9E37_79B9_7F4A_7C15L >>> 32);
  }

  private long slot(final int index) {
    return base + ((long) (index & mask) << SLOT_SHIFT);
  }

  /**
   * Reads the slot where a search will begin.
   *
   * @return of no meaning, to be used so that the read is not left out.
   */
  int touch(final int hash) {
    return UnsafeApi.getInt(slot(hash));
  }

  /**
   * Finds a conversation.
   *
   * @return the address of the user's bytes, negative where the conversation is not there.
   */
  long find(final int hash, final long lower, final long higher) {
    int index = hash;
    while (true) {
      final long slot = slot(index);
      final long word = UnsafeApi.getLong(slot);
      if (word == (lower | USED) && UnsafeApi.getLong(slot + HIGHER) == higher) {
        return slot + VALUES;
      }
      if (word == 0) {
        return -1;
      }
      index++;
    }
  }

  /** Enters a conversation that is not there; returns the address of the user's bytes, all 0. */
  long enter(final int hash, final long lower, final long higher) {
    used++;
    if (2L * used > mask) {
      grow();
    }
    final long slot = free(hash);
    UnsafeApi.putLong(slot, lower | USED);
    UnsafeApi.putLong(slot + HIGHER, higher);
    return slot + VALUES;
  }

  private long free(final int hash) {
    int index = hash;
    while (UnsafeApi.getLong(slot(index)) != 0) {
      index++;
    }
    return slot(index);
  }

  private void grow() {
    if (mask >= MOST_SLOTS - 1) {
      throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " conversations");
    }
    final long end = base + ((mask + 1L) << SLOT_SHIFT);
    final long begin = base;
    try (Arena _ = arena) {
      allocate(2 * (mask + 1));
      for (long from = begin; from < end; from += 1 << SLOT_SHIFT) {
        if (UnsafeApi.getLong(from) != 0) {
          move(from);
        }
      }
    }
  }

  private void move(final long from) {
    final long lower = UnsafeApi.getLong(from);
    final long higher = UnsafeApi.getLong(from + HIGHER);
    final long to = free(hash(lower & ~USED, higher));
    UnsafeApi.putLong(to, lower);
    UnsafeApi.putLong(to + HIGHER, higher);
    UnsafeApi.putLong(to + VALUES, UnsafeApi.getLong(from + VALUES));
    UnsafeApi.putLong(to + VALUES + Long.BYTES, UnsafeApi.getLong(from + VALUES + Long.BYTES));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
