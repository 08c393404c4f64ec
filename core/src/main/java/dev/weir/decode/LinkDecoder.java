package dev.weir.decode;

import dev.weir.capture.LinkType;
import dev.weir.link.CiscoHdlcFlyweight;
import dev.weir.link.EtherType;
import dev.weir.link.EthernetFlyweight;
import dev.weir.link.FabricPathTagFlyweight;
import dev.weir.link.LinkFault;
import dev.weir.link.LinuxSll2Flyweight;
import dev.weir.link.LinuxSllFlyweight;
import dev.weir.link.LlcSnapFlyweight;
import dev.weir.link.LoopbackFlyweight;
import dev.weir.link.MplsLabelFlyweight;
import dev.weir.link.PortExtensionTagFlyweight;
import dev.weir.link.PppFlyweight;
import dev.weir.link.PppoeFlyweight;
import dev.weir.link.ServiceInstanceTagFlyweight;
import dev.weir.link.VlanTagFlyweight;
import dev.weir.link.VnTagFlyweight;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks from the first byte of a packet, or of what a tunnel carries, to the next network header.
 */
final class LinkDecoder {
  /** Answer of the walk: what the link carries is neither IPv4 nor IPv6. */
  static final int NOT_IP = -1;

  /** Answer of the walk: the bytes end inside a header of the link layer. */
  static final int CUT = -2;

  /** Answer of the walk: the link type is not decoded. */
  static final int UNSUPPORTED = -3;

  /** No VLAN tag was met. */
  static final int NO_VLAN = -1;

  private static final int VERSION_SHIFT = 4;

  /** A pseudowire's control word, between the last label and an Ethernet frame (RFC 4385). */
  private static final int CONTROL_WORD_LENGTH = 4;

  private final EthernetFlyweight ethernet = new EthernetFlyweight();
  private final VlanTagFlyweight vlan = new VlanTagFlyweight();
  private final LlcSnapFlyweight snap = new LlcSnapFlyweight();
  private final ServiceInstanceTagFlyweight serviceTag = new ServiceInstanceTagFlyweight();
  private final VnTagFlyweight vnTag = new VnTagFlyweight();
  private final PortExtensionTagFlyweight portExtension = new PortExtensionTagFlyweight();
  private final FabricPathTagFlyweight fabricPath = new FabricPathTagFlyweight();
  private final MplsLabelFlyweight label = new MplsLabelFlyweight();
  private final PppoeFlyweight pppoe = new PppoeFlyweight();
  private final PppFlyweight ppp = new PppFlyweight();
  private final CiscoHdlcFlyweight ciscoHdlc = new CiscoHdlcFlyweight();
  private final LoopbackFlyweight loopback = new LoopbackFlyweight();
  private final LinuxSllFlyweight sll = new LinuxSllFlyweight();
  private final LinuxSll2Flyweight sll2 = new LinuxSll2Flyweight();

  private final RareLinkDecoder rare = new RareLinkDecoder();

  private UnsafeBuffer packet;
  private int end;
  private int nextOffset;
  private int vlanId = NO_VLAN;

  /**
   * Walks the link layer of a packet.
   *
   * @param packet the captured bytes.
   * @param linkType see {@link LinkType}.
   * @param end index behind the last byte that may be read.
   * @return {@link EtherType#IPV4} or {@link EtherType#IPV6} with the header at {@link
   *     #nextOffset()}, or one of the negative answers, found there.
   */
  int decode(final UnsafeBuffer packet, final int linkType, final int end) {
    this.packet = packet;
    this.end = end;
    vlanId = NO_VLAN;
    nextOffset = 0;
    return linkType == LinkType.ETHERNET ? walk(ethernet()) : walk(first(linkType));
  }

  /**
   * Walks on from what a tunnel carries.
   *
   * @param packet the captured bytes.
   * @param etherType what the tunnel says that it carries.
   * @param offset index of the first byte of it.
   * @param end index behind the last byte that may be read.
   * @return as {@link #decode}.
   */
  int resume(final UnsafeBuffer packet, final int etherType, final int offset, final int end) {
    this.packet = packet;
    this.end = end;
    nextOffset = offset;
    return walk(etherType);
  }

  private int first(final int linkType) {
    return switch (linkType) {
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> byVersion();
      case LinkType.IPV4 -> EtherType.IPV4;
      case LinkType.IPV6 -> EtherType.IPV6;
      case LinkType.NULL, LinkType.LOOP -> loopback();
      case LinkType.LINUX_SLL -> sll();
      case LinkType.LINUX_SLL2 -> sll2();
      case LinkType.PPP, LinkType.PPP_HDLC -> pppOrCiscoHdlc();
      case LinkType.CISCO_HDLC, LinkType.HDLC -> ciscoHdlc();
      default -> rare(linkType);
    };
  }

  private int rare(final int linkType) {
    final int answer = rare.decode(packet, linkType, end);
    nextOffset = rare.nextOffset();
    return switch (answer) {
      case RareLinkDecoder.LOGICAL_LINK -> snap();
      case RareLinkDecoder.BY_VERSION -> byVersion();
      default -> answer;
    };
  }

  /** Steps over tags until an IP header, or something else, is reached. */
  private int walk(final int first) {
    int type = first;
    while (type != EtherType.IPV4 && type != EtherType.IPV6) {
      type =
          switch (type) {
            case EtherType.VLAN,
                EtherType.SERVICE_VLAN,
                EtherType.OUTER_VLAN_9100,
                EtherType.OUTER_VLAN_9200,
                EtherType.OUTER_VLAN_9300 ->
                vlan();
            case EtherType.MPLS, EtherType.MPLS_UPSTREAM -> label();
            case EtherType.PPPOE_SESSION -> pppoe();
            case EtherType.PPP -> ppp();
            case EtherType.SERVICE_INSTANCE -> serviceInstance();
            case EtherType.VN_TAG -> vnTag();
            case EtherType.PORT_EXTENSION -> portExtension();
            case EtherType.FABRIC_PATH -> fabricPath();
            case EtherType.TRANSPARENT_ETHERNET -> ethernet();
            case CUT -> CUT;
            case UNSUPPORTED -> UNSUPPORTED;
            default -> NOT_IP;
          };
      if (type < 0) {
        return type;
      }
    }
    return type;
  }

  private int readable() {
    return end - nextOffset;
  }

  private int ethernet() {
    if (ethernet.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += EthernetFlyweight.HEADER_LENGTH;
    return typeOrLength(ethernet.etherType());
  }

  private int vlan() {
    if (vlan.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += VlanTagFlyweight.HEADER_LENGTH;
    if (vlanId == NO_VLAN) {
      vlanId = vlan.id();
    }
    return typeOrLength(vlan.etherType());
  }

  private int typeOrLength(final int field) {
    return field >= EtherType.MIN_TYPE ? field : snap();
  }

  private int snap() {
    return switch (snap.wrap(packet, nextOffset, readable()).check()) {
      case CUT -> CUT;
      case NOT_THIS_HEADER -> NOT_IP;
      default -> {
        nextOffset += LlcSnapFlyweight.HEADER_LENGTH;
        yield snap.carriesEtherType() ? snap.etherType() : NOT_IP;
      }
    };
  }

  private int serviceInstance() {
    if (serviceTag.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += ServiceInstanceTagFlyweight.HEADER_LENGTH;
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int vnTag() {
    if (vnTag.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += VnTagFlyweight.HEADER_LENGTH;
    return typeOrLength(vnTag.etherType());
  }

  private int portExtension() {
    if (portExtension.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += PortExtensionTagFlyweight.HEADER_LENGTH;
    return typeOrLength(portExtension.etherType());
  }

  private int fabricPath() {
    if (fabricPath.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += FabricPathTagFlyweight.HEADER_LENGTH;
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int label() {
    if (label.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += MplsLabelFlyweight.HEADER_LENGTH;
    if (!label.isBottom()) {
      return EtherType.MPLS;
    }
    // Labels do not say what follows: the first four bits do (RFC 4928 section 2).
    final int type = byVersion();
    if (type != NOT_IP || (packet.getByte(nextOffset) & 0xFF) >>> VERSION_SHIFT != 0) {
      return type;
    }
    if (readable() < CONTROL_WORD_LENGTH) {
      return CUT;
    }
    nextOffset += CONTROL_WORD_LENGTH;
    return EtherType.TRANSPARENT_ETHERNET;
  }

  private int byVersion() {
    if (readable() < 1) {
      return CUT;
    }
    final int version = (packet.getByte(nextOffset) & 0xFF) >>> VERSION_SHIFT;
    return switch (version) {
      case Ipv4Flyweight.VERSION -> EtherType.IPV4;
      case Ipv6Flyweight.VERSION -> EtherType.IPV6;
      default -> NOT_IP;
    };
  }

  private int pppoe() {
    return switch (pppoe.wrap(packet, nextOffset, readable()).check()) {
      case CUT -> CUT;
      case NOT_THIS_HEADER -> NOT_IP;
      default -> {
        nextOffset += PppoeFlyweight.HEADER_LENGTH;
        yield ppp();
      }
    };
  }

  private int ppp() {
    if (ppp.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += ppp.headerLength();
    return ppp.etherType();
  }

  /** A PPP link type may hold Cisco's framing, too, which its first byte tells (RFC 1547). */
  private int pppOrCiscoHdlc() {
    if (readable() < 1) {
      return CUT;
    }
    final int address = packet.getByte(nextOffset) & 0xFF;
    return address == CiscoHdlcFlyweight.UNICAST || address == CiscoHdlcFlyweight.MULTICAST
        ? ciscoHdlc()
        : ppp();
  }

  private int ciscoHdlc() {
    if (ciscoHdlc.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += CiscoHdlcFlyweight.HEADER_LENGTH;
    return ciscoHdlc.etherType();
  }

  private int loopback() {
    if (loopback.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += LoopbackFlyweight.HEADER_LENGTH;
    return loopback.etherType();
  }

  private int sll() {
    if (sll.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += LinuxSllFlyweight.HEADER_LENGTH;
    return cooked(sll.protocol());
  }

  private int sll2() {
    if (sll2.wrap(packet, nextOffset, readable()).check() != LinkFault.NONE) {
      return CUT;
    }
    nextOffset += LinuxSll2Flyweight.HEADER_LENGTH;
    return cooked(sll2.protocol());
  }

  private int cooked(final int protocol) {
    return protocol == LinuxSllFlyweight.LLC_PROTOCOL ? snap() : protocol;
  }

  int nextOffset() {
    return nextOffset;
  }

  int vlanId() {
    return vlanId;
  }
}
