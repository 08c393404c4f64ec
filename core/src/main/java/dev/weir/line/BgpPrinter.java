package dev.weir.line;

/** The messages of BGP (RFC 4271), which are shown where it is to be verbose. */
final class BgpPrinter {
  private static final int MARKER_LENGTH = 16;
  private static final int LENGTH = MARKER_LENGTH;
  private static final int TYPE = LENGTH + 2;
  private static final int HEADER_LENGTH = TYPE + 1;
  private static final int OPEN = 1;
  private static final int UPDATE = 2;
  private static final int NOTIFICATION = 3;
  private static final int KEEPALIVE = 4;
  private static final int ROUTE_REFRESH = 5;
  private static final int OPEN_LENGTH = HEADER_LENGTH + 10;
  private static final int NOTIFICATION_LENGTH = HEADER_LENGTH + 2;
  private static final int REFRESH_LENGTH = HEADER_LENGTH + 4;
  private static final int CAPABILITIES = 2;
  private static final int CEASE = 6;
  private static final int FINITE_STATE_MACHINE = 5;
  private static final int CAPABILITY_ERROR = 7;

  private final Printout out;
  private final BgpUpdatePrinter update;
  private final BgpCapabilityPrinter capabilities;

  BgpPrinter(final Printout out) {
    this.out = out;
    update = new BgpUpdatePrinter(out);
    capabilities = new BgpCapabilityPrinter(out);
  }

  /** Prints the payload of a segment, which need not begin where a message does. */
  void print(final int at) {
    out.protocol = "bgp";
    out.ascii(": BGP");
    if (!out.verbose) {
      return;
    }
    int start = at;
    int p = at;
    while (p < out.end) {
      if (!isMarker(p)) {
        if (out.u8(p) == 0xFF && !out.has(p, MARKER_LENGTH)) {
          return;
        }
        p++;
        continue;
      }
      if (!out.has(p, HEADER_LENGTH)) {
        out.truncated();
        return;
      }
      if (start != p) {
        out.truncated();
      }
      final int length = out.u16(p + LENGTH);
      if (length < HEADER_LENGTH) {
        out.ascii("\nmessage length ").unsigned(length).ascii(" < ").unsigned(HEADER_LENGTH);
        out.invalid();
        return;
      }
      if (!out.has(p, length)) {
        final String name = BgpNames.message(out.u8(p + TYPE));
        out.ascii("\n[|BGP ").ascii(name == null ? "Unknown Message Type" : name).ascii("]");
        return;
      }
      message(p, length);
      p += length;
      start = p;
    }
  }

  private boolean isMarker(final int at) {
    if (!out.has(at, MARKER_LENGTH)) {
      return false;
    }
    return out.u64(at) == -1 && out.u64(at + 8) == -1;
  }

  private void message(final int at, final int length) {
    final int type = out.u8(at + TYPE);
    final String name = BgpNames.message(type);
    out.ascii("\n\t").ascii(name == null ? "Unknown" : name).ascii(" Message (").unsigned(type);
    out.ascii("), length: ").unsigned(length);
    switch (type) {
      case OPEN -> open(at, length);
      case UPDATE -> update.print(at + HEADER_LENGTH, length - HEADER_LENGTH);
      case NOTIFICATION -> notification(at, length);
      case KEEPALIVE -> {
        // It has nothing but its header.
      }
      case ROUTE_REFRESH -> refresh(at, length);
      default -> {
        out.ascii("\n\t  no Message ").unsigned(type).ascii(" decoder");
        HexPrinter.indented(out, "\n\t  ", at, length);
      }
    }
  }

  private void open(final int at, final int length) {
    if (length < OPEN_LENGTH) {
      out.truncated();
      return;
    }
    out.ascii("\n\t  Version ").unsigned(out.u8(at + HEADER_LENGTH)).ascii(", my AS ");
    out.unsigned(out.u16(at + 20)).ascii(", Holdtime ").unsigned(out.u16(at + 22));
    out.ascii("s, ID ");
    out.ipv4At(at + 24);
    final int options = out.u8(at + 28);
    out.ascii("\n\t  Optional parameters, length: ").unsigned(options);
    final int from = at + OPEN_LENGTH;
    final int left = length - OPEN_LENGTH;
    int i = 0;
    while (i < options) {
      if (!out.has(from + i, 2) || left < 2 + i) {
        out.truncated();
        return;
      }
      final int type = out.u8(from + i);
      final int size = out.u8(from + i + 1);
      if (2 + i + size > options) {
        out.ascii("\n\t     Option ").unsigned(type).ascii(", length: ").unsigned(size);
        out.ascii(", goes past the end of the options");
        return;
      }
      out.ascii("\n\t    Option ");
      out.ascii(
          type == 1
              ? "Authentication Information"
              : type == CAPABILITIES ? "Capabilities Advertisement" : "Unknown");
      out.ascii(" (").unsigned(type).ascii("), length: ").unsigned(size);
      if (type == CAPABILITIES) {
        capabilities.print(from + i + 2, size);
      } else {
        out.ascii("\n\t      no decoder for option ").unsigned(type);
      }
      i += 2 + size;
    }
  }

  private void notification(final int at, final int length) {
    if (length < NOTIFICATION_LENGTH) {
      if (!out.has(at, NOTIFICATION_LENGTH)) {
        out.truncated();
      }
      return;
    }
    final int code = out.u8(at + HEADER_LENGTH);
    final int subcode = out.u8(at + HEADER_LENGTH + 1);
    final String error = BgpNames.error(code);
    out.ascii(", ").ascii(error == null ? "Unknown Error" : error).ascii(" (").unsigned(code);
    out.ascii(")");
    if (code == 0 || code == 4 || code > CAPABILITY_ERROR) {
      return;
    }
    final boolean comma = code != FINITE_STATE_MACHINE && code != CAPABILITY_ERROR;
    final String name = BgpNames.subcode(code, subcode);
    out.ascii(comma ? ", subcode " : " subcode ").ascii(name == null ? "Unknown" : name);
    out.ascii(" (").unsigned(subcode).ascii(")");
    if (code == CEASE) {
      cease(at + NOTIFICATION_LENGTH, length - NOTIFICATION_LENGTH, subcode);
    }
  }

  /** Why a peer ends the session: a limit (RFC 4486), or words for people (RFC 8203). */
  private void cease(final int at, final int length, final int subcode) {
    if (subcode == 1 && length >= 7) {
      out.ascii(", ");
      capabilities.families(out.u16(at), out.u8(at + 2));
      out.ascii(", Max Prefixes: ").unsigned(out.u32(at + 3));
    }
    if (subcode != 2 && subcode != 4 || length < 1) {
      return;
    }
    final int words = out.u8(at);
    int shown = 0;
    if (words > length - 1) {
      out.ascii(", invalid Shutdown Communication length");
    } else if (words == 0) {
      out.ascii(", empty Shutdown Communication");
      shown = 1;
    } else {
      out.ascii(", Shutdown Communication (length: ").unsigned(words).ascii("): \"");
      for (int i = at + 1; i <= at + words; i++) {
        out.visible(out.u8(i));
      }
      out.ascii("\"");
      shown = words + 1;
    }
    if (length > shown) {
      out.ascii(", Data: (length: ").unsigned(length - shown).ascii(")");
      HexPrinter.indented(out, "\n\t\t", at + shown, length - shown);
    }
  }

  private void refresh(final int at, final int length) {
    if (length < REFRESH_LENGTH) {
      return;
    }
    out.ascii("\n\t  ");
    capabilities.families(out.u16(at + HEADER_LENGTH), out.u8(at + HEADER_LENGTH + 3));
    if (out.options.verbosity > 1) {
      HexPrinter.indented(out, "\n\t  ", at, length);
    }
  }
}
