package dev.weir.line;

/** The names that tcpdump has for numbers of the link and network layers. */
final class LinkNames {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86DD;
  static final int VLAN = 0x8100;
  static final int QINQ = 0x88A8;
  static final int VLAN_9100 = 0x9100;
  static final int VLAN_9200 = 0x9200;
  static final int PPP = 0x880B;
  static final int MPLS = 0x8847;
  static final int MPLS_MULTICAST = 0x8848;
  static final int PPPOE_SESSION = 0x8864;
  static final int PPPOE_SESSION_2 = 0x3C13;
  static final int BRIDGED_ETHERNET = 0x6558;
  static final int JUMBO = 0x8870;

  private LinkNames() {}

  static boolean isTag(final int type) {
    return type == VLAN || type == QINQ || type == VLAN_9100 || type == VLAN_9200;
  }

  /** The name of an EtherType; null where there is none. */
  static String etherType(final int type) {
    return switch (type) {
      case IPV4 -> "IPv4";
      case MPLS -> "MPLS unicast";
      case MPLS_MULTICAST -> "MPLS multicast";
      case IPV6 -> "IPv6";
      case VLAN -> "802.1Q";
      case VLAN_9100 -> "802.1Q-9100";
      case QINQ -> "802.1Q-QinQ";
      case VLAN_9200 -> "802.1Q-9200";
      case 0x88E5 -> "802.1AE MACsec";
      case 0x9100 + 0x800 -> null;
      case 0x0806 -> "ARP";
      case 0x8035 -> "Reverse ARP";
      case BRIDGED_ETHERNET -> "TEB";
      case PPP -> "PPP";
      case 0x8863 -> "PPPoE D";
      case PPPOE_SESSION -> "PPPoE S";
      case JUMBO -> "Jumbo";
      case 0x894F -> "NSH";
      case 0x9000 -> "Loopback";
      case 0x00FE -> "GRE-OSI";
      default -> otherEtherType(type);
    };
  }

  private static String otherEtherType(final int type) {
    return switch (type) {
      case 0x0200 -> "PUP";
      case 0x0600 -> "NS";
      case 0x0500 -> "Sprite";
      case 0x1000 -> "Trail";
      case 0x6001 -> "MOP DL";
      case 0x6002 -> "MOP RC";
      case 0x6003 -> "DN";
      case 0x6004 -> "LAT";
      case 0x6007 -> "SCA";
      case 0x8038 -> "Lanbridge";
      case 0x803C -> "DEC DNS";
      case 0x803E -> "DEC DTS";
      case 0x805B -> "VEXP";
      case 0x805C -> "VPROD";
      case 0x809B -> "Appletalk";
      case 0x80F3 -> "Appletalk ARP";
      case 0x8137 -> "IPX";
      case 0x81FF -> "VMAN";
      case 0x8808 -> "MPCP";
      case 0x8809 -> "Slow Protocols";
      case 0x888E -> "EAPOL";
      case 0x8899 -> "Realtek protocols";
      case 0x886F -> "MS NLB heartbeat";
      case 0x8902 -> "CFM";
      case 0x8903 -> "CFM (old)";
      case 0x893A -> "IEEE1905.1";
      case 0x88CC -> "LLDP";
      case 0x88CA -> "TIPC";
      case 0x8947 -> "GeoNet";
      case 0x0707 -> "GeoNet (old)";
      case 0x88A2 -> "AoE";
      case 0x88F7 -> "PTP";
      case 0xD28B -> "Arista Vendor Specific Protocol";
      default -> null;
    };
  }

  /** The name of an organisation's 24 bits. */
  static String organisation(final int oui) {
    return switch (oui) {
      case 0x000000 -> "Ethernet";
      case 0x00000C -> "Cisco";
      case 0x00005E -> "IANA";
      case 0x000081 -> "Nortel Networks SONMP";
      case 0x0000F8 -> "Cisco bridged";
      case 0x0080C2 -> "Ethernet bridged";
      case 0x00A03E -> "ATM Forum";
      case 0x00E02F -> "DOCSIS Spanning Tree";
      case 0x080007 -> "Appletalk";
      case 0x009069 -> "Juniper";
      case 0x080009 -> "Hewlett-Packard";
      case 0x00120F -> "IEEE 802.3 Private";
      case 0x0012BB -> "ANSI/TIA";
      case 0x001B21 -> "DCBX";
      case 0x002320 -> "Nicira Networks";
      case 0x5C16C7 -> "Big Switch Networks";
      case 0xB0D2F5 -> "Vello Systems";
      case 0x002481 -> "HP";
      case 0x0004EA -> "HP-Labs";
      case 0x748771 -> "Infoblox Inc";
      case 0xA42305 -> "Open Networking Lab";
      case 0x00049F -> "Freescale";
      case 0x0015_4D -> "Netronome";
      case 0x001018 -> "Broadcom";
      case 0x00E004 -> "PMC-Sierra";
      default -> "Unknown";
    };
  }

  /** The name of an IP protocol in a verbose header. */
  static String ipProtocol(final int protocol) {
    return switch (protocol) {
      case 0 -> "Options";
      case 1 -> "ICMP";
      case 2 -> "IGMP";
      case 4 -> "IPIP";
      case 6 -> "TCP";
      case 8 -> "EGP";
      case 9 -> "IGRP";
      case 17 -> "UDP";
      case 33 -> "DCCP";
      case 41 -> "IPv6";
      case 43 -> "Routing";
      case 44 -> "Fragment";
      case 46 -> "RSVP";
      case 47 -> "GRE";
      case 50 -> "ESP";
      case 51 -> "AH";
      case 55 -> "Mobile IP";
      case 58 -> "ICMPv6";
      case 59 -> "unknown";
      case 62 -> "Mobile IP (old)";
      case 88 -> "EIGRP";
      case 89 -> "OSPF";
      case 103 -> "PIM";
      case 108 -> "Compressed IP";
      case 112 -> "VRRP";
      case 113 -> "PGM";
      case 132 -> "SCTP";
      case 135 -> "Mobility";
      case 240 -> "pfsync";
      default -> "unknown";
    };
  }

  /** The name of a PPP protocol; null where there is none. */
  static String ppp(final int protocol) {
    return switch (protocol) {
      case 0x0021 -> "IP";
      case 0x0023 -> "OSI";
      case 0x0025 -> "NS";
      case 0x0027 -> "DECNET";
      case 0x0029 -> "APPLE";
      case 0x002B -> "IPX";
      case 0x002D -> "VJC IP";
      case 0x002F -> "VJNC IP";
      case 0x0031 -> "BRPDU";
      case 0x0033 -> "STII";
      case 0x0035 -> "VINES";
      case 0x003D -> "MLPPP";
      case 0x0057 -> "IP6";
      case 0x00FD -> "Compressed";
      case 0x0281, 0x0283 -> "MPLS";
      case 0x8021 -> "IPCP";
      case 0x8057 -> "IP6CP";
      case 0xC021 -> "LCP";
      default -> null;
    };
  }
}
