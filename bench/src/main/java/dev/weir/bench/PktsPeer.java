package dev.weir.bench;

import io.pkts.PacketHandler;
import io.pkts.Pcap;
import io.pkts.packet.IPPacket;
import io.pkts.packet.IPv4Packet;
import io.pkts.packet.Packet;
import io.pkts.packet.TCPPacket;
import io.pkts.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;

/** pkts.io 3.0.18: frames of a pcap stream, decoded where they are asked for a layer. */
final class PktsPeer implements PacketHandler {
  private static final int IPV6_HEADER_LENGTH = 40;

  private final SegmentTaker taker;
  private long sum;

  private PktsPeer(final SegmentTaker taker) {
    this.taker = taker;
  }

  /** Decodes a capture and gives the fields of its packets to a taker; answers the sum of them. */
  static long decode(final InputStream capture, final SegmentTaker taker) throws IOException {
    final PktsPeer peer = new PktsPeer(taker);
    Pcap.openStream(capture).loop(peer);
    return peer.sum;
  }

  @Override
  public boolean nextPacket(final Packet packet) throws IOException {
    if (!packet.hasProtocol(Protocol.TCP)) {
      throw new IllegalStateException("a packet without TCP: " + packet);
    }
    final TCPPacket tcp = (TCPPacket) packet.getPacket(Protocol.TCP);
    final IPPacket ip = tcp.getParentPacket();
    final int flags =
        (tcp.isFIN() ? 1 : 0)
            | (tcp.isSYN() ? 2 : 0)
            | (tcp.isRST() ? 4 : 0)
            | (tcp.isPSH() ? 8 : 0)
            | (tcp.isACK() ? 16 : 0)
            | (tcp.isURG() ? 32 : 0);
    final byte[] from = ip.getRawSourceIP();
    final byte[] to = ip.getRawDestinationIP();
    sum +=
        taker.take(
            Pcap4jPeer.high(from),
            Pcap4jPeer.low(from),
            tcp.getSourcePort(),
            Pcap4jPeer.high(to),
            Pcap4jPeer.low(to),
            tcp.getDestinationPort(),
            tcp.getSequenceNumber() << 32 | tcp.getAcknowledgementNumber() & 0xFFFF_FFFFL,
            flags,
            ipPayload(ip) - tcp.getHeaderLength());
    return true;
  }

  private static int ipPayload(final IPPacket ip) {
    return ip instanceof IPv4Packet
        ? ip.getTotalIPLength() - ip.getHeaderLength()
        : ip.getTotalIPLength() - IPV6_HEADER_LENGTH;
  }
}
