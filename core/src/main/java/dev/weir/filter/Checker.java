package dev.weir.filter;

import dev.weir.capture.LinkType;
import dev.weir.filter.TransportTests.Ports;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Makes the checked tree of the syntax tree: names and numbers become values, values become tests
 * of bytes at places that the link type decides. What has no meaning is refused here.
 *
 * <p>The tree is walked from left to right, because what a part means may depend on what stands to
 * its left: see {@link Layers}.
 */
final class Checker {
  private static final int MOST_PORT = 65535;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final FilterOptions options;
  private final Layers layers;
  private final LinkTests link;
  private final AddressTests addresses;
  private final TransportTests transport;
  private final EncapsulationTests encapsulations;
  private final ArithmeticTests arithmetic;

  private Checker(final int linkType, final FilterOptions options) throws FilterException {
    this.options = options;
    layers = new Layers(options.inner() ? LinkType.RAW : linkType);
    link = new LinkTests(layers, options.fileByteSwapped());
    addresses = new AddressTests(layers, link, options.netmask());
    transport = options.inner() ? new HeaderChainTests(link) : new FirstHeaderTests(layers, link);
    encapsulations = new EncapsulationTests(layers, link);
    arithmetic = new ArithmeticTests(layers, link, transport);
  }

  /**
   * A checked tree.
   *
   * @param condition its root.
   * @param prologue what is to be done before anything is tested.
   * @param always a condition that precedes it, to be tested before the prologue; or null.
   * @param optimisable false if it jumps within its tests, and has to be left as it is.
   */
  record Checked(Condition condition, List<Step> prologue, Condition always, boolean optimisable) {}

  static Checked check(final Expression expression, final int linkType, final FilterOptions options)
      throws FilterException {
    final Checker checker = new Checker(linkType, options);
    final Condition condition = checker.condition(expression);
    if (checker.layers.outOfRegisters()) {
      throw Registers.exhausted();
    }
    final List<Step> prologue = checker.layers.prologue();
    return new Checked(condition, prologue, checker.layers.always(), !checker.layers.hasLoops());
  }

  private Condition condition(final Expression expression) throws FilterException {
    try {
      // Not a switch over the types: linking one takes longer than all else that is done here.
      if (expression instanceof Expression.And || expression instanceof Expression.Or) {
        return joined(expression);
      } else if (expression instanceof final Expression.Not not) {
        return condition(not.operand()).not();
      } else if (expression instanceof final Expression.Primitive primitive) {
        return primitive(primitive);
      } else if (expression instanceof final Expression.Comparison comparison) {
        return arithmetic.comparison(comparison);
      }
      return keyword(expression);
    } catch (final FilterException e) {
      throw e.at(expression.span());
    }
  }

  /** A loop along left operands, of which a list of alternatives may have thousands. */
  private Condition joined(final Expression expression) throws FilterException {
    final Deque<Expression> joints = new ArrayDeque<>();
    Expression leftmost = expression;
    while (leftmost instanceof Expression.And || leftmost instanceof Expression.Or) {
      joints.push(leftmost);
      leftmost =
          leftmost instanceof final Expression.And and
              ? and.left()
              : ((Expression.Or) leftmost).left();
    }
    Condition all = condition(leftmost);
    while (!joints.isEmpty()) {
      final Expression joint = joints.pop();
      all =
          joint instanceof final Expression.And and
              ? all.and(condition(and.right()))
              : all.or(condition(((Expression.Or) joint).right()));
    }
    return all;
  }

  private Condition keyword(final Expression expression) throws FilterException {
    if (expression instanceof final Expression.Abbreviation abbreviation) {
      return abbreviation(abbreviation.protocol());
    } else if (expression instanceof final Expression.Length length) {
      return length(length);
    } else if (expression instanceof final Expression.Broadcast broadcast) {
      return addresses.broadcast(broadcast.protocol());
    } else if (expression instanceof final Expression.Multicast multicast) {
      return addresses.multicast(multicast.protocol());
    } else if (expression instanceof final Expression.Course course) {
      return layers.linkType() == LinkType.SLIP
          ? arithmetic.comparison(slipCourse(course))
          : link.course(course.outbound());
    } else if (expression instanceof final Expression.InterfaceIndex index) {
      return link.interfaceIndex(index.index());
    } else if (expression instanceof final Expression.Encapsulation encapsulation) {
      return encapsulations.test(encapsulation.shift(), encapsulation.number());
    } else if (expression instanceof final Expression.LogicalLink logicalLink) {
      return link.logicalLink(logicalLink.type());
    }
    throw new IllegalStateException("no test for " + expression);
  }

  /** The first byte of a SLIP header is 0 for packets received. */
  private static Expression.Comparison slipCourse(final Expression.Course course) {
    final Span span = course.span();
    final Arithmetic zero = new Arithmetic.Constant(0, span);
    return new Expression.Comparison(
        course.outbound() ? Expression.Relation.NOT_EQUAL : Expression.Relation.EQUAL,
        new Arithmetic.Load(Protocol.LINK, zero, 1, span),
        zero,
        span);
  }

  private static Condition length(final Expression.Length length) {
    final List<Step> load = List.of(new Step(Operation.LOAD_LENGTH));
    return length.least()
        ? Tests.atLeast(load, length.bound())
        : Tests.atMost(load, length.bound());
  }

  private Condition abbreviation(final Protocol protocol) throws FilterException {
    return switch (protocol) {
      case LINK -> throw new FilterException("link layer applied in wrong context");
      case IP, IP6, ARP, RARP -> link.carries(protocol);
      case ICMP, IGMP, IGRP, VRRP, CARP -> transport.protocol(protocol.number(), Protocol.IP);
      case ICMP6 -> transport.protocol(protocol.number(), Protocol.IP6);
      case TCP, UDP, SCTP, PIM, AH, ESP -> transport.protocol(protocol.number(), null);
    };
  }

  private Condition primitive(final Expression.Primitive primitive) throws FilterException {
    final Qualifiers qualifiers = inherited(primitive.qualifiers());
    final Identifier identifier = primitive.identifier();
    if (identifier instanceof final Identifier.Number number) {
      return number(qualifiers, number.value());
    } else if (identifier instanceof final Identifier.Name name) {
      return named(qualifiers, name.text());
    } else if (identifier instanceof final Identifier.Ipv4 ipv4) {
      return ipv4(qualifiers, ipv4);
    } else if (identifier instanceof final Identifier.Ipv6 ipv6) {
      return ipv6(qualifiers, ipv6);
    }
    return addresses.ethernet(qualifiers, Addresses.mac(((Identifier.Mac) identifier).text()));
  }

  private static Qualifiers inherited(final Qualifiers qualifiers) throws FilterException {
    if (qualifiers == null) {
      throw new FilterException("syntax error in filter expression");
    }
    return qualifiers;
  }

  private Condition number(final Qualifiers qualifiers, final int value) throws FilterException {
    switch (qualifiers.type()) {
      case PORT, PORT_RANGE -> {
        if (value < 0 || value > MOST_PORT) {
          throw illegalPort(Integer.toUnsignedString(value));
        }
        final Protocol protocol = portProtocol(qualifiers);
        final Ports ports =
            qualifiers.type() == Qualifiers.Type.PORT
                ? Ports.single(value)
                : Ports.range(value, value);
        return transport.ports(protocol, qualifiers.direction(), ports);
      }
      case PROTO -> {
        return protocolNumber(qualifiers, value);
      }
      case PROTO_CHAIN -> {
        return protocolChain(qualifiers, value);
      }
      default -> {
        if (qualifiers.protocol() == Protocol.LINK) {
          throw new FilterException("illegal link layer address");
        }
        return plainAddress(qualifiers, value);
      }
    }
  }

  /** A number as an address: all 32 bits of a host, but as much of a net as is written. */
  private Condition plainAddress(final Qualifiers qualifiers, final int value)
      throws FilterException {
    int address = value;
    int mask = -1;
    if (qualifiers.type() == Qualifiers.Type.NET) {
      while (address != 0 && (address & 0xff00_0000) == 0) {
        address <<= 8;
        mask <<= 8;
      }
    }
    return addresses.ipv4(qualifiers, address, mask);
  }

  private Condition ipv4(final Qualifiers qualifiers, final Identifier.Ipv4 id)
      throws FilterException {
    final long dotted = dotted(id.text());
    final int missing = IPV4_BITS - 8 * (int) (dotted >> 32);
    final int address = (int) dotted << missing;
    if (id.mask() == null && id.prefixLength() < 0) {
      refuseUnlessAddress(qualifiers, "ip");
      if (qualifiers.protocol() == Protocol.LINK) {
        throw new FilterException("illegal link layer address");
      }
      return addresses.ipv4(qualifiers, address, -1 << missing);
    }
    final int mask;
    if (id.mask() != null) {
      final long dottedMask = dotted(id.mask());
      mask = (int) dottedMask << IPV4_BITS - 8 * (int) (dottedMask >> 32);
      refuseHostBits(address & ~mask, id.text() + " mask " + id.mask());
    } else {
      if (id.prefixLength() > IPV4_BITS) {
        throw new FilterException("mask length must be <= " + IPV4_BITS);
      }
      mask = id.prefixLength() == 0 ? 0 : -1 << IPV4_BITS - id.prefixLength();
      refuseHostBits(address & ~mask, id.text() + "/" + id.prefixLength());
    }
    if (qualifiers.type() != Qualifiers.Type.NET) {
      throw new FilterException("Mask syntax for networks only");
    }
    return addresses.ipv4(qualifiers, address, mask);
  }

  private static long dotted(final String text) throws FilterException {
    final long dotted = Addresses.dotted(text);
    if (dotted < 0) {
      throw new FilterException("invalid IPv4 address '" + text + "'");
    }
    return dotted;
  }

  private static void refuseHostBits(final int bits, final String text) throws FilterException {
    if (bits != 0) {
      throw new FilterException("non-network bits set in \"" + text + "\"");
    }
  }

  private static void refuseUnlessAddress(final Qualifiers qualifiers, final String family)
      throws FilterException {
    switch (qualifiers.type()) {
      case PORT, PORT_RANGE, PROTO, PROTO_CHAIN ->
          throw new FilterException(
              "'" + qualifiers.type().keyword() + "' modifier applied to " + family + " host");
      default -> {
        // A host or a net.
      }
    }
  }

  private Condition ipv6(final Qualifiers qualifiers, final Identifier.Ipv6 id)
      throws FilterException {
    final byte[] address = Addresses.ipv6(id.text());
    final int length = id.prefixLength();
    if (length > IPV6_BITS) {
      throw new FilterException("mask length must be <= " + IPV6_BITS);
    }
    for (int bit = length; bit < IPV6_BITS; bit++) {
      refuseHostBits(address[bit / 8] & 0x80 >> bit % 8, id.text() + "/" + length);
    }
    switch (qualifiers.type()) {
      case UNSAID, HOST -> {
        if (length != IPV6_BITS) {
          throw new FilterException("Mask syntax for networks only");
        }
        return addresses.ipv6(qualifiers, address, length);
      }
      case NET -> {
        return addresses.ipv6(qualifiers, address, length);
      }
      default -> throw new FilterException("invalid qualifier against IPv6 address");
    }
  }

  private Condition named(final Qualifiers qualifiers, final String name) throws FilterException {
    return switch (qualifiers.type()) {
      case UNSAID, HOST -> host(qualifiers, name);
      case NET -> throw new FilterException("unknown network '" + name + "'");
      case PORT -> NamedPorts.port(qualifiers, name, transport);
      case PORT_RANGE -> NamedPorts.range(qualifiers, name, transport);
      case PROTO -> protocolNumber(qualifiers, protocolByName(qualifiers, name));
      case PROTO_CHAIN -> protocolChain(qualifiers, protocolByName(qualifiers, name));
    };
  }

  private Condition host(final Qualifiers qualifiers, final String name) throws FilterException {
    if (qualifiers.protocol() == Protocol.LINK) {
      throw new FilterException("unknown ether host '" + name + "'");
    }
    final List<byte[]> all = options.hosts().apply(name);
    if (all.isEmpty()) {
      throw new FilterException("unknown host '" + name + "'");
    }
    Condition any = null;
    for (final byte[] address : all) {
      final boolean ipv4 = address.length == 4;
      final Protocol other = ipv4 ? Protocol.IP6 : Protocol.IP;
      if (qualifiers.protocol() != other) {
        final Condition one =
            ipv4
                ? addresses.ipv4(qualifiers, AddressTests.wordOf(address, 0), -1)
                : addresses.ipv6(qualifiers, address, IPV6_BITS);
        any = any == null ? one : any.or(one);
      }
    }
    if (any == null) {
      throw new FilterException("unknown host '" + name + "' for specified address family");
    }
    return any;
  }

  private static int protocolByName(final Qualifiers qualifiers, final String name)
      throws FilterException {
    if (qualifiers.protocol() == Protocol.LINK) {
      final int type = NameTables.etherType(name);
      if (type < 0) {
        throw new FilterException("unknown ether proto '" + name + "'");
      }
      return type;
    }
    final int number = NameTables.ipProtocol(name);
    if (number < 0) {
      throw new FilterException("unknown ip proto '" + name + "'");
    }
    return number;
  }

  private Condition protocolNumber(final Qualifiers qualifiers, final int number)
      throws FilterException {
    final Protocol protocol = qualifiers.protocol();
    if (protocol == null || protocol == Protocol.IP || protocol == Protocol.IP6) {
      return transport.protocol(number, protocol);
    }
    switch (protocol) {
      case LINK -> {
        return link.carries(number);
      }
      case ARP, RARP ->
          throw new FilterException(protocol.keyword() + " does not encapsulate another protocol");
      default -> throw new FilterException("'" + protocol.keyword() + " proto' is bogus");
    }
  }

  private Condition protocolChain(final Qualifiers qualifiers, final int number)
      throws FilterException {
    final Protocol protocol = qualifiers.protocol();
    if (protocol != null && protocol != Protocol.IP && protocol != Protocol.IP6) {
      throw new FilterException("bad protocol applied for 'protochain'");
    }
    return transport.protocolChain(number, protocol);
  }

  /** The protocol whose ports are meant, or null for all that have ports. */
  static Protocol portProtocol(final Qualifiers qualifiers) throws FilterException {
    final Protocol protocol = qualifiers.protocol();
    if (protocol == null
        || protocol == Protocol.TCP
        || protocol == Protocol.UDP
        || protocol == Protocol.SCTP) {
      return protocol;
    }
    throw new FilterException("illegal qualifier of '" + qualifiers.type().keyword() + "'");
  }

  static FilterException illegalPort(final String port) {
    return new FilterException("illegal port number " + port + " > " + MOST_PORT);
  }
}
