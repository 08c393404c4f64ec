package dev.weir.filter;

import static dev.weir.filter.Tests.masked;

import dev.weir.capture.LinkType;
import java.util.ArrayList;
import java.util.List;

/** Tests for headers in between, each of which moves {@link Layers} behind that header. */
final class EncapsulationTests {
  private static final int MOST_VLAN = 0x0fff;
  private static final int MOST_LABEL = 0xf_ffff;
  private static final int MOST_SESSION = 0xffff;
  private static final int MOST_NETWORK = 0xff_ffff;

  private static final int GENEVE_PORT = 6081;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int UDP_LENGTH = 8;
  private static final int IPV6_LENGTH = 40;

  private final Layers layers;
  private final LinkTests link;

  EncapsulationTests(final Layers layers, final LinkTests link) {
    this.layers = layers;
    this.link = link;
  }

  Condition test(final Expression.Shift shift, final Integer number) throws FilterException {
    return switch (shift) {
      case VLAN -> vlan(number);
      case MPLS -> mpls(number);
      case PPPOE_DISCOVERY -> link.carries(0x8863);
      case PPPOE_SESSION -> pppoe(number);
      case GENEVE -> geneve(number);
    };
  }

  private static void limit(final String what, final int number, final int most)
      throws FilterException {
    if (Integer.compareUnsigned(number, most) > 0) {
      throw new FilterException(
          what + " " + Integer.toUnsignedString(number) + " greater than maximum " + most);
    }
  }

  private Condition vlan(final Integer tag) throws FilterException {
    if (layers.insideMpls()) {
      throw new FilterException("no VLAN match after MPLS");
    }
    final int type = layers.linkType();
    if (type == LinkType.PPI || type != LinkType.ETHERNET && !WirelessTests.isWireless(type)) {
      throw new FilterException("no VLAN support for " + LinkNames.description(layers.linkType()));
    }
    Condition tagged = link.carries(0x8100).or(link.carries(0x88a8)).or(link.carries(0x9100));
    if (tag != null) {
      limit("VLAN tag", tag, MOST_VLAN);
      tagged = tagged.and(masked(layers.fromNetwork(0, 2), MOST_VLAN, tag));
    }
    layers.skipVlanTag();
    return tagged;
  }

  private Condition mpls(final Integer label) throws FilterException {
    Condition labelled;
    if (layers.insideMpls()) {
      labelled = masked(layers.fromNetwork(-2, 1), 0x01, 0);
    } else {
      labelled =
          switch (layers.linkType()) {
            case LinkType.ETHERNET, LinkType.CISCO_HDLC, LinkType.HDLC ->
                link.carries(LinkTests.ETHERTYPE_MPLS);
            case LinkType.PPP -> link.carries(LinkTests.PPP_MPLS);
            default ->
                throw new FilterException(
                    "no MPLS support for " + LinkNames.description(layers.linkType()));
          };
    }
    if (label != null) {
      limit("MPLS label", label, MOST_LABEL);
      labelled = labelled.and(masked(layers.fromNetwork(0, 4), 0xffff_f000, label << 12));
    }
    layers.skipMplsLabel();
    return labelled;
  }

  private Condition pppoe(final Integer session) throws FilterException {
    Condition inSession = link.carries(0x8864);
    if (session != null) {
      limit("PPPoE session number", session, MOST_SESSION);
      inSession = inSession.and(masked(layers.fromNetwork(0, 4), MOST_SESSION, session));
    }
    layers.enterPppoe();
    return inSession;
  }

  private Condition geneve(final Integer network) throws FilterException {
    if (network != null) {
      limit("Geneve VNI", network, MOST_NETWORK);
    }
    final Condition either = geneve(network, false).or(geneve(network, true));
    final List<Step> places = findInnerHeaders();
    return either.and(Condition.always(true).after(places));
  }

  private Condition geneve(final Integer network, final boolean ipv6) throws FilterException {
    final FirstHeaderTests transport = new FirstHeaderTests(layers, link);
    Condition all = toGenevePort(transport, ipv6);
    // Of the header's first byte, two bits are the version, which is 0.
    all = all.and(masked(fromUdp(transport, ipv6, UDP_LENGTH, 1), 0xc0, 0));
    if (network != null) {
      final List<Step> load = fromUdp(transport, ipv6, UDP_LENGTH + 4, 4);
      all = all.and(masked(load, 0xffff_ff00, network << 8));
    }
    // Leaves in X, and in A, where the outer UDP header begins; always true.
    final List<Step> place = new ArrayList<>();
    if (ipv6) {
      if (layers.networkHeader().varies()) {
        place.add(new Step(Operation.LOAD_X_MEMORY, layers.networkHeader().register()));
      }
      place.add(new Step(Operation.LOAD_CONSTANT, IPV6_LENGTH));
      if (layers.networkHeader().varies()) {
        place.add(new Step(Operation.ADD_X));
      }
      place.add(new Step(Operation.A_TO_X));
    } else {
      place.addAll(layers.ipv4HeaderLength());
      place.add(new Step(Operation.X_TO_A));
    }
    return all.and(new Condition.Test(place, Operation.IF_EQUAL_X, 0));
  }

  private Condition toGenevePort(final FirstHeaderTests transport, final boolean ipv6)
      throws FilterException {
    return link.carries(ipv6 ? Protocol.IP6 : Protocol.IP)
        .and(
            transport.portsOf(
                Protocol.UDP,
                Qualifiers.Direction.DESTINATION,
                TransportTests.Ports.single(GENEVE_PORT),
                ipv6));
  }

  private static List<Step> fromUdp(
      final FirstHeaderTests transport, final boolean ipv6, final int offset, final int size) {
    return ipv6 ? transport.fromIpv6Payload(offset, size) : transport.fromIpv4Payload(offset, size);
  }

  /** Puts into memory where the inner type field, link header and payload begin. */
  private List<Step> findInnerHeaders() throws FilterException {
    final int toGeneve = layers.networkHeader().constant() + UDP_LENGTH;
    final int type = layers.registers().take();
    final int header = layers.registers().take();
    final int payload = layers.registers().take();
    layers.enterGeneve(type, header, payload);
    return List.of(
        new Step(Operation.ADD, toGeneve),
        new Step(Operation.A_TO_X),
        new Step(Operation.ADD, 2),
        new Step(Operation.STORE, type),
        // Six bits of the first byte are the length of the options in words.
        new Step(Operation.LOAD_BYTE_INDEXED, 0),
        new Step(Operation.AND, 0x3f),
        new Step(Operation.MULTIPLY, 4),
        new Step(Operation.ADD, 8),
        new Step(Operation.ADD_X),
        new Step(Operation.STORE, header),
        new Step(Operation.LOAD_HALF_INDEXED, 2),
        new Step(Operation.LOAD_X_MEMORY, header),
        new Step(Operation.IF_EQUAL, ETHERTYPE_BRIDGED, 0, 5),
        new Step(Operation.X_TO_A),
        new Step(Operation.ADD, 12),
        new Step(Operation.STORE, type),
        new Step(Operation.ADD, 2),
        new Step(Operation.A_TO_X),
        new Step(Operation.STORE_X, payload));
  }
}
