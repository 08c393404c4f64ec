package dev.weir.line;

/** Routes of address families other than IPv4's unicast (RFC 4760). */
final class BgpReachPrinter {
  static final int IPV4 = 1;
  static final int IPV6 = 2;
  static final int NSAP = 3;
  static final int VPLS = 25;
  static final int LAYER_2 = 196;
  static final int UNICAST = 1;
  static final int MULTICAST = 2;
  static final int BOTH = 3;
  static final int LABELLED = 4;
  static final int MULTICAST_VPN = 5;
  static final int VPLS_ROUTES = 65;
  static final int MDT = 66;
  static final int VPN_UNICAST = 128;
  static final int VPN_MULTICAST = 129;
  static final int VPN_BOTH = 130;
  static final int ROUTE_TARGETS = 132;
  private static final int DISTINGUISHER_LENGTH = 8;
  private static final int UNKNOWN = 0;
  private static final int CUT = -1;
  private static final int KNOWN = 1;

  private final Printout out;
  private final BgpPrefixPrinter prefixes;
  private int family;
  private int subsequent;

  BgpReachPrinter(final Printout out, final BgpPrefixPrinter prefixes) {
    this.out = out;
    this.prefixes = prefixes;
  }

  private int families(final int at, final int length) {
    if (!out.has(at, 3)) {
      return CUT;
    }
    family = out.u16(at);
    subsequent = out.u8(at + 2);
    final String name = BgpNames.addressFamily(family);
    final String other = BgpNames.subsequentFamily(subsequent);
    out.ascii("\n\t    AFI: ").ascii(name == null ? "Unknown AFI" : name).ascii(" (");
    out.unsigned(family).ascii("), ").ascii(subsequent > 128 ? "vendor specific " : "");
    out.ascii("SAFI: ").ascii(other == null ? "Unknown SAFI" : other).ascii(" (");
    out.unsigned(subsequent).ascii(")");
    if (isKnown()) {
      return KNOWN;
    }
    if (!out.has(at, length)) {
      return CUT;
    }
    out.ascii("\n\t    no AFI ").unsigned(family).ascii(" / SAFI ").unsigned(subsequent);
    out.ascii(" decoder");
    if (out.options.verbosity <= 1) {
      HexPrinter.indented(out, "\n\t    ", at, length);
    }
    return UNKNOWN;
  }

  private boolean isKnown() {
    return switch (family) {
      case IPV4 ->
          isPlain()
              || isVpn()
              || subsequent == LABELLED
              || subsequent == ROUTE_TARGETS
              || subsequent == MULTICAST_VPN
              || subsequent == MDT;
      case IPV6 -> isPlain() || isVpn() || subsequent == LABELLED;
      case NSAP -> isPlain() || isVpn();
      case LAYER_2 -> isVpn();
      case VPLS -> subsequent == VPLS_ROUTES;
      default -> false;
    };
  }

  private boolean isPlain() {
    return subsequent >= UNICAST && subsequent <= BOTH;
  }

  private boolean isVpn() {
    return subsequent >= VPN_UNICAST && subsequent <= VPN_BOTH;
  }

  /** Prints routes that were withdrawn; returns false where they are broken off. */
  boolean unreachable(final int at, final int length) {
    final int known = families(at, length);
    if (known != KNOWN) {
      return known == UNKNOWN;
    }
    if (length == 3) {
      out.ascii("\n\t      End-of-Rib Marker (empty NLRI)");
    }
    return prefixes.all(family, subsequent, at + 3, at + length, length);
  }

  /** Prints routes and their next hops; returns false where they are broken off. */
  boolean reachable(final int at, final int length) {
    if (length < 3) {
      return false;
    }
    final int known = families(at, length);
    if (known != KNOWN) {
      return known == UNKNOWN;
    }
    final int end = at + length;
    int p = at + 3;
    if (!out.has(p, 1) || p >= end) {
      return false;
    }
    final int hopsLength = out.u8(p++);
    if (hopsLength != 0) {
      if (end - p < hopsLength) {
        return false;
      }
      out.ascii("\n\t    nexthop: ");
      hops(p, hopsLength);
      p += hopsLength;
    }
    out.ascii(", nh-length: ").unsigned(hopsLength);
    if (p >= end) {
      return false;
    }
    p = attachments(p, end);
    return p >= 0 && prefixes.all(family, subsequent, p, end, length);
  }

  /** Subnetwork points of attachment, which RFC 4760 has struck; -1 where they are broken off. */
  private int attachments(final int at, final int end) {
    int p = at;
    int count = out.u8(p++);
    if (count == 0) {
      out.ascii(", no SNPA");
      return p;
    }
    out.ascii("\n\t    ").unsigned(count).ascii(" SNPA");
    while (count-- > 0) {
      if (p >= end) {
        return -1;
      }
      final int size = out.u8(p++);
      out.ascii("\n\t      ").unsigned(size).ascii(" bytes");
      if (end - p < size || !out.has(p, size)) {
        return -1;
      }
      p += size;
    }
    return p;
  }

  private void hops(final int at, final int length) {
    int i = 0;
    while (i < length) {
      out.ascii(i > 0 ? ", " : "");
      final int size = hop(at + i, length - i);
      if (size < 0) {
        out.ascii("invalid len");
        return;
      }
      i += size;
    }
  }

  /** Prints a next hop; returns its length, -1 where there is too little left. */
  private int hop(final int at, final int left) {
    final int distinguisher = isVpn() && family != LAYER_2 ? DISTINGUISHER_LENGTH : 0;
    if (family == NSAP) {
      if (distinguisher > 0 && left < distinguisher + 1) {
        return -1;
      }
      nsap(at, distinguisher, left);
      return left;
    }
    final int size = (family == IPV6 ? 16 : 4) + distinguisher;
    if (left < size) {
      return -1;
    }
    if (distinguisher > 0) {
      prefixes.whole(at, size);
      out.ascii("RD: ");
      prefixes.distinguisher(at);
      out.ascii(", ");
    }
    if (family == IPV6) {
      out.ipv6At(at + distinguisher);
    } else {
      out.ipv4At(at + distinguisher);
    }
    return size;
  }

  private void nsap(final int at, final int distinguisher, final int left) {
    final int address = at + distinguisher;
    out.need(at, left);
    if (distinguisher > 0) {
      out.ascii("RD: ");
      prefixes.distinguisher(at);
      out.ascii(", ");
    }
    prefixes.nsap(address, left - distinguisher);
    if (distinguisher == 0) {
      return;
    }
    // IPv4 addresses by RFC 986, IPv6 addresses by RFC 1888.
    if (out.u32(address) == 0x4700_0601) {
      out.ascii(" = ");
      out.ipv4At(address + 4);
    } else if (out.u24(address) == 0x35_0000) {
      out.ascii(" = ");
      out.ipv6At(address + 3);
    }
  }
}
