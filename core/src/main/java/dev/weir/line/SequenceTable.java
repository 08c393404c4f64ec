package dev.weir.line;

import org.agrona.UnsafeApi;

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

  private final Ipv4Slots four;
  private final ConversationSlots six;

  SequenceTable(final long seed) {
    four = new Ipv4Slots(seed);
    six = new ConversationSlots(seed);
  }

  /** The table of IPv4, for those who make its keys ahead. */
  Ipv4Slots four() {
    return four;
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
    final long from = Ipv4Slots.side(source, ports >>> 16);
    final long to = Ipv4Slots.side(destination, ports & 0xFFFF);
    final long lower = Math.min(from, to);
    final long higher = Math.max(from, to);
    final int hash = four.hash(lower, higher);
    lookup(hash, lower, higher, from > to, sequence, acknowledgement, syn);
  }

  /**
   * The same, where the key has been made.
   *
   * @param reverse whether the source is the higher side.
   */
  void lookup(
      final int hash,
      final long lower,
      final long higher,
      final boolean reverse,
      final int sequence,
      final int acknowledgement,
      final boolean syn) {
    final long found = four.find(hash, lower, higher);
    final long bases = found < 0 ? four.enter(hash, lower, higher) : found;
    number(bases, found >= 0, reverse, sequence, acknowledgement, syn);
  }

  /** Looks an IPv6 segment with ACK set up: as {@link #lookup}, its addresses in the fields. */
  void lookup6(final int ports, final int sequence, final int acknowledgement, final boolean syn) {
    six.key(6, sourceHigh, sourceLow, destinationHigh, destinationLow, ports);
    final boolean known = six.find();
    if (!known) {
      six.enter();
    }
    final long bases = six.slot.addressOffset() + ConversationSlots.VALUES;
    number(bases, known, six.reverse, sequence, acknowledgement, syn);
  }

  private void number(
      final long bases,
      final boolean known,
      final boolean reverse,
      final int sequence,
      final int acknowledgement,
      final boolean syn) {
    final long own = reverse ? bases + Integer.BYTES : bases;
    final long others = reverse ? bases : bases + Integer.BYTES;
    relative = known && !syn;
    if (!relative) {
      UnsafeApi.putInt(own, sequence);
      UnsafeApi.putInt(others, acknowledgement - 1);
    }
    sequenceBase = UnsafeApi.getInt(own);
    acknowledgementBase = UnsafeApi.getInt(others);
  }

  /** The address of the slot where the search for an IPv6 segment begins: see {@link #lookup6}. */
  long slot6(final int ports) {
    six.key(6, sourceHigh, sourceLow, destinationHigh, destinationLow, ports);
    return six.first();
  }

  @Override
  public void close() {
    four.close();
    six.close();
  }
}
