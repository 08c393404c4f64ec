package dev.weir.filter;

import static dev.weir.filter.Tests.equal;
import static dev.weir.filter.Tests.masked;

import dev.weir.capture.LinkType;
import dev.weir.filter.Qualifiers.Direction;
import java.util.List;

/** Tests of who sends and who receives. */
final class AddressTests {
  private static final long ETHERNET_BROADCAST = 0xffff_ffff_ffffL;

  private static final int IPV4_SOURCE = 12;
  private static final int IPV4_DESTINATION = 16;
  private static final int ARP_SENDER = 14;
  private static final int ARP_TARGET = 24;
  private static final int IPV6_SOURCE = 8;
  private static final int IPV6_DESTINATION = 24;

  private final Layers layers;
  private final LinkTests link;
  private final WirelessTests wireless;
  private final int netmask;

  AddressTests(final Layers layers, final LinkTests link, final int netmask) {
    this.layers = layers;
    this.link = link;
    this.wireless = new WirelessTests(layers);
    this.netmask = netmask;
  }

  /** Tests of the two ends of a packet, joined as the direction says. */
  private static Condition ends(
      final Direction direction, final Condition source, final Condition destination) {
    return switch (direction) {
      case SOURCE -> source;
      case DESTINATION -> destination;
      case BOTH -> source.and(destination);
      case EITHER, UNSAID -> source.or(destination);
    };
  }

  /** An IPv4 host or net, which ARP and RARP can name too. */
  Condition ipv4(final Qualifiers qualifiers, final int address, final int mask)
      throws FilterException {
    final Protocol protocol = qualifiers.protocol();
    if (protocol == null) {
      final Condition ip = ipv4Over(Protocol.IP, qualifiers, address, mask);
      if (layers.insideMpls()) {
        return ip;
      }
      final Condition arp = ipv4Over(Protocol.ARP, qualifiers, address, mask);
      return ip.or(arp).or(ipv4Over(Protocol.RARP, qualifiers, address, mask));
    }
    return switch (protocol) {
      case IP, ARP, RARP -> ipv4Over(protocol, qualifiers, address, mask);
      case IP6 -> throw new FilterException("'ip6' modifier applied to ip host");
      default -> throw misapplied(protocol, qualifiers.type().keyword());
    };
  }

  private Condition ipv4Over(
      final Protocol protocol, final Qualifiers qualifiers, final int address, final int mask)
      throws FilterException {
    final boolean ip = protocol == Protocol.IP;
    return ends(
        qualifiers.direction(),
        ipv4At(protocol, ip ? IPV4_SOURCE : ARP_SENDER, address, mask),
        ipv4At(protocol, ip ? IPV4_DESTINATION : ARP_TARGET, address, mask));
  }

  private Condition ipv4At(
      final Protocol protocol, final int offset, final int address, final int mask)
      throws FilterException {
    return link.carries(protocol).and(masked(layers.fromNetwork(offset, 4), mask, address));
  }

  /** An IPv6 host or net. */
  Condition ipv6(final Qualifiers qualifiers, final byte[] address, final int prefixLength)
      throws FilterException {
    final Protocol protocol = qualifiers.protocol();
    if (protocol != null && protocol != Protocol.IP6) {
      throw misapplied(protocol, "ip6 " + qualifiers.type().keyword());
    }
    return ends(
        qualifiers.direction(),
        ipv6At(IPV6_SOURCE, address, prefixLength),
        ipv6At(IPV6_DESTINATION, address, prefixLength));
  }

  private Condition ipv6At(final int offset, final byte[] address, final int prefixLength)
      throws FilterException {
    Condition words = null;
    for (int word = 0; word < 4; word++) {
      final int bits = Math.max(0, Math.min(32, prefixLength - 32 * word));
      final int mask = bits == 0 ? 0 : -1 << 32 - bits;
      final Condition test =
          masked(layers.fromNetwork(offset + 4 * word, 4), mask, wordOf(address, word));
      words = words == null ? test : words.and(test);
    }
    return link.carries(Protocol.IP6).and(words);
  }

  static int wordOf(final byte[] address, final int word) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | address[4 * word + i] & 0xff;
    }
    return value;
  }

  private static FilterException misapplied(final Protocol protocol, final String type) {
    return new FilterException(
        protocol == Protocol.LINK
            ? "link-layer modifier applied to " + type
            : "'" + protocol.keyword() + "' modifier applied to " + type);
  }

  /** A 48-bit address of the link layer. */
  Condition ethernet(final Qualifiers qualifiers, final long address) throws FilterException {
    final boolean host =
        qualifiers.type() == Qualifiers.Type.HOST || qualifiers.type() == Qualifiers.Type.UNSAID;
    if (!host || qualifiers.protocol() != Protocol.LINK) {
      throw new FilterException("ethernet address used in non-ether expression");
    }
    if (WirelessTests.isWireless(layers.linkType())) {
      final WirelessTests.AddressTest test = wireless.equalTo(address);
      return ends(qualifiers.direction(), wireless.source(test), wireless.destination(test));
    }
    final int destination = destinationOffset();
    if (destination < 0) {
      throw new FilterException(
          "ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/"
              + "Fibre Channel");
    }
    final int source = destination + (layers.linkType() == LinkType.IP_OVER_FC ? 8 : 6);
    return behindEthernetHeader(
        ends(
            qualifiers.direction(), ethernetAt(source, address), ethernetAt(destination, address)));
  }

  /** Where the link header has a destination of six bytes; -1 where there is none. */
  private int destinationOffset() {
    return switch (layers.linkType()) {
      case LinkType.ETHERNET -> 0;
      case LinkType.FDDI -> 1;
      case LinkType.TOKEN_RING, LinkType.IP_OVER_FC -> 2;
      default -> -1;
    };
  }

  private boolean isArcnet() {
    return layers.linkType() == LinkType.ARCNET || layers.linkType() == LinkType.ARCNET_LINUX;
  }

  /** ARCNET has one address for all, and it is zero. */
  private Condition toAllOfArcnet() {
    return equal(layers.fromLinkHeader(1, 1), 0);
  }

  private Condition ethernetAt(final int offset, final long address) {
    final Condition low = equal(layers.fromLinkHeader(offset + 2, 4), (int) address);
    return low.and(equal(layers.fromLinkHeader(offset, 2), (int) (address >>> 32)));
  }

  /** What Geneve carries may be IP without an Ethernet header, and then has no such addresses. */
  private Condition behindEthernetHeader(final Condition condition) {
    if (!layers.insideGeneve() || !layers.linkHeader().varies()) {
      return condition;
    }
    final int header = layers.geneveRegisters().get(0);
    final int payload = layers.geneveRegisters().get(1);
    final Condition none =
        new Condition.Test(
            List.of(
                new Step(Operation.LOAD_MEMORY, header),
                new Step(Operation.LOAD_X_MEMORY, payload)),
            Operation.IF_EQUAL_X,
            0);
    return none.not().and(condition);
  }

  Condition broadcast(final Protocol protocol) throws FilterException {
    if (protocol == null || protocol == Protocol.LINK) {
      if (WirelessTests.isWireless(layers.linkType())) {
        return wireless.destination(wireless.equalTo(ETHERNET_BROADCAST));
      }
      if (isArcnet()) {
        return toAllOfArcnet();
      }
      if (destinationOffset() < 0) {
        throw new FilterException("not a broadcast link");
      }
      return behindEthernetHeader(ethernetAt(destinationOffset(), ETHERNET_BROADCAST));
    }
    if (protocol != Protocol.IP) {
      throw new FilterException("only link-layer/IP broadcast filters supported");
    }
    final Condition ip = link.carries(Protocol.IP);
    final int host = ~netmask;
    final Condition zeros = masked(layers.fromNetwork(IPV4_DESTINATION, 4), host, 0);
    final Condition ones = masked(layers.fromNetwork(IPV4_DESTINATION, 4), host, host);
    return ip.and(zeros.or(ones));
  }

  Condition multicast(final Protocol protocol) throws FilterException {
    if (protocol == Protocol.IP) {
      return link.carries(Protocol.IP)
          .and(Tests.atLeast(layers.fromNetwork(IPV4_DESTINATION, 1), 224));
    }
    if (protocol == Protocol.IP6) {
      return link.carries(Protocol.IP6).and(equal(layers.fromNetwork(IPV6_DESTINATION, 1), 255));
    }
    final boolean onLink = protocol == null || protocol == Protocol.LINK;
    if (onLink && WirelessTests.isWireless(layers.linkType())) {
      return wireless.destination(wireless.group());
    }
    if (onLink && isArcnet()) {
      return toAllOfArcnet();
    }
    if (!onLink || destinationOffset() < 0) {
      throw new FilterException(
          "link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/"
              + "802.11/ATM LANE/Fibre Channel");
    }
    return behindEthernetHeader(Tests.anyBit(layers.fromLinkHeader(destinationOffset(), 1), 1));
  }
}
