package dev.weir.line;

/** Multipath TCP options (RFC 6824, RFC 8684), sub-types 0 to 7. */
final class MptcpPrinter {
  private static final int JOIN_ACK_MAC = 20;
  private final Printout out;

  MptcpPrinter(final Printout out) {
    this.out = out;
  }

  /** Prints the option from its kind byte on; false where its length or the flags do not fit it. */
  boolean print(final int at, final int length, final int flags) {
    out.protocol = "mptcp";
    if (length < 3) {
      return false;
    }
    final int subType = out.u8(at + 2) >>> 4;
    out.text.append(' ').unsignedDecimal(length);
    switch (subType) {
      case 0 -> {
        return capable(at, length, flags);
      }
      case 1 -> {
        return join(at, length, flags);
      }
      case 2 -> {
        return dataSequence(at, length, flags);
      }
      case 3 -> {
        return addAddress(at, length);
      }
      case 4 -> {
        return removeAddress(at, length);
      }
      case 5 -> {
        return priority(at, length);
      }
      case 6 -> {
        return number(" fail", " seq ", at, length, false);
      }
      case 7 -> {
        return number(" fast-close", " key 0x", at, length, true);
      }
      default -> {
        out.ascii(" unknown");
        return true;
      }
    }
  }

  private boolean capable(final int at, final int length, final int flags) {
    out.ascii(" capable");
    final boolean syn = (length == 12 || length == 4) && (flags & TcpPrinter.SYN) != 0;
    final boolean third =
        (length == 20 || length == 22)
            && (flags & (TcpPrinter.SYN | TcpPrinter.ACK)) == TcpPrinter.ACK;
    if (!syn && !third) {
      return false;
    }
    final int version = out.u8(at + 2) & 0x0F;
    if (version > 1) {
      out.ascii(" Unknown Version (").unsigned(version).ascii(")");
      return true;
    }
    out.ascii(" v").unsigned(version);
    if ((out.u8(at + 3) & 0x80) != 0) {
      out.ascii(" csum");
    }
    if (length >= 12) {
      out.ascii(" {0x");
      out.text.hex(out.u64(at + 4));
      if (length >= 20) {
        out.ascii(",0x");
        out.text.hex(out.u64(at + 12));
      }
      out.text.append('}');
    }
    return true;
  }

  private boolean join(final int at, final int length, final int flags) {
    out.ascii(" join");
    final int synAck = TcpPrinter.SYN | TcpPrinter.ACK;
    final boolean first = length == 12 && (flags & TcpPrinter.SYN) != 0;
    final boolean second = length == 16 && (flags & synAck) == synAck;
    final boolean third = length == 24 && (flags & TcpPrinter.ACK) != 0;
    if (!first && !second && !third) {
      return false;
    }
    if (third) {
      out.ascii(" hmac 0x");
      out.hexBytes(at + 4, JOIN_ACK_MAC);
      return true;
    }
    if ((out.u8(at + 2) & 0x01) != 0) {
      out.ascii(" backup");
    }
    out.ascii(" id ").unsigned(out.u8(at + 3));
    if (first) {
      out.ascii(" token 0x").hex(out.u32(at + 4)).ascii(" nonce 0x").hex(out.u32(at + 8));
    } else {
      out.ascii(" hmac 0x");
      out.text.hex(out.u64(at + 4));
      out.ascii(" nonce 0x").hex(out.u32(at + 12));
    }
    return true;
  }

  private boolean dataSequence(final int at, final int length, final int tcpFlags) {
    out.ascii(" dss");
    if (length < 4 || (tcpFlags & TcpPrinter.SYN) != 0) {
      return false;
    }
    final int flags = out.u8(at + 3);
    if ((flags & 0x10) != 0) {
      out.ascii(" fin");
    }
    int from = at + 4;
    int left = length - 4;
    if ((flags & 0x01) != 0) {
      out.ascii(" ack ");
      final int size = (flags & 0x02) != 0 ? 8 : 4;
      if (left < size) {
        return false;
      }
      number(from, size);
      from += size;
      left -= size;
    }
    if ((flags & 0x04) != 0) {
      out.ascii(" seq ");
      final int size = (flags & 0x08) != 0 ? 8 : 4;
      if (left < size) {
        return false;
      }
      number(from, size);
      left = mapping(from + size, left - size);
    }
    return left == 0;
  }

  private void number(final int at, final int size) {
    if (size == 8) {
      out.text.unsignedDecimal(out.u64(at));
    } else {
      out.unsigned(out.u32(at));
    }
  }

  /** Sub-flow number, length and checksum of a mapping; returns what is left, -1 on a fault. */
  private int mapping(final int at, final int left) {
    if (left < 4) {
      return -1;
    }
    out.ascii(" subseq ").unsigned(out.u32(at));
    if (left < 6) {
      return -1;
    }
    out.ascii(" len ").unsigned(out.u16(at + 4));
    if (left < 8) {
      return left - 6;
    }
    out.ascii(" csum 0x").hex(out.u16(at + 6));
    return left - 8;
  }

  private boolean addAddress(final int at, final int length) {
    out.ascii(" add-addr");
    final boolean ipv4 = length == 8 || length == 10 || length == 16 || length == 18;
    final boolean ipv6 = length == 20 || length == 22 || length == 28 || length == 30;
    if (!ipv4 && !ipv6) {
      return false;
    }
    out.text.append(' ');
    switch (out.u8(at + 2) & 0x0F) {
      case 0 -> out.ascii("v1");
      case 1 -> out.ascii("v1-echo");
      case 4 -> out.ascii("v0-ip4");
      case 6 -> out.ascii("v0-ip6");
      default -> out.ascii("[bad version/echo]");
    }
    out.ascii(" id ").unsigned(out.u8(at + 3)).ascii(" ");
    int from = at + 4;
    if (ipv4) {
      out.ipv4At(from);
      from += 4;
    } else {
      out.ipv6At(from);
      from += 16;
    }
    int left = length - (from - at);
    if ((left & 2) != 0) {
      out.text.append(':').unsignedDecimal(out.u16(from));
      from += 2;
      left -= 2;
    }
    if (left == 8) {
      out.ascii(" hmac 0x");
      out.text.hex(out.u64(from));
    }
    return true;
  }

  private boolean removeAddress(final int at, final int length) {
    out.ascii(" rem-addr");
    if (length < 4) {
      return false;
    }
    out.ascii(" id");
    for (int i = 3; i < length; i++) {
      out.text.append(' ').unsignedDecimal(out.u8(at + i));
    }
    return true;
  }

  private boolean priority(final int at, final int length) {
    out.ascii(" prio");
    if (length != 3 && length != 4) {
      return false;
    }
    out.ascii((out.u8(at + 2) & 0x01) != 0 ? " backup" : " non-backup");
    if (length == 4) {
      out.ascii(" id ").unsigned(out.u8(at + 3));
    }
    return true;
  }

  private boolean number(
      final String name, final String label, final int at, final int length, final boolean hex) {
    out.ascii(name);
    if (length != 12) {
      return false;
    }
    out.ascii(label);
    if (hex) {
      out.text.hex(out.u64(at + 4));
    } else {
      out.text.unsignedDecimal(out.u64(at + 4));
    }
    return true;
  }
}
