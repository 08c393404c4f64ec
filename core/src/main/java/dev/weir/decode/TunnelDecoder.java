package dev.weir.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.weir.link.EtherType;
import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import dev.weir.transport.TransportFault;
import dev.weir.transport.UdpFlyweight;
import dev.weir.tunnel.AyiyaFlyweight;
import dev.weir.tunnel.ErspanFlyweight;
import dev.weir.tunnel.GeneveFlyweight;
import dev.weir.tunnel.GreFlyweight;
import dev.weir.tunnel.GtpFlyweight;
import dev.weir.tunnel.TeredoFlyweight;
import dev.weir.tunnel.TunnelFault;
import dev.weir.tunnel.UdpPort;
import dev.weir.tunnel.VxlanFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks for a tunnel behind an IP header and steps over its header.
 *
 * <p>What merely quotes or copies packets is no tunnel: ICMP errors and sFlow samples hold TCP
 * headers of segments that passed elsewhere.
 */
final class TunnelDecoder {
  /** Answer: no tunnel, or none that carries a packet. */
  static final int NO_TUNNEL = -1;

  /** Answer: the bytes end inside the header of the tunnel. */
  static final int CUT = -2;

  private static final int VERSION_SHIFT = 4;
  private static final int POINT_TO_POINT_VERSION = 1;

  /** Version 3 and 12 bits of nothing (RFC 3378 section 3). */
  private static final int ETHERNET_IN_IP = 0x3000;

  private static final int ETHERNET_IN_IP_LENGTH = 2;

  private final UdpFlyweight udp = new UdpFlyweight();
  private final GreFlyweight gre = new GreFlyweight();
  private final ErspanFlyweight erspan = new ErspanFlyweight();
  private final VxlanFlyweight vxlan = new VxlanFlyweight();
  private final GeneveFlyweight geneve = new GeneveFlyweight();
  private final GtpFlyweight gtp = new GtpFlyweight();
  private final TeredoFlyweight teredo = new TeredoFlyweight();
  private final AyiyaFlyweight ayiya = new AyiyaFlyweight();

  private UnsafeBuffer packet;
  private int end;
  private int nextOffset;
  private boolean guessed;

  /**
   * Steps over the header of a tunnel.
   *
   * @param packet the captured bytes.
   * @param protocol number of what is behind the IP header.
   * @param offset index of its first byte.
   * @param end index behind the last byte that may be read.
   * @return the EtherType of what the tunnel carries at {@link #nextOffset()}, or a negative
   *     answer.
   */
  int decode(final UnsafeBuffer packet, final int protocol, final int offset, final int end) {
    this.packet = packet;
    this.end = end;
    nextOffset = offset;
    guessed = false;
    return switch (protocol) {
      case IpProtocol.IPV4 -> EtherType.IPV4;
      case IpProtocol.IPV6 -> EtherType.IPV6;
      case IpProtocol.MPLS -> EtherType.MPLS;
      case IpProtocol.ETHERNET -> ethernetInIp();
      case IpProtocol.GRE -> gre();
      case IpProtocol.UDP -> udp();
      default -> NO_TUNNEL;
    };
  }

  private int readable() {
    return end - nextOffset;
  }

  private int udp() {
    if (udp.wrap(packet, nextOffset, readable()).check() != TransportFault.NONE) {
      return NO_TUNNEL;
    }
    guessed = true;
    nextOffset += UdpFlyweight.HEADER_LENGTH;
    final int byDestination = behindUdp(udp.destinationPort());
    return byDestination == NO_TUNNEL ? behindUdp(udp.sourcePort()) : byDestination;
  }

  private int behindUdp(final int port) {
    return switch (port) {
      case UdpPort.VXLAN, UdpPort.VXLAN_LINUX -> vxlan();
      case UdpPort.GENEVE -> geneve();
      case UdpPort.GTP_USER -> gtp();
      case UdpPort.TEREDO -> teredo();
      case UdpPort.AYIYA -> ayiya();
      case UdpPort.GRE -> gre();
      case UdpPort.MPLS -> EtherType.MPLS;
      default -> NO_TUNNEL;
    };
  }

  private static int answer(final TunnelFault fault) {
    return fault == TunnelFault.CUT ? CUT : NO_TUNNEL;
  }

  private int ethernetInIp() {
    if (readable() < ETHERNET_IN_IP_LENGTH) {
      return CUT;
    }
    if ((packet.getShort(nextOffset, BIG_ENDIAN) & 0xFFFF) != ETHERNET_IN_IP) {
      return NO_TUNNEL;
    }
    nextOffset += ETHERNET_IN_IP_LENGTH;
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int gre() {
    final TunnelFault fault = gre.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    if (gre.version() == POINT_TO_POINT_VERSION && !gre.hasSequence()) {
      return NO_TUNNEL;
    }
    nextOffset += gre.headerLength();
    return switch (gre.protocol()) {
      case GreFlyweight.ERSPAN ->
          gre.hasSequence() ? erspan() : EtherType.TRANSPARENT_ETHERNET; // types II and I
      case GreFlyweight.ERSPAN_III -> erspan();
      default -> gre.protocol();
    };
  }

  private int erspan() {
    final TunnelFault fault = erspan.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += erspan.headerLength();
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int vxlan() {
    final TunnelFault fault = vxlan.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += VxlanFlyweight.HEADER_LENGTH;
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int geneve() {
    final TunnelFault fault = geneve.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += geneve.headerLength();
    return geneve.protocol();
  }

  private int gtp() {
    final TunnelFault fault = gtp.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += gtp.headerLength();
    return byVersion();
  }

  private int teredo() {
    final TunnelFault fault = teredo.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += teredo.headerLength();
    final int type = byVersion();
    return type == EtherType.IPV4 ? NO_TUNNEL : type;
  }

  private int ayiya() {
    final TunnelFault fault = ayiya.wrap(packet, nextOffset, readable()).check();
    if (fault != TunnelFault.NONE) {
      return answer(fault);
    }
    nextOffset += ayiya.headerLength();
    return switch (ayiya.nextHeader()) {
      case IpProtocol.IPV4 -> EtherType.IPV4;
      case IpProtocol.IPV6 -> EtherType.IPV6;
      default -> NO_TUNNEL;
    };
  }

  private int byVersion() {
    if (readable() < 1) {
      return CUT;
    }
    return switch ((packet.getByte(nextOffset) & 0xFF) >>> VERSION_SHIFT) {
      case Ipv4Flyweight.VERSION -> EtherType.IPV4;
      case Ipv6Flyweight.VERSION -> EtherType.IPV6;
      default -> NO_TUNNEL;
    };
  }

  int nextOffset() {
    return nextOffset;
  }

  /** Whether only a port said that this is a tunnel: what is inside must then hold together. */
  boolean isGuessed() {
    return guessed;
  }
}
