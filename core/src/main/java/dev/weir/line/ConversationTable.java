package dev.weir.line;

import dev.weir.decode.DecodedPacket;
import dev.weir.transport.TcpFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What JSON says of a segment by what came before it: the connection that it belongs to, the
 * numbers that each side counts from, the window scales.
 *
 * <p>Open addressing with linear probing over off-heap memory, at most half full. A slot is a cache
 * line:
 *
 * <pre>
 *   0 in use: IP version   4 ports   8 address   24 other address   40 base   44 other base
 *   48 what is known (bits below)   52 scale   53 other scale   56 free   60 SYN's sequence
 * </pre>
 */
final class ConversationTable implements AutoCloseable {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int SHIFT = 6;
  private static final int PORTS = 4;
  private static final int ADDRESS = 8;
  private static final int OTHER_ADDRESS = 24;
  private static final int BASE = 40;
  private static final int OTHER_BASE = 44;
  private static final int KNOWN = 48;
  private static final int SCALE = 52;
  private static final int OTHER_SCALE = 53;
  private static final int SYN_SEQUENCE = 60;
  private static final int BASE_KNOWN = 1;
  private static final int OTHER_BASE_KNOWN = 2;
  private static final int SYN_SEEN = 4;
  private static final int OTHER_SYN_SEEN = 8;

  /** The scale of a side whose SYN offered none. */
  private static final byte NO_SCALE = -1;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private final long seed;
  private Arena arena = Arena.ofShared();
  private MemorySegment slots;
  private int slotCount = FIRST_SLOTS;
  private int used;
  private long slot;
  private boolean reverse;
  private int ports;
  private int version;
  private long high;
  private long low;
  private long otherHigh;
  private long otherLow;

  ConversationTable(final long seed) {
    this.seed = seed;
    slots = arena.allocate((long) slotCount << SHIFT, 64);
  }

  /**
   * Finds or enters the segment's conversation and learns from the segment.
   *
   * @param scale the window scale that a SYN offers, -1 where it offers none.
   */
  void accept(final DecodedPacket segment, final int scale) {
    key(segment);
    slot = find(slots, slotCount);
    if (slots.get(INT, slot) == 0) {
      enter();
    }
    final int flags = segment.tcp().flags();
    final int sequence = segment.tcp().sequence();
    final boolean syn = (flags & TcpFlags.SYN) != 0;
    final boolean ack = (flags & TcpFlags.ACK) != 0;
    if (syn && !ack && isNewConnection(sequence)) {
      slots.set(INT, slot + KNOWN, 0);
    }
    if (syn) {
      own(sequence, true);
      slots.set(BYTE, slot + (reverse ? OTHER_SCALE : SCALE), (byte) Math.min(scale, 14));
      know(reverse ? OTHER_SYN_SEEN : SYN_SEEN);
      if (!ack) {
        slots.set(INT, slot + SYN_SEQUENCE, sequence);
      }
    } else if ((flags & TcpFlags.RST) == 0 || ack) {
      own(sequence, false);
    }
    if (ack) {
      others(segment.tcp().acknowledgment() - 1);
    }
  }

  /** A SYN opens the conversation's ports again where another one has before. */
  private boolean isNewConnection(final int sequence) {
    final int known = slots.get(INT, slot + KNOWN);
    final boolean seen = (known & (SYN_SEEN | OTHER_SYN_SEEN)) != 0;
    return known != 0 && (!seen || slots.get(INT, slot + SYN_SEQUENCE) != sequence);
  }

  private void know(final int bit) {
    slots.set(INT, slot + KNOWN, slots.get(INT, slot + KNOWN) | bit);
  }

  private boolean knows(final int bit) {
    return (slots.get(INT, slot + KNOWN) & bit) != 0;
  }

  /** The number that this side counts from: its SYN's, else the first that it sent. */
  private void own(final int sequence, final boolean syn) {
    final int bit = reverse ? OTHER_BASE_KNOWN : BASE_KNOWN;
    if (syn || !knows(bit)) {
      slots.set(INT, slot + (reverse ? OTHER_BASE : BASE), syn ? sequence : sequence - 1);
      know(bit);
    }
  }

  private void others(final int base) {
    final int bit = reverse ? BASE_KNOWN : OTHER_BASE_KNOWN;
    if (!knows(bit)) {
      slots.set(INT, slot + (reverse ? BASE : OTHER_BASE), base);
      know(bit);
    }
  }

  /** Whether this side's base is known. */
  boolean isBaseKnown() {
    return knows(reverse ? OTHER_BASE_KNOWN : BASE_KNOWN);
  }

  /** What this side's sequence numbers count from. */
  int base() {
    return slots.get(INT, slot + (reverse ? OTHER_BASE : BASE));
  }

  /** What the other side's sequence numbers count from. */
  int otherBase() {
    return slots.get(INT, slot + (reverse ? BASE : OTHER_BASE));
  }

  /** How far this side's window is to be shifted; -1 where the SYNs were not seen. */
  int scale() {
    if (!knows(SYN_SEEN) || !knows(OTHER_SYN_SEEN)) {
      return -1;
    }
    final byte own = slots.get(BYTE, slot + (reverse ? OTHER_SCALE : SCALE));
    final byte others = slots.get(BYTE, slot + (reverse ? SCALE : OTHER_SCALE));
    // Both have to offer it (RFC 7323, section 2.2).
    return own == NO_SCALE || others == NO_SCALE ? 0 : own;
  }

  private static long mix(final long value, final long factor) {
    final long h = (value + factor) * factor;
    return h ^ h >>> 29;
  }

  private void key(final DecodedPacket segment) {
    final int source = segment.tcp().sourcePort();
    final int destination = segment.tcp().destinationPort();
    version = segment.ipVersion();
    high = segment.sourceHigh();
    low = segment.sourceLow();
    otherHigh = segment.destinationHigh();
    otherLow = segment.destinationLow();
    final int highOrder = Long.compareUnsigned(high, otherHigh);
    final int order = highOrder != 0 ? highOrder : Long.compareUnsigned(low, otherLow);
    reverse = source > destination || source == destination && order > 0;
    if (reverse) {
      ports = destination << 16 | source;
      high = segment.destinationHigh();
      low = segment.destinationLow();
      otherHigh = segment.sourceHigh();
      otherLow = segment.sourceLow();
    } else {
      ports = source << 16 | destination;
    }
  }

  private long find(final MemorySegment table, final int count) {
    long h = mix(high ^ seed, 0x9E37_79B9_7F4A_7C15L);
    h = mix(h ^ low, seed | 1);
    h = mix(h ^ otherHigh, 0xD6E8_FEB8_6659_FD93L);
    h = mix(h ^ otherLow ^ seed, 0xA076_1D64_78BD_642FL);
    h = mix(h ^ ports, 0xE703_7ED1_A0B4_28DBL);
    int index = (int) (h >>> 20) & count - 1;
    while (true) {
      final long at = (long) index << SHIFT;
      if (table.get(INT, at) == 0
          || table.get(INT, at) == version
              && table.get(INT, at + PORTS) == ports
              && table.get(LONG, at + ADDRESS) == high
              && table.get(LONG, at + ADDRESS + 8) == low
              && table.get(LONG, at + OTHER_ADDRESS) == otherHigh
              && table.get(LONG, at + OTHER_ADDRESS + 8) == otherLow) {
        return at;
      }
      index = index + 1 & count - 1;
    }
  }

  private void enter() {
    if (2L * (used + 1) > slotCount) {
      grow();
      slot = find(slots, slotCount);
    }
    used++;
    slots.set(INT, slot, version);
    slots.set(INT, slot + PORTS, ports);
    slots.set(LONG, slot + ADDRESS, high);
    slots.set(LONG, slot + ADDRESS + 8, low);
    slots.set(LONG, slot + OTHER_ADDRESS, otherHigh);
    slots.set(LONG, slot + OTHER_ADDRESS + 8, otherLow);
  }

  private void grow() {
    if (slotCount >= MOST_SLOTS) {
      throw new OutOfMemoryError("more than " + MOST_SLOTS / 2 + " conversations");
    }
    final int keptPorts = ports;
    final int keptVersion = version;
    final long kept = high;
    final long keptLow = low;
    final long keptOther = otherHigh;
    final long keptOtherLow = otherLow;
    final Arena memory = Arena.ofShared();
    final MemorySegment grown = memory.allocate((long) slotCount * 2 << SHIFT, 64);
    for (long at = 0; at < slots.byteSize(); at += 1L << SHIFT) {
      if (slots.get(INT, at) != 0) {
        version = slots.get(INT, at);
        ports = slots.get(INT, at + PORTS);
        high = slots.get(LONG, at + ADDRESS);
        low = slots.get(LONG, at + ADDRESS + 8);
        otherHigh = slots.get(LONG, at + OTHER_ADDRESS);
        otherLow = slots.get(LONG, at + OTHER_ADDRESS + 8);
        MemorySegment.copy(slots, at, grown, find(grown, slotCount * 2), 1L << SHIFT);
      }
    }
    ports = keptPorts;
    version = keptVersion;
    high = kept;
    low = keptLow;
    otherHigh = keptOther;
    otherLow = keptOtherLow;
    arena.close();
    arena = memory;
    slots = grown;
    slotCount *= 2;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
