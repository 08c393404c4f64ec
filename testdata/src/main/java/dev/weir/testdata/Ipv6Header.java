package dev.weir.testdata;

/** Extension headers put behind the header of an IPv6 packet. */
final class Ipv6Header {
  static final int HOP_BY_HOP = 0;
  static final int TCP = 6;
  static final int ROUTING = 43;
  static final int FRAGMENT = 44;
  static final int AUTHENTICATION = 51;
  static final int DESTINATION = 60;
  static final int MOBILITY = 135;
  static final int HOST_IDENTITY = 139;
  static final int SHIM6 = 140;

  private static final int LENGTH = 40;
  private static final int PAYLOAD_LENGTH = 4;
  private static final int NEXT_HEADER = 6;

  private Ipv6Header() {}

  /**
   * Puts an extension header in front of what is there.
   *
   * @param ip the packet
   * @param type of the new header
   * @param rest the header from its second byte on; the first, the next header, is filled in
   */
  static byte[] with(final byte[] ip, final int type, final String rest) {
    final byte[] extension = Octets.join(new byte[] {ip[NEXT_HEADER]}, Octets.hex(rest));
    final byte[] longer =
        Octets.join(Octets.slice(ip, 0, LENGTH), extension, Octets.slice(ip, LENGTH, ip.length));
    return withPayloadLength(Octets.with8(longer, NEXT_HEADER, type), longer.length - LENGTH);
  }

  static byte[] withPayloadLength(final byte[] ip, final int length) {
    return Octets.with16(ip, PAYLOAD_LENGTH, length);
  }
}
