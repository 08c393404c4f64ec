package dev.weir.report;

/**
 * Addresses that are not routed on the Internet: what Zeek takes for local unless told otherwise
 * ({@code Site::private_address_space}), from IANA's special-purpose address registries.
 */
final class PrivateNetworks {
  /** Pairs of an IPv4 network and its prefix length. */
  private static final int[] IPV4 = {
    0x0000_0000, 8, // this network, RFC 791
    0x0A00_0000, 8, // private use, RFC 1918
    0x6440_0000, 10, // shared address space, RFC 6598
    0x7F00_0000, 8, // loopback, RFC 1122
    0xA9FE_0000, 16, // link-local, RFC 3927
    0xAC10_0000, 12, // private use, RFC 1918
    0xC000_0000, 24, // IETF protocol assignments, RFC 6890
    0xC000_0200, 24, // documentation, RFC 5737
    0xC0A8_0000, 16, // private use, RFC 1918
    0xC612_0000, 15, // benchmarking, RFC 2544
    0xC633_6400, 24, // documentation, RFC 5737
    0xCB00_7100, 24, // documentation, RFC 5737
    0xF000_0000, 4, // reserved, RFC 1112
  };

  /** Pairs of an IPv6 network's upper half and its prefix length. */
  private static final long[] IPV6 = {
    0x0064_FF9B_0001_0000L, 48, // IPv4-IPv6 translation, RFC 8215
    0x0100_0000_0000_0000L, 64, // discard only, RFC 6666
    0x2001_0000_0000_0000L, 23, // IETF protocol assignments, RFC 2928
    0x2001_0DB8_0000_0000L, 32, // documentation, RFC 3849
    0xFC00_0000_0000_0000L, 7, // unique local, RFC 4193
    0xFE80_0000_0000_0000L, 10, // link-local, RFC 4291
  };

  /** 6to4 addresses (RFC 3056) hold an IPv4 address behind this. */
  private static final long SIX_TO_FOUR = 0x2002;

  private PrivateNetworks() {}

  static boolean hasIpv4(final int address) {
    for (int i = 0; i < IPV4.length; i += 2) {
      if ((address ^ IPV4[i]) >>> Integer.SIZE - IPV4[i + 1] == 0) {
        return true;
      }
    }
    return false;
  }

  static boolean hasIpv6(final long high, final long low) {
    if (high == 0 && (low == 0 || low == 1)) {
      return true;
    }
    for (int i = 0; i < IPV6.length; i += 2) {
      if ((high ^ IPV6[i]) >>> Long.SIZE - IPV6[i + 1] == 0) {
        return true;
      }
    }
    return high >>> 48 == SIX_TO_FOUR && hasIpv4((int) (high >>> 16));
  }
}
