package dev.weir.line;

import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;

/**
 * The options of a TCP header, in the order of the wire. Each is trusted for the size that its kind
 * has, not for its length byte, and what disagrees is marked.
 */
final class TcpOptionsPrinter {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int FAST_OPEN_MAGIC = 0xF989;

  /** Two bytes of padding before a timestamp option, and its kind and length. */
  static final int PADDED_TIMESTAMP = 0x0101_080A;

  private static final int PADDED_TIMESTAMP_LENGTH = 12;
  private static final long OPTIONS_1 = TextBuffer.pack(", option");
  private static final long OPTIONS_2 = TextBuffer.pack("s [");
  private static final long PADDED_1 = TextBuffer.pack("nop,nop,");
  private static final long PADDED_2 = TextBuffer.pack("TS val ");
  static final long ECHO = TextBuffer.pack(" ecr ");

  /** What came of an option's data. */
  private static final int BAD = -1;

  private static final int CUT = -2;

  private final Printout out;
  private final MptcpPrinter mptcp;
  private final SegmentSignature signature;
  private int acknowledgementBase;

  TcpOptionsPrinter(final Printout out) {
    this.out = out;
    this.mptcp = new MptcpPrinter(out);
    this.signature = new SegmentSignature(out);
  }

  /** What SACK edges count from: the other side's base, or 0. */
  void edgesFrom(final int base) {
    acknowledgementBase = base;
  }

  /**
   * Prints the list.
   *
   * @return false where it is broken: nothing else is printed of the packet.
   */
  boolean print(
      final int tcp, final int ip, final int headerLength, final int length, final int flags) {
    final int left = headerLength - TcpPrinter.HEADER_LENGTH;
    final int at = tcp + TcpPrinter.HEADER_LENGTH;
    if (left == PADDED_TIMESTAMP_LENGTH && out.has(at, left) && out.u32(at) == PADDED_TIMESTAMP) {
      // What nearly every segment of nearly every connection has.
      out.text.ensure(3 * Ascii.SLACK);
      out.text.extendTo(paddedTimestamp(out.text.array(), out.text.length()));
      out.text.unsignedDecimal(out.u32(at + 4));
      out.text.packed(ECHO, 5).unsignedDecimal(out.u32(at + 8)).append(']');
      return true;
    }
    out.text.packed(OPTIONS_1, OPTIONS_2, 11);
    return list(tcp, ip, headerLength, length, flags);
  }

  /** Writes what stands before the values of a padded timestamp; returns the index behind. */
  static int paddedTimestamp(final byte[] to, final int from) {
    Ascii.word(to, from, OPTIONS_1, Long.BYTES);
    final int at = Ascii.word(to, from + Long.BYTES, OPTIONS_2, 3);
    Ascii.word(to, at, PADDED_1, Long.BYTES);
    return Ascii.word(to, at + Long.BYTES, PADDED_2, 7);
  }

  private boolean list(
      final int tcp, final int ip, final int headerLength, final int length, final int flags) {
    int left = headerLength - TcpPrinter.HEADER_LENGTH;
    int at = tcp + TcpPrinter.HEADER_LENGTH;
    boolean first = true;
    while (left > 0) {
      if (!first) {
        out.text.append(',');
      }
      final int kind = out.u8(at++);
      int optionLength = 1;
      if (kind > NO_OPERATION) {
        optionLength = out.u8(at++);
        if (optionLength < 2 || optionLength > left) {
          return bad(first);
        }
        left--;
      }
      left--;
      name(kind);
      int size = 0;
      if (kind > NO_OPERATION) {
        size =
            kind == 19
                ? signature(tcp, ip, headerLength, length, at, left)
                : data(kind, at, optionLength, left, flags);
        if (size == BAD) {
          return bad(first);
        }
        if (size == CUT) {
          out.truncated();
          if (!first) {
            out.text.append('>');
          }
          return false;
        }
        if (size + 2 != optionLength) {
          out.ascii("[len ").unsigned(optionLength).ascii("]");
        }
      }
      at += size;
      left -= size;
      first = false;
      if (kind == END) {
        break;
      }
    }
    out.text.append(']');
    return true;
  }

  private boolean bad(final boolean first) {
    out.ascii(first ? "[bad opt]" : "[bad opt]]");
    return false;
  }

  private void name(final int kind) {
    switch (kind) {
      case END -> out.ascii("eol");
      case NO_OPERATION -> out.ascii("nop");
      case 2 -> out.ascii("mss");
      case 3 -> out.ascii("wscale");
      case 4 -> out.ascii("sackOK");
      case 5 -> out.ascii("sack");
      case 6 -> out.ascii("echo");
      case 7 -> out.ascii("echoreply");
      case 8 -> out.ascii("TS");
      case 11 -> out.ascii("cc");
      case 12 -> out.ascii("ccnew");
      case 13 -> out.ascii("");
      case 19 -> out.ascii("md5");
      case 20 -> out.ascii("scps");
      case 28 -> out.ascii("uto");
      case 29 -> out.ascii("tcp-ao");
      case 30 -> out.ascii("mptcp");
      case 34 -> out.ascii("tfo");
      case 254 -> out.ascii("exp");
      default -> out.ascii("unknown-").unsigned(kind);
    }
  }

  /** Bytes that the option's data take, or why they cannot be read. */
  private int data(
      final int kind, final int at, final int optionLength, final int left, final int flags) {
    final int length = optionLength - 2;
    return switch (kind) {
      case 2 -> number(at, 2, left);
      case 3 -> number(at, 1, left);
      case 4 -> 0;
      case 5 -> selective(at, length, left);
      case 6, 7, 11, 12, 13 -> number(at, 4, left);
      case 8 -> timestamps(at, left);
      case 20 -> capabilities(at, left);
      case 28 -> userTimeout(at, left);
      case 29 -> authentication(at, length, left);
      case 30 -> multipath(at, length, left, flags);
      case 34 -> fastOpen(at, length, left);
      case 254 -> experiment(at, length, left);
      default -> unknown(at, length, left);
    };
  }

  /** The size where it fits the header and the capture, else the fault. */
  private int fixed(final int at, final int size, final int left) {
    if (size > left) {
      return BAD;
    }
    return out.has(at, size) ? size : CUT;
  }

  private int number(final int at, final int bytes, final int left) {
    final int size = fixed(at, bytes, left);
    if (size > 0) {
      out.text.append(' ');
      out.unsigned(size == 1 ? out.u8(at) : size == 2 ? out.u16(at) : out.u32(at));
    }
    return size;
  }

  private int timestamps(final int at, final int left) {
    final int size = fixed(at, 8, left);
    if (size > 0) {
      out.ascii(" val ").unsigned(out.u32(at)).ascii(" ecr ").unsigned(out.u32(at + 4));
    }
    return size;
  }

  private int selective(final int at, final int length, final int left) {
    if (length % 8 != 0) {
      out.ascii(" invalid sack");
      return length;
    }
    out.text.append(' ').unsignedDecimal(length / 8).append(' ');
    for (int i = 0; i < length; i += 8) {
      if (i + 8 > left) {
        return BAD;
      }
      if (!out.has(at, i + 8)) {
        return CUT;
      }
      out.text.append('{').unsignedDecimal(out.u32(at + i) - acknowledgementBase);
      out.text.append(':').unsignedDecimal(out.u32(at + i + 4) - acknowledgementBase).append('}');
    }
    return length;
  }

  private int signature(
      final int tcp,
      final int ip,
      final int headerLength,
      final int length,
      final int at,
      final int left) {
    final int size = fixed(at, SegmentSignature.LENGTH, left);
    if (size > 0) {
      out.text.append(' ');
      signature.print(tcp, ip, headerLength, length, at);
    }
    return size;
  }

  private int capabilities(final int at, final int left) {
    final int size = fixed(at, 2, left);
    if (size > 0) {
      out.ascii(" cap ").hexFixed(out.u8(at), 2).ascii(" id ").unsigned(out.u8(at + 1));
    }
    return size;
  }

  private int userTimeout(final int at, final int left) {
    final int size = fixed(at, 2, left);
    if (size > 0) {
      final int value = out.u16(at);
      out.ascii(" 0x").hex(value).ascii(" ");
      // RFC 5482 has the granularity in the highest bit; tcpdump takes the lowest.
      out.unsigned((value & 1) != 0 ? (value >>> 1) * 60 : value >>> 1);
    }
    return size;
  }

  private int authentication(final int at, final int length, final int left) {
    if (length < 2) {
      out.invalid();
      return length;
    }
    if (!out.has(at, 1)) {
      return CUT;
    }
    out.ascii(" keyid ").unsigned(out.u8(at));
    if (!out.has(at, 2)) {
      return CUT;
    }
    out.ascii(" rnextkeyid ").unsigned(out.u8(at + 1));
    if (length == 2) {
      return length;
    }
    out.ascii(" mac 0x");
    return bytes(at, 2, length, left);
  }

  private int unknown(final int at, final int length, final int left) {
    if (length == 0) {
      return 0;
    }
    out.ascii(" 0x");
    return bytes(at, 0, length, left);
  }

  private int bytes(final int at, final int from, final int to, final int left) {
    for (int i = from; i < to; i++) {
      if (i + 1 > left) {
        return BAD;
      }
      if (!out.has(at, i + 1)) {
        return CUT;
      }
      out.hexFixed(out.u8(at + i), 2);
    }
    return to;
  }

  private int multipath(final int at, final int length, final int left, final int flags) {
    final int size = fixed(at, length, left);
    if (size < 0) {
      return size;
    }
    final int before = out.limit(at - 2, length + 2);
    final boolean good = mptcp.print(at - 2, length + 2, flags);
    out.end = before;
    return good ? length : BAD;
  }

  private int fastOpen(final int at, final int length, final int left) {
    final int size = fixed(at, length, left);
    if (size >= 0) {
      out.text.append(' ');
      cookie(at, length);
    }
    return size;
  }

  private int experiment(final int at, final int length, final int left) {
    final int size = fixed(at, length, left);
    if (size < 0) {
      return size;
    }
    if (length < 2) {
      return BAD;
    }
    final int magic = out.u16(at);
    out.text.append('-');
    if (magic == FAST_OPEN_MAGIC) {
      out.ascii("tfo");
      cookie(at + 2, length - 2);
    } else {
      out.hexFixed(magic, 4);
    }
    return size;
  }

  private void cookie(final int at, final int length) {
    if (length == 0) {
      out.ascii(" cookiereq");
    } else if (length % 2 != 0 || length < 4 || length > 16) {
      out.invalid();
    } else {
      out.ascii(" cookie ");
      out.hexBytes(at, length);
    }
  }
}
