package dev.weir.capture;

/**
 * Link types, by the numbers that capture files carry.
 *
 * <p>The number stays an {@code int} everywhere: a file may name any, and a capture with an unknown
 * one is still read. Source: the registry at <a
 * href="https://www.tcpdump.org/linktypes.html">tcpdump.org/linktypes</a>.
 */
public final class LinkType {
  /** BSD loopback: a 4-byte address family in the byte order of the machine that wrote the file. */
  public static final int NULL = 0;

  /** Ethernet (DLT_EN10MB). */
  public static final int ETHERNET = 1;

  /** PPP, with or without the address and control bytes FF 03. */
  public static final int PPP = 9;

  /** Raw IP as some BSDs number it; the version nibble tells IPv4 from IPv6. */
  public static final int RAW_BSD = 12;

  /** Raw IP as OpenBSD numbers it. */
  public static final int RAW_OPENBSD = 14;

  /** PPP in HDLC-like framing (RFC 1662). */
  public static final int PPP_HDLC = 50;

  /** Raw IP; the version nibble tells IPv4 from IPv6. */
  public static final int RAW = 101;

  /** Cisco HDLC. */
  public static final int CISCO_HDLC = 104;

  /** OpenBSD loopback: as {@link #NULL}, with the address family big-endian. */
  public static final int LOOP = 108;

  /** Linux "cooked" capture, version 1. */
  public static final int LINUX_SLL = 113;

  /** Raw IPv4, without a link header. */
  public static final int IPV4 = 228;

  /** Raw IPv6, without a link header. */
  public static final int IPV6 = 229;

  /** Linux "cooked" capture, version 2. */
  public static final int LINUX_SLL2 = 276;

  /** IEEE 802.5 token ring, from the access control byte on. */
  public static final int TOKEN_RING = 6;

  /** ARCNET with BSD encapsulation (RFC 1201). */
  public static final int ARCNET = 7;

  /** SLIP with a BSD header of 16 bytes. */
  public static final int SLIP = 8;

  /** FDDI, from the frame control byte on. */
  public static final int FDDI = 10;

  /** PPP over Ethernet, without the Ethernet header (RFC 2516). */
  public static final int PPP_ETHER = 51;

  /** Symantec Enterprise Firewall: 44 bytes, an EtherType at the sixth. */
  public static final int SYMANTEC_FIREWALL = 99;

  /** LLC of ATM AAL5 (RFC 1483), without the ATM header. */
  public static final int ATM_RFC1483 = 100;

  /** IEEE 802.11 wireless LAN. */
  public static final int IEEE802_11 = 105;

  /** Classical IP over ATM of Linux: LLC, or an IP packet as it is. */
  public static final int LINUX_CLIP = 106;

  /** Frame Relay (RFC 2427). */
  public static final int FRAME_RELAY = 107;

  /** OpenBSD encapsulating interface: 12 bytes, then an IP packet. */
  public static final int ENC = 109;

  /** Cisco HDLC under the number of other systems. */
  public static final int HDLC = 112;

  /** OpenBSD packet filter log. */
  public static final int PFLOG = 117;

  /** Prism header, then IEEE 802.11. */
  public static final int PRISM = 119;

  /** IP over Fibre Channel (RFC 2625). */
  public static final int IP_OVER_FC = 122;

  /** ATM of Solaris: 4 bytes, then AAL5. */
  public static final int SUNATM = 123;

  /** Radiotap header, then IEEE 802.11. */
  public static final int RADIOTAP = 127;

  /** ARCNET as Linux has it. */
  public static final int ARCNET_LINUX = 129;

  /** Apple IP over IEEE 1394: 18 bytes, an EtherType the last of them. */
  public static final int APPLE_IP_OVER_IEEE1394 = 138;

  /** AVS header, then IEEE 802.11. */
  public static final int AVS = 163;

  /** PPP of pppd: the first byte tells the direction. */
  public static final int PPP_PPPD = 166;

  /** Per-Packet Information, then the packet of the link type that it names. */
  public static final int PPI = 192;

  /** Solaris ipnet: 24 bytes, then an IP packet. */
  public static final int IPNET = 226;

  /** Linux netfilter log: attributes, one of them an IP packet. */
  public static final int NFLOG = 239;

  /** netANALYZER header of 4 bytes, then Ethernet. */
  public static final int NETANALYZER = 240;

  private LinkType() {}

  /**
   * Whether Weir decodes the headers of a link type.
   *
   * @param linkType the number from the capture file.
   * @return true where packets of this type can end in a TCP segment.
   */
  public static boolean isSupported(final int linkType) {
    return switch (linkType) {
      case NULL,
          ETHERNET,
          PPP,
          RAW_BSD,
          RAW_OPENBSD,
          PPP_HDLC,
          RAW,
          CISCO_HDLC,
          LOOP,
          LINUX_SLL,
          IPV4,
          IPV6,
          LINUX_SLL2 ->
          true;
      case TOKEN_RING,
          ARCNET,
          SLIP,
          FDDI,
          PPP_ETHER,
          SYMANTEC_FIREWALL,
          ATM_RFC1483,
          IEEE802_11,
          LINUX_CLIP,
          FRAME_RELAY,
          ENC,
          HDLC,
          PFLOG,
          PRISM,
          IP_OVER_FC,
          SUNATM,
          RADIOTAP,
          ARCNET_LINUX,
          APPLE_IP_OVER_IEEE1394,
          AVS,
          PPP_PPPD,
          PPI,
          IPNET,
          NFLOG,
          NETANALYZER ->
          true;
      default -> false;
    };
  }

  /**
   * The name that libpcap gives a link type, such as {@code EN10MB}.
   *
   * @param linkType the number from the capture file.
   * @return the name, or {@code LINKTYPE_n} for a number that Weir does not know.
   */
  public static String nameOf(final int linkType) {
    return switch (linkType) {
      case NULL -> "NULL";
      case ETHERNET -> "EN10MB";
      case PPP -> "PPP";
      case RAW_BSD, RAW_OPENBSD, RAW -> "RAW";
      case PPP_HDLC -> "PPP_SERIAL";
      case CISCO_HDLC -> "C_HDLC";
      case LOOP -> "LOOP";
      case LINUX_SLL -> "LINUX_SLL";
      case IPV4 -> "IPV4";
      case IPV6 -> "IPV6";
      case LINUX_SLL2 -> "LINUX_SLL2";
      case TOKEN_RING -> "IEEE802";
      case ARCNET -> "ARCNET";
      case SLIP -> "SLIP";
      case FDDI -> "FDDI";
      case PPP_ETHER -> "PPP_ETHER";
      case SYMANTEC_FIREWALL -> "SYMANTEC_FIREWALL";
      case ATM_RFC1483 -> "ATM_RFC1483";
      case IEEE802_11 -> "IEEE802_11";
      case LINUX_CLIP -> "ATM_CLIP";
      case FRAME_RELAY -> "FRELAY";
      case ENC -> "ENC";
      case HDLC -> "HDLC";
      case PFLOG -> "PFLOG";
      case PRISM -> "PRISM_HEADER";
      case IP_OVER_FC -> "IP_OVER_FC";
      case SUNATM -> "SUNATM";
      case RADIOTAP -> "IEEE802_11_RADIO";
      case ARCNET_LINUX -> "ARCNET_LINUX";
      case APPLE_IP_OVER_IEEE1394 -> "APPLE_IP_OVER_IEEE1394";
      case AVS -> "IEEE802_11_RADIO_AVS";
      case PPP_PPPD -> "PPP_PPPD";
      case PPI -> "PPI";
      case IPNET -> "IPNET";
      case NFLOG -> "NFLOG";
      case NETANALYZER -> "NETANALYZER";
      default -> "LINKTYPE_" + linkType;
    };
  }
}
