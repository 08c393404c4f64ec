package dev.weir.decode;

import dev.weir.link.EtherType;
import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6ExtensionFlyweight;
import dev.weir.network.Ipv6Flyweight;
import dev.weir.network.NetworkFault;
import dev.weir.transport.TcpFlyweight;
import dev.weir.transport.TransportFault;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes one packet at a time, from its link header to the innermost TCP segment.
 *
 * <p>{@link #decode(UnsafeBuffer, int, int)} walks the headers; the accessors then describe what it
 * found, until the next call. Indexes are into the packet given, lengths are in bytes. Three
 * lengths are kept apart: what was captured, what the frame had on the wire, and what the IP header
 * claims. A packet that the capture cut short is decoded as far as it goes and {@link #truncated()}
 * is set; a header that contradicts itself ends in an outcome of its own. Checksums are not looked
 * at.
 *
 * <p>Nothing is allocated per packet and no packet makes a method throw. A decoder belongs to one
 * thread.
 */
public final class PacketDecoder {
  private static final int NOT_READ = -1;
  private static final int PORTS_LENGTH = 4;

  private final LinkDecoder link = new LinkDecoder();
  private final Ipv4Flyweight ipv4 = new Ipv4Flyweight();
  private final Ipv6Flyweight ipv6 = new Ipv6Flyweight();
  private final Ipv6ExtensionFlyweight extension = new Ipv6ExtensionFlyweight();
  private final TcpFlyweight tcp = new TcpFlyweight();

  private UnsafeBuffer packet;

  /** Captured bytes of the packet. */
  private int captured;

  /** Index behind the last byte that may be read: the capture's end or that of an IP packet. */
  private int readableEnd;

  /** Index behind the innermost IP packet, as its header says; until then behind the frame. */
  private int claimedEnd;

  private DecodeOutcome outcome;
  private boolean carriesTcp;
  private boolean fragmented;
  private int ipVersion;
  private int ipLength;
  private int networkOffset;
  private int finalDestinationOffset;
  private int tcpOffset;
  private int tcpHeaderLength;

  private DecodeLayer stopLayer;
  private int stopOffset;
  private int bytesNeeded;

  /** Makes a decoder, to be used for any number of packets of any link type. */
  public PacketDecoder() {}

  /**
   * Decodes a packet that was captured whole.
   *
   * @param packet its bytes; the capacity is the captured length.
   * @param linkType what it starts with: see {@code dev.weir.capture.LinkType}.
   * @return how decoding ended.
   */
  public DecodeOutcome decode(final UnsafeBuffer packet, final int linkType) {
    return decode(packet, linkType, packet.capacity());
  }

  /**
   * Decodes a packet.
   *
   * @param packet its bytes; the capacity is the captured length.
   * @param linkType what it starts with: see {@code dev.weir.capture.LinkType}.
   * @param originalLength its length on the wire, unsigned 32 bits; it counts where the IP header
   *     leaves the length open (segmentation offload). A length below the captured one is a mistake
   *     of the capture and is not used.
   * @return how decoding ended.
   */
  public DecodeOutcome decode(
      final UnsafeBuffer packet, final int linkType, final int originalLength) {
    this.packet = packet;
    captured = packet.capacity();
    readableEnd = captured;
    claimedEnd = originalLength < 0 ? Integer.MAX_VALUE : Math.max(originalLength, captured);
    carriesTcp = false;
    fragmented = false;
    ipVersion = 0;
    ipLength = 0;
    networkOffset = NOT_READ;
    finalDestinationOffset = NOT_READ;
    tcpOffset = NOT_READ;
    tcpHeaderLength = 0;
    bytesNeeded = 0;

    final int type = link.decode(packet, linkType, captured);
    final int offset = link.nextOffset();
    outcome =
        switch (type) {
          case EtherType.IPV4 -> ipv4(offset);
          case EtherType.IPV6 -> ipv6(offset);
          default -> stopInLink(type, offset);
        };
    return outcome;
  }

  private DecodeOutcome ipv4(final int offset) {
    final int readable = readableEnd - offset;
    networkOffset = offset;
    carriesTcp =
        readable > Ipv4Flyweight.PROTOCOL_OFFSET
            && packet.getByte(offset + Ipv4Flyweight.PROTOCOL_OFFSET) == IpProtocol.TCP;
    final NetworkFault fault = ipv4.wrap(packet, offset, readable).check();
    if (fault != NetworkFault.NONE) {
      return stopInIp(fault, offset, Ipv4Flyweight.MIN_HEADER_LENGTH);
    }
    ipVersion = Ipv4Flyweight.VERSION;
    ipLength = ipv4.totalLength();
    if (ipLength != 0) {
      claimedEnd = offset + ipLength;
      readableEnd = Math.min(readableEnd, claimedEnd);
    }
    final int fragmentBits = ipv4.fragmentBits();
    fragmented = (fragmentBits & Ipv4Flyweight.MORE_FRAGMENTS_MASK) != 0;
    if ((fragmentBits & Ipv4Flyweight.FRAGMENT_OFFSET_MASK) != 0) {
      fragmented = true;
      return laterFragment(offset);
    }
    final int next = offset + ipv4.headerLength();
    return carriesTcp ? tcp(next) : transport(ipv4.protocol(), next);
  }

  private DecodeOutcome ipv6(final int offset) {
    final int readable = readableEnd - offset;
    networkOffset = offset;
    carriesTcp =
        readable > Ipv6Flyweight.NEXT_HEADER_OFFSET
            && packet.getByte(offset + Ipv6Flyweight.NEXT_HEADER_OFFSET) == IpProtocol.TCP;
    final NetworkFault fault = ipv6.wrap(packet, offset, readable).check();
    if (fault != NetworkFault.NONE) {
      return stopInIp(fault, offset, Ipv6Flyweight.HEADER_LENGTH);
    }
    ipVersion = Ipv6Flyweight.VERSION;
    final int payloadLength = ipv6.payloadLength();
    ipLength = Ipv6Flyweight.HEADER_LENGTH + payloadLength;
    if (payloadLength != 0) {
      claimedEnd = offset + ipLength;
      readableEnd = Math.min(readableEnd, claimedEnd);
    }
    final int next = offset + Ipv6Flyweight.HEADER_LENGTH;
    return carriesTcp ? tcp(next) : transport(ipv6.nextHeader(), next);
  }

  /** What is behind an IP header, where it is not TCP at once. */
  private DecodeOutcome transport(final int firstProtocol, final int firstOffset) {
    int protocol = firstProtocol;
    int offset = firstOffset;
    while (isExtension(protocol)) {
      final int readable = readableEnd - offset;
      extension.wrap(packet, protocol, offset, readable);
      carriesTcp = readable > 0 && extension.nextHeader() == IpProtocol.TCP;
      if (extension.check() != NetworkFault.NONE) {
        return stopInExtension(offset, readable);
      }
      readExtension(protocol, offset);
      if (protocol == IpProtocol.FRAGMENT && extension.fragmentOffset() != 0) {
        return laterFragment(offset);
      }
      offset += extension.headerLength();
      protocol = extension.nextHeader();
    }
    if (protocol == IpProtocol.TCP) {
      return tcp(offset);
    }
    return stop(DecodeOutcome.NOT_TCP, DecodeLayer.TRANSPORT, offset);
  }

  private boolean isExtension(final int protocol) {
    return ipVersion == Ipv6Flyweight.VERSION
        ? IpProtocol.isIpv6Extension(protocol)
        : protocol == IpProtocol.AUTHENTICATION;
  }

  private void readExtension(final int protocol, final int offset) {
    if (protocol == IpProtocol.FRAGMENT) {
      fragmented = extension.moreFragments() || extension.fragmentOffset() != 0;
    } else if (protocol == IpProtocol.ROUTING) {
      finalDestinationOffset = extension.finalDestinationOffset();
    } else if (protocol == IpProtocol.HOP_BY_HOP && ipv6.payloadLength() == 0) {
      final long jumbo = extension.jumboPayloadLength();
      if (jumbo >= 0) {
        final long length = jumbo + Ipv6Flyweight.HEADER_LENGTH;
        ipLength = (int) Math.min(length, Integer.MAX_VALUE);
        claimedEnd = (int) Math.min(networkOffset + length, Integer.MAX_VALUE);
        readableEnd = Math.min(readableEnd, claimedEnd);
      }
    }
  }

  private DecodeOutcome tcp(final int offset) {
    tcpOffset = offset;
    stopLayer = DecodeLayer.TRANSPORT;
    stopOffset = offset;
    final TransportFault fault = tcp.wrap(packet, offset, readableEnd - offset).check();
    if (fault == TransportFault.CUT) {
      bytesNeeded = TcpFlyweight.MIN_HEADER_LENGTH;
      return isCutByCapture(offset + TcpFlyweight.MIN_HEADER_LENGTH)
          ? DecodeOutcome.TCP_HEADER_CUT
          : DecodeOutcome.TCP_HEADER_BEYOND_IP;
    }
    tcpHeaderLength = tcp.headerLength();
    if (fault != TransportFault.NONE || tcpHeaderLength > claimedEnd - offset) {
      return DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE;
    }
    return DecodeOutcome.TCP;
  }

  /** Whether bytes up to an index are missing because of the capture, not of a claimed length. */
  private boolean isCutByCapture(final int end) {
    return readableEnd == captured && end <= claimedEnd;
  }

  private DecodeOutcome laterFragment(final int offset) {
    return stop(
        carriesTcp ? DecodeOutcome.FRAGMENT : DecodeOutcome.NOT_TCP, DecodeLayer.NETWORK, offset);
  }

  private DecodeOutcome stopInLink(final int answer, final int offset) {
    return stop(
        switch (answer) {
          case LinkDecoder.CUT -> DecodeOutcome.LINK_HEADER_CUT;
          case LinkDecoder.UNSUPPORTED -> DecodeOutcome.LINK_TYPE_UNSUPPORTED;
          default -> DecodeOutcome.NOT_IP;
        },
        DecodeLayer.LINK,
        offset);
  }

  private DecodeOutcome stopInIp(final NetworkFault fault, final int offset, final int needed) {
    bytesNeeded = needed;
    return stop(
        switch (fault) {
          case VERSION_WRONG -> DecodeOutcome.IP_VERSION_WRONG;
          case HEADER_LENGTH_IMPOSSIBLE -> DecodeOutcome.IP_HEADER_LENGTH_IMPOSSIBLE;
          case TOTAL_LENGTH_IMPOSSIBLE -> DecodeOutcome.IP_TOTAL_LENGTH_IMPOSSIBLE;
          default -> DecodeOutcome.IP_HEADER_CUT;
        },
        DecodeLayer.NETWORK,
        offset);
  }

  private DecodeOutcome stopInExtension(final int offset, final int readable) {
    bytesNeeded =
        readable < Ipv6ExtensionFlyweight.MIN_HEADER_LENGTH
            ? Ipv6ExtensionFlyweight.MIN_HEADER_LENGTH
            : extension.headerLength();
    return stop(
        isCutByCapture(offset + bytesNeeded)
            ? DecodeOutcome.IPV6_EXTENSION_CUT
            : DecodeOutcome.IPV6_EXTENSION_BEYOND_IP,
        DecodeLayer.NETWORK,
        offset);
  }

  private DecodeOutcome stop(
      final DecodeOutcome reason, final DecodeLayer layer, final int offset) {
    stopLayer = layer;
    stopOffset = offset;
    return reason;
  }

  /**
   * How the last packet ended.
   *
   * @return what {@link #decode(UnsafeBuffer, int, int)} returned.
   */
  public DecodeOutcome outcome() {
    return outcome;
  }

  /**
   * Whether the innermost IP header that was reached says TCP, whether or not the segment could be
   * decoded: later fragments and cut or impossible headers count, if only the byte that says so was
   * captured. For a packet without tunnel, tag or extension header this is what the capture filter
   * {@code tcp} matches.
   *
   * @return true for {@link DecodeOutcome#TCP} and for broken ones.
   */
  public boolean carriesTcp() {
    return carriesTcp;
  }

  /**
   * Version of the innermost IP header.
   *
   * @return 4 or 6; 0 where no IP header could be decoded.
   */
  public int ipVersion() {
    return ipVersion;
  }

  /**
   * Where the innermost IP header is, the one that decoding stopped in included.
   *
   * @return index in the packet, or -1 where the link layer carries no IP.
   */
  public int networkOffset() {
    return networkOffset;
  }

  /**
   * Length of the innermost IP packet as its header says: IPv4's total length, or IPv6's payload
   * length plus 40.
   *
   * @return bytes; 0 (IPv4) and 40 (IPv6) where it was left open for segmentation offload; that of
   *     the jumbo payload option, at most 2^31 - 1, where there is one.
   */
  public int ipLength() {
    return ipLength;
  }

  /**
   * Whether the innermost IP header leaves the packet's length open, as it does where the network
   * card was to cut the packet up (segmentation offload). The packet then goes to the frame's end.
   *
   * @return true for an IPv4 total length or an IPv6 payload length of 0 without a jumbo option.
   */
  public boolean isLengthOpen() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? ipLength == 0
        : ipLength == Ipv6Flyweight.HEADER_LENGTH;
  }

  /**
   * Where the TCP header is or would be, had it been captured.
   *
   * @return index in the packet, which may be beyond its end, or -1 where no TCP header was
   *     reached.
   */
  public int tcpOffset() {
    return tcpOffset;
  }

  /**
   * Length of the TCP header with its options, as the data offset says.
   *
   * @return 20 to 60 bytes; anything from 0 to 60 where the header is impossible; 0 where it was
   *     not read.
   */
  public int tcpHeaderLength() {
    return tcpHeaderLength;
  }

  /**
   * Where the TCP payload is, or would be, had it been captured. For {@link DecodeOutcome#TCP}.
   *
   * @return index in the packet, which may be beyond its end.
   */
  public int payloadOffset() {
    return tcpOffset + tcpHeaderLength;
  }

  /**
   * Length of the TCP payload by the IP length, captured or not. For {@link DecodeOutcome#TCP}.
   *
   * @return bytes; where the IP header leaves the length open, up to the end of the frame, and in a
   *     fragment that of the fragment.
   */
  public int payloadLength() {
    return claimedEnd - tcpOffset - tcpHeaderLength;
  }

  /**
   * How much of the TCP payload is in the capture. For {@link DecodeOutcome#TCP}.
   *
   * @return bytes, 0 to {@link #payloadLength()}.
   */
  public int capturedPayloadLength() {
    return Math.max(readableEnd - tcpOffset - tcpHeaderLength, 0);
  }

  /**
   * Index behind the last byte that was captured of the innermost IP packet: padding of the frame
   * is left out.
   *
   * @return index in the packet, at most its capacity.
   */
  public int capturedEnd() {
    return readableEnd;
  }

  /**
   * Whether bytes of the innermost IP packet, or of the frame where there is none, are not in the
   * capture.
   *
   * @return true where the capture is shorter than the packet claims to be.
   */
  public boolean truncated() {
    return claimedEnd > readableEnd;
  }

  /**
   * Whether the packet is a fragment, first or later.
   *
   * @return true for IPv4 with the MF flag or an offset, and for IPv6 with the like in its fragment
   *     header.
   */
  public boolean fragmented() {
    return fragmented;
  }

  /**
   * The outermost VLAN.
   *
   * @return 0 to 4095, or -1 where the frame has no tag.
   */
  public int vlanId() {
    return link.vlanId();
  }

  /**
   * The TCP header. For {@link DecodeOutcome#TCP}.
   *
   * @return a view, laid anew for each packet.
   */
  public TcpFlyweight tcp() {
    return tcp;
  }

  /**
   * The innermost IPv4 header. Where {@link #ipVersion()} is 4.
   *
   * @return a view, laid anew for each packet.
   */
  public Ipv4Flyweight ipv4() {
    return ipv4;
  }

  /**
   * The innermost IPv6 header. Where {@link #ipVersion()} is 6.
   *
   * @return a view, laid anew for each packet.
   */
  public Ipv6Flyweight ipv6() {
    return ipv6;
  }

  /**
   * First half of the source address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; 0 for IPv4.
   */
  public long sourceHigh() {
    return ipVersion == Ipv4Flyweight.VERSION ? 0 : ipv6.sourceHigh();
  }

  /**
   * Last half of the source address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; for IPv4 the unsigned 32 bits of the address.
   */
  public long sourceLow() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? ipv4.sourceAddress() & 0xFFFF_FFFFL
        : ipv6.sourceLow();
  }

  /**
   * First half of the destination address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; 0 for IPv4.
   */
  public long destinationHigh() {
    return ipVersion == Ipv4Flyweight.VERSION ? 0 : ipv6.destinationHigh();
  }

  /**
   * Last half of the destination address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; for IPv4 the unsigned 32 bits of the address.
   */
  public long destinationLow() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? ipv4.destinationAddress() & 0xFFFF_FFFFL
        : ipv6.destinationLow();
  }

  /**
   * Where the final destination is that a routing header names: it stands in the pseudo header of
   * the TCP checksum in place of the IPv6 header's.
   *
   * @return index in the packet of 16 captured bytes, or -1 where the IPv6 header has it.
   */
  public int finalDestinationOffset() {
    return finalDestinationOffset;
  }

  private boolean portsReadable() {
    return tcpOffset != NOT_READ && readableEnd - tcpOffset >= PORTS_LENGTH;
  }

  /**
   * Source port, also where the rest of the TCP header was not captured or is impossible.
   *
   * @return 0 to 65535, or -1 where it was not captured.
   */
  public int sourcePort() {
    return portsReadable() ? tcp.sourcePort() : NOT_READ;
  }

  /**
   * Destination port, also where the rest of the TCP header was not captured or is impossible.
   *
   * @return 0 to 65535, or -1 where it was not captured.
   */
  public int destinationPort() {
    return portsReadable() ? tcp.destinationPort() : NOT_READ;
  }

  /**
   * The layer at which decoding stopped; {@link DecodeLayer#TRANSPORT} for a TCP segment.
   *
   * @return the layer.
   */
  public DecodeLayer stopLayer() {
    return stopLayer;
  }

  /**
   * Where the header is at which decoding stopped.
   *
   * @return index in the packet.
   */
  public int stopOffset() {
    return stopOffset;
  }

  /**
   * For an outcome that says a header is cut: how many bytes it needs at least.
   *
   * @return bytes from {@link #stopOffset()}, or 0 where no header was found too short.
   */
  public int bytesNeeded() {
    return bytesNeeded;
  }

  /**
   * How many bytes there are from {@link #stopOffset()} on.
   *
   * @return bytes, 0 or more.
   */
  public int bytesAvailable() {
    return Math.max(readableEnd - stopOffset, 0);
  }
}
