package dev.weir.line;

import dev.weir.text.TextBuffer;

/** The IPv4 header, and what it carries. */
final class Ipv4Printer {
  static final int HEADER_LENGTH = 20;
  static final int PROTOCOL = 9;
  static final int SOURCE = 12;
  static final int DESTINATION = SOURCE + 4;
  private static final int TYPE_OF_SERVICE = 1;
  private static final int TOTAL_LENGTH = 2;
  private static final int IDENTIFICATION = 4;
  private static final int FRAGMENT = 6;
  private static final int TIME_TO_LIVE = 8;
  private static final int CHECKSUM = 10;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int RESERVED = 0x8000;
  private static final int OFFSET_MASK = 0x1FFF;
  private static final long IP = TextBuffer.pack("IP ");
  private static final String[] CONGESTION = {"", ",ECT(1)", ",ECT(0)", ",CE"};

  private final Printout out;
  private final ProtocolPrinter protocols;
  private final Ipv4OptionsPrinter options;

  Ipv4Printer(final Printout out, final ProtocolPrinter protocols) {
    this.out = out;
    this.protocols = protocols;
    this.options = new Ipv4OptionsPrinter(out);
  }

  /**
   * Prints a packet.
   *
   * @param at where the header begins.
   * @param length bytes that the layer below has for it, unsigned.
   */
  void print(final int at, final int length) {
    out.protocol = "ip";
    final int version = out.u8(at) >>> 4;
    if (version != 4) {
      if (version == 6) {
        out.ascii("IP6, wrong link-layer encapsulation");
      } else {
        out.ascii("IP").unsigned(version);
      }
      out.invalid();
      return;
    }
    if (!out.options.linkHeader) {
      out.text.packed(IP, 3);
    }
    if (!out.has(at, HEADER_LENGTH)) {
      out.truncated();
      return;
    }
    if (Integer.compareUnsigned(length, HEADER_LENGTH) < 0) {
      out.ascii("truncated-ip ").unsigned(length);
      return;
    }
    final int headerLength = (out.u8(at) & 0x0F) * 4;
    if (headerLength < HEADER_LENGTH) {
      out.ascii("bad-hlen ").unsigned(headerLength);
      return;
    }
    final int total = out.u16(at + TOTAL_LENGTH);
    if (Integer.compareUnsigned(length, total) < 0) {
      out.ascii("truncated-ip - ").unsigned(total - length).ascii(" bytes missing! ");
    }
    if (total < headerLength) {
      out.ascii("bad-len ").unsigned(total);
      return;
    }
    final int before = out.limit(at, total);
    payload(at, headerLength, total);
    out.end = before;
  }

  private void payload(final int at, final int headerLength, final int total) {
    final int fragment = out.u16(at + FRAGMENT);
    final int protocol = out.u8(at + PROTOCOL);
    if (out.verbose && !header(at, headerLength, total, fragment, protocol)) {
      return;
    }
    if ((fragment & OFFSET_MASK) != 0) {
      laterFragment(at, protocol);
      return;
    }
    if (!ProtocolPrinter.printsAddresses(protocol)) {
      addresses(at);
      out.text.append(' ');
    }
    if (!out.has(at, headerLength)) {
      out.ascii(" [remaining caplen(").unsigned(out.available(at));
      out.ascii(") < header length(").unsigned(headerLength).ascii(")]");
      throw Truncated.INSTANCE;
    }
    final boolean fragmented = (fragment & MORE_FRAGMENTS) != 0;
    protocols.print(protocol, at + headerLength, total - headerLength, at, fragmented);
  }

  private void addresses(final int at) {
    out.ipv4At(at + SOURCE);
    out.ascii(" > ");
    out.ipv4At(at + DESTINATION);
    out.text.append(':');
  }

  private void laterFragment(final int at, final int protocol) {
    if (protocol == TcpPrinter.PROTOCOL) {
      out.tcp = true;
    } else {
      out.other = true;
    }
    if (out.options.quiet > 1) {
      return;
    }
    addresses(at);
    final byte[] name = out.options.numeric > 0 ? null : out.options.services.protocol(protocol);
    if (name == null) {
      out.ascii(" ip-proto-").unsigned(protocol);
    } else {
      out.text.append(' ').bytes(name);
    }
  }

  /** The line before the segment's; false where its options are cut and end the packet. */
  private boolean header(
      final int at,
      final int headerLength,
      final int total,
      final int fragment,
      final int protocol) {
    final int service = out.u8(at + TYPE_OF_SERVICE);
    out.ascii("(tos 0x").hex(service).ascii(CONGESTION[service & 3]);
    final int life = out.u8(at + TIME_TO_LIVE);
    if (life != 0) {
      out.ascii(", ttl ").unsigned(life);
    }
    out.ascii(", id ").unsigned(out.u16(at + IDENTIFICATION)).ascii(", offset ");
    out.unsigned((fragment & OFFSET_MASK) * 8).ascii(", flags [");
    flags(fragment);
    out.ascii("], proto ").ascii(LinkNames.ipProtocol(protocol)).ascii(" (").unsigned(protocol);
    out.ascii("), length ").unsigned(total);
    boolean whole = true;
    if (headerLength > HEADER_LENGTH) {
      out.ascii(", options (");
      whole = options.print(at + HEADER_LENGTH, headerLength - HEADER_LENGTH);
      out.ascii(whole ? ")" : " [truncated-option])");
    }
    if (!out.options.unchecked && at + headerLength <= out.end) {
      final int sum = Checksum.fold(Checksum.add(0, out.bytes, at, headerLength));
      if (sum != 0) {
        final int field = out.u16(at + CHECKSUM);
        out.ascii(", bad cksum ").hex(field).ascii(" (->");
        out.hex(Checksum.expected(field, sum)).ascii(")!");
      }
    }
    out.ascii(")\n    ");
    if (!whole) {
      addresses(at);
      out.text.append(' ');
      out.truncated();
    }
    return whole;
  }

  private void flags(final int fragment) {
    if ((fragment & (MORE_FRAGMENTS | DONT_FRAGMENT | RESERVED)) == 0) {
      out.ascii("none");
      return;
    }
    String comma = "";
    if ((fragment & MORE_FRAGMENTS) != 0) {
      out.text.append('+');
      comma = ", ";
    }
    if ((fragment & DONT_FRAGMENT) != 0) {
      out.ascii(comma).ascii("DF");
      comma = ", ";
    }
    if ((fragment & RESERVED) != 0) {
      out.ascii(comma).ascii("rsvd");
    }
  }
}
