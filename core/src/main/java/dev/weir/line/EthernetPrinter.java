package dev.weir.line;

/** Ethernet frames with VLAN tags, IEEE 802.3 lengths, LLC and SNAP headers. */
final class EthernetPrinter {
  private static final int HEADER_LENGTH = 14;
  private static final int ADDRESSES_LENGTH = 12;
  private static final int MOST_LENGTH = 1500;
  private static final int SNAP_LENGTH = 5;
  private static final int UNNUMBERED = 0x03;
  private static final int SNAP_SAP = 0xAA;
  private static final int IP_SAP = 0x06;
  private static final int CISCO_BRIDGED = 0x0000F8;
  private static final int RFC2684 = 0x0080C2;

  private final Printout out;
  private final LinePrinter printers;

  EthernetPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  /**
   * Prints a frame.
   *
   * @param start where it begins.
   * @param wire its bytes on the wire, unsigned.
   * @param captured its bytes that were captured.
   * @return bytes of the link headers.
   */
  int print(final int start, final int wire, final int captured) {
    out.protocol = "ether";
    if (!out.goDeeper()) {
      return 0;
    }
    if (Integer.compareUnsigned(wire, captured) < 0) {
      out.ascii("[length ").unsigned(wire).ascii(" < caplen ").unsigned(captured).ascii("]");
      out.invalid();
      return wire;
    }
    if (captured < HEADER_LENGTH) {
      out.truncated();
      return captured;
    }
    if (out.options.linkHeader) {
      out.macAt(start + 6);
      out.ascii(" > ");
      out.macAt(start);
      out.ascii(", ");
    }
    int type = out.u16(start + ADDRESSES_LENGTH);
    int at = start + HEADER_LENGTH;
    boolean lengthPrinted = false;
    while (LinkNames.isTag(type)) {
      final int left = wire - (at - start);
      final int here = captured - (at - start);
      if (here < 4 || Integer.compareUnsigned(left, 4) < 0) {
        out.protocol = "vlan";
        out.truncated();
        return at - start + (here < 4 ? here : left);
      }
      if (out.options.linkHeader) {
        etherType(type);
        length(lengthPrinted, wire);
        lengthPrinted = true;
        tag(out.u16(at));
      }
      type = out.u16(at + 2);
      at += 4;
    }
    final int left = wire - (at - start);
    if (type <= MOST_LENGTH) {
      return at - start + lengthField(type, at, left, lengthPrinted);
    }
    if (type == LinkNames.JUMBO) {
      return at - start + Math.abs(llc(at, left, captured - (at - start)));
    }
    if (out.options.linkHeader) {
      etherType(type);
      length(lengthPrinted, wire);
    }
    payload(type, at, left);
    return at - start;
  }

  private void length(final boolean printed, final int wire) {
    out.ascii(", ");
    if (!printed) {
      out.ascii("length ").unsigned(wire).ascii(": ");
    }
  }

  private int lengthField(
      final int field, final int at, final int left, final boolean lengthPrinted) {
    final int length = Integer.compareUnsigned(field, left) < 0 ? field : left;
    final int before = out.limit(at, length);
    if (out.options.linkHeader) {
      out.ascii("802.3");
      if (!lengthPrinted) {
        out.ascii(", length ").unsigned(length).ascii(": ");
      }
    }
    final int headerLength = Math.abs(llc(at, length, out.available(at)));
    out.end = before;
    return headerLength;
  }

  /** An EtherType's name and, unless it is to be quiet, its number. */
  void etherType(final int type) {
    final String name = LinkNames.etherType(type);
    if (out.options.quiet > 0) {
      if (name == null) {
        out.ascii("Unknown Ethertype (0x").hexFixed(type, 4).ascii(")");
      } else {
        out.ascii(name);
      }
      return;
    }
    out.ascii("ethertype ").ascii(name == null ? "Unknown" : name);
    out.ascii(" (0x").hexFixed(type, 4).ascii(")");
  }

  /** A VLAN tag (IEEE 802.1Q). */
  void tag(final int value) {
    out.ascii("vlan ").unsigned(value & 0x0FFF).ascii(", p ").unsigned(value >>> 13);
    out.ascii((value & 0x1000) != 0 ? ", DEI, " : ", ");
  }

  /** Prints what an EtherType announces. */
  void payload(final int type, final int at, final int length) {
    switch (type) {
      case LinkNames.IPV4 -> printers.ipv4().print(at, length);
      case LinkNames.IPV6 -> printers.ipv6().print(at, length);
      case LinkNames.MPLS, LinkNames.MPLS_MULTICAST -> printers.tunnels().mpls(at, length);
      case LinkNames.PPPOE_SESSION, LinkNames.PPPOE_SESSION_2 ->
          printers.tunnels().pppoe(at, length);
      case LinkNames.PPP -> {
        if (length != 0) {
          out.ascii(": ");
          printers.ppp().print(at, length);
        }
      }
      default -> out.other = true;
    }
  }

  /**
   * Prints a logical link header (IEEE 802.2) and what follows it.
   *
   * @return its length in bytes.
   */
  int llc(final int start, final int length, final int captured) {
    out.protocol = "llc";
    if (captured < 3 || Integer.compareUnsigned(length, 3) < 0) {
      out.truncated();
      return captured < 3 ? captured : length;
    }
    final int destination = out.u8(start);
    final int source = out.u8(start + 1);
    int control = out.u8(start + 2);
    int headerLength = 3;
    final boolean unnumbered = (control & UNNUMBERED) == UNNUMBERED;
    if (!unnumbered) {
      if (captured < 4 || Integer.compareUnsigned(length, 4) < 0) {
        out.truncated();
        return captured < 4 ? captured : length;
      }
      control |= out.u8(start + 3) << 8;
      headerLength = 4;
    }
    if (out.options.linkHeader) {
      llcHeader(destination, source, control, unnumbered);
    }
    final int at = start + headerLength;
    final int left = length - headerLength;
    final int service = destination & ~1;
    if ((source & ~1) != service || control != UNNUMBERED) {
      out.other = true;
    } else if (service == SNAP_SAP) {
      snap(at, left, captured - headerLength);
      return headerLength + SNAP_LENGTH;
    } else if (service == IP_SAP) {
      printers.ipv4().print(at, left);
    } else {
      out.other = true;
    }
    return headerLength;
  }

  private void llcHeader(
      final int destination, final int source, final int control, final boolean unnumbered) {
    out.ascii("LLC, dsap ").ascii(service(destination & ~1)).ascii(" (0x");
    out.hexFixed(destination & ~1, 2).ascii((destination & 1) != 0 ? ") Group" : ") Individual");
    out.ascii(", ssap ").ascii(service(source & ~1)).ascii(" (0x");
    out.hexFixed(source & ~1, 2).ascii((source & 1) != 0 ? ") Response" : ") Command");
    out.ascii(", ctrl 0x").hexFixed(control, unnumbered ? 2 : 4).ascii(": ");
  }

  private static String service(final int point) {
    return switch (point) {
      case 0x00 -> "Null";
      case 0xFE -> "OSI";
      case 0x02 -> "802.1B I";
      case IP_SAP -> "IP";
      case 0x0E -> "ProWay NM";
      case 0x42 -> "STP";
      case 0x4E -> "RS511";
      case 0x7E -> "ISO8208";
      case 0x8E -> "ProWay";
      case SNAP_SAP -> "SNAP";
      case 0xE0 -> "IPX";
      case 0xF0 -> "NetBeui";
      case 0x04 -> "SNA";
      default -> "Unknown";
    };
  }

  /** A SNAP header and the packet that its EtherType announces. */
  void snap(final int at, final int length, final int captured) {
    out.protocol = "snap";
    if (captured < SNAP_LENGTH || Integer.compareUnsigned(length, SNAP_LENGTH) < 0) {
      out.truncated();
      return;
    }
    final int organisation = out.u24(at);
    final int type = out.u16(at + 3);
    if (out.options.linkHeader) {
      out.ascii("oui ").ascii(LinkNames.organisation(organisation)).ascii(" (0x");
      out.hexFixed(organisation, 6).ascii(organisation == 0 ? "), ethertype " : "), pid ");
      final String name =
          organisation == 0 || organisation == CISCO_BRIDGED ? LinkNames.etherType(type) : null;
      out.ascii(name != null ? name : bridged(organisation, type)).ascii(" (0x");
      out.hexFixed(type, 4).ascii("), length ").unsigned(length - SNAP_LENGTH).ascii(": ");
    }
    final int payload = at + SNAP_LENGTH;
    final int left = length - SNAP_LENGTH;
    if (organisation == 0 || organisation == CISCO_BRIDGED) {
      payload(type, payload, left);
    } else if (organisation == RFC2684 && (type == 1 || type == 7)) {
      out.need(payload, 2);
      print(payload + 2, left - 2, captured - SNAP_LENGTH - 2);
    } else {
      out.other = true;
    }
  }

  private static String bridged(final int organisation, final int type) {
    if (organisation != RFC2684) {
      return "Unknown";
    }
    return type == 1 ? "Ethernet + FCS" : type == 7 ? "Ethernet w/o FCS" : "Unknown";
  }
}
