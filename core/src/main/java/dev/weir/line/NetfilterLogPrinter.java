package dev.weir.line;

/** Linux's netfilter log: attributes, little-endian, one of them the packet. */
final class NetfilterLogPrinter {
  private static final int LENGTH = 4;
  private static final int ATTRIBUTE_LENGTH = 4;
  private static final int PAYLOAD = 9;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private final Printout out;
  private final LinePrinter printers;

  NetfilterLogPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  /** Prints a packet; returns the headers' length. */
  int print(final int length, final int captured) {
    out.protocol = "nflog";
    if (captured < LENGTH || Integer.compareUnsigned(length, LENGTH) < 0) {
      out.truncated();
      return captured;
    }
    final int family = out.u8(0);
    if (out.u8(1) != 0) {
      out.other = true;
      return LENGTH;
    }
    if (out.options.linkHeader) {
      header(family, length);
    }
    int at = LENGTH;
    while (Integer.compareUnsigned(at, length) < 0) {
      if (captured - at < ATTRIBUTE_LENGTH) {
        out.truncated();
        return at;
      }
      final int size = (out.u8(at) | out.u8(at + 1) << 8) + 3 & ~3;
      final int type = out.u8(at + 2) | out.u8(at + 3) << 8;
      if (size < ATTRIBUTE_LENGTH || captured - at < size) {
        out.truncated();
        return at;
      }
      if (type == PAYLOAD) {
        at += ATTRIBUTE_LENGTH;
        break;
      }
      at += size;
    }
    switch (family) {
      case AF_INET -> printers.ipv4().print(at, length - at);
      case AF_INET6 -> printers.ipv6().print(at, length - at);
      default -> out.other = true;
    }
    return at;
  }

  private void header(final int family, final int length) {
    out.ascii("version ").unsigned(out.u8(1)).ascii(", resource ID ").unsigned(out.u16(2));
    final String name = family == AF_INET ? "IPv4" : family == AF_INET6 ? "IPv6" : "Unknown";
    if (out.options.quiet > 0) {
      out.ascii(", ").ascii(name);
    } else {
      out.ascii(", family ").ascii(name).ascii(" (").unsigned(family).ascii(")");
    }
    out.ascii(", length ").unsigned(length).ascii(": ");
  }
}
