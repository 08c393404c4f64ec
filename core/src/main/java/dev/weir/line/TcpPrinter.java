package dev.weir.line;

import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;

/** The TCP segment: from the addresses to {@code length N}, and what its payload says. */
final class TcpPrinter {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int ACK = 0x10;
  static final int URG = 0x20;
  static final int HEADER_LENGTH = 20;
  static final int PROTOCOL = 6;
  static final int SEQUENCE = 4;
  static final int ACKNOWLEDGEMENT = SEQUENCE + 4;
  static final int DATA_OFFSET = ACKNOWLEDGEMENT + 4;
  static final int FLAGS = DATA_OFFSET + 1;
  static final int WINDOW = FLAGS + 1;
  private static final int CHECKSUM = WINDOW + 2;
  private static final int URGENT = CHECKSUM + 2;
  private static final int MOST_RESET_TEXT = 30;
  private static final long ARROW = TextBuffer.pack(" > ");
  private static final long COLON = TextBuffer.pack(": ");
  static final long SEQ = TextBuffer.pack(", seq ");
  static final long ACK_WORD = TextBuffer.pack(", ack ");
  static final long WIN = TextBuffer.pack(", win ");
  private static final long LENGTH_1 = TextBuffer.pack(", length");
  private static final long LENGTH_2 = TextBuffer.pack(" ");

  /** For each byte of flags: eight characters, the others, and how many they are. */
  private static final long[] FLAG_TEXTS = flagTexts();

  private final Printout out;
  private final SequenceTable numbers;
  private final TcpOptionsPrinter options;
  private final ApplicationPrinter application;
  private final IpChecksum checksum;

  TcpPrinter(final Printout out, final SequenceTable numbers, final IpChecksum checksum) {
    this.out = out;
    this.numbers = numbers;
    this.checksum = checksum;
    this.options = new TcpOptionsPrinter(out);
    this.application = new ApplicationPrinter(out);
  }

  private static long[] flagTexts() {
    final long[] texts = new long[3 * 256];
    for (int flags = 0; flags < 256; flags++) {
      final StringBuilder letters = new StringBuilder("Flags [");
      for (int bit = 0; bit < 8; bit++) {
        if ((flags & 1 << bit) != 0) {
          letters.append("FSRP.UEW".charAt(bit));
        }
      }
      final String text = letters.append(flags == 0 ? "none]" : "]").toString();
      texts[3 * flags] = TextBuffer.pack(text.substring(0, 8));
      texts[3 * flags + 1] = TextBuffer.pack(text.substring(8));
      texts[3 * flags + 2] = text.length();
    }
    return texts;
  }

  /**
   * Prints a segment.
   *
   * @param at where the TCP header begins.
   * @param ip where the IP header begins whose addresses are printed.
   * @param ipLength bytes of header and payload by the IP header, unsigned.
   * @param fragment whether it is a part of a fragmented packet.
   */
  void print(final int at, final int ip, final int ipLength, final boolean fragment) {
    out.protocol = "tcp";
    out.tcp = true;
    out.segment = out.text.length();
    final boolean six = out.u8(ip) >>> 4 == 6;
    if (!out.has(at + 2, 2)) {
      addresses(ip, six);
      out.truncated();
      return;
    }
    final int sourcePort = out.u16(at);
    final int destinationPort = out.u16(at + 2);
    endpoints(ip, six, sourcePort, destinationPort);
    if (!out.has(at, HEADER_LENGTH)) {
      out.truncated();
      return;
    }
    final int headerLength = (out.u8(at + DATA_OFFSET) >>> 4) * 4;
    if (headerLength < HEADER_LENGTH) {
      out.ascii(" tcp ").unsigned(ipLength - headerLength).ascii(" [bad hdr length ");
      out.unsigned(headerLength).ascii(" - too short, < 20]");
      return;
    }
    final boolean tooLong = Integer.compareUnsigned(headerLength, ipLength) > 0;
    if (out.options.quiet > 0) {
      out.ascii("tcp ").unsigned(ipLength - headerLength);
      if (tooLong) {
        tooLong(headerLength, ipLength);
      }
      return;
    }
    final int flags = out.u8(at + FLAGS);
    out.text.ensure(2 * Ascii.SLACK);
    out.text.extendTo(flags(out.text.array(), out.text.length(), flags));
    final boolean relative = number(at, ip, six, flags);
    if (tooLong) {
      tooLong(headerLength, ipLength);
      return;
    }
    if (out.verbose && !out.options.unchecked && !fragment && out.has(at, ipLength)) {
      checksum(at, ip, six, ipLength);
    }
    fields(at, flags, ipLength - headerLength, relative);
    rest(at, ip, headerLength, ipLength, flags);
  }

  /** Writes the names of flags, a byte of them; returns the index behind. */
  static int flags(final byte[] to, final int at, final int flags) {
    Ascii.word(to, at, FLAG_TEXTS[3 * flags], Long.BYTES);
    Ascii.word(to, at + Long.BYTES, FLAG_TEXTS[3 * flags + 1], Long.BYTES);
    return at + (int) FLAG_TEXTS[3 * flags + 2];
  }

  /** Writes how many bytes of payload there are, unsigned; returns the index behind. */
  static int length(final byte[] to, final int at, final int length) {
    Ascii.word(to, at, LENGTH_1, Long.BYTES);
    return Ascii.decimal(to, Ascii.word(to, at + Long.BYTES, LENGTH_2, 1), length);
  }

  /** Prints what follows the window and the urgent pointer, SACK edges counted from a base. */
  void rest(
      final int at,
      final int ip,
      final int headerLength,
      final int ipLength,
      final int flags,
      final int edges) {
    options.edgesFrom(edges);
    rest(at, ip, headerLength, ipLength, flags);
  }

  private void rest(
      final int at, final int ip, final int headerLength, final int ipLength, final int flags) {
    final int length = ipLength - headerLength;
    if (headerLength > HEADER_LENGTH && !options.print(at, ip, headerLength, length, flags)) {
      return;
    }
    out.text.ensure(2 * Ascii.SLACK);
    out.text.extendTo(length(out.text.array(), out.text.length(), length));
    if (length != 0) {
      payload(at, headerLength, ipLength, flags);
    }
  }

  private void addresses(final int ip, final boolean six) {
    if (six) {
      out.ipv6At(ip + Ipv6Printer.SOURCE);
      out.ascii(" > ");
      out.ipv6At(ip + Ipv6Printer.DESTINATION);
    } else {
      out.ipv4At(ip + Ipv4Printer.SOURCE);
      out.ascii(" > ");
      out.ipv4At(ip + Ipv4Printer.DESTINATION);
    }
    out.text.append(':');
  }

  private void endpoints(
      final int ip, final boolean six, final int sourcePort, final int destinationPort) {
    final int protocol = out.u8(ip + (six ? Ipv6Printer.NEXT_HEADER : Ipv4Printer.PROTOCOL));
    if (protocol != PROTOCOL) {
      out.port(sourcePort);
      out.text.packed(ARROW, 3);
      out.port(destinationPort);
    } else if (six) {
      out.ipv6At(ip + Ipv6Printer.SOURCE);
      out.text.append('.');
      out.port(sourcePort);
      out.text.packed(ARROW, 3);
      out.ipv6At(ip + Ipv6Printer.DESTINATION);
      out.text.append('.');
      out.port(destinationPort);
    } else {
      out.ipv4At(ip + Ipv4Printer.SOURCE);
      out.text.append('.');
      out.port(sourcePort);
      out.text.packed(ARROW, 3);
      out.ipv4At(ip + Ipv4Printer.DESTINATION);
      out.text.append('.');
      out.port(destinationPort);
    }
    out.text.packed(COLON, 2);
  }

  private void tooLong(final int headerLength, final int ipLength) {
    out.ascii(" [bad hdr length ").unsigned(headerLength).ascii(" - too long, > ");
    out.unsigned(ipLength).ascii("]");
  }

  /** Finds the bases; returns whether the segment's own numbers are printed relative to them. */
  private boolean number(final int at, final int ip, final boolean six, final int flags) {
    if (out.options.absolute || (flags & ACK) == 0) {
      options.edgesFrom(0);
      return false;
    }
    if (!out.numbered) {
      lookup(at, ip, six, flags);
    }
    options.edgesFrom(out.acknowledgementBase);
    return out.relative;
  }

  private void lookup(final int at, final int ip, final boolean six, final int flags) {
    final boolean syn = (flags & SYN) != 0;
    final int sequence = out.u32(at + SEQUENCE);
    final int acknowledgement = out.u32(at + ACKNOWLEDGEMENT);
    if (six) {
      numbers.sourceHigh = out.u64(ip + Ipv6Printer.SOURCE);
      numbers.sourceLow = out.u64(ip + Ipv6Printer.SOURCE + 8);
      numbers.destinationHigh = out.u64(ip + Ipv6Printer.DESTINATION);
      numbers.destinationLow = out.u64(ip + Ipv6Printer.DESTINATION + 8);
      numbers.lookup6(out.u32(at), sequence, acknowledgement, syn);
    } else {
      final int source = out.u32(ip + Ipv4Printer.SOURCE);
      final int destination = out.u32(ip + Ipv4Printer.DESTINATION);
      numbers.lookup(source, destination, out.u32(at), sequence, acknowledgement, syn);
    }
    out.relative = numbers.relative;
    out.sequenceBase = numbers.sequenceBase;
    out.acknowledgementBase = numbers.acknowledgementBase;
  }

  private void checksum(final int at, final int ip, final boolean six, final int ipLength) {
    final int sum =
        six ? checksum.ipv6(ip, at, ipLength, PROTOCOL) : checksum.ipv4(ip, at, ipLength, PROTOCOL);
    final int field = out.u16(at + CHECKSUM);
    out.ascii(", cksum 0x").hexFixed(field, 4);
    if (sum == 0) {
      out.ascii(" (correct)");
    } else {
      out.ascii(" (incorrect -> 0x").hexFixed(Checksum.expected(field, sum), 4).ascii(")");
    }
  }

  private void fields(final int at, final int flags, final int length, final boolean relative) {
    if (out.options.verbosity > 1 || length != 0 || (flags & (SYN | FIN | RST)) != 0) {
      final int sequence = out.u32(at + SEQUENCE) - (relative ? out.sequenceBase : 0);
      out.text.packed(SEQ, 6).unsignedDecimal(sequence);
      if (length != 0) {
        out.text.append(':').unsignedDecimal(sequence + length);
      }
    }
    if ((flags & ACK) != 0) {
      final int base = relative ? out.acknowledgementBase : 0;
      out.text.packed(ACK_WORD, 6).unsignedDecimal(out.u32(at + ACKNOWLEDGEMENT) - base);
    }
    out.text.packed(WIN, 6).unsignedDecimal(out.u16(at + WINDOW));
    if ((flags & URG) != 0) {
      out.ascii(", urg ").unsigned(out.u16(at + URGENT));
    }
  }

  /** Prints what the payload says, if there is any. */
  void payload(final int at, final int headerLength, final int ipLength, final int flags) {
    final int payload = at + headerLength;
    final int length = ipLength - headerLength;
    if (!out.has(at, headerLength)) {
      out.ascii(" [remaining caplen(").unsigned(out.available(at));
      out.ascii(") < header length(").unsigned(headerLength).ascii(")]");
      throw Truncated.INSTANCE;
    }
    if ((flags & RST) != 0 && out.verbose) {
      resetText(payload, length);
    } else {
      application.print(payload, length, out.u16(at), out.u16(at + 2));
    }
  }

  /** The reason that a reset may give (RFC 9293, section 3.5.3). */
  private void resetText(final int at, final int length) {
    out.ascii(out.has(at, length) ? " [RST" : " [!RST");
    int shown = length;
    if (Integer.compareUnsigned(length, MOST_RESET_TEXT) > 0) {
      shown = MOST_RESET_TEXT;
      out.text.append('+');
    }
    out.text.append(' ');
    for (int i = at; i < at + shown && i < out.end; i++) {
      out.visible(out.u8(i));
    }
    out.text.append(']');
  }
}
