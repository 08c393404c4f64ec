package dev.weir.line;

import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Conversations by their addresses and ports, both directions in one. A slot is a cache line:
 *
 * <pre>
 *   0 IP version, 0 where free   4 ports   8 address   24 other address   40 the user's    64
 * </pre>
 *
 * <p>The address first named is that of the side with the lower port, or of equal ones the lower
 * address: tcpdump's order. To look a conversation up, its key is set, and {@link #find} points
 * {@link #slot} at the conversation or at the free slot where {@link #enter} would put it.
 */
final class ConversationSlots extends SlotTable {
  /** Where the user's bytes begin in a slot: 24 of them. */
  static final int VALUES = 40;

  private static final int SLOT_SHIFT = 6;
  private static final int SLOT_LENGTH = 1 << SLOT_SHIFT;
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

  /**
   * Makes an empty table.
   *
   * @param seed makes the order of slots unguessable: captures may be hostile.
   */
  ConversationSlots(final long seed) {
    super(seed, SLOT_SHIFT);
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

  /** Where the search for the key begins. */
  private int firstSlot() {
    return firstSlot(address, addressLow, otherAddress, otherAddressLow, first);
  }

  private int firstSlot(
      final long high, final long low, final long otherHigh, final long otherLow, final long rest) {
    // Each address is mixed by itself before they are joined: what is made up must not cancel out.
    final long one = mixed(high, low) >>> 32;
    final long other = mixed(otherHigh, otherLow) >>> 32;
    return (int) (mixed(one << 32 | other, rest) >>> 32);
  }

  @Override
  int firstSlot(final long entry) {
    return firstSlot(
        UnsafeApi.getLong(entry + ADDRESS),
        UnsafeApi.getLong(entry + ADDRESS_LOW),
        UnsafeApi.getLong(entry + OTHER_ADDRESS),
        UnsafeApi.getLong(entry + OTHER_ADDRESS_LOW),
        UnsafeApi.getLong(entry));
  }

  /** The address of the slot where the search for the key begins. */
  long first() {
    return slot(firstSlot());
  }

  /** Points {@link #slot} at the key's slot; returns false where the key is not there. */
  boolean find() {
    int index = firstSlot();
    while (true) {
      slot.wrap(slot(index), SLOT_LENGTH);
      final long word = slot.getLong(0);
      if (word == first && isOfKey()) {
        return true;
      }
      if (word == 0) {
        return false;
      }
      index++;
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
    makeRoom();
    slot.wrap(free(firstSlot()), SLOT_LENGTH);
    slot.putLong(0, first);
    slot.putLong(ADDRESS, address);
    slot.putLong(ADDRESS_LOW, addressLow);
    slot.putLong(OTHER_ADDRESS, otherAddress);
    slot.putLong(OTHER_ADDRESS_LOW, otherAddressLow);
  }
}
