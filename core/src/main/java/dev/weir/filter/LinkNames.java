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
      case LinkType.IEEE802_11 -> "802.11";
      case LinkType.RADIOTAP -> "802.11 plus radiotap header";
      case LinkType.SLIP -> "SLIP";
      case LinkType.PPP_ETHER -> "PPPoE";
      case LinkType.PPP_PPPD -> "PPP for pppd, with direction flag";
      case LinkType.FRAME_RELAY -> "Frame Relay";
      case LinkType.ENC -> "OpenBSD encapsulated IP";
      case LinkType.TOKEN_RING -> "Token ring";
      case LinkType.ARCNET -> "ARCNET";
      case LinkType.ARCNET_LINUX -> "Linux ARCNET";
      case LinkType.FDDI -> "FDDI";
      case LinkType.SYMANTEC_FIREWALL -> "Symantec Firewall";
      case LinkType.ATM_RFC1483 -> "RFC1483 LLC-encapsulated ATM";
      case LinkType.LINUX_CLIP -> "Linux Classical IP over ATM";
      case LinkType.PFLOG -> "OpenBSD pflog file";
      case LinkType.PRISM -> "802.11 plus Prism header";
      case LinkType.IP_OVER_FC -> "RFC 2625 IP-over-Fibre Channel";
      case LinkType.SUNATM -> "Sun raw ATM";
      case LinkType.APPLE_IP_OVER_IEEE1394 -> "Apple IP-over-IEEE 1394";
      case LinkType.AVS -> "802.11 plus AVS radio information header";
      case LinkType.PPI -> "Per-Packet Information";
      case LinkType.IPNET -> "Solaris IPNET";
      case LinkType.NFLOG -> "NFLOG";
      case LinkType.NETANALYZER -> "Ethernet with Hilscher netANALYZER pseudo-header";
      default -> LinkType.nameOf(linkType);
    };
  }
}
