package dev.weir.analysis;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.weir.capture.LinkType;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.link.EtherType;
import dev.weir.link.EthernetFlyweight;
import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.transport.TcpFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes segments straight out of the packets that most captures are full of: Ethernet, IPv4 without
 * options or fragments, TCP without options or with timestamps only, its header captured. Of those
 * it tells the key first, from one read for each pair of fields, so that a worker can leave them to
 * another one before anything else is done. All others are left to {@link
 * dev.weir.decode.PacketDecoder} and {@link Segment#take}, which say the same of these.
 */
final class UsualSegments {
  private static final int NETWORK = EthernetFlyweight.HEADER_LENGTH;
  private static final int ADDRESSES = NETWORK + Ipv4Flyweight.SOURCE_ADDRESS_OFFSET;
  private static final int TRANSPORT = NETWORK + Ipv4Flyweight.MIN_HEADER_LENGTH;
  private static final int LEAST_LENGTH = TRANSPORT + TcpFlyweight.MIN_HEADER_LENGTH;

  // The packet that was identified.
  private UnsafeBuffer packet;
  private int ipLength;
  private int flagsAndWindow;
  private int headerLength;

  /**
   * Looks whether the packet that a cursor stands on holds a usual segment, and sets the key and
   * its hash if so.
   *
   * @return false where it may be anything else, and nothing of use was set.
   */
  boolean identify(final PacketCursor cursor, final ConnectionHash hasher, final Segment segment) {
    final UnsafeBuffer bytes = cursor.packet();
    if (cursor.linkType() != LinkType.ETHERNET
        || bytes.capacity() < LEAST_LENGTH
        || (bytes.getShort(EthernetFlyweight.TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF) != EtherType.IPV4) {
      return false;
    }
    final long first = bytes.getLong(NETWORK, BIG_ENDIAN);
    if (!Ipv4Flyweight.isPlain(first)
        || bytes.getByte(NETWORK + Ipv4Flyweight.PROTOCOL_OFFSET) != IpProtocol.TCP) {
      return false;
    }
    packet = bytes;
    ipLength = (int) (first >>> Integer.SIZE) & 0xFFFF;
    flagsAndWindow = bytes.getInt(TRANSPORT + TcpFlyweight.FLAGS_OFFSET, BIG_ENDIAN);
    headerLength = TcpFlyweight.headerLength(flagsAndWindow >>> Short.SIZE);
    if (headerLength > ipLength - Ipv4Flyweight.MIN_HEADER_LENGTH
        || headerLength > bytes.capacity() - TRANSPORT
        || !hasUsualOptions(bytes)) {
      return false;
    }
    segment.key.setIpv4(bytes.getLong(ADDRESSES, BIG_ENDIAN), bytes.getInt(TRANSPORT, BIG_ENDIAN));
    segment.hash = segment.key.hash(hasher);
    return true;
  }

  /** Whether there are none, or timestamps only; false where the header is too short. */
  private boolean hasUsualOptions(final UnsafeBuffer bytes) {
    return headerLength == TcpFlyweight.MIN_HEADER_LENGTH
        || headerLength == TcpFlyweight.MIN_HEADER_LENGTH + Segment.PADDED_TIMESTAMPS_LENGTH
            && bytes.getInt(LEAST_LENGTH, BIG_ENDIAN) == Segment.PADDED_TIMESTAMPS;
  }

  /** Sets all that is not the key of the segment that was identified last. */
  void take(final PacketCursor cursor, final Segment segment) {
    final int payload = TRANSPORT + headerLength;
    final int end = NETWORK + ipLength;
    final long wire = cursor.originalLength() & 0xFFFF_FFFFL;
    final long frame = Math.max(wire, packet.capacity());
    segment.packetNumber = cursor.packetNumber();
    segment.timestampNanos = cursor.timestampNanos();
    segment.wireLength = (int) wire;
    segment.sequence = packet.getInt(TRANSPORT + TcpFlyweight.SEQUENCE_OFFSET, BIG_ENDIAN);
    segment.acknowledgment =
        packet.getInt(TRANSPORT + TcpFlyweight.ACKNOWLEDGMENT_OFFSET, BIG_ENDIAN);
    segment.flags = TcpFlyweight.flags(flagsAndWindow >>> Short.SIZE);
    segment.window = flagsAndWindow & 0xFFFF;
    segment.payloadLength = end - payload;
    segment.framedPayload = (int) Math.min(end - payload, frame - payload);
    segment.capturedPayload = Math.max(0, Math.min(end, packet.capacity()) - payload);
    segment.ipLength = ipLength;
    segment.fragmented = false;
    segment.badChecksum = false;
    segment.badHeader = false;
    segment.isHeaderCut = false;
    segment.isBeyondFrame = wire < end;
    segment.optionBits = headerLength == TcpFlyweight.MIN_HEADER_LENGTH ? 0 : Segment.TIMESTAMPS;
    segment.windowScale = -1;
    segment.maximumSegmentSize = 0;
    segment.multipathOperations = 0;
  }
}
