package dev.weir.line;

import dev.weir.capture.LinkType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The link header of a captured packet, by its capture's link type. */
final class LinkPrinter {
  private static final int FAMILY_LENGTH = 4;
  private static final int COOKED_LENGTH = 16;
  private static final int COOKED_2_LENGTH = 20;
  private static final int COOKED_LLC = 4;
  private static final int MOST_LENGTH = 1500;
  private static final String[] DIRECTIONS = {"In", "B", "M", "P", "Out"};

  private final Printout out;
  private final LinePrinter printers;
  private final WirelessPrinter wireless;
  private final RareLinkPrinter rare;
  private int namedInterface;
  private byte[] interfaceName = {'?'};

  LinkPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
    wireless = new WirelessPrinter(out, printers);
    rare = new RareLinkPrinter(out, printers);
  }

  /** Whether packets of a link type can be printed. */
  static boolean isSupported(final int linkType) {
    return LinkType.isSupported(linkType);
  }

  /**
   * Prints a packet.
   *
   * @param linkType the number from the capture.
   * @param length bytes on the wire, unsigned.
   */
  void print(final int linkType, final int length) {
    final int captured = out.end;
    switch (linkType) {
      case LinkType.ETHERNET ->
          out.linkHeaderLength = printers.ethernet().print(0, length, captured);
      case LinkType.NULL, LinkType.LOOP -> family(length, captured);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          raw(length);
      case LinkType.LINUX_SLL -> cooked(length, captured);
      case LinkType.LINUX_SLL2 -> cooked2(length, captured);
      case LinkType.PPP, LinkType.PPP_PPPD -> printers.ppp().link(length, captured);
      case LinkType.PPP_HDLC -> printers.ppp().serialLink(length, captured);
      case LinkType.CISCO_HDLC, LinkType.HDLC -> printers.ppp().ciscoLink(length);
      case LinkType.IEEE802_11, LinkType.RADIOTAP, LinkType.PRISM, LinkType.AVS, LinkType.PPI ->
          out.linkHeaderLength = wireless.print(0, linkType, length);
      default -> out.linkHeaderLength = rare.print(linkType, length, captured);
    }
  }

  /** Address family, in the byte order of the host that captured it. */
  private void family(final int length, final int captured) {
    out.protocol = "null";
    if (captured < FAMILY_LENGTH) {
      out.truncated();
      out.linkHeaderLength = FAMILY_LENGTH;
      return;
    }
    int family = out.bytes.getInt(0, ByteOrder.LITTLE_ENDIAN);
    if ((family & 0xFFFF_0000) != 0) {
      family = Integer.reverseBytes(family);
    }
    final boolean four = family == 2;
    final boolean six = family == 24 || family == 28 || family == 30;
    if (!four && !six) {
      out.other = true;
      return;
    }
    if (out.options.linkHeader) {
      out.ascii(out.options.quiet > 0 ? "" : "AF ").ascii(four ? "IPv4" : "IPv6");
      if (out.options.quiet == 0) {
        out.ascii(" (").unsigned(family).ascii(")");
      }
      out.ascii(", length ").unsigned(length).ascii(": ");
    }
    if (four) {
      printers.ipv4().print(FAMILY_LENGTH, length - FAMILY_LENGTH);
    } else {
      printers.ipv6().print(FAMILY_LENGTH, length - FAMILY_LENGTH);
    }
    out.linkHeaderLength = FAMILY_LENGTH;
  }

  private void raw(final int length) {
    out.protocol = "raw";
    if (out.options.linkHeader) {
      out.ascii("ip: ");
    }
    out.protocol = "ipn";
    if (length == 0) {
      out.ascii("truncated-ip 0");
      return;
    }
    switch (out.u8(0) >>> 4) {
      case 4 -> printers.ipv4().print(0, length);
      case 6 -> printers.ipv6().print(0, length);
      default -> out.ascii("unknown ip ").unsigned(out.u8(0) >>> 4);
    }
  }

  /** Linux cooked capture, version 1. */
  private void cooked(final int length, final int captured) {
    out.protocol = "sll";
    out.need(0, COOKED_LENGTH);
    final int type = out.u16(14);
    if (out.options.linkHeader) {
      final int direction = out.u16(0);
      final String word = direction < DIRECTIONS.length ? DIRECTIONS[direction] : "?";
      out.text.repeat(' ', 3 - word.length()).ascii(word).append(' ');
      cookedHeader(out.u16(4), 6, type, length);
    }
    cookedPayload(type, COOKED_LENGTH, length, captured);
  }

  /** Linux cooked capture, version 2. */
  private void cooked2(final int length, final int captured) {
    out.protocol = "sll2";
    out.need(0, COOKED_2_LENGTH);
    final int type = out.u16(0);
    final int direction = out.u8(10);
    interfaceName(out.u32(4));
    final String word = direction < DIRECTIONS.length ? DIRECTIONS[direction] : "?";
    out.ascii(word).text.repeat(' ', 3 - word.length()).append(' ');
    if (out.options.linkHeader) {
      out.ascii("ifindex ").unsigned(out.u32(4)).ascii(" ");
      cookedHeader(out.u8(11), 12, type, length);
    }
    cookedPayload(type, COOKED_2_LENGTH, length, captured);
  }

  /** As tcpdump does, asks the reading host for the name, whatever host the number is from. */
  private void interfaceName(final int index) {
    if (index != namedInterface) {
      namedInterface = index;
      interfaceName = InterfaceNames.of(index).getBytes(StandardCharsets.UTF_8);
    }
    out.text.bytes(interfaceName).repeat(' ', 5 - interfaceName.length).append(' ');
  }

  private void cookedHeader(
      final int addressLength, final int address, final int type, final int length) {
    if (addressLength == 6) {
      out.macAt(address);
      out.text.append(' ');
    }
    if (out.options.quiet > 0) {
      return;
    }
    if (type == 1) {
      out.ascii("802.3");
    } else if (type == COOKED_LLC) {
      out.ascii("802.2");
    } else {
      final String name = type <= MOST_LENGTH ? null : LinkNames.etherType(type);
      out.ascii("ethertype ").ascii(name == null ? "Unknown" : name);
      out.ascii(" (0x").hexFixed(type, 4).ascii(")");
    }
    out.ascii(", length ").unsigned(length).ascii(": ");
  }

  private void cookedPayload(
      final int first, final int start, final int length, final int captured) {
    int type = first;
    int at = start;
    while (type == LinkNames.VLAN) {
      if (captured - at < 4) {
        out.protocol = "vlan";
        out.truncated();
        out.linkHeaderLength = captured;
        return;
      }
      if (out.options.linkHeader) {
        printers.ethernet().tag(out.u16(at));
      }
      type = out.u16(at + 2);
      if (type <= MOST_LENGTH) {
        type = COOKED_LLC;
      }
      if (out.options.quiet == 0) {
        final String name = LinkNames.etherType(type);
        out.ascii("ethertype ").ascii(name == null ? "Unknown" : name).ascii(", ");
      }
      at += 4;
    }
    if (type > MOST_LENGTH) {
      printers.ethernet().payload(type, at, length - at);
      out.linkHeaderLength = at;
    } else if (type == COOKED_LLC) {
      out.linkHeaderLength = at + printers.ethernet().llc(at, length - at, captured - at);
    } else {
      out.other = true;
    }
  }
}
