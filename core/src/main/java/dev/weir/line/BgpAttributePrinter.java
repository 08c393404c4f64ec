package dev.weir.line;

/** The path attributes of BGP's UPDATE (RFC 4271, section 5, and its many successors). */
final class BgpAttributePrinter {
  private static final int ORIGIN = 1;
  private static final int AS_PATH = 2;
  private static final int NEXT_HOP = 3;
  private static final int MULTI_EXIT = 4;
  private static final int LOCAL_PREFERENCE = 5;
  private static final int ATOMIC_AGGREGATE = 6;
  private static final int AGGREGATOR = 7;
  private static final int COMMUNITIES = 8;
  private static final int ORIGINATOR = 9;
  private static final int CLUSTERS = 10;
  private static final int REACHABLE = 14;
  private static final int UNREACHABLE = 15;
  private static final int EXTENDED_COMMUNITIES = 16;
  private static final int AS4_PATH = 17;
  private static final int AGGREGATOR4 = 18;
  private static final int MULTICAST_TUNNEL = 22;
  private static final int ACCUMULATED_METRIC = 26;
  private static final int LARGE_COMMUNITIES = 32;
  private static final int ATTRIBUTE_SET = 128;
  private static final int MOST_NESTED = 10;
  private static final int LARGE_COMMUNITY_LENGTH = 12;
  private static final String[] ORIGINS = {"IGP", "EGP", "Incomplete"};
  private static final String[] SEGMENTS = {null, "{ ", "", "( ", "({ "};
  private static final String[] SEGMENT_ENDS = {null, "}", "", ")", "})"};

  private final Printout out;
  private final BgpReachPrinter reach;
  private final BgpCommunityPrinter communities;

  /** How many bytes of the attribute are still to be shown in hexadecimal. */
  private int undecoded;

  BgpAttributePrinter(final Printout out, final BgpPrefixPrinter prefixes) {
    this.out = out;
    reach = new BgpReachPrinter(out, prefixes);
    communities = new BgpCommunityPrinter(out);
  }

  /**
   * Prints a list.
   *
   * @param end where the list ends.
   * @param messageEnd where its message ends.
   * @return where it was read to, -1 where it is broken off.
   */
  int list(final int from, final int end, final int messageEnd) {
    int p = from;
    while (p < end) {
      if (messageEnd - p < 2) {
        return -1;
      }
      if (end - p < 2) {
        out.ascii("\n\t  [path attrs too short]");
        return end;
      }
      final int flags = out.u8(p);
      final int type = out.u8(p + 1);
      p += 2;
      final int lengthOfLength = BgpUpdatePrinter.lengthOfLength(flags);
      if (messageEnd - p < lengthOfLength) {
        return -1;
      }
      if (end - p < lengthOfLength) {
        out.ascii("\n\t  [path attrs too short]");
        return end;
      }
      final int length = lengthOfLength == 2 ? out.u16(p) : out.u8(p);
      p += lengthOfLength;
      out.ascii("\n\t  ");
      header(type, length, flags);
      out.ascii(flags != 0 ? ": " : "");
      if (end - p < length) {
        out.ascii(" [path attrs too short]");
        return end;
      }
      if (!print(type, p, length, 0)) {
        return -1;
      }
      p += length;
    }
    return p;
  }

  private void header(final int type, final int length, final int flags) {
    final String name = BgpNames.attribute(type);
    out.ascii(name == null ? "Unknown Attribute" : name).ascii(" (").unsigned(type);
    out.ascii("), length: ").unsigned(length);
    if (flags == 0) {
      return;
    }
    out.ascii(", Flags [").ascii((flags & 0x80) != 0 ? "O" : "");
    out.ascii((flags & 0x40) != 0 ? "T" : "").ascii((flags & 0x20) != 0 ? "P" : "");
    out.ascii((flags & 0x10) != 0 ? "E" : "");
    if ((flags & 0xF) != 0) {
      out.ascii("+").hex(flags & 0xF);
    }
    out.ascii("]");
  }

  /** Returns false where the attribute is broken off. */
  private boolean print(final int type, final int at, final int length, final int level) {
    undecoded = length;
    if (!value(type, at, length, level)) {
      return false;
    }
    if (out.options.verbosity > 1 && undecoded != 0) {
      HexPrinter.indented(out, "\n\t    ", at, undecoded);
    }
    return true;
  }

  private boolean value(final int type, final int at, final int length, final int level) {
    switch (type) {
      case ORIGIN -> origin(at, length);
      case AS_PATH, AS4_PATH -> {
        return path(type, at, length);
      }
      case NEXT_HOP, ORIGINATOR -> address(at, length);
      case MULTI_EXIT, LOCAL_PREFERENCE -> {
        if (isLength(length == 4)) {
          out.unsigned(out.u32(at));
        }
      }
      case ATOMIC_AGGREGATE -> isLength(length == 0);
      case AGGREGATOR -> {
        if (isLength(length == 6 || length == 8)) {
          aggregator(at, length);
        }
      }
      case AGGREGATOR4 -> {
        if (isLength(length == 8)) {
          aggregator(at, length);
        }
      }
      case COMMUNITIES -> {
        if (isLength(length % 4 == 0)) {
          communities.plain(at, length);
        }
      }
      case CLUSTERS -> clusters(at, length);
      case REACHABLE -> {
        return reach.reachable(at, length);
      }
      case UNREACHABLE -> {
        return reach.unreachable(at, length);
      }
      case EXTENDED_COMMUNITIES -> {
        if (isLength(length % 8 == 0)) {
          communities.extended(at, length);
        }
      }
      case MULTICAST_TUNNEL -> {
        return multicastTunnel(at, length);
      }
      case ACCUMULATED_METRIC -> {
        return metric(at, length);
      }
      case LARGE_COMMUNITIES -> large(at, length);
      case ATTRIBUTE_SET -> {
        return set(at, length, level);
      }
      default -> unknown(type, at, length);
    }
    return true;
  }

  private boolean isLength(final boolean good) {
    out.ascii(good ? "" : "invalid len");
    return good;
  }

  private void origin(final int at, final int length) {
    if (isLength(length == 1)) {
      final int origin = out.u8(at);
      out.ascii(origin < ORIGINS.length ? ORIGINS[origin] : "Unknown Origin Typecode");
    }
  }

  private void address(final int at, final int length) {
    if (isLength(length == 4)) {
      out.ipv4At(at);
    }
  }

  private void aggregator(final int at, final int length) {
    out.ascii(" AS #").unsigned(length == 6 ? out.u16(at) : out.u32(at)).ascii(", origin ");
    out.ipv4At(at + length - 4);
  }

  private void clusters(final int at, final int length) {
    if (!isLength(length % 4 == 0)) {
      return;
    }
    for (int i = 0; i < length; i += 4) {
      out.ipv4At(at + i);
      out.ascii(length - i > 4 ? ", " : "");
    }
  }

  private boolean path(final int type, final int at, final int length) {
    if (!isLength(length % 2 == 0)) {
      return true;
    }
    if (length == 0) {
      out.ascii("empty");
      return true;
    }
    final int size = type == AS4_PATH ? 4 : numberSize(at, length);
    int p = at;
    while (p < at + length) {
      final int segment = out.u8(p);
      final boolean known = segment > 0 && segment < SEGMENTS.length;
      out.ascii(known ? SEGMENTS[segment] : "?");
      final int count = out.u8(p + 1);
      for (int i = 0; i < count; i++) {
        final int number = p + 2 + i * size;
        if (!out.has(number, size)) {
          return false;
        }
        out.unsigned(size == 2 ? out.u16(number) : out.u32(number)).ascii(" ");
      }
      out.ascii(known ? SEGMENT_ENDS[segment] : "?");
      p += 2 + count * size;
    }
    return true;
  }

  /**
   * Whether numbers of autonomous systems have two bytes or four, which nothing says: two, where
   * the path then ends where it should.
   */
  private int numberSize(final int at, final int length) {
    int p = at;
    while (p < at + length) {
      final int segment = out.u8(p);
      if (segment == 0 || segment >= SEGMENTS.length) {
        return 4;
      }
      p += 2 + out.u8(p + 1) * 2;
    }
    return p == at + length ? 2 : 4;
  }

  private boolean multicastTunnel(final int at, final int length) {
    if (!out.has(at, 5) || length < 5) {
      return false;
    }
    final int type = out.u8(at + 1);
    final String name = BgpNames.tunnel(type);
    out.ascii("\n\t    Tunnel-type ").ascii(name == null ? "Unknown" : name).ascii(" (");
    out.unsigned(type).ascii("), Flags [");
    out.ascii((out.u8(at) & 1) != 0 ? "Leaf Information required" : "none");
    out.ascii("], MPLS Label ").unsigned(out.u24(at + 2) >>> 4);
    final int from = at + 5;
    switch (type) {
      case 1 -> ends("Extended-Tunnel-ID ", from, ", P2MP-ID 0x");
      case 2, 7 -> ends("Root-Node ", from, ", LSP-ID 0x");
      case 3 -> ends("Root-Node ", from, ", P-Group ");
      case 4, 5 -> ends("Sender ", from, ", P-Group ");
      case 6 -> {
        out.need(from, 4);
        out.ascii("\n\t      Tunnel-Endpoint ");
        out.ipv4At(from);
      }
      default -> {
        if (out.options.verbosity <= 1) {
          HexPrinter.indented(out, "\n\t      ", from, length - 5);
        }
      }
    }
    return true;
  }

  private void ends(final String first, final int at, final String second) {
    // The text is made in one piece, and not at all where a part is not there.
    out.need(at, 8);
    out.ascii("\n\t      ").ascii(first);
    out.ipv4At(at);
    out.ascii(second);
    if (second.endsWith("0x")) {
      out.hexFixed(out.u32(at + 4), 8);
    } else {
      out.ipv4At(at + 4);
    }
  }

  private boolean metric(final int at, final int length) {
    int p = at;
    int left = length;
    while (left >= 3) {
      final int type = out.u8(p);
      final int size = out.u16(p + 1) - 3;
      p += 3;
      left -= 3;
      out.ascii("\n\t    ").ascii(type == 1 ? "AIGP" : "Unknown").ascii(" TLV (").unsigned(type);
      out.ascii("), length ").unsigned(size + 3);
      if (size < 0 || left < size || type == 1 && size < 8) {
        return false;
      }
      if (type == 1) {
        out.ascii(", metric ").text.unsignedDecimal(out.u64(p));
      } else if (out.options.verbosity <= 1) {
        HexPrinter.indented(out, "\n\t      ", p, size);
      }
      p += size;
      left -= size;
    }
    return true;
  }

  private void large(final int at, final int length) {
    if (!isLength(length != 0 && length % LARGE_COMMUNITY_LENGTH == 0)) {
      return;
    }
    out.ascii("\n\t    ");
    for (int i = 0; i < length; i += LARGE_COMMUNITY_LENGTH) {
      out.unsigned(out.u32(at + i)).ascii(":").unsigned(out.u32(at + i + 4)).ascii(":");
      out.unsigned(out.u32(at + i + 8));
      out.ascii(length - i > LARGE_COMMUNITY_LENGTH ? ", " : "");
    }
    undecoded = 0;
  }

  /** The attributes of a customer's network (RFC 6368), which may hold such a set again. */
  private boolean set(final int at, final int length, final int level) {
    if (!out.has(at, 4) || length < 4) {
      return false;
    }
    out.ascii("\n\t    Origin AS: ").unsigned(out.u32(at));
    final int end = at + length;
    int p = at + 4;
    while (p < end) {
      if (!out.has(p, 2)) {
        return false;
      }
      if (end - p < 2) {
        return setTooShort(end - p);
      }
      final int flags = out.u8(p);
      final int type = out.u8(p + 1);
      p += 2;
      final int lengthOfLength = BgpUpdatePrinter.lengthOfLength(flags);
      if (!out.has(p, lengthOfLength)) {
        return false;
      }
      if (end - p < lengthOfLength) {
        return setTooShort(end - p);
      }
      final int size = lengthOfLength == 2 ? out.u16(p) : out.u8(p);
      p += lengthOfLength;
      out.ascii("\n\t      ");
      header(type, size, flags);
      out.ascii(": ");
      if (end - p < size) {
        return setTooShort(end - p);
      }
      if (level == MOST_NESTED) {
        out.ascii("(too many nested levels, not recursing)");
      } else if (!print(type, p, size, level + 1)) {
        return false;
      }
      p += size;
    }
    undecoded = 0;
    return true;
  }

  private boolean setTooShort(final int left) {
    out.ascii(" [path attr too short]");
    undecoded = left;
    return true;
  }

  private void unknown(final int type, final int at, final int length) {
    out.ascii("\n\t    no Attribute ").unsigned(type).ascii(" decoder");
    if (out.options.verbosity <= 1) {
      HexPrinter.indented(out, "\n\t    ", at, length);
    }
  }
}
