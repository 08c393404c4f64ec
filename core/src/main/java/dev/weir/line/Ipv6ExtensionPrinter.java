package dev.weir.line;

/** The extension headers of IPv6 (RFC 8200, section 4). */
final class Ipv6ExtensionPrinter {
  private static final int STOP = -1;
  private static final int OFFSET_MASK = 0xFFF8;
  private static final int PAD_1 = 0;
  private static final int PAD_N = 1;
  private static final int ROUTER_ALERT = 5;
  private static final int JUMBO = 0xC2;
  private static final int HOME_ADDRESS = 0xC9;
  private final Printout out;
  private int payloadLength;
  private boolean jumbo;
  private boolean hopByHop;
  private boolean any;

  Ipv6ExtensionPrinter(final Printout out) {
    this.out = out;
  }

  void begin(final int length) {
    payloadLength = length;
    jumbo = false;
    hopByHop = false;
    any = false;
  }

  /** Whether a jumbo payload option was come by. */
  boolean jumbo() {
    return jumbo;
  }

  /** The payload length, the jumbo one where there was one. */
  int payloadLength() {
    return payloadLength;
  }

  /** Whether there was an extension header at all. */
  boolean any() {
    return any;
  }

  static boolean isExtension(final int next) {
    return switch (next) {
      case Ipv6Printer.HOP_BY_HOP,
          Ipv6Printer.ROUTING,
          Ipv6Printer.FRAGMENT,
          Ipv6Printer.DESTINATION_OPTIONS,
          Ipv6Printer.MOBILITY,
          Ipv6Printer.MOBILITY_OLD ->
          true;
      default -> false;
    };
  }

  /** Prints one header; returns its length, -1 where the line ends with it. */
  int print(final int kind, final int at, final int ip) {
    final int advance =
        switch (kind) {
          case Ipv6Printer.HOP_BY_HOP -> hopByHop(at, ip);
          case Ipv6Printer.DESTINATION_OPTIONS -> options("dstopt", "DSTOPT ", at);
          case Ipv6Printer.FRAGMENT -> fragment(at, ip);
          case Ipv6Printer.ROUTING -> routing(at);
          default -> mobility();
        };
    any = true;
    return advance;
  }

  private int mobility() {
    out.other = true;
    return STOP;
  }

  private int hopByHop(final int at, final int ip) {
    if (hopByHop) {
      out.ascii("[The Hop-by-Hop Options header was already found]");
      out.invalid();
      return STOP;
    }
    if (at != ip + Ipv6Printer.HEADER_LENGTH) {
      out.ascii("[The Hop-by-Hop Options header don't follow the IPv6 header]");
      out.invalid();
      return STOP;
    }
    hopByHop = true;
    final int length = options("hbhopt", "HBH ", at);
    if (payloadLength == 0 && !jumbo) {
      out.ascii("[No valid Jumbo Payload Hop-by-Hop option found]");
      out.invalid();
      return STOP;
    }
    return length;
  }

  private int options(final String protocol, final String label, final int at) {
    out.protocol = protocol;
    if (!out.has(at + 1, 1)) {
      out.truncated();
      return STOP;
    }
    final int length = (out.u8(at + 1) + 1) * 8;
    if (!out.has(at, length)) {
      out.truncated();
      return STOP;
    }
    out.ascii(label);
    final boolean isHopByHop = protocol.charAt(0) == 'h';
    if ((out.verbose || isHopByHop) && !list(at + 2, length - 2, isHopByHop)) {
      out.truncated();
      return STOP;
    }
    return length;
  }

  /** The options of a header, shown with -v; false where one is broken. */
  private boolean list(final int at, final int length, final boolean isHopByHop) {
    int size;
    for (int i = 0; i < length; i += size) {
      size = 1;
      if (out.u8(at + i) != PAD_1) {
        if (i + 1 >= length) {
          return false;
        }
        size = out.u8(at + i + 1) + 2;
      }
      if (i + size > length || !option(at + i, size, length - i, isHopByHop)) {
        return false;
      }
    }
    if (out.verbose) {
      out.text.append(' ');
    }
    return true;
  }

  private boolean option(final int at, final int size, final int left, final boolean isHopByHop) {
    final int type = out.u8(at);
    switch (type) {
      case PAD_1 -> shown("(pad1)");
      case PAD_N -> shown("(padn)");
      case ROUTER_ALERT -> {
        return routerAlert(at, left);
      }
      case JUMBO -> {
        return jumbo(at, left, isHopByHop);
      }
      case HOME_ADDRESS -> {
        return homeAddress(at, size, left);
      }
      default -> {
        if (out.verbose) {
          out.ascii("(opt_type 0x").hexFixed(type, 2).ascii(": len=");
          out.unsigned(size - 2).ascii(")");
        }
      }
    }
    return true;
  }

  private void shown(final String words) {
    if (out.verbose) {
      out.ascii(words);
    }
  }

  private boolean routerAlert(final int at, final int left) {
    if (left < 4) {
      shown("(rtalert: trunc)");
      return false;
    }
    if (out.u8(at + 1) != 2) {
      if (out.verbose) {
        out.ascii("(rtalert: invalid len ").unsigned(out.u8(at + 1)).ascii(")");
      }
      return false;
    }
    if (out.verbose) {
      out.ascii("(rtalert: 0x").hexFixed(out.u16(at + 2), 4).ascii(") ");
    }
    return true;
  }

  private boolean jumbo(final int at, final int left, final boolean isHopByHop) {
    if (left < 6) {
      shown("(jumbo: trunc)");
      return false;
    }
    if (out.u8(at + 1) != 4) {
      if (out.verbose) {
        out.ascii("(jumbo: invalid len ").unsigned(out.u8(at + 1)).ascii(")");
      }
      return false;
    }
    final int length = out.u32(at + 2);
    if (!isHopByHop) {
      jumboNote(length, " - not a hop-by-hop option");
    } else if (jumbo) {
      jumboNote(length, " - already seen");
    } else if (payloadLength != 0) {
      jumboNote(length, " - payload len != 0");
    } else if (Integer.compareUnsigned(length, 65_536) < 0) {
      jumboNote(length, " - < 65536");
    } else {
      jumbo = true;
      payloadLength = length;
      jumboNote(length, "");
    }
    return true;
  }

  private void jumboNote(final int length, final String note) {
    if (out.verbose) {
      out.ascii("(jumbo: ").unsigned(length).ascii(note).ascii(") ");
    }
  }

  private boolean homeAddress(final int at, final int size, final int left) {
    if (left < 18) {
      shown("(homeaddr: trunc)");
      return false;
    }
    if (out.u8(at + 1) < 16) {
      if (out.verbose) {
        out.ascii("(homeaddr: invalid len ").unsigned(out.u8(at + 1)).ascii(")");
      }
      return false;
    }
    if (!out.verbose) {
      return true;
    }
    out.ascii("(homeaddr: ");
    out.ipv6At(at + 2);
    if (!subOptions(at + 18, size - 18)) {
      return false;
    }
    out.text.append(')');
    return true;
  }

  private boolean subOptions(final int at, final int length) {
    int size;
    for (int i = 0; i < length; i += size) {
      final int type = out.u8(at + i);
      size = 1;
      if (type != PAD_1) {
        if (i + 1 >= length) {
          return false;
        }
        size = out.u8(at + i + 1) + 2;
      }
      if (i + size > length) {
        return false;
      }
      if (type == PAD_1) {
        out.ascii(", pad1");
      } else if (type == PAD_N) {
        out.ascii(", padn");
      } else {
        out.ascii(", sopt_type 0x").hexFixed(type, 2).ascii(": len=").unsigned(size - 2);
      }
    }
    return true;
  }

  private int fragment(final int at, final int ip) {
    out.protocol = "frag6";
    out.ascii("frag (");
    if (out.verbose) {
      out.ascii("0x").hexFixed(out.u32(at + 4), 8).ascii(":");
    }
    final int offset = out.u16(at + 2) & OFFSET_MASK;
    final long length = (long) Ipv6Printer.HEADER_LENGTH + out.u16(ip + 4) - (at - ip) - 8;
    out.unsigned(offset).ascii("|");
    out.text.unsignedDecimal(length).append(')');
    if (offset != 0) {
      if (out.u8(at) == TcpPrinter.PROTOCOL) {
        out.tcp = true;
      } else {
        out.other = true;
      }
      return STOP;
    }
    out.text.append(' ');
    return out.end <= at + 8 ? STOP : 8;
  }

  private int routing(final int at) {
    if (!out.has(at, 1)) {
      out.truncated();
      return STOP;
    }
    out.protocol = "rt6";
    final int length = out.u8(at + 1);
    out.ascii("RT6 (len=").unsigned(length);
    final int type = out.u8(at + 2);
    out.ascii(", type=").unsigned(type);
    if (type == 0) {
      out.ascii(" [Deprecated]");
    }
    out.ascii(", segleft=").unsigned(out.u8(at + 3));
    switch (type) {
      case 0, 2 -> {
        final int reserved = out.u32(at + 4);
        if (reserved != 0 || out.verbose) {
          out.ascii(", rsv=0x").hex(reserved);
        }
      }
      case 4 -> {
        out.ascii(", last-entry=").unsigned(out.u8(at + 4));
        if (out.u8(at + 5) != 0 || out.verbose) {
          out.ascii(", flags=0x").hex(out.u8(at + 5));
        }
        out.ascii(", tag=").hex(out.u16(at + 6));
      }
      default -> {
        out.ascii(" (unknown type)");
        out.invalid();
        return STOP;
      }
    }
    if (length % 2 == 1) {
      out.ascii(" (invalid length ").unsigned(length).ascii(")");
      out.invalid();
      return STOP;
    }
    for (int i = 0; i < length / 2; i++) {
      out.ascii(", [").unsigned(i).ascii("]");
      out.ipv6At(at + 8 + 16 * i);
    }
    out.ascii(") ");
    return (length + 1) * 8;
  }
}
