package dev.weir.line;

/** Prefixes of BGP's routes, of each address family. */
final class BgpPrefixPrinter {
  /** The length is impossible. */
  static final int ILLEGAL = -1;

  /** The packet ends inside the prefix. */
  static final int CUT = -2;

  /** The list ends inside the prefix. */
  static final int SHORT = -3;

  private static final int LABEL_BITS = 24;
  private static final int DISTINGUISHED_BITS = LABEL_BITS + 64;
  private static final int MOST_NSAP = 152;
  private static final int MOST_IPV4 = 32;
  private static final int MOST_IPV6 = 128;
  private static final int MDT_LENGTH = 16;

  /** tcpdump makes some of these texts in a buffer, and what does not fit is lost. */
  private static final int MOST_TEXT = 163;

  private final Printout out;
  private final byte[] address = new byte[20];

  BgpPrefixPrinter(final Printout out) {
    this.out = out;
  }

  /** Ends the line where bytes are not there, before anything of them is printed. */
  void whole(final int at, final int length) {
    out.need(at, length);
  }

  /**
   * Whether routes have numbers of paths before them (RFC 7911), which only an earlier message
   * says: where they make sense with, and none without.
   */
  boolean hasPaths(final int at, final int length, final int mostBits) {
    if (length < 5) {
      return false;
    }
    int i = 0;
    while (i < length) {
      i += 4;
      if (!out.has(at + i, 1)) {
        break;
      }
      final int bits = out.u8(at + i);
      if (bits > mostBits) {
        return false;
      }
      i += 1 + (bits + 7) / 8;
    }
    if (i > length) {
      return false;
    }
    i = 0;
    while (i < length) {
      if (!out.has(at + i, 1)) {
        break;
      }
      final int bits = out.u8(at + i);
      if (bits < 1 || bits > mostBits) {
        return true;
      }
      i += 1 + (bits + 7) / 8;
    }
    return i > length;
  }

  /** Copies the bytes of a prefix and clears the bits behind it. */
  private void copy(final int at, final int bits) {
    java.util.Arrays.fill(address, (byte) 0);
    final int bytes = (bits + 7) / 8;
    for (int i = 0; i < bytes; i++) {
      address[i] = (byte) out.u8(at + i);
    }
    if (bits % 8 != 0) {
      address[bytes - 1] &= (byte) (0xFF00 >> bits % 8);
    }
  }

  private long number(final int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) {
      number = number << 8 | address[i] & 0xFF;
    }
    return number;
  }

  private void address(final boolean six, final int bits) {
    if (six) {
      out.text.ipv6(number(0), number(8));
    } else {
      out.text.ipv4((int) (number(0) >>> 32));
    }
    out.ascii("/").unsigned(bits);
  }

  /** Prints an IPv4 prefix; returns its length, or what is wrong with it. */
  int ipv4(final String before, final int at, final int left) {
    return plain(before, at, left, false);
  }

  private int plain(final String before, final int at, final int left, final boolean six) {
    if (!out.has(at, 1)) {
      return CUT;
    }
    if (left < 1) {
      return SHORT;
    }
    final int bits = out.u8(at);
    if (bits > (six ? MOST_IPV6 : MOST_IPV4)) {
      return ILLEGAL;
    }
    final int bytes = (bits + 7) / 8;
    if (!out.has(at + 1, bytes)) {
      return CUT;
    }
    if (left - 1 < bytes) {
      return SHORT;
    }
    copy(at + 1, bits);
    out.ascii(before);
    address(six, bits);
    return 1 + bytes;
  }

  /**
   * Prints routes.
   *
   * @param length bytes of the attribute that they are in.
   * @return false where they are broken off.
   */
  boolean all(
      final int family, final int subsequent, final int from, final int end, final int length) {
    final boolean paths4 = hasPaths(from, end - from, MOST_IPV4);
    final boolean paths6 = hasPaths(from, end - from, MOST_IPV6);
    int p = from;
    while (p < end) {
      final int advance = route(family, subsequent, p, length, paths4, paths6);
      if (advance == CUT) {
        return false;
      }
      if (advance < 0) {
        return true;
      }
      p += advance;
    }
    return true;
  }

  private int route(
      final int family,
      final int subsequent,
      final int at,
      final int length,
      final boolean paths4,
      final boolean paths6) {
    final boolean six = family == BgpReachPrinter.IPV6;
    return switch (subsequent) {
      case BgpReachPrinter.UNICAST, BgpReachPrinter.MULTICAST, BgpReachPrinter.BOTH -> {
        if (family == BgpReachPrinter.NSAP) {
          yield network(at);
        }
        yield withPath(at, length, six, six ? paths6 : paths4);
      }
      case BgpReachPrinter.LABELLED -> labelled(at, length, six);
      case BgpReachPrinter.ROUTE_TARGETS -> routeTarget(at);
      case BgpReachPrinter.MULTICAST_VPN -> multicast(at);
      case BgpReachPrinter.MDT -> multicastTree(at);
      case BgpReachPrinter.VPLS_ROUTES -> layer2(at);
      default -> {
        if (family == BgpReachPrinter.LAYER_2) {
          yield layer2(at);
        }
        yield distinguished(at, family);
      }
    };
  }

  private int illegal() {
    out.ascii("\n\t    (illegal prefix length)");
    return ILLEGAL;
  }

  private int withPath(final int at, final int length, final boolean six, final boolean withPath) {
    int p = at;
    int path = 0;
    if (withPath) {
      path = out.u32(at);
      p += 4;
    }
    int advance = plain("\n\t      ", p, length, six);
    if (advance == CUT) {
      return CUT;
    }
    if (advance == ILLEGAL) {
      illegal();
    }
    if (advance == SHORT) {
      return SHORT;
    }
    if (withPath) {
      out.ascii("   Path Id: ").unsigned(path);
      advance += 4;
    }
    return advance;
  }

  private void label(final int at) {
    out.ascii(", label:").unsigned(out.u24(at) >>> 4).ascii(" ");
    final boolean bottom = (out.u8(at + 2) & 1) != 0;
    out.ascii(bottom ? "(bottom)" : "(BOGUS: Bottom of Stack NOT set!)");
  }

  private int labelled(final int at, final int length, final boolean six) {
    if (!out.has(at, 4)) {
      return CUT;
    }
    if (length < 4) {
      return SHORT;
    }
    final int bits = out.u8(at) - LABEL_BITS;
    if (bits < 0 || bits > (six ? MOST_IPV6 : MOST_IPV4)) {
      return illegal();
    }
    final int bytes = (bits + 7) / 8;
    if (!out.has(at + 4, bytes)) {
      return CUT;
    }
    if (length - 4 < bytes && !six) {
      return SHORT;
    }
    copy(at + 4, bits);
    out.ascii("\n\t      ");
    address(six, bits);
    label(at + 1);
    return 4 + bytes;
  }

  /** A prefix behind a label and a route distinguisher (RFC 4364). */
  private int distinguished(final int at, final int family) {
    if (!out.has(at, 1)) {
      return CUT;
    }
    final int most =
        switch (family) {
          case BgpReachPrinter.IPV6 -> MOST_IPV6;
          case BgpReachPrinter.NSAP -> MOST_NSAP;
          default -> MOST_IPV4;
        };
    final int bits = out.u8(at) - DISTINGUISHED_BITS;
    if (bits < 0 || bits > most) {
      return illegal();
    }
    final int bytes = (bits + 7) / 8;
    if (!out.has(at + 12, bytes)) {
      return CUT;
    }
    copy(at + 12, bits);
    out.need(at, 12);
    out.ascii("\n\t      RD: ");
    distinguisher(at + 4);
    out.ascii(", ");
    if (family == BgpReachPrinter.NSAP) {
      nsap(bytes);
      out.ascii("/").unsigned(bits);
    } else {
      address(family == BgpReachPrinter.IPV6, bits);
    }
    label(at + 1);
    return 12 + bytes;
  }

  /** Prints the route distinguisher at a position. */
  void distinguisher(final int at) {
    switch (out.u16(at)) {
      case 0 -> {
        out.unsigned(out.u16(at + 2)).ascii(":").unsigned(out.u32(at + 4)).ascii(" (= ");
        out.text.ipv4(out.u32(at + 4));
        out.ascii(")");
      }
      case 1 -> {
        out.text.ipv4(out.u32(at + 2));
        out.ascii(":").unsigned(out.u16(at + 6));
      }
      case 2 -> {
        out.unsigned(out.u32(at + 2)).ascii(":").unsigned(out.u16(at + 6)).ascii(" (");
        out.text.ipv4(out.u32(at + 2));
        out.ascii(":").unsigned(out.u16(at + 6)).ascii(")");
      }
      default -> out.ascii("unknown RD format");
    }
  }

  /** A prefix of OSI's network addresses. */
  private int network(final int at) {
    if (!out.has(at, 1)) {
      return CUT;
    }
    final int bits = out.u8(at);
    if (bits > MOST_NSAP) {
      return illegal();
    }
    final int bytes = (bits + 7) / 8;
    if (!out.has(at + 4, bytes)) {
      return CUT;
    }
    copy(at + 4, bits);
    out.ascii("\n\t      ");
    nsap(bytes);
    out.ascii("/").unsigned(bits);
    return 1 + bytes;
  }

  /** Prints an OSI network address of the packet. */
  void nsap(final int at, final int length) {
    for (int i = 0; i < length && i < address.length; i++) {
      address[i] = (byte) out.u8(at + i);
    }
    nsap(length);
  }

  private void nsap(final int length) {
    if (length < 1 || length > address.length) {
      out.ascii("isonsap_string: illegal length");
      return;
    }
    for (int i = 0; i < length; i++) {
      out.hexFixed(address[i], 2);
      out.ascii((i & 1) == 0 && i + 1 < length ? "." : "");
    }
  }

  /** A prefix of route targets that a speaker wants to hear of (RFC 4684). */
  private int routeTarget(final int at) {
    if (!out.has(at, 1)) {
      return CUT;
    }
    final int all = out.u8(at);
    if (all == 0) {
      out.ascii("\n\t      default route target");
      return 1;
    }
    final int bits = all - 32;
    if (bits < 0 || bits > 64) {
      out.ascii("\n\t      (illegal prefix length)");
      return ILLEGAL;
    }
    final int bytes = (bits + 7) / 8;
    if (!out.has(at + 1, 4) || !out.has(at + 5, bytes)) {
      return CUT;
    }
    copy(at + 5, bits);
    out.ascii("\n\t      origin AS: ").unsigned(out.u32(at + 1)).ascii(", ");
    target(bits, bytes);
    return 5 + bytes;
  }

  private void target(final int bits, final int bytes) {
    if (bits == 0) {
      out.ascii("route-target: 0:0/0");
      return;
    }
    final long value = number(0);
    final int type = (int) (value >>> 48);
    final boolean whole = bits >= 16;
    if (whole && type == 0x0002) {
      out.ascii("route-target: ").unsigned((int) (value >>> 32) & 0xFFFF).ascii(":");
      out.unsigned((int) value);
    } else if (whole && type == 0x0102) {
      out.ascii("route-target: ").text.ipv4((int) (value >>> 16));
      out.ascii(":").unsigned((int) value & 0xFFFF);
    } else if (whole && type == 0x0202) {
      out.ascii("route-target: ").unsigned((int) (value >>> 16)).ascii(":");
      out.unsigned((int) value & 0xFFFF);
    } else {
      out.ascii(whole ? "route target: unknown-type(" : "route-target: partial-type: (");
      if (whole) {
        out.hexFixed(type, 4).ascii(") (");
      }
      hex(bytes);
      out.ascii("/").unsigned(bits).ascii(")");
      return;
    }
    out.ascii("/").unsigned(bits).ascii(" (");
    hex(bytes);
    out.ascii(")");
  }

  private void hex(final int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.hexFixed(address[i], 2);
      out.ascii(i % 2 == 1 && i < bytes - 1 ? " " : "");
    }
  }

  private int multicastTree(final int at) {
    if (!out.has(at, 1)) {
      return CUT;
    }
    if (out.u8(at) != MDT_LENGTH * 8) {
      return illegal();
    }
    if (!out.has(at + 1, 8)) {
      return CUT;
    }
    out.need(at + 1, MDT_LENGTH);
    out.ascii("\n\t      RD: ");
    distinguisher(at + 1);
    out.ascii(", VPN IP Address: ");
    out.ipv4At(at + 9);
    out.ascii(", MC Group Address: ");
    out.ipv4At(at + 13);
    return MDT_LENGTH + 1;
  }

  /** A route of multicast in VPNs (RFC 6514, section 4). */
  private int multicast(final int at) {
    if (!out.has(at, 2)) {
      return CUT;
    }
    final int type = out.u8(at);
    final int length = out.u8(at + 1);
    final int before = out.text.length();
    final String name = BgpNames.multicastRoute(type);
    out.ascii("\n\t      Route-Type: ").ascii(name == null ? "Unknown" : name).ascii(" (");
    out.unsigned(type).ascii("), length: ").unsigned(length);
    if (!multicast(type, at + 2, length)) {
      out.text.truncate(before);
      return CUT;
    }
    return length + 2;
  }

  private boolean multicast(final int type, final int at, final int length) {
    final boolean withSystem = type == 2 || type == 6 || type == 7;
    if (type == 0 || type == 4 || type > 7) {
      return true;
    }
    final int fixed = withSystem ? 12 : 8;
    if (!out.has(at, fixed)) {
      return false;
    }
    out.ascii(", RD: ");
    distinguisher(at);
    if (withSystem) {
      out.ascii(", Source-AS ").unsigned(out.u32(at + 8));
    }
    switch (type) {
      case 1 -> originator(at + 8, length - 8);
      case 3 -> {
        final int size = sourceAndGroup(at + 8);
        if (!out.has(at + 8, Math.max(0, length - size))) {
          return false;
        }
        originator(at + 8, length - size);
      }
      case 2 -> {
        // Nothing else.
      }
      default -> sourceAndGroup(at + fixed);
    }
    return true;
  }

  private void originator(final int at, final int length) {
    out.ascii(", Originator ");
    ip(at, length * 8 & 0xFFFF_FFFF);
  }

  private void ip(final int at, final int bits) {
    switch (bits) {
      case MOST_IPV4 -> out.ipv4At(at);
      case MOST_IPV6 -> out.ipv6At(at);
      default -> out.ascii("bogus address length ").unsigned(bits);
    }
  }

  /** Returns how many bytes they have. */
  private int sourceAndGroup(final int at) {
    final int source = out.u8(at);
    if (!out.has(at + 1, source / 8)) {
      return 0;
    }
    if (source != 0) {
      out.ascii(", Source ");
      ip(at + 1, source);
    }
    final int next = at + 1 + source / 8;
    final int group = out.u8(next);
    if (!out.has(next + 1, group / 8)) {
      return source / 8 + 1;
    }
    if (group != 0) {
      out.ascii(", Group ");
      ip(next + 1, group);
    }
    return source / 8 + 1 + group / 8 + 1;
  }

  /** A route of a layer-2 VPN: a next hop alone, or a block of labels (draft-kompella). */
  private int layer2(final int at) {
    if (!out.has(at, 2)) {
      return CUT;
    }
    final int before = out.text.length();
    final int length = out.u16(at);
    try {
      if (layer2(at + 2, length)) {
        return length + 2;
      }
    } catch (final Truncated e) {
      out.text.truncate(before);
      throw e;
    }
    out.text.truncate(before);
    return CUT;
  }

  /** Returns false where it is broken off; nothing is shown of it then. */
  private boolean layer2(final int at, final int length) {
    if (length <= 17 && length != 12 || !out.has(at, length == 12 ? 12 : 15)) {
      return false;
    }
    out.ascii("\n\t      ");
    final int before = out.text.length();
    out.ascii("RD: ");
    distinguisher(at);
    if (length == 12) {
      out.ascii(", BGPNH: ");
      out.ipv4At(at + 8);
      return true;
    }
    out.ascii(", CE-ID: ").unsigned(out.u16(at + 8)).ascii(", Label-Block Offset: ");
    out.unsigned(out.u16(at + 10)).ascii(", Label Base ").unsigned(out.u24(at + 12) >>> 4);
    final boolean whole = circuits(at + 15, length - 15, before + MOST_TEXT);
    if (out.text.length() - before > MOST_TEXT) {
      out.text.truncate(before + MOST_TEXT);
    }
    return whole;
  }

  private boolean circuits(final int from, final int length, final int mostText) {
    int left = length;
    int p = from;
    while (left > 0) {
      if (left < 3) {
        out.ascii("\n\t\tran past the end");
        return true;
      }
      final int type = out.u8(p);
      final int bits = out.u16(p + 1);
      int bytes = (bits + 7) / 8;
      p += 3;
      if (type != 1) {
        out.ascii("\n\t\tunknown TLV #").unsigned(type).ascii(", length: ").unsigned(bits);
        if (left < bytes) {
          out.ascii(" (ran past the end)");
          return true;
        }
        left -= bytes;
        continue;
      }
      out.ascii("\n\t\tcircuit status vector (").unsigned(type).ascii(") length: ");
      out.unsigned(bits).ascii(": 0x");
      for (; bytes > 0; bytes--) {
        if (left < 1) {
          out.ascii(" (ran past the end)");
          return true;
        }
        if (!out.has(p, 1)) {
          return false;
        }
        // Bytes that are not shown any more are not stepped over, either.
        final boolean shown = out.text.length() <= mostText;
        out.hexFixed(out.u8(p), 2);
        p += shown ? 1 : 0;
        left--;
      }
    }
    return true;
  }
}
