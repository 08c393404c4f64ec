package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.decode.DecodeCounters;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.util.Arrays;

/** What all packets of a capture amount to, TCP or not. */
public final class CaptureTotals {
  /** The longest Ethernet frame without its check sequence: two tags and 1500 bytes, in bytes. */
  public static final int LONGEST_FRAME = 14 + 2 * 4 + 1500;

  /** The same for jumbo frames of 9216 bytes, more than which hardly any hardware takes. */
  public static final int LONGEST_JUMBO_FRAME = 14 + 2 * 4 + 9216;

  private final DecodeCounters outcomes = new DecodeCounters();
  private long[] packetsByInterface = new long[1];
  private long packets;
  private long badChecksums;
  private long wireBytes;
  private long capturedBytes;
  private long cutPackets;
  private long backwardSteps;
  private long longestBackwardNanos;
  private long longPackets;
  private long hugePackets;
  private long longestPacket;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long previousNanos = Long.MIN_VALUE;

  private final PacketTimeline timeline = new PacketTimeline();
  private final PacketSample sample = new PacketSample();

  /** Makes totals of no packets, for a {@link CaptureAnalyzer} to count in. */
  public CaptureTotals() {}

  void count(final PacketCursor cursor) {
    packets++;
    final long wire = Integer.toUnsignedLong(cursor.originalLength());
    wireBytes += wire;
    capturedBytes += cursor.capturedLength();
    if (cursor.capturedLength() < wire) {
      cutPackets++;
    }
    if (wire > LONGEST_FRAME) {
      countLong(wire);
    }
    final int link = cursor.interfaceIndex();
    if (link >= packetsByInterface.length) {
      packetsByInterface = Arrays.copyOf(packetsByInterface, link * 2);
    }
    packetsByInterface[link]++;
    final long now = cursor.timestampNanos();
    if (now < previousNanos) {
      backwardSteps++;
      longestBackwardNanos = Math.max(longestBackwardNanos, previousNanos - now);
    }
    previousNanos = now;
    timeline.add(now, wire);
    firstNanos = Math.min(firstNanos, now);
    lastNanos = Math.max(lastNanos, now);
  }

  private void countLong(final long wire) {
    longPackets++;
    if (wire > LONGEST_JUMBO_FRAME) {
      hugePackets++;
    }
    longestPacket = Math.max(longestPacket, wire);
  }

  /** Counts what the decoder made of the packet that has been counted last. */
  void count(final PacketCursor cursor, final PacketDecoder decoder) {
    outcomes.count(decoder);
    if (PacketSample.takes(packets)) {
      sample.add(cursor, decoder);
    }
  }

  /** Whether the packet that has been counted last has to be decoded, to be looked at. */
  boolean wantsDecoded() {
    return PacketSample.takes(packets);
  }

  /** Counts the packet that has been counted last as one that holds a segment. */
  void countTcp() {
    outcomes.countTcp();
  }

  /** Counts a segment that is left out because of a wrong checksum. */
  void countBadChecksum() {
    badChecksums++;
  }

  /**
   * All packets that passed the filter.
   *
   * @return how many.
   */
  public long packets() {
    return packets;
  }

  /**
   * Packets whose innermost IP header names TCP, whether or not the segment could be decoded.
   *
   * @return how many.
   */
  public long tcpPackets() {
    return outcomes.carryingTcp();
  }

  /**
   * Packets that the decoder ended in an outcome.
   *
   * @param outcome which.
   * @return how many.
   */
  public long packets(final DecodeOutcome outcome) {
    return outcomes.packets(outcome);
  }

  /**
   * Packets of an interface.
   *
   * @param index its place in the cursor's list.
   * @return how many.
   */
  public long packetsOfInterface(final int index) {
    return index < packetsByInterface.length ? packetsByInterface[index] : 0;
  }

  /**
   * Segments that were left out because of a wrong checksum.
   *
   * @return how many; 0 unless checksums are verified.
   */
  public long badChecksums() {
    return badChecksums;
  }

  /**
   * The packets' lengths on the wire.
   *
   * @return bytes.
   */
  public long wireBytes() {
    return wireBytes;
  }

  /**
   * The packets' captured lengths.
   *
   * @return bytes.
   */
  public long capturedBytes() {
    return capturedBytes;
  }

  /**
   * Packets of which not all bytes were captured.
   *
   * @return how many.
   */
  public long cutPackets() {
    return cutPackets;
  }

  /**
   * Packets that are older than the packet before them.
   *
   * @return how many.
   */
  public long backwardSteps() {
    return backwardSteps;
  }

  /**
   * The longest way back in time from one packet to the next.
   *
   * @return nanoseconds, 0 where the packets are in order.
   */
  public long longestBackwardNanos() {
    return longestBackwardNanos;
  }

  /**
   * Packets that are longer than an Ethernet frame of 1500 bytes: jumbo frames, or segments that
   * the network card was still to cut up or had put together (segmentation offload).
   *
   * @return how many.
   */
  public long longPackets() {
    return longPackets;
  }

  /**
   * Packets that are longer than any jumbo frame: certainly of segmentation offload.
   *
   * @return how many of {@link #longPackets()}.
   */
  public long hugePackets() {
    return hugePackets;
  }

  /**
   * The longest of {@link #longPackets()}.
   *
   * @return bytes on the wire, 0 where there are none.
   */
  public long longestPacket() {
    return longestPacket;
  }

  /**
   * Checksums and duplicates, looked at in a part of the packets.
   *
   * @return the sample.
   */
  public PacketSample sample() {
    return sample;
  }

  /**
   * How packets and bytes spread over the time of the capture.
   *
   * @return the time line.
   */
  public PacketTimeline timeline() {
    return timeline;
  }

  /**
   * The earliest time of a packet.
   *
   * @return nanoseconds since 1970; meaningless where there are no packets.
   */
  public long firstNanos() {
    return firstNanos;
  }

  /**
   * The latest time of a packet.
   *
   * @return nanoseconds since 1970; meaningless where there are no packets.
   */
  public long lastNanos() {
    return lastNanos;
  }
}
