package dev.weir.line;

/** The Geneve header (RFC 8926, section 3.4) and the packet behind it. */
final class GenevePrinter {
  private static final int HEADER_LENGTH = 8;
  private final Printout out;
  private final LinePrinter printers;

  GenevePrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  void print(final int at, final int length) {
    out.protocol = "geneve";
    out.ascii("Geneve");
    if (length < HEADER_LENGTH) {
      out.ascii(" [length ").unsigned(length).ascii(" < 8]");
      out.invalid();
      return;
    }
    out.need(at, HEADER_LENGTH);
    final int first = out.u8(at);
    if (first >>> 6 != 0) {
      out.ascii(" ERROR: unknown-version ").unsigned(first >>> 6);
      out.other = true;
      return;
    }
    out.ascii(", Flags [");
    flags(out.u8(at + 1));
    final int type = out.u16(at + 2);
    out.ascii("], vni 0x").hex(out.u24(at + 4));
    if (out.u8(at + 7) != 0) {
      out.ascii(", rsvd 0x").hex(out.u8(at + 7));
    }
    if (out.options.linkHeader) {
      final String name = LinkNames.etherType(type);
      out.ascii(", proto ").ascii(name == null ? "unknown" : name);
      out.ascii(" (0x").hexFixed(type, 4).ascii(")");
    }
    final int optionsLength = (first & 0x3F) * 4;
    final int left = length - HEADER_LENGTH;
    if (left < optionsLength) {
      out.ascii(" truncated-geneve - ").unsigned(optionsLength - left).ascii(" bytes missing");
      return;
    }
    out.need(at + HEADER_LENGTH, optionsLength);
    if (optionsLength > 0) {
      out.ascii(", options [");
      if (out.verbose) {
        options(at + HEADER_LENGTH, optionsLength);
      } else {
        out.unsigned(optionsLength).ascii(" bytes");
      }
      out.text.append(']');
    }
    out.ascii(out.verbose ? "\n\t" : ": ");
    final int inner = at + HEADER_LENGTH + optionsLength;
    if (type == LinkNames.BRIDGED_ETHERNET) {
      printers.ethernet().print(inner, left - optionsLength, out.available(inner));
    } else {
      printers.ethernet().payload(type, inner, left - optionsLength);
    }
  }

  private void flags(final int flags) {
    if (flags == 0) {
      out.ascii("none");
      return;
    }
    final String[] names = {"O", "C", "R1", "R2", "R3", "R4", "R5", "R6"};
    for (int bit = 0; bit < 8; bit++) {
      if ((flags & 0x80 >>> bit) != 0) {
        out.ascii(names[bit]);
      }
    }
  }

  private void options(final int from, final int length) {
    int at = from;
    int left = length;
    while (left > 0) {
      out.ascii(at == from ? "" : ", ");
      final int optionClass = out.u16(at);
      final int type = out.u8(at + 2);
      final int size = 4 + (out.u8(at + 3) & 0x1F) * 4;
      out.ascii("class ").ascii(className(optionClass)).ascii(" (0x").hex(optionClass);
      out.ascii(") type 0x").hex(type).ascii((type & 0x80) != 0 ? "(C) len " : " len ");
      out.unsigned(size);
      if (size > left) {
        out.ascii(" [bad length]");
        return;
      }
      if (out.options.verbosity > 1 && size > 4) {
        out.ascii(" data");
        for (int i = 4; i < size; i += 4) {
          out.text.append(' ').hexFixed(out.u32(at + i), 8);
        }
      }
      at += size;
      left -= size;
    }
  }

  private static String className(final int optionClass) {
    return switch (optionClass) {
      case 0x0100 -> "Linux";
      case 0x0101 -> "Open vSwitch";
      case 0x0102 -> "Open Virtual Networking (OVN)";
      case 0x0103 -> "In-band Network Telemetry (INT)";
      case 0x0104 -> "VMware";
      default ->
          optionClass <= 0x00FF ? "Standard" : optionClass >= 0xFFF0 ? "Experimental" : "Unknown";
    };
  }
}
