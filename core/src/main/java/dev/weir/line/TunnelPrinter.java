package dev.weir.line;

/** Headers that carry another packet: GRE, MPLS, PPPoE, and over UDP VXLAN and Geneve. */
final class TunnelPrinter {
  private static final int VXLAN_PORT = 4789;
  private static final int GENEVE_PORT = 6081;
  private static final int UDP_HEADER_LENGTH = 8;
  private static final int VXLAN_HEADER_LENGTH = 8;
  private static final int UDP = 17;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int SOURCE_ROUTE = 0x0800;
  private static final int ACKNOWLEDGEMENT = 0x0080;
  private static final String[] RESERVED_LABELS = {
    "IPv4 explicit NULL", "router alert", "IPv6 explicit NULL", "implicit NULL"
  };

  private final Printout out;
  private final LinePrinter printers;
  private final IpChecksum checksum;
  private final GenevePrinter geneve;

  TunnelPrinter(final Printout out, final LinePrinter printers, final IpChecksum checksum) {
    this.out = out;
    this.printers = printers;
    this.checksum = checksum;
    this.geneve = new GenevePrinter(out, printers);
  }

  /** Prints a UDP packet up to the packet that it carries, where it carries one. */
  void udp(final int at, final int length, final int ip, final boolean fragmented) {
    out.protocol = "udp";
    final int ports = out.has(at, UDP_HEADER_LENGTH) ? out.u16(at + 2) : 0;
    if (Integer.compareUnsigned(length, UDP_HEADER_LENGTH) < 0
        || ports != VXLAN_PORT && ports != GENEVE_PORT
        || out.options.quiet > 0
        || out.u16(at + 4) < UDP_HEADER_LENGTH) {
      out.other = true;
      return;
    }
    final int claimed = out.u16(at + 4);
    final int covered = Integer.compareUnsigned(claimed, length) < 0 ? claimed : length;
    final int payload = covered - UDP_HEADER_LENGTH;
    udpHeader(at, covered, ip, fragmented);
    if (ports == VXLAN_PORT) {
      vxlan(at + UDP_HEADER_LENGTH, payload);
    } else {
      geneve.print(at + UDP_HEADER_LENGTH, payload);
    }
  }

  private void udpHeader(final int at, final int covered, final int ip, final boolean fragmented) {
    final boolean six = out.u8(ip) >>> 4 == 6;
    final int protocol = out.u8(ip + (six ? Ipv6Printer.NEXT_HEADER : Ipv4Printer.PROTOCOL));
    endpoint(protocol == UDP, six, ip + (six ? Ipv6Printer.SOURCE : Ipv4Printer.SOURCE), at);
    out.ascii(" > ");
    final int to = ip + (six ? Ipv6Printer.DESTINATION : Ipv4Printer.DESTINATION);
    endpoint(protocol == UDP, six, to, at + 2);
    out.ascii(": ");
    // Over IPv4 the checksum may be left out, and tcpdump looks at it from -vv on only.
    final int least = six ? 1 : 2;
    if (out.options.verbosity < least || out.options.unchecked || fragmented) {
      return;
    }
    final int field = out.u16(at + 6);
    if (!six && field == 0) {
      out.ascii("[no cksum] ");
    } else if (out.has(at, covered)) {
      final int sum =
          six ? checksum.ipv6(ip, at, covered, UDP) : checksum.ipv4(ip, at, covered, UDP);
      if (sum == 0) {
        out.ascii("[udp sum ok] ");
      } else {
        out.ascii("[bad udp cksum 0x").hexFixed(field, 4).ascii(" -> 0x");
        out.hexFixed(Checksum.expected(field, sum), 4).ascii("!] ");
      }
    }
  }

  private void endpoint(
      final boolean withAddress, final boolean six, final int address, final int port) {
    if (withAddress) {
      if (six) {
        out.ipv6At(address);
      } else {
        out.ipv4At(address);
      }
      out.text.append('.');
    }
    final int number = out.u16(port);
    final byte[] name = out.options.numeric > 0 ? null : out.options.services.udpPort(number);
    if (name == null) {
      out.unsigned(number);
    } else {
      out.text.bytes(name);
    }
  }

  private void vxlan(final int at, final int length) {
    out.protocol = "vxlan";
    out.ascii("VXLAN");
    if (length < VXLAN_HEADER_LENGTH) {
      out.invalid();
      return;
    }
    final int flags = out.u8(at);
    out.ascii(", flags [").ascii((flags & 0x08) != 0 ? "I" : ".").ascii("] (0x");
    out.hexFixed(flags, 2).ascii("), ");
    out.need(at + 4, 3);
    out.ascii("vni ").unsigned(out.u24(at + 4)).ascii("\n");
    out.need(at + 7, 1);
    final int inner = at + VXLAN_HEADER_LENGTH;
    printers.ethernet().print(inner, length - VXLAN_HEADER_LENGTH, out.available(inner));
  }

  /** Generic routing encapsulation (RFC 2784, RFC 2890, RFC 2637). */
  void gre(final int at, final int length) {
    out.protocol = "gre";
    if (!out.has(at, 2) || Integer.compareUnsigned(length, 2) < 0) {
      out.truncated();
      return;
    }
    final int flags = out.u16(at);
    final int version = flags & 7;
    out.ascii("GREv").unsigned(version);
    switch (version) {
      case 0 -> greZero(at, length, flags);
      case 1 -> greOne(at, length, flags);
      default -> {
        out.ascii(" ERROR: unknown-version");
        out.other = true;
      }
    }
  }

  private void greFlags(final int flags) {
    if (!out.verbose) {
      return;
    }
    out.ascii(", Flags [");
    final int before = out.text.length();
    greFlag(flags, CHECKSUM, "checksum present", before);
    greFlag(flags, ROUTING, "routing present", before);
    greFlag(flags, KEY, "key present", before);
    greFlag(flags, SEQUENCE, "sequence# present", before);
    greFlag(flags, SOURCE_ROUTE, "source routing present", before);
    greFlag(flags, ACKNOWLEDGEMENT, "ack present", before);
    out.ascii(out.text.length() == before ? "none]" : "]");
  }

  private void greFlag(final int flags, final int flag, final String name, final int before) {
    if ((flags & flag) != 0) {
      out.ascii(out.text.length() == before ? "" : ", ").ascii(name);
    }
  }

  private boolean lacks(final int at, final int end, final int size) {
    if (end - at >= size && out.has(at, size)) {
      return false;
    }
    out.truncated();
    return true;
  }

  private void greZero(final int start, final int length, final int flags) {
    final int end = start + length;
    int at = start + 4;
    greFlags(flags);
    if (lacks(start + 2, end, 2)) {
      return;
    }
    final int type = out.u16(start + 2);
    if ((flags & (CHECKSUM | ROUTING)) != 0) {
      if (lacks(at, end, 2)) {
        return;
      }
      if (out.verbose) {
        out.ascii(", sum 0x").hex(out.u16(at));
      }
      if (lacks(at + 2, end, 2)) {
        return;
      }
      out.ascii(", off 0x").hex(out.u16(at + 2));
      at += 4;
    }
    if ((flags & KEY) != 0) {
      if (lacks(at, end, 4)) {
        return;
      }
      out.ascii(", key=0x").hex(out.u32(at));
      at += 4;
    }
    if ((flags & SEQUENCE) != 0) {
      if (lacks(at, end, 4)) {
        return;
      }
      out.ascii(", seq ").unsigned(out.u32(at));
      at += 4;
    }
    if ((flags & ROUTING) != 0) {
      // Source routes were struck from GRE by RFC 2784, and no decoder of ours follows them.
      out.other = true;
      return;
    }
    greLength(type, length);
    out.ascii(out.verbose ? "\n\t" : ": ");
    grePayload(type, at, end - at);
  }

  private void greLength(final int type, final int length) {
    if (out.options.linkHeader) {
      final String name = LinkNames.etherType(type);
      out.ascii(", proto ").ascii(name == null ? "unknown" : name);
      out.ascii(" (0x").hexFixed(type, 4).ascii(")");
    }
    out.ascii(", length ").unsigned(length);
  }

  private void grePayload(final int type, final int at, final int length) {
    switch (type) {
      case LinkNames.IPV4 -> printers.ipv4().print(at, length);
      case LinkNames.IPV6 -> printers.ipv6().print(at, length);
      case LinkNames.MPLS -> mpls(at, length);
      case LinkNames.BRIDGED_ETHERNET -> printers.ethernet().print(at, length, out.available(at));
      default -> out.other = true;
    }
  }

  private void greOne(final int start, final int length, final int flags) {
    final int end = start + length;
    int at = start + 4;
    greFlags(flags);
    if (lacks(start + 2, end, 2)) {
      return;
    }
    final int type = out.u16(start + 2);
    if ((flags & KEY) != 0) {
      if (lacks(at, end, 4)) {
        return;
      }
      out.ascii(", call ").unsigned(out.u32(at) & 0xFFFF);
      at += 4;
    }
    if ((flags & SEQUENCE) != 0) {
      if (lacks(at, end, 4)) {
        return;
      }
      out.ascii(", seq ").unsigned(out.u32(at));
      at += 4;
    }
    if ((flags & ACKNOWLEDGEMENT) != 0) {
      if (lacks(at, end, 4)) {
        return;
      }
      out.ascii(", ack ").unsigned(out.u32(at));
      at += 4;
    }
    if ((flags & SEQUENCE) == 0 || type != LinkNames.PPP) {
      out.other = true;
      return;
    }
    greLength(type, length);
    out.ascii(out.verbose ? "\n\t" : ": ");
    printers.ppp().print(at, end - at);
  }

  /** Label stack (RFC 3032, section 2.1) and the packet below it. */
  void mpls(final int start, final int length) {
    out.protocol = "mpls";
    out.ascii("MPLS");
    int at = start;
    int left = length;
    int entry;
    do {
      if (Integer.compareUnsigned(left, 4) < 0) {
        out.invalid();
        out.need(at, left);
        return;
      }
      entry = out.u32(at);
      out.ascii(at > start && out.verbose ? "\n\t(label " : " (label ").unsigned(entry >>> 12);
      if (out.verbose && entry >>> 12 < 16) {
        out.ascii(" (").ascii(entry >>> 12 < 4 ? RESERVED_LABELS[entry >>> 12] : "rsvd").ascii(")");
      }
      out.ascii(", tc ").unsigned(entry >>> 9 & 7);
      out.ascii((entry & 0x100) != 0 ? ", [S], ttl " : ", ttl ").unsigned(entry & 0xFF).ascii(")");
      at += 4;
      left -= 4;
    } while ((entry & 0x100) == 0);
    final int label = entry >>> 12;
    final boolean labelled = label == 0 || label == 2 || label == 3;
    if (!labelled && left == 0) {
      return;
    }
    final int first = labelled ? label == 2 ? 0x60 : 0x45 : out.u8(at);
    if (first >= 0x45 && first <= 0x4F) {
      out.ascii(out.verbose ? "\n\t" : " ");
      printers.ipv4().print(at, left);
    } else if (first >= 0x60 && first <= 0x6F) {
      out.ascii(out.verbose ? "\n\t" : " ");
      printers.ipv6().print(at, left);
    } else {
      out.other = true;
    }
  }

  /** A PPPoE session packet (RFC 2516, section 6). */
  void pppoe(final int at, final int available) {
    out.protocol = "pppoe";
    if (Integer.compareUnsigned(available, 6) < 0) {
      out.ascii("truncated-pppoe ").unsigned(available);
      return;
    }
    out.need(at, 6);
    final int versionAndType = out.u8(at);
    final int code = out.u8(at + 1);
    if (versionAndType >>> 4 != 1) {
      out.ascii(" [ver ").unsigned(versionAndType >>> 4).ascii("]");
    }
    if ((versionAndType & 0x0F) != 1) {
      out.ascii(" [type ").unsigned(versionAndType & 0x0F).ascii("]");
    }
    if (code != 0) {
      out.other = true;
      return;
    }
    out.ascii("PPPoE ");
    int length = out.u16(at + 4);
    if (Integer.compareUnsigned(length, available - 6) > 0) {
      out.ascii(" [len ").unsigned(length).ascii(" > ").unsigned(available - 6).ascii("!]");
      length = available - 6;
    }
    final int session = out.u16(at + 2);
    if (session != 0) {
      out.ascii(" [ses 0x").hex(session).ascii("]");
    }
    out.text.append(' ');
    printers.ppp().print(at + 6, length);
  }
}
