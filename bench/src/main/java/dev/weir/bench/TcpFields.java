package dev.weir.bench;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The fields that every decoder has to read of a segment, and what they add up to. */
final class TcpFields {
  private static final int SIX_FLAGS = 0x3F;

  private TcpFields() {}

  /**
   * Adds up the fields of a segment; lower halves of addresses, so that IPv4 and IPv6 are alike.
   */
  static long sum(
      final long sourceLow,
      final long destinationLow,
      final int sourcePort,
      final int destinationPort,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final int payloadLength) {
    return sourceLow * 31
        + destinationLow
        + ((long) sourcePort << 16 | destinationPort)
        + (sequence ^ acknowledgment)
        + (flags & SIX_FLAGS)
        + payloadLength;
  }

  /** The sum over packets that are known to be good Ethernet frames with TCP, by hand. */
  static long expected(final CapturedPackets packets) {
    final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
    long sum = 0;
    for (int i = 0; i < packets.count(); i++) {
      packet.wrap(packets.addresses[i], packets.lengths[i]);
      final int type = packet.getShort(12, ByteOrder.BIG_ENDIAN) & 0xFFFF;
      final int ip = type == 0x8100 ? 18 : 14;
      if (packet.getByte(ip) >>> 4 == 4) {
        final int tcp = ip + (packet.getByte(ip) & 15) * 4;
        final int end = ip + (packet.getShort(ip + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF);
        final long source = packet.getInt(ip + 12, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
        final long destination = packet.getInt(ip + 16, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
        sum += segment(packet, source, destination, tcp, end);
      } else {
        final int tcp = ip + 40;
        final int end = tcp + (packet.getShort(ip + 4, ByteOrder.BIG_ENDIAN) & 0xFFFF);
        final long source = packet.getLong(ip + 16, ByteOrder.BIG_ENDIAN);
        final long destination = packet.getLong(ip + 32, ByteOrder.BIG_ENDIAN);
        sum += segment(packet, source, destination, tcp, end);
      }
    }
    return sum;
  }

  private static long segment(
      final UnsafeBuffer packet,
      final long source,
      final long destination,
      final int tcp,
      final int end) {
    return sum(
        source,
        destination,
        packet.getShort(tcp, ByteOrder.BIG_ENDIAN) & 0xFFFF,
        packet.getShort(tcp + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF,
        packet.getInt(tcp + 4, ByteOrder.BIG_ENDIAN),
        packet.getInt(tcp + 8, ByteOrder.BIG_ENDIAN),
        packet.getByte(tcp + 13),
        end - tcp - (packet.getByte(tcp + 12) >>> 4 & 15) * 4);
  }
}
