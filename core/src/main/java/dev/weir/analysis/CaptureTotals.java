package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.decode.DecodeCounters;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.util.Arrays;

/** What all packets of a capture amount to, TCP or not. */
public final class CaptureTotals {
  private final DecodeCounters outcomes = new DecodeCounters();
  private long[] packetsByInterface = new long[1];
  private long packets;
  private long badChecksums;
  private long wireBytes;
  private long capturedBytes;
  private long cutPackets;
  private long backwardSteps;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long previousNanos = Long.MIN_VALUE;

  private final PacketTimeline timeline = new PacketTimeline();

  /** Made by the analyzer. */
  CaptureTotals() {}

  void count(final PacketCursor cursor) {
    packets++;
    final long wire = Integer.toUnsignedLong(cursor.originalLength());
    wireBytes += wire;
    capturedBytes += cursor.capturedLength();
    if (cursor.capturedLength() < wire) {
      cutPackets++;
    }
    final int link = cursor.interfaceIndex();
    if (link >= packetsByInterface.length) {
      packetsByInterface = Arrays.copyOf(packetsByInterface, link * 2);
    }
    packetsByInterface[link]++;
    final long now = cursor.timestampNanos();
    if (now < previousNanos) {
      backwardSteps++;
    }
    previousNanos = now;
    timeline.add(now, wire);
    firstNanos = Math.min(firstNanos, now);
    lastNanos = Math.max(lastNanos, now);
  }

  void count(final PacketDecoder decoder) {
    outcomes.count(decoder);
  }

  void addBadChecksums(final long segments) {
    badChecksums += segments;
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
