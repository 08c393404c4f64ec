package dev.weir.line;

/** PPP (RFC 1661, RFC 1662) and Cisco HDLC. */
final class PppPrinter {
  private static final int ADDRESS = 0xFF;
  private static final int CONTROL = 0x03;
  private static final int PPPD_IN = 0x00;
  private static final int PPPD_OUT = 0x01;
  private static final int CISCO_UNICAST = 0x0F;
  private static final int CISCO_BROADCAST = 0x8F;
  private static final int IPV4 = 0x0021;
  private static final int UNCOMPRESSED_IPV4 = 0x002F;
  private static final int IPV6 = 0x0057;
  private static final int MPLS = 0x0281;
  private static final int MPLS_MULTICAST = 0x0283;
  private static final int HEADER_LENGTH = 4;

  private final Printout out;
  private final LinePrinter printers;

  PppPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  /** A capture of PPP. */
  void link(final int length, final int captured) {
    out.protocol = "ppp";
    if (captured < HEADER_LENGTH) {
      out.truncated();
      out.linkHeaderLength = captured;
      return;
    }
    out.linkHeaderLength = HEADER_LENGTH;
    print(0, length);
  }

  /** A frame from its address and control bytes on, where it has them. */
  int print(final int start, final int length) {
    out.protocol = "ppp";
    if (Integer.compareUnsigned(length, 2) < 0) {
      out.truncated();
      return 0;
    }
    int at = start;
    final int header = out.u16(at);
    if (header == (PPPD_IN << 8 | CONTROL) || header == (PPPD_OUT << 8 | CONTROL)) {
      if (out.options.linkHeader) {
        out.ascii(header >>> 8 == PPPD_IN ? "In  " : "Out ");
      }
      at += 2;
    } else if (header == (ADDRESS << 8 | CONTROL)) {
      at += 2;
    }
    if (Integer.compareUnsigned(length - (at - start), 2) < 0) {
      out.truncated();
      return 0;
    }
    int protocol = out.u8(at++);
    if (protocol % 2 == 0) {
      protocol = out.u16(at - 1);
      at++;
    }
    if (out.options.linkHeader) {
      final String name = LinkNames.ppp(protocol);
      out.ascii(name == null ? "unknown" : name).ascii(" (0x").hexFixed(protocol, 4);
      out.ascii("), length ").unsigned(length);
      if (name == null) {
        out.other = true;
        return at - start;
      }
      out.ascii(": ");
    }
    payload(protocol, at, length - (at - start));
    return at - start;
  }

  private void payload(final int protocol, final int at, final int length) {
    switch (protocol) {
      case LinkNames.IPV4, UNCOMPRESSED_IPV4, IPV4 -> printers.ipv4().print(at, length);
      case LinkNames.IPV6, IPV6 -> printers.ipv6().print(at, length);
      case MPLS, MPLS_MULTICAST -> printers.tunnels().mpls(at, length);
      default -> out.other = true;
    }
  }

  /** A capture of PPP in HDLC-like framing. */
  void serialLink(final int length, final int captured) {
    out.protocol = "ppp_hdlc";
    if (captured < 2) {
      out.truncated();
      out.linkHeaderLength = captured;
      return;
    }
    final int address = out.u8(0);
    if (address == CISCO_UNICAST || address == CISCO_BROADCAST) {
      ciscoLink(length);
      return;
    }
    if (captured < HEADER_LENGTH) {
      out.truncated();
      out.linkHeaderLength = captured;
      return;
    }
    if (out.options.linkHeader) {
      out.hexFixed(address, 2).ascii(" ").hexFixed(out.u8(1), 2).ascii(" ").unsigned(length);
      out.text.append(' ');
    }
    if (address != ADDRESS) {
      out.other = true;
      return;
    }
    final int protocol = out.u16(2);
    final String name = LinkNames.ppp(protocol);
    if (name == null) {
      out.ascii("unknown PPP protocol (0x").hexFixed(protocol, 4).ascii("): ");
    } else {
      out.ascii(name).ascii(": ");
    }
    payload(protocol, HEADER_LENGTH, length - HEADER_LENGTH);
    out.linkHeaderLength = HEADER_LENGTH;
  }

  /** A capture of Cisco HDLC. */
  void ciscoLink(final int length) {
    out.protocol = "chdlc";
    if (Integer.compareUnsigned(length, HEADER_LENGTH) < 0) {
      out.truncated();
      out.linkHeaderLength = out.end;
      return;
    }
    final int type = out.u16(2);
    if (out.options.linkHeader) {
      final int cast = out.u8(0);
      if (cast == CISCO_UNICAST || cast == CISCO_BROADCAST) {
        out.ascii(cast == CISCO_UNICAST ? "unicast" : "bcast");
      } else {
        out.ascii("0x").hexFixed(cast, 2);
      }
      final String name = LinkNames.etherType(type);
      out.ascii(", ethertype ").ascii(name == null ? "Unknown" : name).ascii(" (0x");
      out.hexFixed(type, 4).ascii("), length ").unsigned(length).ascii(": ");
    }
    final int left = length - HEADER_LENGTH;
    switch (type) {
      case LinkNames.IPV4 -> printers.ipv4().print(HEADER_LENGTH, left);
      case LinkNames.IPV6 -> printers.ipv6().print(HEADER_LENGTH, left);
      case LinkNames.MPLS, LinkNames.MPLS_MULTICAST -> printers.tunnels().mpls(HEADER_LENGTH, left);
      default -> out.other = true;
    }
    out.linkHeaderLength = HEADER_LENGTH;
  }
}
