package dev.weir.filter;

import dev.weir.capture.LinkType;

/** What libpcap's messages call the link types. */
final class LinkNames {
  private LinkNames() {}

  static String description(final int linkType) {
    return switch (linkType) {
      case LinkType.NULL -> "BSD loopback";
      case LinkType.ETHERNET -> "Ethernet";
      case LinkType.PPP -> "PPP";
      case LinkType.PPP_HDLC -> "PPP over serial";
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> "Raw IP";
      case LinkType.CISCO_HDLC -> "Cisco HDLC";
      case LinkType.LOOP -> "OpenBSD loopback";
      case LinkType.LINUX_SLL -> "Linux cooked v1";
      case LinkType.LINUX_SLL2 -> "Linux cooked v2";
      case LinkType.IPV4 -> "Raw IPv4";
      case LinkType.IPV6 -> "Raw IPv6";
      case LinkLayout.IEEE802_11 -> "802.11";
      case LinkLayout.RADIOTAP -> "802.11 plus radiotap header";
      case LinkLayout.SLIP -> "SLIP";
      case LinkLayout.PPP_ETHER -> "PPPoE";
      case LinkLayout.PPP_PPPD -> "PPP for pppd, with direction flag";
      case LinkLayout.FRAME_RELAY -> "Frame Relay";
      case LinkLayout.OPENBSD_ENCAPSULATED -> "OpenBSD encapsulated IP";
      default -> LinkType.nameOf(linkType);
    };
  }
}
