package dev.weir.bench;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;

/** pcap4j 1.8.2: an object for each header, made from an array of bytes. */
final class Pcap4jPeer {
  private Pcap4jPeer() {}

  /** Decodes packets and gives their fields to a taker; answers the sum of them. */
  static long decode(final byte[][] packets, final SegmentTaker taker) {
    long sum = 0;
    for (final byte[] bytes : packets) {
      final Packet packet;
      try {
        packet = EthernetPacket.newPacket(bytes, 0, bytes.length);
      } catch (final IllegalRawDataException e) {
        throw new IllegalStateException(e);
      }
      final IpPacket ip = packet.get(IpPacket.class);
      final TcpPacket tcp = packet.get(TcpPacket.class);
      sum += take(ip, tcp.getHeader(), taker);
    }
    return sum;
  }

  private static long take(
      final IpPacket ip, final TcpPacket.TcpHeader tcp, final SegmentTaker taker) {
    final InetAddress source = ip.getHeader().getSrcAddr();
    final InetAddress destination = ip.getHeader().getDstAddr();
    final byte[] from = source.getAddress();
    final byte[] to = destination.getAddress();
    final int flags =
        (tcp.getFin() ? 1 : 0)
            | (tcp.getSyn() ? 2 : 0)
            | (tcp.getRst() ? 4 : 0)
            | (tcp.getPsh() ? 8 : 0)
            | (tcp.getAck() ? 16 : 0)
            | (tcp.getUrg() ? 32 : 0);
    return taker.take(
        high(from),
        low(from),
        tcp.getSrcPort().valueAsInt(),
        high(to),
        low(to),
        tcp.getDstPort().valueAsInt(),
        (long) tcp.getSequenceNumber() << 32 | tcp.getAcknowledgmentNumber() & 0xFFFF_FFFFL,
        flags,
        ipPayload(ip) - tcp.getDataOffsetAsInt() * 4);
  }

  private static int ipPayload(final IpPacket ip) {
    if (ip instanceof IpV4Packet v4) {
      return v4.getHeader().getTotalLengthAsInt() - v4.getHeader().getIhlAsInt() * 4;
    }
    return ((IpV6Packet) ip).getHeader().getPayloadLengthAsInt();
  }

  static long high(final byte[] address) {
    return address.length == 4 ? 0 : ByteBuffer.wrap(address).getLong();
  }

  static long low(final byte[] address) {
    return address.length == 4
        ? ByteBuffer.wrap(address).getInt() & 0xFFFF_FFFFL
        : ByteBuffer.wrap(address).getLong(8);
  }
}
