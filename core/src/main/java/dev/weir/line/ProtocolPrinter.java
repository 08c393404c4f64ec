package dev.weir.line;

/** Finds the printer of an IP protocol: TCP, and what may carry a packet with TCP in it. */
final class ProtocolPrinter {
  private static final int IPV4 = 4;
  private static final int UDP = 17;
  private static final int DCCP = 33;
  private static final int IPV6 = 41;
  private static final int GRE = 47;
  private static final int AUTHENTICATION = 51;
  private static final int SCTP = 132;
  private static final int ETHERNET = 143;
  private static final int AUTHENTICATION_LENGTH = 12;

  private final Printout out;
  private final LinePrinter printers;
  private final TcpPrinter tcp;
  private final TunnelPrinter tunnels;

  ProtocolPrinter(final Printout out, final LinePrinter printers, final SequenceTable numbers) {
    this.out = out;
    this.printers = printers;
    final IpChecksum checksum = new IpChecksum(out);
    this.tcp = new TcpPrinter(out, numbers, checksum);
    this.tunnels = new TunnelPrinter(out, printers, checksum);
  }

  /** Whether a protocol's own printer writes the addresses. */
  static boolean printsAddresses(final int protocol) {
    return protocol == TcpPrinter.PROTOCOL
        || protocol == UDP
        || protocol == DCCP
        || protocol == SCTP;
  }

  TcpPrinter tcp() {
    return tcp;
  }

  TunnelPrinter tunnels() {
    return tunnels;
  }

  /**
   * Prints the payload of an IP packet.
   *
   * @param first the protocol's number.
   * @param from where the payload begins.
   * @param length its bytes by the IP header, unsigned.
   * @param ip where the IP header begins.
   * @param fragmented whether it is a part of a fragmented packet.
   */
  void print(
      final int first, final int from, final int length, final int ip, final boolean fragmented) {
    if (!out.goDeeper()) {
      return;
    }
    int protocol = first;
    int at = from;
    int left = length;
    while (protocol == AUTHENTICATION) {
      if (!out.has(at, 1)) {
        out.protocol = "ah";
        out.truncated();
        return;
      }
      protocol = out.u8(at);
      final int advance = authentication(at);
      at += advance;
      left -= advance;
    }
    switch (protocol) {
      case TcpPrinter.PROTOCOL -> tcp.print(at, ip, left, fragmented);
      case UDP -> tunnels.udp(at, left, ip, fragmented);
      case IPV4 -> printers.ipv4().print(at, left);
      case IPV6 -> printers.ipv6().print(at, left);
      case GRE -> tunnels.gre(at, left);
      case ETHERNET -> ethernet(at, left, ip);
      default -> out.other = true;
    }
  }

  private void ethernet(final int at, final int left, final int ip) {
    if (out.u8(ip) >>> 4 == 6) {
      printers.ethernet().print(at, left, out.available(at));
    } else {
      out.other = true;
    }
  }

  /** The authentication header (RFC 4302, section 2); returns its length. */
  private int authentication(final int at) {
    out.protocol = "ah";
    out.ascii("AH");
    final int words = out.u8(at + 1);
    final int length = (words + 2) * 4;
    out.text.append('(');
    if (out.verbose) {
      out.ascii("length=").unsigned(words).ascii("(").unsigned(length).ascii("-bytes),");
    }
    final int reserved = out.u16(at + 2);
    if (reserved != 0) {
      out.ascii("reserved=0x").hex(reserved).ascii("[MustBeZero],");
    }
    out.need(at + 4, 4);
    out.ascii("spi=0x").hexFixed(out.u32(at + 4), 8).ascii(",");
    out.need(at + 8, 4);
    out.ascii("seq=0x").hex(out.u32(at + 8)).ascii(",icv=0x");
    out.hexBytes(at + AUTHENTICATION_LENGTH, length - AUTHENTICATION_LENGTH);
    out.ascii("): ");
    return length;
  }
}
