package dev.weir.line;

/** The OPT pseudo-record and its options (RFC 6891, section 6.1.2). */
final class DnsOptionPrinter {
  private static final int FAULT = -1;
  private final Printout out;
  private final DnsNamePrinter names;

  DnsOptionPrinter(final Printout out, final DnsNamePrinter names) {
    this.out = out;
    this.names = names;
  }

  boolean print(final int start, final int length, final int size, final int flags) {
    out.ascii(" UDPsize=").unsigned(size);
    if ((flags & 0x8000) != 0) {
      out.ascii(" DO");
    }
    final int end = start + length;
    if (length == 0) {
      return true;
    }
    out.ascii(" [");
    int at = start;
    while (at < end) {
      at = option(at);
      if (at < 0) {
        return false;
      }
      if (at < end) {
        out.text.append(',');
      }
    }
    out.text.append(']');
    return true;
  }

  private int option(final int at) {
    if (!out.has(at, 2)) {
      return FAULT;
    }
    final int code = out.u16(at);
    final String name = name(code);
    if (name == null) {
      out.ascii("Opt").unsigned(code);
    } else {
      out.ascii(name);
    }
    if (!out.has(at + 2, 2)) {
      return FAULT;
    }
    final int length = out.u16(at + 2);
    if (!out.has(at + 4, length)) {
      return FAULT;
    }
    if (length > 0) {
      out.text.append(' ');
      data(code, at + 4, length);
    }
    return at + 4 + length;
  }

  private static String name(final int code) {
    return switch (code) {
      case 1 -> "LLQ";
      case 2 -> "UL";
      case 3 -> "NSID";
      case 5 -> "DAU";
      case 6 -> "DHU";
      case 7 -> "N3U";
      case 8 -> "ECS";
      case 9 -> "EXPIRE";
      case 10 -> "COOKIE";
      case 11 -> "KEEPALIVE";
      case 12 -> "PADDING";
      case 13 -> "CHAIN";
      case 14 -> "KEY-TAG";
      case 16 -> "CLIENT-TAG";
      case 17 -> "SERVER-TAG";
      default -> null;
    };
  }

  private void data(final int code, final int at, final int length) {
    switch (code) {
      case 5, 6, 7 -> algorithms(code, at, length);
      case 8 -> subnet(at, length);
      case 9 -> {
        if (length == 4) {
          out.unsigned(out.u32(at)).ascii(" sec");
        } else {
          out.invalid();
        }
      }
      case 10 -> cookie(at, length);
      case 11 -> {
        if (length == 2) {
          out.text.fixedPoint(out.u16(at), 1).ascii(" sec");
        } else {
          out.invalid();
        }
      }
      case 12 -> out.ascii("(").unsigned(length).ascii(")");
      case 13 -> names.print(at, at + length);
      case 14 -> tags(at, length);
      default -> out.hexBytes(at, length);
    }
  }

  private void cookie(final int at, final int length) {
    if (length < 8 || length > 8 && length < 16 || length > 40) {
      out.invalid();
      return;
    }
    out.hexBytes(at, 8);
    if (length > 8) {
      out.text.append(' ');
      out.hexBytes(at + 8, length - 8);
    }
  }

  private void tags(final int at, final int length) {
    if (length % 2 != 0) {
      out.invalid();
      return;
    }
    for (int i = 0; i < length; i += 2) {
      out.ascii(i > 0 ? " " : "").unsigned(out.u16(at + i));
    }
  }

  private void algorithms(final int code, final int at, final int length) {
    for (int i = 0; i < length; i++) {
      final int number = out.u8(at + i);
      final String name =
          code == 5 ? signing(number) : code == 6 ? digest(number) : number == 1 ? "SHA-1" : null;
      out.ascii(i > 0 ? " " : "");
      if (name == null) {
        out.ascii("Alg_").unsigned(number);
      } else {
        out.ascii(name);
      }
    }
  }

  private static String signing(final int number) {
    return switch (number) {
      case 0 -> "DELETE";
      case 1 -> "RSAMD5";
      case 2 -> "DH";
      case 3 -> "DS";
      case 5 -> "RSASHA1";
      case 6 -> "DSA-NSEC3-SHA1";
      case 7 -> "RSASHA1-NSEC3-SHA1";
      case 8 -> "RSASHA256";
      case 10 -> "RSASHA512";
      case 12 -> "ECC-GOST";
      case 13 -> "ECDSAP256SHA256";
      case 14 -> "ECDSAP384SHA384";
      case 15 -> "ED25519";
      case 16 -> "ED448";
      case 252 -> "INDIRECT";
      case 253 -> "PRIVATEDNS";
      case 254 -> "PRIVATEOID";
      default -> null;
    };
  }

  private static String digest(final int number) {
    return switch (number) {
      case 1 -> "SHA-1";
      case 2 -> "SHA-256";
      case 3 -> "GOST_R_34.11-94";
      case 4 -> "SHA-384";
      default -> null;
    };
  }

  /** The client's subnet (RFC 7871, section 6). */
  private void subnet(final int at, final int length) {
    if (length < 4) {
      out.invalid();
      return;
    }
    final int family = out.u16(at);
    final int source = out.u8(at + 2);
    final int scope = out.u8(at + 3);
    final int bits = family == 1 ? 32 : family == 2 ? 128 : 0;
    final int bytes = length - 4;
    if (bits == 0
        || bytes > bits / 8
        || source > bits
        || scope > bits
        || (source + 7) / 8 != bytes) {
      out.invalid();
      return;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < bytes; i++) {
      final long b = out.u8(at + 4 + i);
      if (i < 8) {
        high |= b << 8 * (7 - i);
      } else {
        low |= b << 8 * (15 - i);
      }
    }
    if (family == 1) {
      out.text.ipv4((int) (high >>> 32));
    } else {
      out.text.ipv6(high, low);
    }
    out.ascii("/").unsigned(source).ascii("/").unsigned(scope);
  }
}
