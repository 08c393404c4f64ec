package dev.weir.line;

/** The UPDATE message of BGP (RFC 4271, section 4.3): routes withdrawn, attributes, routes. */
final class BgpUpdatePrinter {
  private static final int EXTENDED_LENGTH = 0x10;
  private static final int MOST_IPV4 = 32;

  private final Printout out;
  private final BgpPrefixPrinter prefixes;
  private final BgpAttributePrinter attributes;

  /** Bytes of withdrawn routes that were not read. */
  private int unread;

  BgpUpdatePrinter(final Printout out) {
    this.out = out;
    prefixes = new BgpPrefixPrinter(out);
    attributes = new BgpAttributePrinter(out, prefixes);
  }

  /** Prints the message behind its header. */
  void print(final int from, final int length) {
    if (!all(from, from + length)) {
      out.truncated();
    }
  }

  /** Returns false where it is broken off. */
  private boolean all(final int from, final int end) {
    if (end - from < 2) {
      return false;
    }
    int p = from + 2;
    int withdrawn = out.u16(from);
    if (end - p < withdrawn) {
      return false;
    }
    if (withdrawn > 1) {
      out.ascii("\n\t  Withdrawn routes:");
      final int routes = withdrawn(p, withdrawn);
      if (routes < 0) {
        return false;
      }
      p += routes;
      withdrawn = unread;
    } else {
      p += withdrawn;
    }
    if (end - p < 2) {
      return false;
    }
    final int length = out.u16(p);
    p += 2;
    if (withdrawn == 0 && length == 0 && p == end) {
      out.ascii("\n\t  End-of-Rib Marker (empty NLRI)");
      return true;
    }
    if (length != 0) {
      if (end - p < length) {
        return false;
      }
      p = attributes.list(p, p + length, end);
      if (p < 0) {
        return false;
      }
    }
    return p >= end || updated(p, end);
  }

  /** Returns how many bytes were read, -1 where a route is broken off. */
  private int withdrawn(final int from, final int length) {
    final boolean withPaths = prefixes.hasPaths(from, length, MOST_IPV4);
    int left = length;
    int p = from;
    unread = 0;
    while (left > 0) {
      int path = 0;
      if (withPaths) {
        if (left < 4) {
          unread = left;
          return length;
        }
        path = out.u32(p);
        p += 4;
        left -= 4;
      }
      final int advance = prefixes.ipv4("\n\t    ", p, left);
      if (advance == BgpPrefixPrinter.ILLEGAL) {
        out.ascii("\n\t    (illegal prefix length)");
        unread = left;
        return length - left;
      }
      if (advance < 0) {
        return -1;
      }
      path(withPaths, path);
      p += advance;
      left -= advance;
    }
    return length;
  }

  private void path(final boolean shown, final int path) {
    if (shown) {
      out.ascii("   Path Id: ").unsigned(path);
    }
  }

  private boolean updated(final int from, final int end) {
    final boolean withPaths = prefixes.hasPaths(from, end - from, MOST_IPV4);
    out.ascii("\n\t  Updated routes:");
    int p = from;
    while (p < end) {
      int path = 0;
      if (withPaths) {
        if (!out.has(p, 4) || end - p < 4) {
          return false;
        }
        path = out.u32(p);
        p += 4;
      }
      final int advance = prefixes.ipv4("\n\t    ", p, end - p);
      if (advance == BgpPrefixPrinter.ILLEGAL) {
        out.ascii("\n\t    (illegal prefix length)");
        return true;
      }
      if (advance < 0) {
        return false;
      }
      path(withPaths, path);
      p += advance;
    }
    return true;
  }

  /** Bytes of an attribute's length field. */
  static int lengthOfLength(final int flags) {
    return (flags & EXTENDED_LENGTH) != 0 ? 2 : 1;
  }
}
