package dev.weir.line;

import dev.weir.capture.LinkType;

/** Link headers that are met seldom: token ring, FDDI, ARCNET, ATM, and pseudo-headers of BSD. */
final class RareLinkPrinter {
  private static final int FDDI_LENGTH = 13;
  private static final int TOKEN_RING_LENGTH = 14;
  private static final int FIBRE_CHANNEL_LENGTH = 16;
  private static final int SYMANTEC_LENGTH = 44;
  private static final int FIREWIRE_LENGTH = 18;
  private static final int IPNET_LENGTH = 24;
  private static final int NETANALYZER_LENGTH = 4;
  private static final int ENC_LENGTH = 12;
  private static final int SUNATM_LENGTH = 4;
  private static final int PPPOE_LENGTH = 8;
  private static final int SNAP_LENGTH = 8;
  private static final int LEAST_TYPE = 1501;
  private static final int SNAP = 0xAAAA03;
  private static final int SOURCE_ROUTED = 0x80;
  private static final int AUTHENTIC = 0x0800;
  private static final int CONFIDENTIAL = 0x0400;
  private static final String[] BROADCASTS = {
    "Non-Broadcast",
    "Non-Broadcast",
    "Non-Broadcast",
    "Non-Broadcast",
    "All-routes",
    "All-routes",
    "Single-route",
    "Single-route"
  };
  private static final String[] LARGEST_FRAMES = {
    "516", "1500", "2052", "4472", "8144", "11407", "17800", "??"
  };

  private final Printout out;
  private final LinePrinter printers;
  private final ArcnetPrinter arcnet;
  private final PacketFilterLogPrinter packetFilterLog;
  private final NetfilterLogPrinter netfilterLog;
  private final FrameRelayPrinter frameRelay;

  RareLinkPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
    arcnet = new ArcnetPrinter(out, printers);
    packetFilterLog = new PacketFilterLogPrinter(out, printers);
    netfilterLog = new NetfilterLogPrinter(out, printers);
    frameRelay = new FrameRelayPrinter(out, printers);
  }

  /**
   * Prints a captured packet.
   *
   * @param linkType the number from the capture.
   * @param length bytes on the wire, unsigned.
   * @param captured bytes that were captured.
   * @return bytes of its link headers.
   */
  int print(final int linkType, final int length, final int captured) {
    return switch (linkType) {
      case LinkType.FDDI -> fddi(length, captured);
      case LinkType.TOKEN_RING -> tokenRing(length, captured);
      case LinkType.ARCNET -> arcnet.bsd(length, captured);
      case LinkType.ARCNET_LINUX -> arcnet.linux(length, captured);
      case LinkType.IP_OVER_FC -> fibreChannel(length, captured);
      case LinkType.ATM_RFC1483 -> atm(0, length, captured);
      case LinkType.SUNATM -> sunAtm(length, captured);
      case LinkType.LINUX_CLIP -> classicalIp(length, captured);
      case LinkType.SYMANTEC_FIREWALL -> symantec(length, captured);
      case LinkType.APPLE_IP_OVER_IEEE1394 -> fireWire(length, captured);
      case LinkType.IPNET -> ipnet(length, captured);
      case LinkType.NETANALYZER -> netAnalyzer(length, captured);
      case LinkType.ENC -> encapsulated(length, captured);
      case LinkType.PFLOG -> packetFilterLog.print(length, captured);
      case LinkType.NFLOG -> netfilterLog.print(length, captured);
      case LinkType.FRAME_RELAY -> frameRelay.print(length, captured);
      case LinkType.PPP_ETHER -> {
        printers.tunnels().pppoe(0, length);
        yield PPPOE_LENGTH;
      }
      case LinkType.SLIP -> slip(length, captured);
      default -> {
        out.other = true;
        yield 0;
      }
    };
  }

  private int cut(final int captured) {
    out.truncated();
    return captured;
  }

  private int llc(final int at, final int length, final int captured) {
    return at + Math.abs(printers.ethernet().llc(at, length - at, captured - at));
  }

  private void stations(final int source, final int destination, final int length) {
    out.macAt(source);
    out.ascii(" > ");
    out.macAt(destination);
    out.ascii(", length ").unsigned(length).ascii(": ");
  }

  private int fddi(final int length, final int captured) {
    out.protocol = "fddi";
    if (captured < FDDI_LENGTH) {
      return cut(captured);
    }
    final int control = out.u8(0);
    if (out.options.linkHeader) {
      if (out.options.quiet == 0) {
        out.ascii("async").unsigned(control & 0x0F).ascii(" ");
      }
      stations(7, 1, length);
    }
    if ((control & 0xF0) != 0x50) {
      // Tokens, station management, and synchronous frames.
      out.other = true;
      return FDDI_LENGTH;
    }
    return llc(FDDI_LENGTH, length, captured);
  }

  private int tokenRing(final int length, final int captured) {
    out.protocol = "token-ring";
    if (captured < TOKEN_RING_LENGTH) {
      return cut(captured);
    }
    final boolean routed = (out.u8(8) & SOURCE_ROUTED) != 0;
    if (out.options.linkHeader) {
      if (out.options.quiet == 0) {
        out.hexFixed(out.u8(0), 2).ascii(" ").hexFixed(out.u8(1), 2).ascii(" ");
      }
      source(routed);
      out.ascii(" > ");
      out.macAt(2);
      out.ascii(", length ").unsigned(length).ascii(": ");
    }
    int headerLength = TOKEN_RING_LENGTH;
    if (routed) {
      if (captured < TOKEN_RING_LENGTH + 2) {
        return cut(captured);
      }
      final int routeLength = out.u8(TOKEN_RING_LENGTH) & 0x1F;
      if (captured < TOKEN_RING_LENGTH + routeLength) {
        return cut(captured);
      }
      route(routeLength);
      headerLength += routeLength;
    }
    if (out.u8(1) >>> 6 != 1) {
      out.other = true;
      return headerLength;
    }
    return llc(headerLength, length, captured);
  }

  /** The source's address, without the bit that says that a route follows. */
  private void source(final boolean routed) {
    final int before = out.text.length();
    out.macAt(8);
    if (routed) {
      final int first = out.u8(8) & ~SOURCE_ROUTED;
      final int after = out.text.length();
      out.text.truncate(before);
      out.hexFixed(first, 2);
      out.text.extendTo(after);
    }
  }

  private void route(final int length) {
    final int control = out.u16(TOKEN_RING_LENGTH);
    final int segments = Math.max(0, (length - 2) / 2);
    if (out.verbose) {
      out.ascii(BROADCASTS[control >>> 13]).ascii(" ");
      out.ascii((control & 0x80) != 0 ? "Backward" : "Forward");
    } else {
      out.ascii("rt = ").hex(control);
    }
    for (int i = 0; i < segments; i++) {
      final int segment = out.u16(TOKEN_RING_LENGTH + 2 + 2 * i);
      if (out.verbose) {
        out.ascii(" [").unsigned(segment >>> 4).ascii(":").unsigned(segment & 0xF).ascii("]");
      } else {
        out.ascii(":").hex(segment);
      }
    }
    out.ascii(" (").ascii(LARGEST_FRAMES[control >>> 4 & 7]).ascii(") ");
  }

  private int fibreChannel(final int length, final int captured) {
    out.protocol = "ipfc";
    if (captured < FIBRE_CHANNEL_LENGTH) {
      return cut(captured);
    }
    if (out.options.linkHeader) {
      stations(10, 2, length);
    }
    return llc(FIBRE_CHANNEL_LENGTH, length, captured);
  }

  private int atm(final int at, final int length, final int captured) {
    out.protocol = "atm";
    if (captured - at < 1 || Integer.compareUnsigned(length - at, 1) < 0) {
      return cut(captured);
    }
    out.need(at, 3);
    if (out.u24(at) != SNAP) {
      // A network protocol's number (RFC 1483), or an 802.6 header before the LLC.
      out.other = true;
      return at;
    }
    return llc(at, length, captured);
  }

  private int sunAtm(final int length, final int captured) {
    out.protocol = "sunatm";
    if (captured < SUNATM_LENGTH) {
      return cut(captured);
    }
    if (out.options.linkHeader) {
      out.ascii((out.u8(0) & 0x80) != 0 ? "Tx: VPI:" : "Rx: VPI:").unsigned(out.u8(1));
      out.ascii(" VCI:").unsigned(out.u16(2)).ascii(" ");
    }
    if ((out.u8(0) & 0x0F) != 2) {
      out.other = true;
      return SUNATM_LENGTH;
    }
    llc(SUNATM_LENGTH, length, captured);
    return SUNATM_LENGTH;
  }

  /** Classical IP over ATM: LLC and SNAP, or IP right away. */
  private int classicalIp(final int length, final int captured) {
    out.protocol = "cip";
    if (captured < SNAP_LENGTH) {
      return cut(captured);
    }
    if (out.options.linkHeader) {
      out.unsigned(length).ascii(": ");
    }
    if (out.u24(0) == SNAP && out.u24(3) == 0) {
      return llc(0, length, captured);
    }
    printers.ipv4().print(0, length);
    return 0;
  }

  private void etherType(final int type, final int length) {
    printers.ethernet().etherType(type);
    out.ascii(", length ").unsigned(length).ascii(": ");
  }

  private int symantec(final int length, final int captured) {
    out.protocol = "symantec";
    if (captured < SYMANTEC_LENGTH) {
      return cut(captured);
    }
    final int type = out.u16(6);
    if (out.options.linkHeader) {
      etherType(type, length);
    }
    if (type < LEAST_TYPE) {
      out.other = true;
    } else {
      printers.ethernet().payload(type, SYMANTEC_LENGTH, length - SYMANTEC_LENGTH);
    }
    return SYMANTEC_LENGTH;
  }

  private int fireWire(final int length, final int captured) {
    out.protocol = "ap1394";
    if (captured < FIREWIRE_LENGTH) {
      return cut(captured);
    }
    final int type = out.u16(16);
    if (out.options.linkHeader) {
      station(8);
      out.ascii(" > ");
      station(0);
      out.ascii(", ");
      etherType(type, length);
    }
    printers.ethernet().payload(type, FIREWIRE_LENGTH, length - FIREWIRE_LENGTH);
    return FIREWIRE_LENGTH;
  }

  private void station(final int at) {
    for (int i = 0; i < 8; i++) {
      out.ascii(i > 0 ? ":" : "").hexFixed(out.u8(at + i), 2);
    }
  }

  private int ipnet(final int length, final int captured) {
    out.protocol = "ipnet";
    if (captured < IPNET_LENGTH) {
      return cut(captured);
    }
    final int family = out.u8(1);
    if (out.options.linkHeader) {
      final String name = family == 2 ? "IPv4" : family == 26 ? "IPv6" : "Unknown";
      out.unsigned(out.u32(16)).ascii(" > ").unsigned(out.u32(20));
      if (out.options.quiet > 0) {
        out.ascii(", ").ascii(name);
      } else {
        out.ascii(", family ").ascii(name).ascii(" (").unsigned(family).ascii(")");
      }
      out.ascii(", length ").unsigned(length).ascii(": ");
    }
    byFamily(family == 2, family == 26, IPNET_LENGTH, length);
    return IPNET_LENGTH;
  }

  private void byFamily(final boolean four, final boolean six, final int at, final int length) {
    if (four) {
      printers.ipv4().print(at, length - at);
    } else if (six) {
      printers.ipv6().print(at, length - at);
    } else {
      out.other = true;
    }
  }

  private int netAnalyzer(final int length, final int captured) {
    out.protocol = "netanalyzer";
    if (captured < NETANALYZER_LENGTH) {
      return cut(captured);
    }
    return NETANALYZER_LENGTH
        + printers
            .ethernet()
            .print(NETANALYZER_LENGTH, length - NETANALYZER_LENGTH, captured - NETANALYZER_LENGTH);
  }

  /** What OpenBSD's enc interface says of a packet that IPsec protects. */
  private int encapsulated(final int length, final int captured) {
    out.protocol = "enc";
    if (captured < ENC_LENGTH) {
      return cut(captured);
    }
    int flags = Integer.reverseBytes(out.u32(8));
    out.ascii(flags == 0 ? "(unprotected): " : "(");
    flags = protection(flags, AUTHENTIC, "authentic");
    protection(flags, CONFIDENTIAL, "confidential");
    out.ascii("SPI 0x").hexFixed(out.u32(4), 8).ascii(": ");
    int family = Integer.reverseBytes(out.u32(0));
    family = family >>> 16 == 0 ? family : Integer.reverseBytes(family);
    final boolean six = family == 24 || family == 28 || family == 30;
    byFamily(family == 2, six, ENC_LENGTH, length);
    return ENC_LENGTH;
  }

  private int protection(final int flags, final int kind, final String name) {
    if ((flags & kind) == 0) {
      return flags;
    }
    out.ascii(name).ascii(flags == kind ? "): " : ",");
    return flags & ~kind;
  }

  /** The header of BSD's SLIP: direction, and what of the headers was compressed. */
  private int slip(final int length, final int captured) {
    out.protocol = "slip";
    if (captured < 16 || Integer.compareUnsigned(length, 16) < 0) {
      return cut(captured);
    }
    if (out.options.linkHeader) {
      // Shows what compression saved, by what came before.
      out.other = true;
      return 16;
    }
    final int version = out.u8(16) >>> 4;
    byFamily(version == 4, version == 6, 16, length);
    return 16;
  }
}
