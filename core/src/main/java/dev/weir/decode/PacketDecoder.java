package dev.weir.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.weir.capture.LinkType;
import dev.weir.link.EtherType;
import dev.weir.link.EthernetFlyweight;
import dev.weir.link.LinuxSll2Flyweight;
import dev.weir.link.LinuxSllFlyweight;
import dev.weir.link.VlanTagFlyweight;
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
 * found, until the next call. A packet that the capture cut short is decoded as far as it goes and
 * {@link #truncated()} is set; a header that contradicts itself ends in an outcome of its own.
 * Checksums are not looked at: see {@link InternetChecksum}.
 *
 * <p>Nothing is allocated per packet and no packet makes a method throw. A decoder belongs to one
 * thread.
 */
public final class PacketDecoder extends DecodedPacket {
  private static final int USUAL_IPV4_LENGTH =
      Ipv4Flyweight.MIN_HEADER_LENGTH + TcpFlyweight.MIN_HEADER_LENGTH;
  private static final int USUAL_IPV6_LENGTH =
      Ipv6Flyweight.HEADER_LENGTH + TcpFlyweight.MIN_HEADER_LENGTH;
  private static final int USUAL_LENGTH = EthernetFlyweight.HEADER_LENGTH + USUAL_IPV4_LENGTH;

  private final LinkDecoder link = new LinkDecoder();
  private final TunnelDecoder tunnel = new TunnelDecoder();
  private final Ipv6ExtensionFlyweight extension = new Ipv6ExtensionFlyweight();

  /** EtherType of the IP header that a tunnel carries. */
  private int innerType;

  private int outerVersion;
  private int outerOffset;
  private int outerLength;
  private int outerClaimedEnd;
  private int outerTransport;

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
    if (this.packet != packet) {
      this.packet = packet;
    }
    final int length = packet.capacity();
    captured = length;
    final DecodeOutcome result =
        decodeUsual(packet, linkType, length)
            ? DecodeOutcome.TCP
            : decodeAny(packet, linkType, originalLength);
    // A store of a reference costs more than a look at the one that is there.
    if (outcome != result) {
      outcome = result;
    }
    return result;
  }

  /**
   * Decodes what nearly all packets of nearly all captures are: Ethernet or a Linux "cooked"
   * header, at most one VLAN tag, IPv4 or IPv6 without options or fragments, TCP. Few wide reads,
   * everything in locals; the same answers as {@link #decodeAny} gives.
   *
   * @return false where the packet is anything else or has a fault: nothing is decided then.
   */
  private boolean decodeUsual(final UnsafeBuffer packet, final int linkType, final int length) {
    if (length < USUAL_LENGTH) {
      return false;
    }
    final int typeOffset;
    int network;
    if (linkType == LinkType.ETHERNET) {
      typeOffset = EthernetFlyweight.TYPE_OFFSET;
      network = EthernetFlyweight.HEADER_LENGTH;
    } else if (linkType == LinkType.LINUX_SLL) {
      typeOffset = LinuxSllFlyweight.PROTOCOL_OFFSET;
      network = LinuxSllFlyweight.HEADER_LENGTH;
    } else if (linkType == LinkType.LINUX_SLL2) {
      typeOffset = LinuxSll2Flyweight.PROTOCOL_OFFSET;
      network = LinuxSll2Flyweight.HEADER_LENGTH;
    } else {
      return false;
    }
    int type = packet.getShort(typeOffset, BIG_ENDIAN) & 0xFFFF;
    int vlan = LinkDecoder.NO_VLAN;
    if (type == EtherType.VLAN) {
      final int tagAndType = packet.getInt(network, BIG_ENDIAN);
      type = tagAndType & 0xFFFF;
      vlan = tagAndType >>> Short.SIZE & VlanTagFlyweight.ID_MASK;
      network += VlanTagFlyweight.HEADER_LENGTH;
    }
    final int transport;
    final int claimed;
    if (type == EtherType.IPV4 && length >= network + USUAL_IPV4_LENGTH) {
      final long first = packet.getLong(network + Ipv4Flyweight.VERSION_OFFSET, BIG_ENDIAN);
      claimed = (int) (first >>> Integer.SIZE) & 0xFFFF;
      transport = network + Ipv4Flyweight.MIN_HEADER_LENGTH;
      if (!Ipv4Flyweight.isPlain(first)
          || claimed < USUAL_IPV4_LENGTH
          || packet.getByte(network + Ipv4Flyweight.PROTOCOL_OFFSET) != IpProtocol.TCP) {
        return false;
      }
      ipVersion = Ipv4Flyweight.VERSION;
      ipv4.wrap(packet, network, length - network);
    } else if (type == EtherType.IPV6 && length >= network + USUAL_IPV6_LENGTH) {
      final long first = packet.getLong(network + Ipv6Flyweight.VERSION_OFFSET, BIG_ENDIAN);
      claimed = Ipv6Flyweight.totalLength(first);
      transport = network + Ipv6Flyweight.HEADER_LENGTH;
      if (!Ipv6Flyweight.isPlain(first, IpProtocol.TCP) || claimed < USUAL_IPV6_LENGTH) {
        return false;
      }
      ipVersion = Ipv6Flyweight.VERSION;
      ipv6.wrap(packet, network, length - network);
    } else {
      return false;
    }
    return segmentUsual(packet, vlan, network, transport, claimed);
  }

  private boolean segmentUsual(
      final UnsafeBuffer packet,
      final int vlan,
      final int network,
      final int transport,
      final int claimed) {
    final int word = packet.getShort(transport + TcpFlyweight.FLAGS_OFFSET, BIG_ENDIAN) & 0xFFFF;
    final int headerLength = TcpFlyweight.headerLength(word);
    final int end = network + claimed;
    if (headerLength < TcpFlyweight.MIN_HEADER_LENGTH || headerLength > end - transport) {
      return false;
    }
    vlanId = vlan;
    networkOffset = network;
    ipLength = claimed;
    claimedEnd = end;
    readableEnd = Math.min(captured, end);
    carriesTcp = true;
    fragmented = false;
    tunnelDepth = 0;
    finalDestinationOffset = NOT_READ;
    tcpOffset = transport;
    tcpHeaderLength = headerLength;
    tcp.wrap(packet, transport, readableEnd - transport);
    setStop(DecodeLayer.TRANSPORT, transport, 0);
    return true;
  }

  /** Decodes any packet, header by header. */
  private DecodeOutcome decodeAny(
      final UnsafeBuffer packet, final int linkType, final int originalLength) {
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
    tunnelDepth = 0;

    int type = link.decode(packet, linkType, captured);
    vlanId = link.vlanId();
    if (type < 0) {
      return stopInLink(type, link.nextOffset());
    }
    // A loop and not a recursion: a hostile packet may hold thousands of IP headers.
    DecodeOutcome reached = null;
    while (reached == null) {
      final int offset = link.nextOffset();
      reached = type == EtherType.IPV4 ? ipv4(offset) : ipv6(offset);
      if (reached == null) {
        type = innerType;
      }
    }
    return reached;
  }

  /**
   * Looks for a tunnel behind an IP header that carries no TCP itself.
   *
   * @return null where an IP header follows in it: {@link #innerType} at the link decoder's next
   *     offset.
   */
  private DecodeOutcome tunnel(final int protocol, final int offset) {
    final int carried = tunnel.decode(packet, protocol, offset, readableEnd);
    if (carried >= 0) {
      innerType = link.resume(packet, carried, tunnel.nextOffset(), readableEnd);
      if (innerType >= 0) {
        tunnelDepth++;
        outerVersion = ipVersion;
        outerOffset = networkOffset;
        outerLength = ipLength;
        outerClaimedEnd = claimedEnd;
        outerTransport = offset;
        return null;
      }
    }
    final boolean cut = carried >= 0 ? innerType == LinkDecoder.CUT : carried == TunnelDecoder.CUT;
    return cut && isCutByCapture(readableEnd + 1)
        ? stop(DecodeOutcome.TUNNEL_HEADER_CUT, DecodeLayer.TUNNEL, offset)
        : stop(DecodeOutcome.NOT_TCP, DecodeLayer.TRANSPORT, offset);
  }

  /**
   * Whether the header inside a tunnel speaks against there being a tunnel: where only a port said
   * so and it makes no sense, or where it does not fit into the whole packet around it.
   */
  private boolean isNoTunnel(final NetworkFault fault, final int end) {
    return fault == NetworkFault.CUT ? !isCutByCapture(end) : tunnel.isGuessed();
  }

  /** Goes back to the IP header around one that could not be decoded. */
  private void leaveTunnel() {
    tunnelDepth--;
    ipVersion = outerVersion;
    networkOffset = outerOffset;
    ipLength = outerLength;
    claimedEnd = outerClaimedEnd;
    if (ipVersion == Ipv4Flyweight.VERSION) {
      ipv4.wrap(packet, networkOffset, readableEnd - networkOffset);
    } else {
      ipv6.wrap(packet, networkOffset, readableEnd - networkOffset);
    }
  }

  private DecodeOutcome ipv4(final int offset) {
    final int readable = readableEnd - offset;
    networkOffset = offset;
    carriesTcp =
        readable > Ipv4Flyweight.PROTOCOL_OFFSET
            && packet.getByte(offset + Ipv4Flyweight.PROTOCOL_OFFSET) == IpProtocol.TCP;
    final NetworkFault fault = ipv4.wrap(packet, offset, readable).check();
    if (fault != NetworkFault.NONE) {
      return stopInIp(fault, offset, neededForIpv4(readable));
    }
    ipVersion = Ipv4Flyweight.VERSION;
    finalDestinationOffset = NOT_READ;
    ipLength = ipv4.totalLength();
    if (ipLength != 0) {
      claimedEnd = offset + ipLength;
      readableEnd = Math.min(readableEnd, claimedEnd);
    }
    final int fragmentBits = ipv4.fragmentBits();
    fragmented =
        (fragmentBits & (Ipv4Flyweight.MORE_FRAGMENTS_MASK | Ipv4Flyweight.FRAGMENT_OFFSET_MASK))
            != 0;
    if ((fragmentBits & Ipv4Flyweight.FRAGMENT_OFFSET_MASK) != 0) {
      return laterFragment(offset);
    }
    final int next = offset + ipv4.headerLength();
    return carriesTcp ? tcp(next) : transport(ipv4.protocol(), next);
  }

  private int neededForIpv4(final int readable) {
    return readable < Ipv4Flyweight.MIN_HEADER_LENGTH
        ? Ipv4Flyweight.MIN_HEADER_LENGTH
        : ipv4.headerLength();
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
    fragmented = false;
    finalDestinationOffset = NOT_READ;
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
    return protocol == IpProtocol.TCP ? tcp(offset) : tunnel(protocol, offset);
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
    setStop(DecodeLayer.TRANSPORT, offset, 0);
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
    if (tunnelDepth > 0) {
      final boolean noTunnel = isNoTunnel(fault, offset + needed);
      leaveTunnel();
      if (noTunnel) {
        carriesTcp = false;
        return stop(DecodeOutcome.NOT_TCP, DecodeLayer.TRANSPORT, outerTransport);
      }
    }
    setStop(DecodeLayer.NETWORK, offset, needed);
    return switch (fault) {
      case VERSION_WRONG -> DecodeOutcome.IP_VERSION_WRONG;
      case HEADER_LENGTH_IMPOSSIBLE -> DecodeOutcome.IP_HEADER_LENGTH_IMPOSSIBLE;
      case TOTAL_LENGTH_IMPOSSIBLE -> DecodeOutcome.IP_TOTAL_LENGTH_IMPOSSIBLE;
      default -> DecodeOutcome.IP_HEADER_CUT;
    };
  }

  private DecodeOutcome stopInExtension(final int offset, final int readable) {
    final int needed =
        readable < Ipv6ExtensionFlyweight.MIN_HEADER_LENGTH
            ? Ipv6ExtensionFlyweight.MIN_HEADER_LENGTH
            : extension.headerLength();
    setStop(DecodeLayer.NETWORK, offset, needed);
    return isCutByCapture(offset + needed)
        ? DecodeOutcome.IPV6_EXTENSION_CUT
        : DecodeOutcome.IPV6_EXTENSION_BEYOND_IP;
  }

  private DecodeOutcome stop(
      final DecodeOutcome reason, final DecodeLayer layer, final int offset) {
    setStop(layer, offset, 0);
    return reason;
  }

  private void setStop(final DecodeLayer layer, final int offset, final int needed) {
    if (stopLayer != layer) {
      stopLayer = layer;
    }
    stopOffset = offset;
    bytesNeeded = needed;
  }
}
