package dev.weir.line;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The sequence numbers that a conversation's lines count from. tcpdump's rule, not its 919 chains:
 * a conversation enters with its first printed segment that has ACK set, is set anew by SYN+ACK, is
 * never forgotten, and both directions share it, whatever link, VLAN or tunnel they came through.
 *
 * <p>Open addressing with linear probing over off-heap memory, at most half full; one table for
 * IPv4, one for IPv6. A slot is half a cache line, or a whole one:
 *
 * <pre>
 *   IPv4   0 in use  4 address  8 other address  12 ports  16 base  20 other base  24 free    32
 *   IPv6   0 in use  4 ports    8 address        24 other address   40 base  44 other base    64
 * </pre>
 *
 * <p>The address first named is that of the side with the lower port, or of equal ones the lower
 * address.
 */
final class SequenceTable implements AutoCloseable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int STRIDE_SHIFT = 5;
  private static final int STRIDE6_SHIFT = 6;
  private static final int ADDRESS = 4;
  private static final int OTHER_ADDRESS = 8;
  private static final int PORTS = 12;
  private static final int BASE = 16;
  private static final int OTHER_BASE = 20;
  private static final int PORTS6 = 4;
  private static final int ADDRESS6 = 8;
  private static final int OTHER_ADDRESS6 = 24;
  private static final int BASE6 = 40;
  private static final int OTHER_BASE6 = 44;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  /** What the last lookup found: the sequence number that this side's numbers count from. */
  int sequenceBase;

  /** And what the other side's count from: acknowledgements and SACK edges. */
  int acknowledgementBase;

  /** Whether the segment's own numbers are printed relative to the bases. */
  boolean relative;

  /** The addresses of the IPv6 segment that is about to be looked up. */
  long sourceHigh;

  long sourceLow;
  long destinationHigh;
  long destinationLow;

  private final long seed;
  private Arena arena = Arena.ofShared();
  private MemorySegment slots;
  private int slotCount = FIRST_SLOTS;
  private int used;
  private Arena arena6;
  private MemorySegment slots6;
  private int slotCount6;
  private int used6;

  SequenceTable(final long seed) {
    this.seed = seed;
    slots = arena.allocate((long) slotCount << STRIDE_SHIFT, 64);
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
    final int order = Integer.compare(ports >>> 16, ports & 0xFFFF);
    final boolean reverse =
        order > 0 || order == 0 && Integer.compareUnsigned(source, destination) > 0;
    final int low = reverse ? destination : source;
    final int high = reverse ? source : destination;
    final int key = reverse ? Integer.rotateLeft(ports, 16) : ports;
    final long ownBase = reverse ? OTHER_BASE : BASE;
    final long othersBase = reverse ? BASE : OTHER_BASE;
    long slot = find(slots, slotCount, low, high, key);
    final boolean isNew = slots.get(INT, slot) == 0;
    relative = !isNew && !syn;
    if (!relative) {
      if (isNew) {
        slot = enter(slot, low, high, key);
      }
      slots.set(INT, slot + ownBase, sequence);
      slots.set(INT, slot + othersBase, acknowledgement - 1);
    }
    sequenceBase = slots.get(INT, slot + ownBase);
    acknowledgementBase = slots.get(INT, slot + othersBase);
  }

  /**
   * Reads a slot that will be looked up soon, so that its memory is near by then.
   *
   * @return of no meaning, to be used so that the read is not left out.
   */
  int touch(final int source, final int destination, final int ports) {
    final int order = Integer.compare(ports >>> 16, ports & 0xFFFF);
    final boolean reverse =
        order > 0 || order == 0 && Integer.compareUnsigned(source, destination) > 0;
    final long addresses =
        reverse
            ? (long) destination << 32 | source & 0xFFFF_FFFFL
            : (long) source << 32 | destination & 0xFFFF_FFFFL;
    final int key = reverse ? Integer.rotateLeft(ports, 16) : ports;
    return slots.get(INT, (long) (hash(addresses, key) & slotCount - 1) << STRIDE_SHIFT);
  }

  private long find(
      final MemorySegment table, final int count, final int low, final int high, final int key) {
    int index = hash((long) low << 32 | high & 0xFFFF_FFFFL, key) & count - 1;
    while (true) {
      final long slot = (long) index << STRIDE_SHIFT;
      if (table.get(INT, slot) == 0
          || table.get(INT, slot + ADDRESS) == low
              && table.get(INT, slot + OTHER_ADDRESS) == high
              && table.get(INT, slot + PORTS) == key) {
        return slot;
      }
      index = index + 1 & count - 1;
    }
  }

  private long enter(final long free, final int low, final int high, final int key) {
    long slot = free;
    if (2L * (used + 1) > slotCount) {
      grow();
      slot = find(slots, slotCount, low, high, key);
    }
    used++;
    slots.set(INT, slot, 1);
    slots.set(INT, slot + ADDRESS, low);
    slots.set(INT, slot + OTHER_ADDRESS, high);
    slots.set(INT, slot + PORTS, key);
    return slot;
  }

  private void grow() {
    final int count = doubled(slotCount);
    final Arena memory = Arena.ofShared();
    final MemorySegment grown = memory.allocate((long) count << STRIDE_SHIFT, 64);
    final long stride = 1L << STRIDE_SHIFT;
    for (long slot = 0; slot < slots.byteSize(); slot += stride) {
      if (slots.get(INT, slot) != 0) {
        final int low = slots.get(INT, slot + ADDRESS);
        final int high = slots.get(INT, slot + OTHER_ADDRESS);
        final long to = find(grown, count, low, high, slots.get(INT, slot + PORTS));
        MemorySegment.copy(slots, slot, grown, to, stride);
      }
    }
    arena.close();
    arena = memory;
    slots = grown;
    slotCount = count;
  }

  private static int doubled(final int count) {
    if (count >= MOST_SLOTS) {
      throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " conversations");
    }
    return 2 * count;
  }

  /** Mixes both numbers with the seed, which nobody knows who makes up addresses and ports. */
  private int hash(final long first, final long second) {
    long h = (first ^ seed) * 0x9E37_79B9_7F4A_7C15L;
    h ^= h >>> 32;
    h = (h ^ second ^ Long.rotateLeft(seed, 29)) * 0xD6E8_FEB8_6659_FD93L;
    h ^= h >>> 29;
    h *= 0x9E37_79B9_7F4A_7C15L;
    return (int) (h >>> 32);
  }

  /**
   * Looks an IPv6 segment with ACK set up: as {@link #lookup}, its addresses in the fields above,
   * which are put in the table's order.
   */
  void lookup6(final int ports, final int sequence, final int acknowledgement, final boolean syn) {
    final int order = Integer.compare(ports >>> 16, ports & 0xFFFF);
    final boolean reverse = order > 0 || order == 0 && isSourceHigher();
    if (reverse) {
      swapAddresses();
    }
    if (slots6 == null) {
      arena6 = Arena.ofShared();
      slotCount6 = FIRST_SLOTS;
      slots6 = arena6.allocate((long) slotCount6 << STRIDE6_SHIFT, 64);
    }
    final int key = reverse ? Integer.rotateLeft(ports, 16) : ports;
    final long ownBase = reverse ? OTHER_BASE6 : BASE6;
    final long othersBase = reverse ? BASE6 : OTHER_BASE6;
    long slot = find6(slots6, slotCount6, key);
    final boolean isNew = slots6.get(INT, slot) == 0;
    relative = !isNew && !syn;
    if (!relative) {
      if (isNew) {
        slot = enter6(slot, key);
      }
      slots6.set(INT, slot + ownBase, sequence);
      slots6.set(INT, slot + othersBase, acknowledgement - 1);
    }
    sequenceBase = slots6.get(INT, slot + ownBase);
    acknowledgementBase = slots6.get(INT, slot + othersBase);
  }

  private boolean isSourceHigher() {
    final int order = Long.compareUnsigned(sourceHigh, destinationHigh);
    return order > 0 || order == 0 && Long.compareUnsigned(sourceLow, destinationLow) > 0;
  }

  private void swapAddresses() {
    final long high = sourceHigh;
    final long low = sourceLow;
    sourceHigh = destinationHigh;
    sourceLow = destinationLow;
    destinationHigh = high;
    destinationLow = low;
  }

  private long find6(final MemorySegment table, final int count, final int key) {
    // Each address is mixed by itself before they are joined: what is made up must not cancel out.
    final int one = hash(sourceHigh, sourceLow);
    final int other = hash(destinationHigh, destinationLow);
    int index = hash((long) one << 32 | other & 0xFFFF_FFFFL, key) & count - 1;
    while (true) {
      final long slot = (long) index << STRIDE6_SHIFT;
      if (table.get(INT, slot) == 0
          || table.get(INT, slot + PORTS6) == key
              && table.get(LONG, slot + ADDRESS6) == sourceHigh
              && table.get(LONG, slot + ADDRESS6 + 8) == sourceLow
              && table.get(LONG, slot + OTHER_ADDRESS6) == destinationHigh
              && table.get(LONG, slot + OTHER_ADDRESS6 + 8) == destinationLow) {
        return slot;
      }
      index = index + 1 & count - 1;
    }
  }

  private long enter6(final long free, final int key) {
    long slot = free;
    if (2L * (used6 + 1) > slotCount6) {
      grow6();
      slot = find6(slots6, slotCount6, key);
    }
    used6++;
    slots6.set(INT, slot, 1);
    slots6.set(INT, slot + PORTS6, key);
    slots6.set(LONG, slot + ADDRESS6, sourceHigh);
    slots6.set(LONG, slot + ADDRESS6 + 8, sourceLow);
    slots6.set(LONG, slot + OTHER_ADDRESS6, destinationHigh);
    slots6.set(LONG, slot + OTHER_ADDRESS6 + 8, destinationLow);
    return slot;
  }

  private void grow6() {
    final long high = sourceHigh;
    final long low = sourceLow;
    final long otherHigh = destinationHigh;
    final long otherLow = destinationLow;
    final int count = doubled(slotCount6);
    final Arena memory = Arena.ofShared();
    final MemorySegment grown = memory.allocate((long) count << STRIDE6_SHIFT, 64);
    final long stride = 1L << STRIDE6_SHIFT;
    for (long slot = 0; slot < slots6.byteSize(); slot += stride) {
      if (slots6.get(INT, slot) != 0) {
        sourceHigh = slots6.get(LONG, slot + ADDRESS6);
        sourceLow = slots6.get(LONG, slot + ADDRESS6 + 8);
        destinationHigh = slots6.get(LONG, slot + OTHER_ADDRESS6);
        destinationLow = slots6.get(LONG, slot + OTHER_ADDRESS6 + 8);
        final long to = find6(grown, count, slots6.get(INT, slot + PORTS6));
        MemorySegment.copy(slots6, slot, grown, to, stride);
      }
    }
    arena6.close();
    arena6 = memory;
    slots6 = grown;
    slotCount6 = count;
    sourceHigh = high;
    sourceLow = low;
    destinationHigh = otherHigh;
    destinationLow = otherLow;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    if (arena6 != null && arena6.scope().isAlive()) {
      arena6.close();
    }
  }
}
