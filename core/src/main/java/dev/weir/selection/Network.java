package dev.weir.selection;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteBuffer;

/**
 * Addresses with a common prefix; a single address where the prefix is all of it.
 *
 * @param ipv6 whether they are IPv6.
 * @param high upper half of the prefix, 0 for IPv4.
 * @param low lower half of it; IPv4 in the low 32 bits.
 * @param highMask the bits of the upper half that count.
 * @param lowMask the bits of the lower half that count.
 */
record Network(boolean ipv6, long high, long low, long highMask, long lowMask) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final long IPV4_MASK = 0xFFFF_FFFFL;

  /** Reads an address with or without {@code /prefix}. */
  static Network of(final Token token) throws SelectionException {
    final String text = token.text();
    final int slash = text.indexOf('/');
    final String address = slash < 0 ? text : text.substring(0, slash);
    final boolean ipv6 = address.indexOf(':') >= 0;
    final int bits = ipv6 ? IPV6_BITS : IPV4_BITS;
    final int prefix = slash < 0 ? bits : prefix(token, text.substring(slash + 1), bits);
    final Network single;
    try {
      single = of(address);
    } catch (final IllegalArgumentException e) {
      throw new SelectionException(
          "'" + address + "' is no address", token.column(), token.length());
    }
    final Network network =
        ipv6
            ? new Network(true, single.high, single.low, mask(prefix), mask(prefix - Long.SIZE))
            : new Network(
                false, 0, single.low, -1, prefix == 0 ? 0 : IPV4_MASK << IPV4_BITS - prefix);
    if ((network.high & ~network.highMask) != 0 || (network.low & ~network.lowMask) != 0) {
      throw new SelectionException(
          "the address has bits behind its prefix of " + prefix, token.column(), token.length());
    }
    return network;
  }

  private static int prefix(final Token token, final String text, final int bits)
      throws SelectionException {
    if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= bits) {
      return Integer.parseInt(text);
    }
    throw new SelectionException(
        "a prefix has 0 to " + bits + " bits, not '" + text + "'", token.column(), token.length());
  }

  /** A single address. Nothing is asked of the network: only numbers are taken. */
  private static Network of(final String address) {
    if (address.indexOf(':') < 0) {
      final byte[] bytes = Inet4Address.ofLiteral(address).getAddress();
      return new Network(false, 0, ByteBuffer.wrap(bytes).getInt() & IPV4_MASK, -1, IPV4_MASK);
    }
    final byte[] read = Inet6Address.ofLiteral(address).getAddress();
    final boolean isWhole = read.length == IPV6_BITS / Byte.SIZE;
    final ByteBuffer bytes = ByteBuffer.wrap(isWhole ? read : mapped(read));
    return new Network(true, bytes.getLong(), bytes.getLong(), -1, -1);
  }

  /** Java makes an IPv4 address of {@code ::ffff:1.2.3.4}; packets with IPv6 headers do not. */
  private static byte[] mapped(final byte[] ipv4) {
    return ByteBuffer.allocate(IPV6_BITS / Byte.SIZE).putLong(0).putInt(0xFFFF).put(ipv4).array();
  }

  /** A mask of so many high bits; fewer than 0 are none, more than 64 are all. */
  private static long mask(final int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
  }

  /** Whether it is a single address. */
  boolean isAddress() {
    return highMask == -1 && (ipv6 ? lowMask == -1 : lowMask == IPV4_MASK);
  }

  /** Whether an address lies in it that is there as a text; never where that is no address. */
  boolean holds(final String address) {
    final Network single;
    try {
      single = of(address);
    } catch (final IllegalArgumentException e) {
      return false;
    }
    return single.ipv6 == ipv6 && (single.high & highMask) == high && (single.low & lowMask) == low;
  }

  /** Whether an endpoint's address lies in it. */
  boolean holds(final ConnectionView connection, final Endpoint endpoint) {
    return connection.isIpv6() == ipv6
        && (connection.addressHigh(endpoint) & highMask) == high
        && (connection.addressLow(endpoint) & lowMask) == low;
  }
}
