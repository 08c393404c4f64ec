package dev.weir.testdata;

/** Changes to the header of an IPv4 packet, its checksum made right again. */
final class Ipv4Header {
  private static final int LENGTH = 20;
  private static final int TOTAL_LENGTH = 2;
  private static final int FRAGMENT = 6;
  private static final int PROTOCOL = 9;
  private static final int CHECKSUM = 10;

  private Ipv4Header() {}

  /** With options after the 20 fixed bytes; their length is a multiple of 4. */
  static byte[] withOptions(final byte[] ip, final String optionsHex) {
    final byte[] options = Octets.hex(optionsHex);
    final byte[] longer =
        Octets.join(Octets.slice(ip, 0, LENGTH), options, Octets.slice(ip, LENGTH, ip.length));
    final byte[] stated = Octets.with8(longer, 0, 0x40 | (LENGTH + options.length) / 4);
    return withTotalLength(stated, longer.length);
  }

  static byte[] withTotalLength(final byte[] ip, final int totalLength) {
    return checksummed(Octets.with16(ip, TOTAL_LENGTH, totalLength));
  }

  static byte[] withProtocol(final byte[] ip, final int protocol) {
    return checksummed(Octets.with8(ip, PROTOCOL, protocol));
  }

  /** With the 16 bits of flags and offset (in units of 8 bytes). */
  static byte[] withFragment(final byte[] ip, final int flagsAndOffset) {
    return checksummed(Octets.with16(ip, FRAGMENT, flagsAndOffset));
  }

  /** One fragment: the header, and some of what follows it, from a multiple of 8 on. */
  static byte[] fragment(final byte[] ip, final int from, final int to) {
    final int end = Math.min(ip.length, LENGTH + to);
    final byte[] piece =
        Octets.join(Octets.slice(ip, 0, LENGTH), Octets.slice(ip, LENGTH + from, end));
    final int more = end < ip.length ? 0x2000 : 0;
    return withTotalLength(withFragment(piece, more | from / 8), piece.length);
  }

  static byte[] checksummed(final byte[] ip) {
    final int headerLength = Math.max(LENGTH, (ip[0] & 15) * 4);
    final byte[] clean = Octets.with16(ip, CHECKSUM, 0);
    int sum = 0;
    for (int i = 0; i + 1 < Math.min(headerLength, ip.length); i += 2) {
      sum += Octets.u16(clean, i);
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return Octets.with16(clean, CHECKSUM, ~sum & 0xffff);
  }
}
