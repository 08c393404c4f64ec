package dev.weir.filter;

import static dev.weir.filter.Tests.equal;

import dev.weir.filter.Qualifiers.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Transport tests as libpcap means them: the protocol is what the IP header says, behind IPv6 at
 * most one fragment header is looked at, and bytes of transport headers are read behind IPv4 only.
 */
final class FirstHeaderTests implements TransportTests {
  private static final int IPV4_PROTOCOL = 9;
  private static final int IPV6_NEXT_HEADER = 6;
  private static final int IPV6_LENGTH = 40;
  private static final int FRAGMENT_HEADER = 44;

  private final Layers layers;
  private final LinkTests link;

  FirstHeaderTests(final Layers layers, final LinkTests link) {
    this.layers = layers;
    this.link = link;
  }

  @Override
  public Condition protocol(final int number, final Protocol over) throws FilterException {
    if (over == null) {
      return protocol(number, Protocol.IP).or(protocol(number, Protocol.IP6));
    }
    if (over == Protocol.IP) {
      return link.carries(Protocol.IP).and(equal(layers.fromNetwork(IPV4_PROTOCOL, 1), number));
    }
    final Condition ipv6 = link.carries(Protocol.IP6);
    final Condition direct = equal(layers.fromNetwork(IPV6_NEXT_HEADER, 1), number);
    final Condition fragment = equal(layers.fromNetwork(IPV6_NEXT_HEADER, 1), FRAGMENT_HEADER);
    final Condition behind = fragment.and(equal(layers.fromNetwork(IPV6_LENGTH, 1), number));
    return ipv6.and(direct.or(behind));
  }

  @Override
  public Condition protocolChain(final int number, final Protocol over) throws FilterException {
    return new ProtocolChain(layers, link).test(number, over);
  }

  @Override
  public Condition ports(final Protocol protocol, final Direction direction, final Ports ports)
      throws FilterException {
    final Condition ipv6 = link.carries(Protocol.IP6).and(ports(protocol, direction, ports, true));
    return ipv6.or(link.carries(Protocol.IP).and(ports(protocol, direction, ports, false)));
  }

  private Condition ports(
      final Protocol protocol, final Direction direction, final Ports ports, final boolean ipv6) {
    if (protocol != null) {
      return portsOf(protocol, direction, ports, ipv6);
    }
    final Condition sctp = portsOf(Protocol.SCTP, direction, ports, ipv6);
    final Condition tcp = portsOf(Protocol.TCP, direction, ports, ipv6);
    return sctp.or(tcp).or(portsOf(Protocol.UDP, direction, ports, ipv6));
  }

  /** Ports of one protocol, behind an IP header that has been looked for already. */
  Condition portsOf(
      final Protocol protocol, final Direction direction, final Ports ports, final boolean ipv6) {
    final int at = ipv6 ? IPV6_NEXT_HEADER : IPV4_PROTOCOL;
    final Condition carried = equal(layers.fromNetwork(at, 1), protocol.number());
    final Condition first = ipv6 ? carried : carried.and(firstFragment());
    final Condition test =
        switch (direction) {
          case SOURCE -> ports.test(port(0, ipv6));
          case DESTINATION -> ports.test(port(2, ipv6));
          case BOTH -> ports.test(port(0, ipv6)).and(ports.test(port(2, ipv6)));
          case EITHER, UNSAID -> ports.test(port(0, ipv6)).or(ports.test(port(2, ipv6)));
        };
    return first.and(test);
  }

  private List<Step> port(final int offset, final boolean ipv6) {
    return ipv6 ? layers.fromNetwork(IPV6_LENGTH + offset, 2) : fromIpv4Payload(offset, 2);
  }

  /** Loads bytes from behind the IPv4 header. */
  List<Step> fromIpv4Payload(final int offset, final int size) {
    final List<Step> steps = new ArrayList<>(layers.ipv4HeaderLength());
    final int at = layers.networkHeader().constant() + offset;
    steps.add(new Step(Operation.loadIndexed(size), at));
    return steps;
  }

  /** Loads bytes from behind the fixed IPv6 header. */
  List<Step> fromIpv6Payload(final int offset, final int size) {
    return layers.fromNetwork(IPV6_LENGTH + offset, size);
  }

  /** Whether an IPv4 packet is whole or a first fragment. */
  private Condition firstFragment() {
    return Tests.anyBit(layers.fromNetwork(6, 2), 0x1fff).not();
  }

  @Override
  public Condition guard(final Protocol protocol, final Condition index) throws FilterException {
    if (protocol == Protocol.ICMP6) {
      return Loads.guarded(index, link.carries(Protocol.IP6))
          .and(equal(layers.fromNetwork(IPV6_NEXT_HEADER, 1), protocol.number()));
    }
    final boolean overBoth =
        switch (protocol) {
          case TCP, UDP, SCTP, PIM -> true;
          default -> false;
        };
    final Condition carried = protocol(protocol.number(), overBoth ? null : Protocol.IP);
    final Condition first = Loads.guarded(index, carried.and(firstFragment()));
    return link.carries(Protocol.IP).and(first);
  }

  @Override
  public List<Step> load(final Protocol protocol, final int index, final int size) {
    final Layers.Offset header = layers.networkHeader();
    if (protocol == Protocol.ICMP6) {
      return Loads.at(header.plus(IPV6_LENGTH), index, size);
    }
    final List<Step> steps = new ArrayList<>(layers.ipv4HeaderLength());
    steps.add(new Step(Operation.LOAD_MEMORY, index));
    steps.add(new Step(Operation.ADD_X));
    steps.add(new Step(Operation.A_TO_X));
    steps.add(new Step(Operation.loadIndexed(size), header.constant()));
    return steps;
  }
}
