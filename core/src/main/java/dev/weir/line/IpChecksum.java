package dev.weir.line;

/** Checksums of TCP and UDP with their pseudo-headers (RFC 9293, section 3.1; RFC 8200, 8.1). */
final class IpChecksum {
  private static final int LOOSE_ROUTE = 131;
  private static final int STRICT_ROUTE = 137;
  private final Printout out;

  IpChecksum(final Printout out) {
    this.out = out;
  }

  /** The folded sum over IPv4's pseudo-header and a payload that is captured whole. */
  int ipv4(final int ip, final int at, final int length, final int protocol) {
    long sum = Checksum.add(0, out.bytes, ip + Ipv4Printer.SOURCE, 4);
    final int headerLength = (out.u8(ip) & 0x0F) * 4;
    final int destination =
        headerLength == Ipv4Printer.HEADER_LENGTH
            ? ip + Ipv4Printer.DESTINATION
            : finalDestination(ip, headerLength);
    sum = Checksum.add(sum, out.bytes, destination, 4) + protocol + (length & 0xFFFF);
    return Checksum.fold(Checksum.add(sum, out.bytes, at, length));
  }

  /** Where the address stands that a source route ends at. */
  private int finalDestination(final int ip, final int headerLength) {
    int at = ip + Ipv4Printer.HEADER_LENGTH;
    int left = headerLength - Ipv4Printer.HEADER_LENGTH;
    while (left > 0) {
      final int type = out.u8(at);
      int length = 1;
      if (type == 0) {
        break;
      }
      if (type != 1) {
        length = out.u8(at + 1);
        if (length < 2) {
          break;
        }
      }
      if (left < length || !out.has(at, length)) {
        break;
      }
      if ((type == LOOSE_ROUTE || type == STRICT_ROUTE) && length >= 7) {
        return at + length - 4;
      }
      at += length;
      left -= length;
    }
    return ip + Ipv4Printer.DESTINATION;
  }

  /** The folded sum over IPv6's pseudo-header and a payload that is captured whole. */
  int ipv6(final int ip, final int at, final int length, final int protocol) {
    long sum = Checksum.add(0, out.bytes, ip + Ipv6Printer.SOURCE, 16);
    sum = Checksum.add(sum, out.bytes, finalDestination6(ip), 16) + protocol;
    return Checksum.fold(Checksum.add(sum + (length & 0xFFFF_FFFFL), out.bytes, at, length));
  }

  /** Where the address stands that a routing header ends at. */
  private int finalDestination6(final int ip) {
    int next = out.u8(ip + Ipv6Printer.NEXT_HEADER);
    int at = ip;
    int advance = Ipv6Printer.HEADER_LENGTH;
    while (at < out.end) {
      at += advance;
      switch (next) {
        case Ipv6Printer.HOP_BY_HOP,
            Ipv6Printer.DESTINATION_OPTIONS,
            Ipv6Printer.MOBILITY_OLD,
            Ipv6Printer.MOBILITY -> {
          advance = (out.u8(at + 1) + 1) * 8;
          next = out.u8(at);
        }
        case Ipv6Printer.FRAGMENT -> {
          advance = 8;
          next = out.u8(at);
        }
        case Ipv6Printer.ROUTING -> {
          return routed(ip, at);
        }
        default -> {
          return ip + Ipv6Printer.DESTINATION;
        }
      }
    }
    return ip + Ipv6Printer.DESTINATION;
  }

  private int routed(final int ip, final int at) {
    final int destination = ip + Ipv6Printer.DESTINATION;
    if (!out.has(at, 4)) {
      return destination;
    }
    final int length = out.u8(at + 1);
    final int type = out.u8(at + 2);
    if (length % 2 == 1) {
      return destination;
    }
    if (type == 4) {
      return out.has(at + 8, 16) ? at + 8 : destination;
    }
    int last = destination;
    if (type == 0 || type == 2) {
      for (int i = 0; i < length / 2 && out.has(at + 8 + 16 * i, 16); i++) {
        last = at + 8 + 16 * i;
      }
    }
    return last;
  }
}
