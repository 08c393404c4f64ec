package dev.weir.line;

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
 * <p>The key may be made long before it is looked up, and the {@link #slot} read, so that its
 * memory is near by then.
 */
final class Ipv4Slots extends SlotTable {
  private static final int SLOT_SHIFT = 5;
  private static final int HIGHER = Long.BYTES;
  private static final int VALUES = HIGHER + Long.BYTES;
  private static final long USED = 1L << 48;

  /**
   * Makes an empty table.
   *
   * @param seed makes the order of slots unguessable: captures may be hostile.
   */
  Ipv4Slots(final long seed) {
    super(seed, SLOT_SHIFT);
  }

  /** One side of a conversation: numbers that are ordered by port, then by address. */
  static long side(final int address, final int port) {
    return (long) port << 32 | address & 0xFFFF_FFFFL;
  }

  /** Where the search for a conversation begins. */
  int hash(final long lower, final long higher) {
    return (int) (mixed(lower, higher) >>> 32);
  }

  @Override
  int firstSlot(final long slot) {
    return hash(UnsafeApi.getLong(slot) & ~USED, UnsafeApi.getLong(slot + HIGHER));
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
    makeRoom();
    final long slot = free(hash);
    UnsafeApi.putLong(slot, lower | USED);
    UnsafeApi.putLong(slot + HIGHER, higher);
    return slot + VALUES;
  }
}
