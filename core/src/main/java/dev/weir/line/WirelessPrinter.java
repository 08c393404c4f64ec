package dev.weir.line;

import dev.weir.capture.LinkType;

/** Frames of IEEE 802.11, and the headers with what the radio saw that may precede them. */
final class WirelessPrinter {
  private static final int DATA = 2;
  private static final int SHORTEST_HEADER = 24;
  private static final int ADDRESS_LENGTH = 6;
  private static final int NO_DATA = 0x4;
  private static final int QUALITY_OF_SERVICE = 0x8;
  private static final int TO_DISTRIBUTION_SYSTEM = 0x0100;
  private static final int FROM_DISTRIBUTION_SYSTEM = 0x0200;
  private static final int PROTECTED = 0x4000;
  private static final int CHECK_SEQUENCE_LENGTH = 4;
  private static final int PRISM_LENGTH = 144;
  private static final int AVS_COOKIE_1 = 0x8021_1001;
  private static final int AVS_COOKIE_2 = 0x8021_1002;
  private static final int INFORMATION_LENGTH = 8;
  private static final int MOST_INFORMATION = 65_532;

  private final Printout out;
  private final LinePrinter printers;
  private final RadiotapPrinter radiotap;

  WirelessPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
    this.radiotap = new RadiotapPrinter(out);
  }

  /**
   * Prints a captured packet.
   *
   * @param start where it begins.
   * @param linkType what it begins with: 802.11, or a header before it.
   * @param wire its bytes on the wire, unsigned.
   * @return bytes of all link headers.
   */
  int print(final int start, final int linkType, final int wire) {
    final int captured = out.available(start);
    return switch (linkType) {
      case LinkType.RADIOTAP -> radiotap(start, wire, captured);
      case LinkType.PRISM -> prism(start, wire, captured);
      case LinkType.AVS -> avs(start, wire, captured);
      case LinkType.PPI -> information(start, wire, captured);
      default -> frame(start, wire, captured, false, 0);
    };
  }

  private int radiotap(final int start, final int wire, final int captured) {
    final int length = radiotap.print(start, captured);
    if (length == 0) {
      return captured;
    }
    final boolean padded = (radiotap.flags & RadiotapPrinter.PADDED) != 0;
    final boolean checked = (radiotap.flags & RadiotapPrinter.CHECK_SEQUENCE) != 0;
    final int sequence = checked ? CHECK_SEQUENCE_LENGTH : 0;
    return length + frame(start + length, wire - length, captured - length, padded, sequence);
  }

  private int prism(final int start, final int wire, final int captured) {
    out.protocol = "prism";
    if (captured < 4) {
      out.truncated();
      return captured;
    }
    final int code = out.u32(start);
    if (code == AVS_COOKIE_1 || code == AVS_COOKIE_2) {
      return avs(start, wire, captured);
    }
    if (captured < PRISM_LENGTH) {
      out.truncated();
      return captured;
    }
    return PRISM_LENGTH
        + frame(start + PRISM_LENGTH, wire - PRISM_LENGTH, captured - PRISM_LENGTH, false, 0);
  }

  private int avs(final int start, final int wire, final int captured) {
    out.protocol = "802.11_radio_avs";
    if (captured < 8) {
      out.truncated();
      return captured;
    }
    final int length = out.u32(start + 4);
    if (length < 8 || captured < length) {
      out.truncated();
      return captured;
    }
    return length + frame(start + length, wire - length, captured - length, false, 0);
  }

  /** Per-packet information, and the packet of the link type that it names. */
  private int information(final int start, final int wire, final int captured) {
    out.protocol = "ppi";
    if (captured < INFORMATION_LENGTH) {
      out.truncated();
      return captured;
    }
    final int length = Short.toUnsignedInt(Short.reverseBytes((short) out.u16(start + 2)));
    if (length < INFORMATION_LENGTH || length > MOST_INFORMATION || captured < length) {
      out.truncated();
      return captured;
    }
    final int type = Integer.reverseBytes(out.u32(start + 4));
    if (out.options.linkHeader) {
      final String name = LinkType.nameOf(type);
      if (out.options.quiet > 0) {
        out.ascii(name);
      } else {
        out.ascii("V.").unsigned(out.u8(start)).ascii(" DLT ").ascii(name).ascii(" (");
        out.unsigned(type).ascii(") len ").unsigned(length);
      }
      out.ascii(", length ").unsigned(wire).ascii(": ");
    }
    final int inner;
    switch (type) {
      case LinkType.IEEE802_11, LinkType.RADIOTAP, LinkType.AVS, LinkType.PRISM ->
          inner = print(start + length, type, wire - length);
      case LinkType.ETHERNET ->
          inner = printers.ethernet().print(start + length, wire - length, captured - length);
      default -> {
        out.other = true;
        inner = 0;
      }
    }
    // tcpdump counts what is inside twice, and dumps begin behind that.
    return length + 2 * inner;
  }

  private int frame(
      final int start,
      final int wire,
      final int captured,
      final boolean padded,
      final int checkSequence) {
    out.protocol = "802.11";
    if (Integer.compareUnsigned(wire, checkSequence) < 0) {
      out.truncated();
      return captured;
    }
    final int length = wire - checkSequence;
    int here = captured;
    if (Integer.compareUnsigned(here, length) > 0) {
      here = length;
      out.end = start + length;
    }
    if (here < 2) {
      out.truncated();
      return captured;
    }
    final int control = out.u8(start) | out.u8(start + 1) << 8;
    final int subtype = control >>> 4 & 0xF;
    if ((control >>> 2 & 3) != DATA) {
      out.other = true;
      return 0;
    }
    int headerLength = SHORTEST_HEADER;
    headerLength += isRelayed(control) ? ADDRESS_LENGTH : 0;
    headerLength += (subtype & QUALITY_OF_SERVICE) != 0 ? 2 : 0;
    headerLength = padded ? headerLength + 3 & ~3 : headerLength;
    if (here < headerLength) {
      out.truncated();
      return headerLength;
    }
    if (out.options.linkHeader) {
      header(start, control, subtype);
    }
    if ((subtype & NO_DATA) != 0 || (control & PROTECTED) != 0) {
      out.other = true;
      return headerLength;
    }
    final int payload = start + headerLength;
    return headerLength
        + Math.abs(printers.ethernet().llc(payload, length - headerLength, here - headerLength));
  }

  private static boolean isRelayed(final int control) {
    final int both = TO_DISTRIBUTION_SYSTEM | FROM_DISTRIBUTION_SYSTEM;
    return (control & both) == both;
  }

  private void header(final int start, final int control, final int subtype) {
    if (out.verbose) {
      out.ascii((control & 0x2000) != 0 ? "More Data " : "");
      out.ascii((control & 0x0400) != 0 ? "More Fragments " : "");
      out.ascii((control & 0x1000) != 0 ? "Pwr Mgmt " : "");
      out.ascii((control & 0x0800) != 0 ? "Retry " : "");
      out.ascii((control & 0x8000) != 0 ? "Strictly Ordered " : "");
      out.ascii((control & PROTECTED) != 0 ? "Protected " : "");
      out.unsigned(out.u8(start + 2) | out.u8(start + 3) << 8).ascii("us ");
    }
    subtype(subtype);
    final boolean to = (control & TO_DISTRIBUTION_SYSTEM) != 0;
    final boolean from = (control & FROM_DISTRIBUTION_SYSTEM) != 0;
    if (to && from) {
      address("RA:", start + 4);
      address("TA:", start + 10);
      address("DA:", start + 16);
      address("SA:", start + SHORTEST_HEADER);
    } else {
      address(to ? "BSSID:" : "DA:", start + 4);
      address(from ? "BSSID:" : "SA:", start + 10);
      address(to ? "DA:" : from ? "SA:" : "BSSID:", start + 16);
    }
  }

  /** What the contention-free period and the quality of service add to a data frame. */
  private void subtype(final int subtype) {
    if ((subtype & ~NO_DATA) == 0) {
      return;
    }
    final boolean acknowledges = (subtype & 1) != 0;
    final boolean polls = (subtype & 2) != 0;
    out.ascii("CF ").ascii(acknowledges ? "Ack" : "").ascii(acknowledges && polls ? "/" : "");
    out.ascii(polls ? "Poll" : "").ascii((subtype & QUALITY_OF_SERVICE) != 0 ? "+QoS " : " ");
  }

  private void address(final String name, final int at) {
    out.ascii(name);
    out.macAt(at);
    out.ascii(" ");
  }
}
