package dev.weir.filter;

/** A protocol that has a keyword of its own. */
enum Protocol {
  LINK("link", -1),
  ARP("arp", 0x0806),
  RARP("rarp", 0x8035),
  IP("ip", 0x0800),
  IP6("ip6", 0x86dd),
  SCTP("sctp", 132),
  TCP("tcp", 6),
  UDP("udp", 17),
  ICMP("icmp", 1),
  IGMP("igmp", 2),
  IGRP("igrp", 9),
  PIM("pim", 103),
  VRRP("vrrp", 112),
  CARP("carp", 112),
  ICMP6("icmp6", 58),
  AH("ah", 51),
  ESP("esp", 50);

  private final String keyword;
  private final int number;

  Protocol(final String keyword, final int number) {
    this.keyword = keyword;
    this.number = number;
  }

  /** The word that libpcap's messages use. */
  String keyword() {
    return keyword;
  }

  /** The EtherType of what rides on the link layer, the IP protocol number of what rides on IP. */
  int number() {
    return number;
  }
}
