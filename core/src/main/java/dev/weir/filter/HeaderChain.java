package dev.weir.filter;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the headers of an IP packet that begins at index 0: IPv4, or IPv6 with its extension
 * headers (RFC 8200, section 4), and the authentication header (RFC 4302) behind either.
 *
 * <p>Every question can be answered with {@link #CUT}: the walk left the captured bytes.
 */
final class HeaderChain {
  /** The answer lies beyond the captured bytes. */
  static final int CUT = -1;

  private static final int IPV6_LENGTH = 40;
  private static final int IPV4_FRAGMENT_OFFSET = 0x1fff;
  private static final int IPV6_FRAGMENT_OFFSET = 0xfff8;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int FRAGMENT_LENGTH = 8;

  private HeaderChain() {}

  /**
   * Whether a header of the packet says that a header of a protocol follows it.
   *
   * @param captured bytes that may be read.
   * @return 1 if so, 0 if not, or {@link #CUT}.
   */
  static int find(final UnsafeBuffer packet, final int captured, final int protocol) {
    int at = firstPayload(packet, captured);
    if (at < 0) {
      return at == CUT ? CUT : 0;
    }
    int next = firstProtocol(packet);
    boolean laterFragment = isIpv4(packet) && laterIpv4Fragment(packet);
    while (next != protocol) {
      if (laterFragment || !isWalked(next, packet)) {
        return 0;
      }
      final int length = lengthOf(packet, captured, at, next);
      if (length == CUT) {
        return CUT;
      }
      laterFragment = next == FRAGMENT && laterIpv6Fragment(packet, at);
      next = packet.getByte(at) & 0xff;
      at += length;
    }
    return 1;
  }

  /**
   * Where the header behind all IP headers begins.
   *
   * @param captured bytes that may be read.
   * @return its index, or {@link #CUT}, also for what is no IP packet.
   */
  static int transport(final UnsafeBuffer packet, final int captured) {
    int at = firstPayload(packet, captured);
    if (at < 0) {
      return CUT;
    }
    int next = firstProtocol(packet);
    boolean laterFragment = isIpv4(packet) && laterIpv4Fragment(packet);
    while (!laterFragment && isWalked(next, packet)) {
      final int length = lengthOf(packet, captured, at, next);
      if (length == CUT) {
        return CUT;
      }
      laterFragment = next == FRAGMENT && laterIpv6Fragment(packet, at);
      next = packet.getByte(at) & 0xff;
      at += length;
    }
    return at;
  }

  /**
   * Whether the packet is a fragment that does not begin with the transport header.
   *
   * @param captured bytes that may be read.
   * @return 1 if so, 0 if not, or {@link #CUT}.
   */
  static int laterFragment(final UnsafeBuffer packet, final int captured) {
    int at = firstPayload(packet, captured);
    if (at < 0) {
      return at == CUT ? CUT : 0;
    }
    if (isIpv4(packet)) {
      return laterIpv4Fragment(packet) ? 1 : 0;
    }
    int next = firstProtocol(packet);
    while (isWalked(next, packet)) {
      final int length = lengthOf(packet, captured, at, next);
      if (length == CUT) {
        return CUT;
      }
      if (next == FRAGMENT && laterIpv6Fragment(packet, at)) {
        return 1;
      }
      next = packet.getByte(at) & 0xff;
      at += length;
    }
    return 0;
  }

  /** Where the IP header ends; {@link #CUT}, or less than that for what is no IP packet. */
  private static int firstPayload(final UnsafeBuffer packet, final int captured) {
    if (captured < 1) {
      return CUT;
    }
    final int first = packet.getByte(0) & 0xff;
    final int length =
        switch (first >> 4) {
          case 4 -> (first & 0x0f) << 2;
          case 6 -> IPV6_LENGTH;
          default -> CUT - 1;
        };
    // Its fixed part is read, even if a damaged header claims to be shorter.
    final int needed = first >> 4 == 4 ? Math.max(length, 20) : length;
    return needed > captured ? CUT : length;
  }

  private static boolean isIpv4(final UnsafeBuffer packet) {
    return (packet.getByte(0) & 0xf0) == 0x40;
  }

  private static int firstProtocol(final UnsafeBuffer packet) {
    return packet.getByte(isIpv4(packet) ? 9 : 6) & 0xff;
  }

  private static boolean laterIpv4Fragment(final UnsafeBuffer packet) {
    return (packet.getShort(6, ByteOrder.BIG_ENDIAN) & IPV4_FRAGMENT_OFFSET) != 0;
  }

  private static boolean laterIpv6Fragment(final UnsafeBuffer packet, final int at) {
    return (packet.getShort(at + 2, ByteOrder.BIG_ENDIAN) & IPV6_FRAGMENT_OFFSET) != 0;
  }

  private static boolean isWalked(final int protocol, final UnsafeBuffer packet) {
    return switch (protocol) {
      case AUTHENTICATION -> true;
      case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS -> !isIpv4(packet);
      default -> false;
    };
  }

  /** The length of an extension header, or {@link #CUT} unless all its fixed part was captured. */
  private static int lengthOf(
      final UnsafeBuffer packet, final int captured, final int at, final int protocol) {
    if (at > captured - FRAGMENT_LENGTH) {
      return CUT;
    }
    final int units = packet.getByte(at + 1) & 0xff;
    return switch (protocol) {
      case FRAGMENT -> FRAGMENT_LENGTH;
      case AUTHENTICATION -> (units + 2) << 2;
      default -> (units + 1) << 3;
    };
  }
}
