package dev.weir.testdata;

import java.util.List;

/** Link headers around IP packets. */
final class Framing {
  static final byte[] CLIENT_MAC = Octets.hex("020000000001");
  static final byte[] SERVER_MAC = Octets.hex("020000000002");

  private static final int IPV6_TYPE = 0x86dd;
  private static final int IPV4_TYPE = 0x0800;

  /** A link header put before an IP packet. */
  @FunctionalInterface
  interface Link {
    byte[] frame(byte[] ip);
  }

  private Framing() {}

  static List<byte[]> all(final Link link, final List<byte[]> packets) {
    return packets.stream().map(link::frame).toList();
  }

  /** Ethernet II. */
  static byte[] ethernet(final byte[] ip) {
    return tagged(ip);
  }

  /** Ethernet II with tags, each four bytes: type and control information. */
  static byte[] tagged(final byte[] ip, final String... tags) {
    return ethernetOf(Octets.join(Octets.hex(String.join("", tags)), type(ip), ip));
  }

  /** Ethernet with what follows the addresses given: length or type, and the rest. */
  static byte[] ethernetOf(final byte[] typeAndRest) {
    return Octets.join(SERVER_MAC, CLIENT_MAC, typeAndRest);
  }

  /** IEEE 802.3 with LLC and SNAP, RFC 1042. */
  static byte[] snap(final byte[] ip) {
    final byte[] rest = Octets.join(Octets.hex("aaaa03 000000"), type(ip), ip);
    return ethernetOf(Octets.join(number16(rest.length), rest));
  }

  /** SNAP behind an 802.1Q tag. */
  static byte[] taggedSnap(final byte[] ip) {
    final byte[] rest = Octets.join(Octets.hex("aaaa03 000000"), type(ip), ip);
    return ethernetOf(Octets.join(Octets.hex("8100 0005"), number16(rest.length), rest));
  }

  /** The link header, whatever it is, before the packet. */
  static Link header(final String hex) {
    return ip -> Octets.join(Octets.hex(hex), ip);
  }

  /** Linux cooked capture: 16 bytes, outgoing, of an Ethernet interface. */
  static byte[] cooked(final byte[] ip) {
    return Octets.join(Octets.hex("0004 0001 0006"), CLIENT_MAC, Octets.hex("0000"), type(ip), ip);
  }

  /** Linux cooked capture version 2: 20 bytes, interface 1, which is the loopback everywhere. */
  static byte[] cooked2(final byte[] ip) {
    return Octets.join(
        type(ip), Octets.hex("0000 00000001 0001 04 06"), CLIENT_MAC, Octets.hex("0000"), ip);
  }

  /** Cisco HDLC: unicast, EtherType. */
  static byte[] ciscoHdlc(final byte[] ip) {
    return Octets.join(Octets.hex("0f00"), type(ip), ip);
  }

  /** PPP: the protocol, after whatever comes before it. */
  static Link ppp(final String before) {
    return ip -> Octets.join(Octets.hex(before), Octets.hex(isIpv6(ip) ? "0057" : "0021"), ip);
  }

  /** The EtherType of an IP packet. */
  static byte[] type(final byte[] ip) {
    return number16(isIpv6(ip) ? IPV6_TYPE : IPV4_TYPE);
  }

  static byte[] number16(final int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static boolean isIpv6(final byte[] ip) {
    return (ip[0] & 0xf0) == 0x60;
  }
}
