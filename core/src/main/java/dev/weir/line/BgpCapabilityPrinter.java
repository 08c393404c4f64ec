package dev.weir.line;

/** What a BGP speaker says that it can (RFC 5492). */
final class BgpCapabilityPrinter {
  private static final int HEADER_LENGTH = 2;
  private final Printout out;

  BgpCapabilityPrinter(final Printout out) {
    this.out = out;
  }

  /** Prints the capabilities of an option. */
  void print(final int at, final int length) {
    int i = 0;
    while (i < length) {
      if (!out.has(at + i, HEADER_LENGTH)) {
        out.truncated();
        return;
      }
      final int code = out.u8(at + i);
      final int size = out.u8(at + i + 1);
      final String name = BgpNames.capability(code);
      out.ascii("\n\t      ").ascii(name == null ? "Unknown" : name).ascii(" (").unsigned(code);
      out.ascii("), length: ").unsigned(size);
      final int value = at + i + HEADER_LENGTH;
      if (!out.has(value, size)) {
        out.truncated();
        return;
      }
      if (!value(code, value, size)) {
        return;
      }
      if (out.options.verbosity > 1 && size > 0) {
        HexPrinter.indented(out, "\n\t\t", value, size);
      }
      i += HEADER_LENGTH + size;
    }
  }

  /** Returns false where the rest is not shown. */
  private boolean value(final int code, final int at, final int size) {
    switch (code) {
      case 1 -> {
        if (size < 4) {
          return tooShort(4);
        }
        out.ascii("\n\t\t");
        families(out.u16(at), out.u8(at + 3));
      }
      case 64 -> {
        if (size < 2) {
          return tooShort(2);
        }
        restart(at, size);
      }
      case 2, 71, 128 -> {
        // They have no value.
      }
      case 65 -> {
        if (size < 4) {
          return tooShort(4);
        }
        out.ascii("\n\t\t 4 Byte AS ").unsigned(out.u32(at));
      }
      case 69 -> paths(at, size);
      case 8 -> labels(at, size);
      default -> {
        out.ascii("\n\t\tno decoder for Capability ").unsigned(code);
        if (out.options.verbosity <= 1) {
          HexPrinter.indented(out, "\n\t\t", at, size);
        }
      }
    }
    return true;
  }

  private boolean tooShort(final int least) {
    out.ascii(" (too short, < ").unsigned(least).ascii(")");
    return false;
  }

  private void restart(final int at, final int size) {
    out.ascii("\n\t\tRestart Flags: [").ascii((out.u8(at) & 0x80) != 0 ? "R" : "none");
    out.ascii("], Restart Time ");
    out.unsigned(out.u16(at) & 0xFFF).ascii("s");
    for (int i = 2; i + 4 <= size; i += 4) {
      out.ascii("\n\t\t  ");
      families(out.u16(at + i), out.u8(at + i + 2));
      out.ascii(", Forwarding state preserved: ");
      out.ascii((out.u8(at + i + 3) & 0x80) != 0 ? "yes" : "no");
    }
  }

  private void paths(final int at, final int size) {
    if (size == 0) {
      out.ascii(" (bogus)");
    }
    for (int i = 0; i < size; i += 4) {
      if (size - i < 4) {
        out.invalid();
        return;
      }
      out.ascii("\n\t\t");
      families(out.u16(at + i), out.u8(at + i + 2));
      final int direction = out.u8(at + i + 3);
      out.ascii(", Send/Receive: ");
      switch (direction) {
        case 1 -> out.ascii("Receive");
        case 2 -> out.ascii("Send");
        case 3 -> out.ascii("Both");
        default -> out.ascii("Bogus (0x").hexFixed(direction, 2).ascii(")");
      }
    }
  }

  private void labels(final int at, final int size) {
    for (int i = 0; i + 4 <= size; i += 4) {
      out.ascii("\n\t\t");
      families(out.u16(at + i), out.u8(at + i + 2));
      out.ascii(", Count: ").unsigned(out.u8(at + i + 3));
    }
  }

  /** An address family, and a subsequent one. */
  void families(final int family, final int subsequent) {
    final String name = BgpNames.addressFamily(family);
    out.ascii("AFI ").ascii(name == null ? "Unknown" : name).ascii(" (").unsigned(family);
    final String other = BgpNames.subsequentFamily(subsequent);
    out.ascii("), SAFI ").ascii(other == null ? "Unknown" : other);
    out.ascii(" (").unsigned(subsequent).ascii(")");
  }
}
