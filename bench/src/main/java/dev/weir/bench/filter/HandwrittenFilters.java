package dev.weir.bench.filter;

import dev.weir.filter.PacketFilter;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The filters of {@link FilterBenchmark} as a careful programmer would write them in Java. */
final class HandwrittenFilters {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int TCP = 6;
  private static final int FRAGMENT = 44;

  private HandwrittenFilters() {}

  private static int half(final UnsafeBuffer packet, final int at) {
    return packet.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff;
  }

  private static int word(final UnsafeBuffer packet, final int at) {
    return packet.getInt(at, ByteOrder.BIG_ENDIAN);
  }

  /** {@code tcp}. */
  static final class Tcp implements PacketFilter {
    @Override
    public boolean matches(
        final UnsafeBuffer packet, final int capturedLength, final int originalLength) {
      if (capturedLength < 24) {
        return false;
      }
      final int type = half(packet, 12);
      if (type == IPV4) {
        return packet.getByte(23) == TCP;
      }
      if (type != IPV6) {
        return false;
      }
      final int next = packet.getByte(20);
      return next == TCP || next == FRAGMENT && capturedLength > 54 && packet.getByte(54) == TCP;
    }
  }

  /** {@code tcp port 80 or 443 and not host 10.0.0.7}. */
  static final class Web implements PacketFilter {
    private static final int HOST = 0x0a00_0007;

    @Override
    public boolean matches(
        final UnsafeBuffer packet, final int capturedLength, final int originalLength) {
      if (capturedLength < 58) {
        return false;
      }
      final int type = half(packet, 12);
      if (type == IPV6) {
        return packet.getByte(20) == TCP && (isWeb(half(packet, 54)) || isWeb(half(packet, 56)));
      }
      if (type != IPV4 || packet.getByte(23) != TCP || (half(packet, 20) & 0x1fff) != 0) {
        return false;
      }
      final int transport = 14 + ((packet.getByte(14) & 0x0f) << 2);
      return transport + 4 <= capturedLength
          && (isWeb(half(packet, transport)) || isWeb(half(packet, transport + 2)))
          && word(packet, 26) != HOST
          && word(packet, 30) != HOST;
    }

    private static boolean isWeb(final int port) {
      return port == 80 || port == 443;
    }
  }

  /** {@code tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420}. */
  static final class Payload implements PacketFilter {
    private static final int GET = 0x4745_5420;

    @Override
    public boolean matches(
        final UnsafeBuffer packet, final int capturedLength, final int originalLength) {
      if (capturedLength < 34
          || half(packet, 12) != IPV4
          || packet.getByte(23) != TCP
          || (half(packet, 20) & 0x1fff) != 0) {
        return false;
      }
      final int transport = 14 + ((packet.getByte(14) & 0x0f) << 2);
      if (transport + 13 > capturedLength) {
        return false;
      }
      final int payload = transport + ((packet.getByte(transport + 12) & 0xf0) >> 2);
      return payload + 4 <= capturedLength && word(packet, payload) == GET;
    }
  }
}
