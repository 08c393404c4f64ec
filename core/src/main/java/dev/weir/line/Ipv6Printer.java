package dev.weir.line;

/** The IPv6 header, its extension headers, and what they carry. */
final class Ipv6Printer {
  static final int HEADER_LENGTH = 40;
  static final int NEXT_HEADER = 6;
  static final int SOURCE = 8;
  static final int DESTINATION = SOURCE + 16;
  static final int HOP_BY_HOP = 0;
  static final int ROUTING = 43;
  static final int FRAGMENT = 44;
  static final int DESTINATION_OPTIONS = 60;
  static final int MOBILITY_OLD = 62;
  static final int MOBILITY = 135;
  private static final int PAYLOAD_LENGTH = 4;
  private static final int HOP_LIMIT = 7;

  /** Where an extension header ends the line. */
  private static final int STOP = -1;

  private final Printout out;
  private final ProtocolPrinter protocols;
  private final Ipv6ExtensionPrinter extensions;

  Ipv6Printer(final Printout out, final ProtocolPrinter protocols) {
    this.out = out;
    this.protocols = protocols;
    this.extensions = new Ipv6ExtensionPrinter(out);
  }

  /**
   * Prints a packet.
   *
   * @param at where the header begins.
   * @param length bytes that the layer below has for it, unsigned.
   */
  void print(final int at, final int length) {
    out.protocol = "ip6";
    if (!out.has(at, HEADER_LENGTH)) {
      out.truncated();
      return;
    }
    if (Integer.compareUnsigned(length, HEADER_LENGTH) < 0) {
      out.ascii("truncated-ip6 ").unsigned(length);
      return;
    }
    if (!out.options.linkHeader) {
      out.ascii("IP6 ");
    }
    final int version = out.u8(at) >>> 4;
    if (version != 6) {
      out.ascii("version error: ").unsigned(version).ascii(" != 6");
      return;
    }
    final int payloadLength = out.u16(at + PAYLOAD_LENGTH);
    int total = length + HEADER_LENGTH;
    if (payloadLength != 0) {
      total = payloadLength + HEADER_LENGTH;
      missing(total, length);
    }
    final int next = out.u8(at + NEXT_HEADER);
    if (out.verbose) {
      header(at, next, payloadLength);
    }
    final int before = out.limit(at, total);
    chain(at, length, total, payloadLength, before);
    out.end = before;
  }

  private void missing(final int total, final int length) {
    if (Integer.compareUnsigned(length, total) < 0) {
      out.ascii("truncated-ip6 - ").unsigned(total - length).ascii(" bytes missing!");
    }
  }

  private void header(final int at, final int next, final int payloadLength) {
    final int flow = out.u32(at);
    out.text.append('(');
    if ((flow & 0x0FF0_0000) != 0) {
      out.ascii("class 0x").hexFixed(flow >>> 20 & 0xFF, 2).ascii(", ");
    }
    if ((flow & 0xF_FFFF) != 0) {
      out.ascii("flowlabel 0x").hexFixed(flow & 0xF_FFFF, 5).ascii(", ");
    }
    out.ascii("hlim ").unsigned(out.u8(at + HOP_LIMIT)).ascii(", next-header ");
    out.ascii(LinkNames.ipProtocol(next)).ascii(" (").unsigned(next);
    out.ascii(") payload length: ").unsigned(payloadLength).ascii(") ");
  }

  /** Walks the headers behind the first one. */
  private void chain(
      final int at, final int length, final int total, final int payloadLength, final int outer) {
    int header = at;
    int left = total;
    int advance = HEADER_LENGTH;
    int next = out.u8(at + NEXT_HEADER);
    boolean fragmented = false;
    extensions.begin(payloadLength);
    while (header < out.end && advance > 0) {
      if (Integer.compareUnsigned(left, advance) < 0) {
        out.truncated();
        return;
      }
      header += advance;
      left -= advance;
      if (header == at + HEADER_LENGTH && !ProtocolPrinter.printsAddresses(next)) {
        addresses(at);
      }
      if (!Ipv6ExtensionPrinter.isExtension(next)) {
        payload(at, header, length, left, outer, next, fragmented);
        return;
      }
      advance = extensions.print(next, header, at);
      if (advance == STOP) {
        return;
      }
      fragmented |= next == FRAGMENT;
      next = out.u8(header);
      out.protocol = "ip6";
    }
  }

  private void addresses(final int at) {
    out.ipv6At(at + SOURCE);
    out.ascii(" > ");
    out.ipv6At(at + DESTINATION);
    out.ascii(": ");
  }

  private void payload(
      final int at,
      final int header,
      final int length,
      final int left,
      final int outer,
      final int next,
      final boolean fragmented) {
    final int advanced = header - at;
    int payload = left;
    if (extensions.jumbo()) {
      final int total = extensions.payloadLength() + HEADER_LENGTH;
      if (Integer.compareUnsigned(total, advanced) < 0) {
        out.truncated();
        return;
      }
      missing(total, length);
      limitFrom(outer, at, total);
      payload = total - advanced;
    } else if (extensions.payloadLength() == 0) {
      if (extensions.any()) {
        out.truncated();
        return;
      }
      limitFrom(outer, at, HEADER_LENGTH);
      payload = HEADER_LENGTH - advanced;
    }
    protocols.print(next, header, payload, at, fragmented);
  }

  private void limitFrom(final int outer, final int at, final int length) {
    out.end = outer;
    out.limit(at, length);
  }
}
