package dev.weir.line;

/** ARCNET (RFC 1201, RFC 1051), as BSD and as Linux capture it. */
final class ArcnetPrinter {
  private static final int IP_OLD = 240;
  private static final int ARP_OLD = 241;
  private static final int DIAGNOSE = 128;
  private static final int IP = 212;
  private static final int IPV6 = 196;
  private static final int SHORT_LENGTH = 3;
  private static final int LENGTH = 6;
  private static final int LONG_LENGTH = 9;
  private static final int EXCEPTION = 0xFF;
  private static final int LINUX_SHORT_LENGTH = 5;
  private static final int LINUX_LENGTH = 8;

  private final Printout out;
  private final LinePrinter printers;

  ArcnetPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  private void name(final int type) {
    switch (type) {
      case IP_OLD -> out.ascii("oldip");
      case ARP_OLD -> out.ascii("oldarp");
      case IP -> out.ascii("ip");
      case 213 -> out.ascii("arp");
      case 214 -> out.ascii("rarp");
      case 221 -> out.ascii("atalk");
      case 247 -> out.ascii("banyan");
      case 250 -> out.ascii("ipx");
      case IPV6 -> out.ascii("ipv6");
      case DIAGNOSE -> out.ascii("diag");
      default -> out.hexFixed(type, 2);
    }
    out.ascii(" ");
  }

  private void stations() {
    out.hexFixed(out.u8(0), 2).ascii(" ").hexFixed(out.u8(1), 2).ascii(" ");
  }

  private void payload(final int type, final int at, final int length) {
    switch (type) {
      case IP_OLD, IP -> printers.ipv4().print(at, length - at);
      case IPV6 -> printers.ipv6().print(at, length - at);
      default -> out.other = true;
    }
  }

  /** Prints a packet that BSD captured; returns the header's length. */
  int bsd(final int length, final int captured) {
    out.protocol = "arcnet";
    if (captured < SHORT_LENGTH || Integer.compareUnsigned(length, SHORT_LENGTH) < 0) {
      out.truncated();
      return captured;
    }
    final int type = out.u8(2);
    if (type == IP_OLD || type == ARP_OLD || type == DIAGNOSE) {
      header(type, 0, 0, length);
      payload(type, SHORT_LENGTH, length);
      return SHORT_LENGTH;
    }
    if (captured < LENGTH || Integer.compareUnsigned(length, LENGTH) < 0) {
      out.truncated();
      return captured;
    }
    int flag = out.u8(3);
    int headerLength = LENGTH;
    if (flag == EXCEPTION) {
      if (captured < LONG_LENGTH || Integer.compareUnsigned(length, LONG_LENGTH) < 0) {
        out.truncated();
        return captured;
      }
      headerLength = LONG_LENGTH;
      flag = out.u8(6);
    }
    header(type, flag, out.u16(headerLength - 2), length);
    if (flag != 0 && (flag & 1) == 0) {
      // A fragment that is not the first.
      out.other = true;
    } else {
      payload(type, headerLength, length);
    }
    return headerLength;
  }

  private void header(final int type, final int flag, final int sequence, final int length) {
    if (!out.options.linkHeader) {
      return;
    }
    stations();
    if (out.options.quiet == 0) {
      name(type);
      if (type != IP_OLD && type != ARP_OLD && type != DIAGNOSE) {
        out.ascii("seqid ").hexFixed(sequence, 4).ascii(" ");
        if ((flag & 1) != 0) {
          out.ascii("(first of ").unsigned((flag + 3) / 2).ascii(" fragments) ");
        } else if (flag != 0) {
          out.ascii("(fragment ").unsigned(flag / 2 + 1).ascii(") ");
        }
      }
    }
    out.unsigned(length).ascii(": ");
  }

  /**
   * Prints a packet that Linux captured, which puts fragments together; returns its header's
   * length.
   */
  int linux(final int length, final int captured) {
    out.protocol = "arcnet_linux";
    if (captured < LINUX_SHORT_LENGTH || Integer.compareUnsigned(length, LINUX_SHORT_LENGTH) < 0) {
      out.truncated();
      return captured;
    }
    final int type = out.u8(4);
    final int headerLength = type == IP_OLD || type == ARP_OLD ? LINUX_SHORT_LENGTH : LINUX_LENGTH;
    if (captured < headerLength || Integer.compareUnsigned(length, headerLength) < 0) {
      out.truncated();
      return captured;
    }
    if (out.options.linkHeader) {
      stations();
      if (out.options.quiet == 0) {
        // tcpdump takes the name from where other systems than Linux have the type.
        name(out.u8(2));
      }
      out.unsigned(length).ascii(": ");
    }
    payload(type, headerLength, length);
    return headerLength;
  }
}
