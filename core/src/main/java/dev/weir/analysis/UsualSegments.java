package dev.weir.analysis;

import dev.weir.capture.LinkType;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.link.EtherType;
import dev.weir.link.EthernetFlyweight;
import dev.weir.link.VlanTagFlyweight;
import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import dev.weir.transport.TcpFlyweight;
import dev.weir.transport.TcpOptionKind;

/**
 * Takes segments straight out of the packets that most captures are full of: Ethernet with at most
 * one VLAN tag, IPv4 or IPv6 without options, extension headers or fragments, a TCP header that is
 * captured whole. All others are left to {@link dev.weir.decode.PacketDecoder} and {@link
 * Segment#take}, which say the same of these.
 */
final class UsualSegments {
  private static final int IPV4_LENGTH = Ipv4Flyweight.MIN_HEADER_LENGTH;
  private static final int IPV6_LENGTH = Ipv6Flyweight.HEADER_LENGTH;
  private static final int TCP_LENGTH = TcpFlyweight.MIN_HEADER_LENGTH;

  /** With less than this nothing is usual. */
  private static final int LEAST_LENGTH =
      EthernetFlyweight.HEADER_LENGTH + IPV4_LENGTH + TCP_LENGTH;

  // Kinds and lengths of the options that SYNs and acknowledgements usually have.
  private static final int MAXIMUM_SEGMENT_SIZE = TcpOptionKind.MAXIMUM_SEGMENT_SIZE << 8 | 4;
  private static final int WINDOW_SCALE = TcpOptionKind.WINDOW_SCALE << 8 | 3;
  private static final int SACK_PERMITTED = TcpOptionKind.SACK_PERMITTED << 8 | 2;
  private static final int SACK_OF_ONE_BLOCK = TcpOptionKind.SACK << 8 | 10;
  private static final int TIMESTAMPS = TcpOptionKind.TIMESTAMPS << 8 | 10;

  // The packet that is looked at.
  private final HeaderView packet = new HeaderView();
  private int network;
  private int ipLength;
  private int transport;

  private final TcpFlyweight tcp = new TcpFlyweight();

  /**
   * Takes the segment out of the packet that a cursor stands on, where it is a usual one.
   *
   * @return false where it may be anything else: then nothing of use was set.
   */
  boolean take(final PacketCursor cursor, final ConnectionHash hasher, final Segment segment) {
    if (cursor.linkType() != LinkType.ETHERNET || cursor.capturedLength() < LEAST_LENGTH) {
      return false;
    }
    packet.wrap(cursor.packetAddress(), cursor.capturedLength());
    network = EthernetFlyweight.HEADER_LENGTH;
    int type = packet.shortAt(EthernetFlyweight.TYPE_OFFSET);
    if (type == EtherType.VLAN) {
      type = packet.intAt(network) & 0xFFFF;
      network += VlanTagFlyweight.HEADER_LENGTH;
    }
    final boolean isUsual =
        type == EtherType.IPV4 ? takeIpv4(segment) : type == EtherType.IPV6 && takeIpv6(segment);
    if (!isUsual || !takeTcp(cursor, segment)) {
      return false;
    }
    segment.hash = segment.key.hash(hasher);
    return true;
  }

  private boolean takeIpv4(final Segment segment) {
    transport = network + IPV4_LENGTH;
    if (packet.length() < transport + TCP_LENGTH) {
      return false;
    }
    final long first = packet.longAt(network);
    if (!Ipv4Flyweight.isPlain(first)
        || packet.byteAt(network + Ipv4Flyweight.PROTOCOL_OFFSET) != IpProtocol.TCP) {
      return false;
    }
    ipLength = (int) (first >>> Integer.SIZE) & 0xFFFF;
    segment.key.setIpv4(
        packet.longAt(network + Ipv4Flyweight.SOURCE_ADDRESS_OFFSET), packet.intAt(transport));
    return true;
  }

  private boolean takeIpv6(final Segment segment) {
    transport = network + IPV6_LENGTH;
    if (packet.length() < transport + TCP_LENGTH) {
      return false;
    }
    final long first = packet.longAt(network);
    if (!Ipv6Flyweight.isPlain(first, IpProtocol.TCP)) {
      return false;
    }
    ipLength = Ipv6Flyweight.totalLength(first);
    final int source = network + Ipv6Flyweight.SOURCE_ADDRESS_OFFSET;
    final int destination = network + Ipv6Flyweight.DESTINATION_ADDRESS_OFFSET;
    final int ports = packet.intAt(transport);
    segment.key.set(
        true,
        packet.longAt(source),
        packet.longAt(source + Long.BYTES),
        ports >>> Short.SIZE,
        packet.longAt(destination),
        packet.longAt(destination + Long.BYTES),
        ports & 0xFFFF);
    return true;
  }

  private boolean takeTcp(final PacketCursor cursor, final Segment segment) {
    final int word = packet.intAt(transport + TcpFlyweight.FLAGS_OFFSET);
    final int headerLength = TcpFlyweight.headerLength(word >>> Short.SIZE);
    final int payload = transport + headerLength;
    if (headerLength < TCP_LENGTH || payload > network + ipLength || payload > packet.length()) {
      return false;
    }
    segment.sequence = packet.intAt(transport + TcpFlyweight.SEQUENCE_OFFSET);
    segment.acknowledgment = packet.intAt(transport + TcpFlyweight.ACKNOWLEDGMENT_OFFSET);
    segment.flags = TcpFlyweight.flags(word >>> Short.SIZE);
    segment.window = word & 0xFFFF;
    takeLengths(cursor, segment, payload);
    segment.clearOptions();
    if (headerLength != TCP_LENGTH && !takeOptions(segment, payload)) {
      segment.clearOptions();
      segment.takeOptions(tcp.wrap(cursor.packet(), transport, headerLength));
    }
    return true;
  }

  private void takeLengths(final PacketCursor cursor, final Segment segment, final int payload) {
    final int end = network + ipLength;
    final int captured = packet.length();
    final long wire = cursor.originalLength() & 0xFFFF_FFFFL;
    segment.packetNumber = cursor.packetNumber();
    segment.timestampNanos = cursor.timestampNanos();
    segment.wireLength = (int) wire;
    segment.payloadLength = end - payload;
    segment.framedPayload = (int) Math.min(end - payload, Math.max(wire, captured) - payload);
    segment.capturedPayload = Math.max(0, Math.min(end, captured) - payload);
    segment.ipLength = ipLength;
    segment.fragmented = false;
    segment.badChecksum = false;
    segment.badHeader = false;
    segment.isHeaderCut = false;
    segment.isBeyondFrame = wire < end;
  }

  /**
   * Takes options, where all of them are usual ones.
   *
   * @param end where they end.
   */
  private boolean takeOptions(final Segment segment, final int end) {
    int at = transport + TCP_LENGTH;
    if (end - at == Segment.PADDED_TIMESTAMPS_LENGTH
        && packet.intAt(at) == Segment.PADDED_TIMESTAMPS) {
      segment.optionBits = Segment.TIMESTAMPS;
      return true;
    }
    while (at < end - 1) {
      final int kindAndLength = packet.shortAt(at);
      final int length = kindAndLength & 0xFF;
      if (kindAndLength >>> 8 == TcpOptionKind.NO_OPERATION) {
        at++;
      } else if (at + length <= end && takeOption(segment, kindAndLength, at + 2)) {
        at += length;
      } else {
        return false;
      }
    }
    return at == end || packet.byteAt(at) == TcpOptionKind.NO_OPERATION;
  }

  private boolean takeOption(final Segment segment, final int kindAndLength, final int data) {
    switch (kindAndLength) {
      case MAXIMUM_SEGMENT_SIZE -> segment.maximumSegmentSize = packet.shortAt(data);
      case WINDOW_SCALE -> segment.windowScale = packet.byteAt(data);
      case SACK_PERMITTED -> segment.optionBits |= Segment.SACK_PERMITTED;
      case SACK_OF_ONE_BLOCK -> segment.optionBits |= Segment.SACK;
      case TIMESTAMPS -> segment.optionBits |= Segment.TIMESTAMPS;
      default -> {
        return false;
      }
    }
    return true;
  }
}
