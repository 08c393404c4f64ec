package dev.weir.filter;

import static dev.weir.filter.Tests.equal;
import static dev.weir.filter.Tests.masked;

import dev.weir.capture.LinkType;
import java.nio.ByteOrder;

/** Tests of what the link layer says that it carries. */
final class LinkTests {
  static final int ETHERTYPE_MPLS = 0x8847;
  static final int PPP_MPLS = 0x0281;

  /** Below this, the type field of Ethernet is a length, and an 802.2 header follows. */
  private static final int ETHERNET_MOST_LENGTH = 1500;

  private static final int SAP_IP = 0x06;
  private static final int SAP_SPANNING_TREE = 0x42;
  private static final int SAP_IPX = 0xe0;
  private static final int SAP_NETBEUI = 0xf0;
  private static final int SAP_ISO = 0xfe;
  private static final int ETHERTYPE_NS = 0x0600;
  private static final int ETHERTYPE_DECNET = 0x6003;
  private static final int ETHERTYPE_APPLETALK = 0x809b;
  private static final int ETHERTYPE_AARP = 0x80f3;
  private static final int ETHERTYPE_IPX = 0x8137;
  private static final int SLL_NOVELL = 1;
  private static final int SLL_802_2 = 4;
  private static final int AF_INET = 2;
  private static final int AF_INET6_LINUX = 10;
  private static final int AF_INET6_SOLARIS = 26;
  private static final int ATM_LLC = 2;
  private static final int AF_INET6_BSD = 24;
  private static final int AF_INET6_FREEBSD = 28;
  private static final int AF_INET6_DARWIN = 30;

  private final Layers layers;
  private final WirelessTests wireless;
  private final boolean nullIsLittleEndian;

  LinkTests(final Layers layers, final boolean fileByteSwapped) {
    this.layers = layers;
    this.wireless = new WirelessTests(layers);
    this.nullIsLittleEndian =
        (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) != fileByteSwapped;
  }

  Condition carries(final Protocol protocol) throws FilterException {
    return carries(protocol.number());
  }

  /**
   * A test for a protocol right above the link layer.
   *
   * @param type its EtherType, or its 802.2 service access point where it is less than 1501.
   */
  Condition carries(final int type) throws FilterException {
    if (layers.insideMpls()) {
      return insideMpls(type);
    }
    if (layers.opaque()) {
      throw new FilterException(
          LinkNames.description(layers.linkType()) + " link-layer type filtering not implemented");
    }
    return switch (layers.linkType()) {
      case LinkType.ETHERNET -> ethernet(type);
      case LinkType.IEEE802_11, LinkType.RADIOTAP, LinkType.PRISM, LinkType.AVS, LinkType.PPI ->
          wireless.dataFrame().and(logicalLinkCarries(type));
      case LinkType.FDDI,
          LinkType.TOKEN_RING,
          LinkType.IP_OVER_FC,
          LinkType.ATM_RFC1483,
          LinkType.LINUX_CLIP ->
          logicalLinkCarries(type);
      case LinkType.SUNATM ->
          masked(layers.fromLinkHeader(0, 1), 0x0f, ATM_LLC).and(logicalLinkCarries(type));
      case LinkType.ARCNET, LinkType.ARCNET_LINUX -> arcnet(type);
      case LinkType.PFLOG -> familyByteIs(type, AF_INET6_LINUX);
      case LinkType.IPNET -> familyByteIs(type, AF_INET6_SOLARIS);
      case LinkType.SYMANTEC_FIREWALL, LinkType.APPLE_IP_OVER_IEEE1394 -> typeIs(type);
      case LinkType.CISCO_HDLC, LinkType.HDLC ->
          typeIs(type == SAP_ISO ? SAP_ISO << 8 | SAP_ISO : type);
      case LinkType.LINUX_SLL -> linuxSll(type);
      case LinkType.LINUX_SLL2 -> typeIs(type);
      case LinkType.PPP, LinkType.PPP_HDLC, LinkType.PPP_ETHER, LinkType.PPP_PPPD ->
          typeIs(pppProtocol(type));
      case LinkType.FRAME_RELAY -> frameRelay(type);
      case LinkType.NULL, LinkType.LOOP, LinkType.ENC -> addressFamily(type);
      case LinkType.IPV4 -> Condition.always(type == Protocol.IP.number());
      case LinkType.IPV6 -> Condition.always(type == Protocol.IP6.number());
      default -> versionNibble(type);
    };
  }

  /** RFC 1201 and the older RFC 1051, each with numbers of its own. */
  private Condition arcnet(final int type) {
    return switch (type) {
      case 0x0800 -> arcnetIs(212).or(arcnetIs(240));
      case 0x86dd -> arcnetIs(196);
      case 0x0806 -> arcnetIs(213).or(arcnetIs(241));
      case 0x8035 -> arcnetIs(214);
      case ETHERTYPE_APPLETALK -> arcnetIs(221);
      default -> Condition.always(false);
    };
  }

  private Condition arcnetIs(final int type) {
    return equal(layers.fromEtherType(0, 1), type);
  }

  private Condition familyByteIs(final int type, final int ipv6) {
    if (type == Protocol.IP.number()) {
      return equal(layers.fromLinkHeader(1, 1), AF_INET);
    }
    return type == Protocol.IP6.number()
        ? equal(layers.fromLinkHeader(1, 1), ipv6)
        : Condition.always(false);
  }

  private Condition typeIs(final int type) {
    return equal(layers.fromEtherType(0, 2), type);
  }

  /** MPLS does not say what it carries: after the last label, the version nibble has to. */
  private Condition insideMpls(final int type) throws FilterException {
    if (type != Protocol.IP.number() && type != Protocol.IP6.number()) {
      throw new FilterException("unsupported protocol over mpls");
    }
    final Condition bottomOfStack = masked(layers.fromNetwork(-2, 1), 0x01, 0x01);
    final int version = type == Protocol.IP.number() ? 0x40 : 0x60;
    return bottomOfStack.and(masked(layers.fromNetwork(0, 1), 0xf0, version));
  }

  /** RFC 2427: a byte that stands for a network protocol. */
  private Condition frameRelay(final int type) {
    if (type == Protocol.IP.number()) {
      return typeIs(0x03cc);
    }
    if (type == Protocol.IP6.number()) {
      return typeIs(0x038e);
    }
    return type == SAP_ISO
        ? typeIs(0x0381).or(typeIs(0x0382)).or(typeIs(0x0383))
        : Condition.always(false);
  }

  private Condition versionNibble(final int type) {
    if (type == Protocol.IP.number()) {
      return masked(layers.fromLinkHeader(0, 1), 0xf0, 0x40);
    }
    return type == Protocol.IP6.number()
        ? masked(layers.fromLinkHeader(0, 1), 0xf0, 0x60)
        : Condition.always(false);
  }

  private Condition addressFamily(final int type) {
    final boolean ipv4 = type == Protocol.IP.number();
    if (!ipv4 && type != Protocol.IP6.number()) {
      return Condition.always(false);
    }
    if (ipv4) {
      return addressFamilyIs(AF_INET);
    }
    // Systems number IPv6 differently, and the file does not say which system wrote it.
    return addressFamilyIs(AF_INET6_DARWIN)
        .or(addressFamilyIs(AF_INET6_BSD))
        .or(addressFamilyIs(AF_INET6_FREEBSD));
  }

  private Condition addressFamilyIs(final int family) {
    final boolean reversed = layers.linkType() != LinkType.LOOP && nullIsLittleEndian;
    final int asLoaded = reversed ? Integer.reverseBytes(family) : family;
    return equal(layers.fromLinkHeader(0, 4), asLoaded);
  }

  /** Whether the Ethernet frame has a length instead of a type. */
  private Condition ethernetHasLength() {
    return Tests.above(layers.fromEtherType(0, 2), ETHERNET_MOST_LENGTH).not();
  }

  private Condition ethernet(final int type) {
    return switch (type) {
      case SAP_ISO, SAP_IP, SAP_NETBEUI -> ethernetHasLength().and(bothSaps(type));
      case SAP_IPX -> {
        final Condition novell = equal(layers.fromPayload(0, 1), SAP_IPX);
        final Condition raw = equal(layers.fromPayload(0, 2), 0xffff);
        final Condition snap = snap(0, ETHERTYPE_IPX);
        final Condition framed = ethernetHasLength().and(snap.or(novell.or(raw)));
        yield typeIs(ETHERTYPE_IPX).or(framed);
      }
      case ETHERTYPE_APPLETALK, ETHERTYPE_AARP ->
          typeIs(type).or(ethernetHasLength().and(appleSnap(type)));
      default ->
          Integer.compareUnsigned(type, ETHERNET_MOST_LENGTH) <= 0
              ? ethernetHasLength().and(equal(layers.fromEtherType(2, 1), type))
              : typeIs(type);
    };
  }

  /** An 802.2 header, for link layers that always have one. */
  private Condition logicalLinkCarries(final int type) {
    return switch (type) {
      case SAP_ISO, SAP_IP, SAP_NETBEUI -> bothSaps(type);
      case ETHERTYPE_APPLETALK -> appleSnap(type);
      default ->
          Integer.compareUnsigned(type, ETHERNET_MOST_LENGTH) <= 0
              ? equal(layers.fromPayload(0, 1), type)
              : equal(layers.fromPayload(6, 2), type);
    };
  }

  private Condition linuxSll(final int type) {
    final Condition logicalLink = typeIs(SLL_802_2);
    return switch (type) {
      case SAP_ISO, SAP_IP, SAP_NETBEUI -> logicalLink.and(bothSaps(type));
      case SAP_IPX -> {
        final Condition framed =
            equal(layers.fromPayload(0, 1), SAP_IPX).or(snap(0, ETHERTYPE_IPX));
        yield typeIs(ETHERTYPE_IPX).or(typeIs(SLL_NOVELL).or(logicalLink.and(framed)));
      }
      case ETHERTYPE_APPLETALK, ETHERTYPE_AARP -> typeIs(type).or(logicalLink.and(appleSnap(type)));
      default ->
          Integer.compareUnsigned(type, ETHERNET_MOST_LENGTH) <= 0
              ? logicalLink.and(equal(layers.fromPayload(0, 1), type))
              : typeIs(type);
    };
  }

  private Condition bothSaps(final int sap) {
    return equal(layers.fromPayload(0, 2), sap << 8 | sap);
  }

  private Condition appleSnap(final int type) {
    return snap(type == ETHERTYPE_APPLETALK ? 0x08_0007 : 0, type);
  }

  /** An 802.2 SNAP header of the given organisation and type; its last word is read first. */
  private Condition snap(final int organisation, final int type) {
    final Condition last = equal(layers.fromPayload(4, 4), organisation << 16 | type);
    return last.and(equal(layers.fromPayload(0, 4), 0xaaaa_0300 | organisation >>> 16));
  }

  private static int pppProtocol(final int type) {
    if (type == Protocol.IP.number()) {
      return 0x0021;
    }
    if (type == Protocol.IP6.number()) {
      return 0x0057;
    }
    return switch (type) {
      case ETHERTYPE_DECNET -> 0x0027;
      case ETHERTYPE_APPLETALK -> 0x0029;
      case ETHERTYPE_NS -> 0x0025;
      case SAP_ISO -> 0x0023;
      case SAP_SPANNING_TREE -> 0x0031;
      case SAP_IPX -> 0x002b;
      default -> type;
    };
  }

  /**
   * A test for 802.2 frames.
   *
   * @param type the name of a kind of them, or null for all.
   */
  Condition logicalLink(final String type) throws FilterException {
    final Condition any =
        switch (layers.linkType()) {
          // Raw 802.3, as NetWare wrote it, has no 802.2 header, and begins with these two bytes.
          case LinkType.ETHERNET ->
              ethernetHasLength().and(equal(layers.fromPayload(0, 2), 0xffff).not());
          case LinkType.SUNATM -> masked(layers.fromLinkHeader(0, 1), 0x0f, ATM_LLC);
          case LinkType.TOKEN_RING, LinkType.FDDI, LinkType.ATM_RFC1483 -> Condition.always(true);
          default -> {
            if (!WirelessTests.isWireless(layers.linkType())) {
              throw new FilterException(
                  "'llc' not supported for " + LinkNames.description(layers.linkType()));
            }
            yield wireless.dataFrame();
          }
        };
    if (type == null) {
      return any;
    }
    final Condition kind =
        switch (type) {
          case "i" -> Tests.anyBit(layers.fromPayload(2, 1), 0x01).not();
          case "s" -> control(0x03, 0x01);
          case "u" -> control(0x03, 0x03);
          case "rr" -> control(0x0f, 0x01);
          case "rnr" -> control(0x0f, 0x05);
          case "rej" -> control(0x0f, 0x09);
          case "ui" -> control(0xef, 0x03);
          case "ua" -> control(0xef, 0x63);
          case "disc" -> control(0xef, 0x43);
          case "sabme" -> control(0xef, 0x6f);
          case "test" -> control(0xef, 0xe3);
          case "xid" -> control(0xef, 0xaf);
          case "frmr" -> control(0xef, 0x87);
          default -> throw new FilterException("unknown LLC type name \"" + type + "\"");
        };
    return any.and(kind);
  }

  private Condition control(final int mask, final int value) {
    return masked(layers.fromPayload(2, 1), mask, value);
  }

  /** Whether the packet left the machine that captured it, or came there. */
  Condition course(final boolean outbound) throws FilterException {
    final Condition left =
        switch (layers.linkType()) {
          case LinkType.LINUX_SLL -> equal(layers.fromLinkHeader(0, 2), 4);
          case LinkType.LINUX_SLL2 -> equal(layers.fromLinkHeader(10, 1), 4);
          case LinkType.PFLOG -> {
            // It may be both, or not known.
            yield equal(layers.fromLinkHeader(60, 1), outbound ? 2 : 1);
          }
          case LinkType.IPNET -> equal(layers.fromLinkHeader(2, 2), outbound ? 1 : 2);
          case LinkType.PPP_PPPD -> {
            // Neither byte means that the course is not known.
            yield equal(layers.fromLinkHeader(0, 1), outbound ? 1 : 0);
          }
          default ->
              throw new FilterException(
                  "inbound/outbound not supported on "
                      + LinkNames.description(layers.linkType())
                      + " when reading savefiles");
        };
    return switch (layers.linkType()) {
      case LinkType.LINUX_SLL, LinkType.LINUX_SLL2 -> outbound ? left : left.not();
      default -> left;
    };
  }

  Condition interfaceIndex(final int index) throws FilterException {
    if (layers.linkType() != LinkType.LINUX_SLL2) {
      throw new FilterException(
          "ifindex not supported on "
              + LinkNames.description(layers.linkType())
              + " when reading savefiles");
    }
    return equal(layers.fromLinkHeader(4, 4), index);
  }
}
