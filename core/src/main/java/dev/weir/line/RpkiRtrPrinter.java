package dev.weir.line;

/** The protocol that routers fetch prefix origins with (RFC 6810, section 5). */
final class RpkiRtrPrinter {
  private static final int HEADER_LENGTH = 8;
  private static final String[] TYPES = {
    "Serial Notify",
    "Serial Query",
    "Reset Query",
    "Cache Response",
    "IPV4 Prefix",
    "Unknown",
    "IPV6 Prefix",
    "End of Data",
    "Cache Reset",
    "Unknown",
    "Error Report"
  };
  private static final String[] ERRORS = {
    "Corrupt Data",
    "Internal Error",
    "No Data Available",
    "Invalid Request",
    "Unsupported Protocol Version",
    "Unsupported PDU Type",
    "Withdrawal of Unknown Record",
    "Duplicate Announcement Received"
  };

  private final Printout out;

  RpkiRtrPrinter(final Printout out) {
    this.out = out;
  }

  void print(final int from, final int length) {
    out.protocol = "rpki_rtr";
    if (!out.verbose) {
      out.ascii(", RPKI-RTR");
      return;
    }
    int at = from;
    int left = length;
    while (left != 0) {
      final int size = unit(at, left, true, 8);
      at += size;
      left -= size;
    }
  }

  private Printout line(final int indent) {
    out.text.append('\n').repeat('\t', indent / 8).repeat(' ', indent % 8);
    return out;
  }

  private int invalid(final int at, final int length) {
    out.invalid();
    out.need(at, length);
    return length;
  }

  /** Prints a unit; returns how many bytes it has. */
  private int unit(final int at, final int length, final boolean outer, final int indent) {
    final int version = out.u8(at);
    if (version != 0) {
      line(8).ascii("RPKI-RTRv").unsigned(version).ascii(" (unknown)");
      return length;
    }
    if (Integer.compareUnsigned(length, HEADER_LENGTH) < 0) {
      out.ascii("(").unsigned(length).ascii(" bytes is too few to decode)");
      return invalid(at, length);
    }
    out.need(at, HEADER_LENGTH);
    final int type = out.u8(at + 1);
    final int size = out.u32(at + 4);
    line(8).ascii("RPKI-RTRv").unsigned(version).ascii(", ");
    out.ascii(type < TYPES.length ? TYPES[type] : "Unknown").ascii(" PDU (").unsigned(type);
    out.ascii("), length: ").unsigned(size);
    if (Integer.compareUnsigned(size, HEADER_LENGTH) < 0
        || Integer.compareUnsigned(size, length) > 0) {
      return invalid(at, length);
    }
    boolean dumped = false;
    boolean good = true;
    switch (type) {
      case 0, 1, 7 -> good = serial(at, size, indent);
      case 2, 8 -> good = size == HEADER_LENGTH;
      case 3 -> good = session(at, size, indent);
      case 4, 6 -> good = prefix(at, size, type, indent);
      case 10 -> good = error(at, size, outer, indent);
      default -> {
        out.need(at, size);
        dumped = true;
      }
    }
    if (!good) {
      return invalid(at, length);
    }
    if (out.options.verbosity > 1 || dumped) {
      dump(at, size);
    }
    return size;
  }

  private boolean serial(final int at, final int size, final int indent) {
    if (size != HEADER_LENGTH + 4) {
      return false;
    }
    line(indent + 2).ascii("Session ID: 0x").hexFixed(out.u16(at + 2), 4);
    out.ascii(", Serial: ").unsigned(out.u32(at + HEADER_LENGTH));
    return true;
  }

  private boolean session(final int at, final int size, final int indent) {
    if (size != HEADER_LENGTH) {
      return false;
    }
    line(indent + 2).ascii("Session ID: 0x").hexFixed(out.u16(at + 2), 4);
    return true;
  }

  private boolean prefix(final int at, final int size, final int type, final int indent) {
    final int addressLength = type == 4 ? 4 : 16;
    if (size != HEADER_LENGTH + 8 + addressLength) {
      return false;
    }
    out.need(at, size);
    line(indent + 2).ascii(type == 4 ? "IPv4 Prefix " : "IPv6 Prefix ");
    final int address = at + HEADER_LENGTH + 4;
    if (type == 4) {
      out.ipv4At(address);
    } else {
      out.ipv6At(address);
    }
    out.ascii("/").unsigned(out.u8(at + HEADER_LENGTH + 1)).ascii("-");
    out.unsigned(out.u8(at + HEADER_LENGTH + 2)).ascii(", origin-as ");
    out.unsigned(out.u32(address + addressLength)).ascii(", flags 0x");
    out.hexFixed(out.u8(at + HEADER_LENGTH), 2);
    return true;
  }

  private boolean error(final int at, final int size, final boolean outer, final int indent) {
    int used = HEADER_LENGTH + 4;
    if (Integer.compareUnsigned(size, used) < 0) {
      return false;
    }
    out.need(at, used);
    final int inner = out.u32(at + HEADER_LENGTH);
    final int code = out.u16(at + 2);
    line(indent + 2).ascii("Error code: ").ascii(code < ERRORS.length ? ERRORS[code] : "Unknown");
    out.ascii(" (").unsigned(code).ascii("), Encapsulated PDU length: ").unsigned(inner);
    if (inner != 0) {
      if (Integer.compareUnsigned(size, used + inner) < 0) {
        return false;
      }
      if (outer) {
        line(indent + 4).ascii("-----encapsulated PDU-----");
        unit(at + used, inner, false, indent + 2);
      } else {
        out.need(at, used + inner);
      }
      used += inner;
    }
    if (Integer.compareUnsigned(size, used + 4) < 0) {
      return false;
    }
    out.need(at, used + 4);
    final int textLength = out.u32(at + used);
    used += 4;
    if (textLength != 0) {
      if (Integer.compareUnsigned(size, used + textLength) < 0) {
        return false;
      }
      line(indent + 2).ascii("Error text: ");
      out.need(at + used, textLength);
      out.visible(at + used, textLength);
    }
    return true;
  }

  private void dump(final int at, final int size) {
    final int length = Math.min(size, out.available(at));
    for (int i = 0; i < length; i++) {
      if (i % 16 == 0) {
        out.ascii("\n\t  0x").hexFixed(i, 4).ascii(": ");
      }
      if (i % 2 == 0) {
        out.text.append(' ');
      }
      out.hexFixed(out.u8(at + i), 2);
    }
  }
}
