package dev.weir.decode;

import java.util.Arrays;

/**
 * How many packets ended in each {@link DecodeOutcome}. Belongs to one thread; merged at the end.
 */
public final class DecodeCounters {
  private static final DecodeOutcome[] OUTCOMES = DecodeOutcome.values();

  private final long[] packets = new long[OUTCOMES.length];
  private long carryingTcp;

  /** Makes counters that are all 0. */
  public DecodeCounters() {}

  /**
   * Counts the packet that a decoder has just decoded.
   *
   * @param decoder the decoder.
   */
  public void count(final PacketDecoder decoder) {
    packets[decoder.outcome().ordinal()]++;
    if (decoder.carriesTcp()) {
      carryingTcp++;
    }
  }

  /** Counts a packet with a segment that whoever looked at it needed no decoder for. */
  public void countTcp() {
    packets[DecodeOutcome.TCP.ordinal()]++;
    carryingTcp++;
  }

  /**
   * Adds the counts of another worker.
   *
   * @param other counters that stay as they are.
   */
  public void add(final DecodeCounters other) {
    for (int i = 0; i < packets.length; i++) {
      packets[i] += other.packets[i];
    }
    carryingTcp += other.carryingTcp;
  }

  /** Sets all counts to 0. */
  public void reset() {
    Arrays.fill(packets, 0);
    carryingTcp = 0;
  }

  /**
   * Packets that ended in one way.
   *
   * @param outcome the way.
   * @return how many.
   */
  public long packets(final DecodeOutcome outcome) {
    return packets[outcome.ordinal()];
  }

  /**
   * All packets that were counted.
   *
   * @return how many.
   */
  public long packets() {
    long sum = 0;
    for (final long count : packets) {
      sum += count;
    }
    return sum;
  }

  /**
   * Packets whose IP header says TCP, decoded or not: see {@link PacketDecoder#carriesTcp()}.
   *
   * @return how many.
   */
  public long carryingTcp() {
    return carryingTcp;
  }
}
