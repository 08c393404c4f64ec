package dev.weir.line;

import dev.weir.decode.DecodedPacket;
import dev.weir.transport.TcpFlags;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What JSON says of a segment by what came before it: the connection that it belongs to, the
 * numbers that each side counts from, the window scales. What is kept of a conversation in its slot
 * of {@link ConversationSlots}:
 *
 * <pre>
 *   40 base   44 other base   48 what is known (bits below)   52 scale   53 other scale
 *   56 free   60 SYN's sequence
 * </pre>
 */
final class ConversationTable implements AutoCloseable {
  private static final int BASE = ConversationSlots.VALUES;
  private static final int OTHER_BASE = BASE + 4;
  private static final int KNOWN = OTHER_BASE + 4;
  private static final int SCALE = KNOWN + 4;
  private static final int OTHER_SCALE = SCALE + 1;
  private static final int SYN_SEQUENCE = SCALE + 8;
  private static final int BASE_KNOWN = 1;
  private static final int OTHER_BASE_KNOWN = 2;
  private static final int SYN_SEEN = 4;
  private static final int OTHER_SYN_SEEN = 8;

  /** The scale of a side whose SYN offered none. */
  private static final byte NO_SCALE = -1;

  private final ConversationSlots slots;
  private final UnsafeBuffer slot;

  ConversationTable(final long seed) {
    slots = new ConversationSlots(seed);
    slot = slots.slot;
  }

  /**
   * Finds or enters the segment's conversation and learns from the segment.
   *
   * @param scale the window scale that a SYN offers, -1 where it offers none.
   */
  void accept(final DecodedPacket segment, final int scale) {
    slots.key(
        segment.ipVersion(),
        segment.sourceHigh(),
        segment.sourceLow(),
        segment.destinationHigh(),
        segment.destinationLow(),
        segment.tcp().sourcePort() << 16 | segment.tcp().destinationPort());
    if (!slots.find()) {
      slots.enter();
    }
    final int flags = segment.tcp().flags();
    final int sequence = segment.tcp().sequence();
    final boolean syn = (flags & TcpFlags.SYN) != 0;
    final boolean ack = (flags & TcpFlags.ACK) != 0;
    if (syn && !ack && isNewConnection(sequence)) {
      slot.putInt(KNOWN, 0);
    }
    if (syn) {
      own(sequence, true);
      slot.putByte(slots.reverse ? OTHER_SCALE : SCALE, (byte) Math.min(scale, 14));
      know(slots.reverse ? OTHER_SYN_SEEN : SYN_SEEN);
      if (!ack) {
        slot.putInt(SYN_SEQUENCE, sequence);
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
    final int known = slot.getInt(KNOWN);
    final boolean seen = (known & (SYN_SEEN | OTHER_SYN_SEEN)) != 0;
    return known != 0 && (!seen || slot.getInt(SYN_SEQUENCE) != sequence);
  }

  private void know(final int bit) {
    slot.putInt(KNOWN, slot.getInt(KNOWN) | bit);
  }

  private boolean knows(final int bit) {
    return (slot.getInt(KNOWN) & bit) != 0;
  }

  /** The number that this side counts from: its SYN's, else the first that it sent. */
  private void own(final int sequence, final boolean syn) {
    final int bit = slots.reverse ? OTHER_BASE_KNOWN : BASE_KNOWN;
    if (syn || !knows(bit)) {
      slot.putInt(slots.reverse ? OTHER_BASE : BASE, syn ? sequence : sequence - 1);
      know(bit);
    }
  }

  private void others(final int base) {
    final int bit = slots.reverse ? BASE_KNOWN : OTHER_BASE_KNOWN;
    if (!knows(bit)) {
      slot.putInt(slots.reverse ? BASE : OTHER_BASE, base);
      know(bit);
    }
  }

  /** Whether this side's base is known. */
  boolean isBaseKnown() {
    return knows(slots.reverse ? OTHER_BASE_KNOWN : BASE_KNOWN);
  }

  /** What this side's sequence numbers count from. */
  int base() {
    return slot.getInt(slots.reverse ? OTHER_BASE : BASE);
  }

  /** What the other side's sequence numbers count from. */
  int otherBase() {
    return slot.getInt(slots.reverse ? BASE : OTHER_BASE);
  }

  /** How far this side's window is to be shifted; -1 where the SYNs were not seen. */
  int scale() {
    if (!knows(SYN_SEEN) || !knows(OTHER_SYN_SEEN)) {
      return -1;
    }
    final byte own = slot.getByte(slots.reverse ? OTHER_SCALE : SCALE);
    final byte others = slot.getByte(slots.reverse ? SCALE : OTHER_SCALE);
    // Both have to offer it (RFC 7323, section 2.2).
    return own == NO_SCALE || others == NO_SCALE ? 0 : own;
  }

  @Override
  public void close() {
    slots.close();
  }
}
