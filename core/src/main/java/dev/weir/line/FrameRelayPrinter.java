package dev.weir.line;

/** Frame Relay: a Q.922 address, and a network protocol's number (RFC 2427) or an EtherType. */
final class FrameRelayPrinter {
  private static final int LAST = 0x01;
  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int IPV4 = 0xCC;
  private static final int IPV6 = 0x8E;
  private static final int SNAP = 0x80;
  private static final int PPP = 0xCF;
  private static final int COMMAND = 0x0200_0000;
  private static final int DISCARD_ELIGIBLE = 0x0002_0000;
  private static final int BACKWARD_CONGESTION = 0x0004_0000;
  private static final int FORWARD_CONGESTION = 0x0008_0000;
  private static final int CORE = 0x02;

  private final Printout out;
  private final LinePrinter printers;
  private int addressLength;
  private int circuit;
  private int flags;

  FrameRelayPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  /** Prints a packet; returns the header's length. */
  int print(final int length, final int captured) {
    out.protocol = "fr";
    if (captured < 4) {
      out.truncated();
      return captured;
    }
    if ((out.u8(0) & LAST) != 0 || !address()) {
      out.ascii("Q.922, invalid address");
      return 0;
    }
    if (isBeyond(addressLength, length)) {
      return 0;
    }
    if (out.u8(addressLength) != UNNUMBERED_INFORMATION && circuit != 0) {
      return cisco(length);
    }
    if (isBeyond(addressLength + 1, length)) {
      return 0;
    }
    final boolean padded = out.u8(addressLength + 1) == 0;
    if (padded && addressLength != 3) {
      out.ascii("Pad! ");
    } else if (!padded && addressLength == 3) {
      out.ascii("No pad! ");
    }
    final int headerLength = addressLength + (padded ? 3 : 2);
    if (isBeyond(headerLength - 1, length)) {
      return 0;
    }
    final int protocol = out.u8(headerLength - 1);
    if (out.options.linkHeader) {
      header(length, "NLPID ", name(protocol), protocol, 2);
    }
    switch (protocol) {
      case IPV4 -> printers.ipv4().print(headerLength, length - headerLength);
      case IPV6 -> printers.ipv6().print(headerLength, length - headerLength);
      case SNAP ->
          printers
              .ethernet()
              .snap(headerLength, length - headerLength, out.available(headerLength));
      case PPP -> printers.ppp().print(headerLength, length - headerLength);
      default -> out.other = true;
    }
    return headerLength;
  }

  private static String name(final int protocol) {
    return switch (protocol) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
      case SNAP -> "SNAP";
      default -> "PPP";
    };
  }

  private boolean isBeyond(final int at, final int length) {
    if (out.has(at, 1) && Integer.compareUnsigned(length, at + 1) >= 0) {
      return false;
    }
    out.truncated();
    return true;
  }

  /** Two to four bytes; returns whether they end as an address does. */
  private boolean address() {
    final int second = out.u8(1);
    addressLength = 2;
    circuit = (out.u8(0) & 0xFC) << 2 | second >>> 4;
    flags = (out.u8(0) & 0x02) << 24 | (second & 0x0E) << 16;
    if ((second & LAST) != 0) {
      return true;
    }
    int at = 2;
    addressLength = 3;
    if ((out.u8(at) & LAST) == 0) {
      circuit = circuit << 7 | out.u8(at) >>> 1;
      addressLength = 4;
      at++;
    }
    flags |= out.u8(at) & CORE;
    circuit = circuit << 6 | out.u8(at) >>> 2;
    return (out.u8(at) & LAST) != 0;
  }

  /** An EtherType right behind the address. */
  private int cisco(final int length) {
    final int headerLength = addressLength + 2;
    if (isBeyond(headerLength - 1, length)) {
      return 0;
    }
    final int type = out.u16(addressLength);
    if (out.options.linkHeader) {
      final String name = LinkNames.etherType(type);
      header(length, "cisco-ethertype ", name == null ? "unknown" : name, type, 4);
    }
    printers.ethernet().payload(type, headerLength, length - headerLength);
    return headerLength;
  }

  private void header(
      final int length, final String kind, final String name, final int number, final int digits) {
    out.ascii("Q.922, ");
    if (out.options.quiet == 0) {
      out.ascii("hdr-len ").unsigned(addressLength).ascii(", ");
    }
    out.ascii("DLCI ").unsigned(circuit);
    if (out.options.quiet == 0) {
      out.ascii(", Flags [");
      flags();
      out.ascii("], ").ascii(kind).ascii(name).ascii(" (0x").hexFixed(number, digits).ascii(")");
    }
    out.ascii(", length ").unsigned(length).ascii(": ");
  }

  private void flags() {
    final int before = out.text.length();
    flag(COMMAND, "C!", before);
    flag(DISCARD_ELIGIBLE, "DE", before);
    flag(BACKWARD_CONGESTION, "BECN", before);
    flag(FORWARD_CONGESTION, "FECN", before);
    flag(CORE, "sdlcore", before);
    out.ascii(out.text.length() == before ? "none" : "");
  }

  private void flag(final int flag, final String name, final int before) {
    if ((flags & flag) != 0) {
      out.ascii(out.text.length() == before ? "" : ", ").ascii(name);
    }
  }
}
