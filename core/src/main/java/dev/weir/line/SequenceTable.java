package dev.weir.line;

/**
 * The sequence numbers that a conversation's lines count from. tcpdump's rule, not its 919 chains:
 * a conversation enters with its first printed segment that has ACK set, is set anew by SYN+ACK, is
 * never forgotten, and both directions share it, whatever link, VLAN or tunnel they came through.
 *
 * <p>Open addressing with linear probing over one array each for IPv4 and IPv6; at most half full.
 */
final class SequenceTable {
  private static final int FIRST_SLOTS = 1 << 12;

  /** An IPv4 slot: in use, lower and higher side's address, ports, two bases, padded. */
  private static final int STRIDE = 8;

  private static final int ADDRESS = 1;
  private static final int OTHER_ADDRESS = 2;
  private static final int PORTS = 3;
  private static final int BASE = 4;
  private static final int OTHER_BASE = 5;

  /** An IPv6 slot: ports and in-use bit, two addresses of two numbers, both bases, padded. */
  private static final int STRIDE6 = 8;

  private static final int KEY6 = 0;
  private static final int BASES6 = 5;
  private static final long IN_USE = 1L << 40;

  private final long seed;
  private int[] slots = new int[FIRST_SLOTS * STRIDE];
  private int used;
  private long[] slots6 = new long[FIRST_SLOTS * STRIDE6];
  private int used6;

  /** What the last lookup found: the sequence number that this side's numbers count from. */
  int sequenceBase;

  /** And what the other side's count from: acknowledgements and SACK edges. */
  int acknowledgementBase;

  /** Whether the segment's own numbers are printed relative to the bases. */
  boolean relative;

  SequenceTable(final long seed) {
    this.seed = seed | 1;
  }

  /**
   * Looks an IPv4 segment with ACK set up, and enters it where tcpdump would.
   *
   * @param ports source port in the upper half, destination port in the lower.
   */
  void lookup(
      final int source,
      final int destination,
      final int ports,
      final int sequence,
      final int acknowledgement,
      final boolean syn) {
    final int sourcePort = ports >>> 16;
    final int destinationPort = ports & 0xFFFF;
    final boolean reverse =
        sourcePort > destinationPort
            || sourcePort == destinationPort && Integer.compareUnsigned(source, destination) > 0;
    final int low = reverse ? destination : source;
    final int high = reverse ? source : destination;
    final int key = reverse ? Integer.rotateLeft(ports, 16) : ports;
    final int slot = find(low, high, key);
    final int[] table = slots;
    if (table[slot] == 0 || syn) {
      enter(slot, low, high, key);
      slots[lastSlot + (reverse ? OTHER_BASE : BASE)] = sequence;
      slots[lastSlot + (reverse ? BASE : OTHER_BASE)] = acknowledgement - 1;
      relative = false;
    } else {
      lastSlot = slot;
      relative = true;
    }
    sequenceBase = slots[lastSlot + (reverse ? OTHER_BASE : BASE)];
    acknowledgementBase = slots[lastSlot + (reverse ? BASE : OTHER_BASE)];
  }

  private int lastSlot;

  private int find(final int low, final int high, final int key) {
    final int[] table = slots;
    final int mask = table.length / STRIDE - 1;
    int index = hash((long) low << 32 | high & 0xFFFF_FFFFL, key) & mask;
    while (true) {
      final int slot = index * STRIDE;
      if (table[slot] == 0
          || table[slot + ADDRESS] == low
              && table[slot + OTHER_ADDRESS] == high
              && table[slot + PORTS] == key) {
        return slot;
      }
      index = index + 1 & mask;
    }
  }

  private void enter(final int slot, final int low, final int high, final int key) {
    lastSlot = slot;
    if (slots[slot] == 0) {
      if (2L * (used + 1) > slots.length / STRIDE) {
        grow();
        lastSlot = find(low, high, key);
      }
      used++;
      slots[lastSlot] = 1;
      slots[lastSlot + ADDRESS] = low;
      slots[lastSlot + OTHER_ADDRESS] = high;
      slots[lastSlot + PORTS] = key;
    }
  }

  private void grow() {
    final int[] old = slots;
    slots = new int[Math.multiplyExact(old.length, 2)];
    for (int slot = 0; slot < old.length; slot += STRIDE) {
      if (old[slot] != 0) {
        final int to = find(old[slot + ADDRESS], old[slot + OTHER_ADDRESS], old[slot + PORTS]);
        System.arraycopy(old, slot, slots, to, STRIDE);
      }
    }
  }

  private int hash(final long first, final long second) {
    long h = (first ^ seed) * 0x9E37_79B9_7F4A_7C15L;
    h ^= h >>> 32;
    h = (h ^ second ^ seed) * 0xD6E8_FEB8_6659_FD93L;
    h ^= h >>> 29;
    h *= 0x9E37_79B9_7F4A_7C15L;
    return (int) (h >>> 32);
  }

  /** The addresses of the IPv6 segment that is about to be looked up, upper halves first. */
  long sourceHigh;

  long sourceLow;
  long destinationHigh;
  long destinationLow;

  /**
   * Looks an IPv6 segment with ACK set up: as {@link #lookup}, its addresses in the fields above.
   */
  void lookup6(final int ports, final int sequence, final int acknowledgement, final boolean syn) {
    final int sourcePort = ports >>> 16;
    final int destinationPort = ports & 0xFFFF;
    final int order = Long.compareUnsigned(sourceHigh, destinationHigh);
    final boolean higher =
        order > 0 || order == 0 && Long.compareUnsigned(sourceLow, destinationLow) > 0;
    final boolean reverse = sourcePort > destinationPort || sourcePort == destinationPort && higher;
    if (reverse) {
      final long high = sourceHigh;
      final long low = sourceLow;
      sourceHigh = destinationHigh;
      sourceLow = destinationLow;
      destinationHigh = high;
      destinationLow = low;
    }
    final long key = IN_USE | (reverse ? Integer.rotateLeft(ports, 16) : ports) & 0xFFFF_FFFFL;
    int slot = find6(slots6, key, sourceHigh, sourceLow, destinationHigh, destinationLow);
    relative = slots6[slot] != 0 && !syn;
    if (!relative) {
      slot = enter6(slot, key);
      final long own = sequence & 0xFFFF_FFFFL;
      final long others = acknowledgement - 1 & 0xFFFF_FFFFL;
      slots6[slot + BASES6] = reverse ? others << 32 | own : own << 32 | others;
    }
    final long bases = slots6[slot + BASES6];
    sequenceBase = (int) (reverse ? bases : bases >>> 32);
    acknowledgementBase = (int) (reverse ? bases >>> 32 : bases);
  }

  private int find6(
      final long[] table,
      final long key,
      final long high,
      final long low,
      final long otherHigh,
      final long otherLow) {
    final int mask = table.length / STRIDE6 - 1;
    // Each half is mixed by itself before they are joined, or chosen addresses would cancel out.
    final long mixed = (high ^ seed) * 0xA076_1D64_78BD_642FL ^ Long.rotateLeft(low, 21) * seed;
    final long other = (otherHigh + seed) * 0xE703_7ED1_A0B4_28DBL ^ Long.rotateLeft(otherLow, 43);
    int index = hash(mixed ^ mixed >>> 31, key ^ other * seed) & mask;
    while (true) {
      final int slot = index * STRIDE6;
      if (table[slot] == 0
          || table[slot + KEY6] == key
              && table[slot + 1] == high
              && table[slot + 2] == low
              && table[slot + 3] == otherHigh
              && table[slot + 4] == otherLow) {
        return slot;
      }
      index = index + 1 & mask;
    }
  }

  private int enter6(final int found, final long key) {
    int slot = found;
    if (slots6[slot] == 0) {
      if (2L * (used6 + 1) > slots6.length / STRIDE6) {
        grow6();
        slot = find6(slots6, key, sourceHigh, sourceLow, destinationHigh, destinationLow);
      }
      used6++;
      slots6[slot] = key;
      slots6[slot + 1] = sourceHigh;
      slots6[slot + 2] = sourceLow;
      slots6[slot + 3] = destinationHigh;
      slots6[slot + 4] = destinationLow;
    }
    return slot;
  }

  private void grow6() {
    final long[] old = slots6;
    final long[] grown = new long[Math.multiplyExact(old.length, 2)];
    for (int slot = 0; slot < old.length; slot += STRIDE6) {
      if (old[slot] != 0) {
        final int to =
            find6(grown, old[slot], old[slot + 1], old[slot + 2], old[slot + 3], old[slot + 4]);
        System.arraycopy(old, slot, grown, to, STRIDE6);
      }
    }
    slots6 = grown;
  }
}
