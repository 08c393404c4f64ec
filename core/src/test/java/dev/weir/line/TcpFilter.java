package dev.weir.line;

import dev.weir.capture.LinkType;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** What libpcap's filter {@code tcp} lets through. */
final class TcpFilter {
  private TcpFilter() {}

  static boolean matches(final UnsafeBuffer packet, final int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET -> typed(packet, 12, 14);
      case LinkType.LINUX_SLL -> typed(packet, 14, 16);
      case LinkType.LINUX_SLL2 -> typed(packet, 0, 20);
      case LinkType.CISCO_HDLC -> typed(packet, 2, 4);
      case LinkType.PPP, LinkType.PPP_HDLC ->
          ip(packet, 4, u16(packet, 2) == 0x21 ? 4 : u16(packet, 2) == 0x57 ? 6 : 0);
      case LinkType.NULL, LinkType.LOOP -> {
        final int number = packet.capacity() < 4 ? 0 : packet.getInt(0, ByteOrder.BIG_ENDIAN);
        final int family = linkType == LinkType.NULL ? Integer.reverseBytes(number) : number;
        final boolean six = family == 24 || family == 28 || family == 30;
        yield ip(packet, 4, family == 2 ? 4 : six ? 6 : 0);
      }
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD ->
          ip(packet, 0, u8(packet, 0) >> 4);
      case LinkType.IPV4 -> ip(packet, 0, 4);
      case LinkType.IPV6 -> ip(packet, 0, 6);
      case 129 -> ip(packet, 8, u8(packet, 4) == 212 ? 4 : u8(packet, 4) == 0xC4 ? 6 : 0);
      default -> false;
    };
  }

  private static boolean typed(final UnsafeBuffer packet, final int type, final int ip) {
    final int number = u16(packet, type);
    return ip(packet, ip, number == 0x800 ? 4 : number == 0x86DD ? 6 : 0);
  }

  private static boolean ip(final UnsafeBuffer packet, final int at, final int version) {
    if (version == 4) {
      return u8(packet, at + 9) == 6;
    }
    if (version == 6) {
      final int next = u8(packet, at + 6);
      return next == 6 || next == 44 && u8(packet, at + 40) == 6;
    }
    return false;
  }

  private static int u8(final UnsafeBuffer packet, final int at) {
    return at < packet.capacity() ? packet.getByte(at) & 0xFF : -1;
  }

  private static int u16(final UnsafeBuffer packet, final int at) {
    return at + 2 <= packet.capacity() ? packet.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF : -1;
  }
}
