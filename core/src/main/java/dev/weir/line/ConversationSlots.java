package dev.weir.line;

import java.lang.foreign.Arena;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Conversations by their addresses and ports, both directions in one: open addressing with linear
 * probing over off-heap memory, at most half full, nothing is ever forgotten. A slot is a cache
 * line:
 *
 * <pre>
 *   0 IP version, 0 where free   4 ports   8 address   24 other address   40 the user's    64
 * </pre>
 *
 * <p>The address first named is that of the side with the lower port, or of equal ones the lower
 * address: tcpdump's order. To look a conversation up, its key is set, and {@link #find} points
 * {@link #slot} at the conversation or at the free slot where {@link #enter} would put it.
 */
final class ConversationSlots implements AutoCloseable {
  /** Where the user's bytes begin in a slot: 24 of them. */
  static final int VALUES = 40;

  private static final int SLOT_SHIFT = 6;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int CACHE_LINE = 64;
  private static final int ADDRESS = 8;
  private static final int ADDRESS_LOW = ADDRESS + 8;
  private static final int OTHER_ADDRESS = ADDRESS_LOW + 8;
  private static final int OTHER_ADDRESS_LOW = OTHER_ADDRESS + 8;

  /** The slot that {@link #find} or {@link #enter} came to. */
  final UnsafeBuffer slot = new UnsafeBuffer(0, 0);

  /** Whether the side first named of the last key is the destination. */
  boolean reverse;

  /** Ports in the upper half, the lower one first; the IP version below. */
  private long first;

  /** The upper half of the address first named. */
  private long address;

  private long addressLow;
  private long otherAddress;
  private long otherAddressLow;

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
  ConversationSlots(final long seed) {
    this.seed = seed;
    allocate(FIRST_SLOTS);
  }

  private void allocate(final int count) {
    arena = Arena.ofShared();
    base = arena.allocate((long) count << SLOT_SHIFT, CACHE_LINE).address();
    mask = count - 1;
  }

  /**
   * Sets the key, the upper halves of IPv4 addresses being 0.
   *
   * @param version 4 or 6.
   * @param ports source port in the upper half, destination port in the lower.
   */
  void key(
      final int version,
      final long sourceHigh,
      final long sourceLow,
      final long destinationHigh,
      final long destinationLow,
      final int ports) {
    final int portOrder = Integer.compare(ports >>> 16, ports & 0xFFFF);
    final int highOrder = Long.compareUnsigned(sourceHigh, destinationHigh);
    final int order = highOrder != 0 ? highOrder : Long.compareUnsigned(sourceLow, destinationLow);
    reverse = portOrder > 0 || portOrder == 0 && order > 0;
    address = reverse ? destinationHigh : sourceHigh;
    addressLow = reverse ? destinationLow : sourceLow;
    otherAddress = reverse ? sourceHigh : destinationHigh;
    otherAddressLow = reverse ? sourceLow : destinationLow;
    first = first(version, ports);
  }

  private long first(final int version, final int ports) {
    return (long) (reverse ? Integer.rotateLeft(ports, 16) : ports) << 32 | version;
  }

  /** Mixes two numbers with the seed, which nobody knows who makes up addresses and ports. */
  private long mixed(final long one, final long other) {
    long h = (one ^ seed) * 0x9E37_79B9_7F4A_7C15L;
    h ^= h >>> 32;
    h = (h ^ other ^ Long.rotateLeft(seed, 29)) * 0xD6E8_FEB8_6659_FD93L;
    h ^= h >>> 29;
    return h * 0x9E37_79B9_7F4A_7C15L;
  }

  /** Where the search for the key begins. */
  private int firstSlot() {
    // Each address is mixed by itself before they are joined: what is made up must not cancel out.
    final long one = mixed(address, addressLow) >>> 32;
    final long other = mixed(otherAddress, otherAddressLow) >>> 32;
    return (int) (mixed(one << 32 | other, first) >>> 32) & mask;
  }

  /**
   * Reads the key's slot, so that its memory is near when it is looked up soon.
   *
   * @return of no meaning, to be used so that the read is not left out.
   */
  int touch() {
    slot.wrap(base + ((long) firstSlot() << SLOT_SHIFT), 1 << SLOT_SHIFT);
    return slot.getInt(0);
  }

  /** Points {@link #slot} at the key's slot; returns false where the key is not there. */
  boolean find() {
    int index = firstSlot();
    while (true) {
      slot.wrap(base + ((long) index << SLOT_SHIFT), 1 << SLOT_SHIFT);
      final long word = slot.getLong(0);
      if (word == first && isOfKey()) {
        return true;
      }
      if (word == 0) {
        return false;
      }
      index = index + 1 & mask;
    }
  }

  private boolean isOfKey() {
    return slot.getLong(ADDRESS) == address
        && slot.getLong(ADDRESS_LOW) == addressLow
        && slot.getLong(OTHER_ADDRESS) == otherAddress
        && slot.getLong(OTHER_ADDRESS_LOW) == otherAddressLow;
  }

  /** Puts the key where {@link #find} has not found it; the user's bytes are 0. */
  void enter() {
    used++;
    if (2L * used > mask) {
      grow();
      find();
    }
    slot.putLong(0, first);
    slot.putLong(ADDRESS, address);
    slot.putLong(ADDRESS_LOW, addressLow);
    slot.putLong(OTHER_ADDRESS, otherAddress);
    slot.putLong(OTHER_ADDRESS_LOW, otherAddressLow);
  }

  private void grow() {
    if (mask >= MOST_SLOTS - 1) {
      throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " conversations");
    }
    final long keptFirst = first;
    final long keptAddress = address;
    final long keptAddressLow = addressLow;
    final long keptOther = otherAddress;
    final long keptOtherLow = otherAddressLow;
    final UnsafeBuffer from = new UnsafeBuffer(0, 0);
    final int length = 1 << SLOT_SHIFT;
    final long oldEnd = base + ((mask + 1L) << SLOT_SHIFT);
    final long oldBase = base;
    try (Arena _ = arena) {
      allocate(2 * (mask + 1));
      for (long at = oldBase; at < oldEnd; at += length) {
        from.wrap(at, length);
        if (from.getLong(0) != 0) {
          keyFrom(from);
          find();
          slot.putBytes(0, from, 0, length);
        }
      }
    }
    first = keptFirst;
    address = keptAddress;
    addressLow = keptAddressLow;
    otherAddress = keptOther;
    otherAddressLow = keptOtherLow;
  }

  private void keyFrom(final UnsafeBuffer entry) {
    first = entry.getLong(0);
    address = entry.getLong(ADDRESS);
    addressLow = entry.getLong(ADDRESS_LOW);
    otherAddress = entry.getLong(OTHER_ADDRESS);
    otherAddressLow = entry.getLong(OTHER_ADDRESS_LOW);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
