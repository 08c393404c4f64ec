package dev.weir.line;

/**
 * The sequence numbers that a conversation's lines count from. tcpdump's rule, not its 919 chains:
 * a conversation enters with its first printed segment that has ACK set, is set anew by SYN+ACK, is
 * never forgotten, and both directions share it, whatever link, VLAN or tunnel they came through.
 * One table for IPv4, one for IPv6.
 */
final class SequenceTable implements AutoCloseable {
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

  private final ConversationSlots four;
  private final ConversationSlots six;

  SequenceTable(final long seed) {
    four = new ConversationSlots(seed, true);
    six = new ConversationSlots(seed, false);
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
    four.key(source, destination, ports);
    number(four, ConversationSlots.NARROW_VALUES, sequence, acknowledgement, syn);
  }

  /** Looks an IPv6 segment with ACK set up: as {@link #lookup}, its addresses in the fields. */
  void lookup6(final int ports, final int sequence, final int acknowledgement, final boolean syn) {
    six.key(6, sourceHigh, sourceLow, destinationHigh, destinationLow, ports);
    number(six, ConversationSlots.WIDE_VALUES, sequence, acknowledgement, syn);
  }

  private void number(
      final ConversationSlots table,
      final int bases,
      final int sequence,
      final int acknowledgement,
      final boolean syn) {
    final boolean known = table.find();
    if (!known) {
      table.enter();
    }
    final int own = table.reverse ? bases + Integer.BYTES : bases;
    final int others = table.reverse ? bases : bases + Integer.BYTES;
    relative = known && !syn;
    if (!relative) {
      table.slot.putInt(own, sequence);
      table.slot.putInt(others, acknowledgement - 1);
    }
    sequenceBase = table.slot.getInt(own);
    acknowledgementBase = table.slot.getInt(others);
  }

  /** Reads a slot that will be looked up soon; see {@link ConversationSlots#touch}. */
  int touch(final int source, final int destination, final int ports) {
    four.key(source, destination, ports);
    return four.touch();
  }

  /** The same for IPv6, its addresses in the fields. */
  int touch6(final int ports) {
    six.key(6, sourceHigh, sourceLow, destinationHigh, destinationLow, ports);
    return six.touch();
  }

  @Override
  public void close() {
    four.close();
    six.close();
  }
}
