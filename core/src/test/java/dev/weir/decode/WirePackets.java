package dev.weir.decode;

import dev.weir.capture.LinkType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Packets as literal bytes: IP packets, and the link headers that they are put behind. */
final class WirePackets {
  static final String ETHERNET_ADDRESSES = "020000000001 020000000002";

  /** 10.0.0.1.40000 to 10.0.0.2.9000, 32 bytes of TCP header, "hello\n"; valid checksums. */
  static final String IPV4 = "4500003a 12344000 40061488 0a000001 0a000002";

  static final String TCP_IN_IPV4 =
      "9c402328 000003e9 00001389 8018ffff 472d0000 0101080a 00000064 00000065 68656c6c6f0a";

  /** 2001:db8::1.40000 to 2001:db8::2.9000, the same segment with its checksum. */
  static final String IPV6 =
      "60000000 00260640 20010db8000000000000000000000001 20010db8000000000000000000000002";

  static final String TCP_IN_IPV6 =
      "9c402328 000003e9 00001389 8018ffff ffba0000 0101080a 00000064 00000065 68656c6c6f0a";

  static final int TCP_HEADER_LENGTH = 32;
  static final int PAYLOAD_LENGTH = 6;

  private WirePackets() {}

  /** A header of the link layer by what it shows, with what decoding needs to know of it. */
  record LinkHeader(int linkType, String hex, int vlanId) {
    LinkHeader(final int linkType, final String hex) {
      this(linkType, hex, -1);
    }

    int length() {
      return hex.replace(" ", "").length() / 2;
    }
  }

  /** Headers in front of IPv4. */
  static Map<String, LinkHeader> beforeIpv4() {
    final Map<String, LinkHeader> headers = new LinkedHashMap<>();
    headers.put("Ethernet", new LinkHeader(LinkType.ETHERNET, ETHERNET_ADDRESSES + "0800"));
    headers.put("802.1Q", ethernet(5, "8100 a005 0800"));
    headers.put("802.1ad", ethernet(100, "88a8 0064 8100 000a 0800"));
    headers.put("9100", ethernet(4095, "9100 0fff 9200 0001 9300 0002 0800"));
    headers.put("priority tag", ethernet(0, "8100 e000 0800"));
    headers.put("SNAP", ethernet(-1, "0042 aaaa03 000000 0800"));
    headers.put("SNAP behind a tag", ethernet(7, "8100 0007 0042 aaaa03 000000 0800"));
    headers.put("802.1H", ethernet(-1, "0042 aaaa03 0000f8 0800"));
    headers.put("MAC in MAC", ethernet(-1, "88e7 00123456 030000000001 030000000002 0800"));
    headers.put("VN-Tag", ethernet(-1, "8926 00010002 0800"));
    headers.put("VN-Tag between tags", ethernet(250, "8100 00fa 8926 00010002 8100 0005 0800"));
    headers.put("E-tag", ethernet(-1, "893f 000110020000 0800"));
    headers.put("FabricPath", ethernet(-1, "8903 0048 030000000001 030000000002 0800"));
    headers.put("MPLS", ethernet(-1, "8847 00012cff 0001017f"));
    headers.put(
        "MPLS pseudowire", ethernet(-1, "8847 000121ff 00000000 030000000001 030000000002 0800"));
    headers.put("PPPoE", ethernet(-1, "8864 11000001003c 0021"));
    headers.put("PPPoE with one protocol byte", ethernet(-1, "8864 11000001003c 21"));
    headers.put("NULL little-endian", new LinkHeader(LinkType.NULL, "02000000"));
    headers.put("NULL big-endian", new LinkHeader(LinkType.NULL, "00000002"));
    headers.put("LOOP", new LinkHeader(LinkType.LOOP, "00000002"));
    headers.put("RAW", new LinkHeader(LinkType.RAW, ""));
    headers.put("RAW of BSD", new LinkHeader(LinkType.RAW_BSD, ""));
    headers.put("RAW of OpenBSD", new LinkHeader(LinkType.RAW_OPENBSD, ""));
    headers.put("IPV4", new LinkHeader(LinkType.IPV4, ""));
    headers.put("PPP", new LinkHeader(LinkType.PPP, "0021"));
    headers.put("PPP with FF 03", new LinkHeader(LinkType.PPP, "ff03 0021"));
    headers.put("PPP with one protocol byte", new LinkHeader(LinkType.PPP, "21"));
    headers.put("PPP with FF 03 and one", new LinkHeader(LinkType.PPP, "ff03 21"));
    headers.put("PPP with MPLS", new LinkHeader(LinkType.PPP, "ff03 0281 0001017f"));
    headers.put("PPP_HDLC", new LinkHeader(LinkType.PPP_HDLC, "ff03 0021"));
    headers.put("PPP_HDLC of Cisco", new LinkHeader(LinkType.PPP_HDLC, "0f00 0800"));
    headers.put("Cisco HDLC", new LinkHeader(LinkType.CISCO_HDLC, "0f00 0800"));
    headers.put("Cisco HDLC to all", new LinkHeader(LinkType.CISCO_HDLC, "8f00 0800"));
    headers.put("SLL", new LinkHeader(LinkType.LINUX_SLL, "0000 0001 0006 0200000000010000 0800"));
    headers.put(
        "SLL with SNAP",
        new LinkHeader(
            LinkType.LINUX_SLL, "0000 0001 0006 0200000000010000 0004 aaaa03 000000 0800"));
    headers.put(
        "SLL with a tag",
        new LinkHeader(LinkType.LINUX_SLL, "0000 0001 0006 0200000000010000 8100 0009 0800", 9));
    headers.put(
        "SLL2",
        new LinkHeader(LinkType.LINUX_SLL2, "0800 0000 00000002 0001 00 06 0200000000010000"));
    headers.putAll(rare("0800", "0021", "cc", "d4", "02", "02"));
    headers.put("ARCNET, old", new LinkHeader(LinkType.ARCNET, "01 02 f0"));
    headers.put("PFLOG", new LinkHeader(LinkType.PFLOG, "3d 02 00 00" + "00".repeat(60)));
    return headers;
  }

  /** Headers in front of IPv6. */
  static Map<String, LinkHeader> beforeIpv6() {
    final Map<String, LinkHeader> headers = new LinkedHashMap<>();
    headers.put("Ethernet", new LinkHeader(LinkType.ETHERNET, ETHERNET_ADDRESSES + "86dd"));
    headers.put("802.1Q", ethernet(5, "8100 a005 86dd"));
    headers.put("QinQ", ethernet(100, "88a8 0064 8100 000a 86dd"));
    headers.put("MPLS", ethernet(-1, "8848 0001017f"));
    headers.put("PPPoE", ethernet(-1, "8864 11000001003c 0057"));
    headers.put("NULL of Linux", new LinkHeader(LinkType.NULL, "0a000000"));
    headers.put("NULL of NetBSD", new LinkHeader(LinkType.NULL, "18000000"));
    headers.put("NULL of FreeBSD", new LinkHeader(LinkType.NULL, "0000001c"));
    headers.put("NULL of macOS", new LinkHeader(LinkType.NULL, "1e000000"));
    headers.put("LOOP", new LinkHeader(LinkType.LOOP, "00000018"));
    headers.put("RAW", new LinkHeader(LinkType.RAW, ""));
    headers.put("IPV6", new LinkHeader(LinkType.IPV6, ""));
    headers.put("PPP", new LinkHeader(LinkType.PPP, "ff03 0057"));
    headers.put("PPP with one protocol byte", new LinkHeader(LinkType.PPP, "57"));
    headers.put("Cisco HDLC", new LinkHeader(LinkType.CISCO_HDLC, "0f00 86dd"));
    headers.put("SLL", new LinkHeader(LinkType.LINUX_SLL, "0004 0304 0006 0000000000000000 86dd"));
    headers.put(
        "SLL2",
        new LinkHeader(LinkType.LINUX_SLL2, "86dd 0000 00000002 0001 04 06 0200000000010000"));
    headers.putAll(rare("86dd", "0057", "8e", "c4", "18", "1a"));
    headers.put("PFLOG of Linux", new LinkHeader(LinkType.PFLOG, "40 0a 00 00" + "00".repeat(60)));
    return headers;
  }

  private static LinkHeader ethernet(final int vlanId, final String rest) {
    return new LinkHeader(LinkType.ETHERNET, ETHERNET_ADDRESSES + rest, vlanId);
  }

  /**
   * Headers of rarer link types.
   *
   * @param type an EtherType.
   * @param ppp the same for PPP.
   * @param network the same for Frame Relay.
   * @param arcnet the same for ARCNET.
   * @param bsd the address family of BSD.
   * @param solaris that of Solaris.
   */
  private static Map<String, LinkHeader> rare(
      final String type,
      final String ppp,
      final String network,
      final String arcnet,
      final String bsd,
      final String solaris) {
    final Map<String, LinkHeader> headers = new LinkedHashMap<>();
    final String snap = "aaaa03 000000 " + type;
    headers.putAll(wireless(type));
    headers.put(
        "token ring",
        new LinkHeader(LinkType.TOKEN_RING, "10 40 020000000001 020000000002 " + snap));
    headers.put(
        "token ring with a route",
        new LinkHeader(
            LinkType.TOKEN_RING, "10 40 020000000001 820000000002 0630 0011 0020" + snap));
    headers.put("FDDI", new LinkHeader(LinkType.FDDI, "50 020000000001 020000000002 " + snap));
    headers.put(
        "Fibre Channel",
        new LinkHeader(LinkType.IP_OVER_FC, "0000 020000000001 0000 020000000002 " + snap));
    headers.put("ATM", new LinkHeader(LinkType.ATM_RFC1483, snap));
    headers.put("ATM of Solaris", new LinkHeader(LinkType.SUNATM, "02 00 002b " + snap));
    headers.put("classical IP", new LinkHeader(LinkType.LINUX_CLIP, snap));
    headers.put("ARCNET", new LinkHeader(LinkType.ARCNET, "01 02 " + arcnet + " 00 0007"));
    headers.put(
        "ARCNET, first fragment",
        new LinkHeader(LinkType.ARCNET, "01 02 " + arcnet + " ff ffff 03 0007"));
    headers.put(
        "ARCNET of Linux",
        new LinkHeader(LinkType.ARCNET_LINUX, "01 02 0000 " + arcnet + "000007"));
    headers.put(
        "Symantec",
        new LinkHeader(LinkType.SYMANTEC_FIREWALL, "00".repeat(6) + type + "00".repeat(36)));
    headers.put(
        "FireWire",
        new LinkHeader(LinkType.APPLE_IP_OVER_IEEE1394, "01".repeat(8) + "02".repeat(8) + type));
    headers.put("IPNET", new LinkHeader(LinkType.IPNET, "01 " + solaris + "00".repeat(22)));
    headers.put(
        "netfilter log",
        new LinkHeader(
            LinkType.NFLOG, bsd.replace("18", "0a") + "00 0000 0600 0a00 70000000 3c00 0900"));
    headers.put("enc", new LinkHeader(LinkType.ENC, bsd + "000000 00000001 00000000"));
    headers.put("Frame Relay", new LinkHeader(LinkType.FRAME_RELAY, "1841 03 " + network));
    headers.put(
        "Frame Relay, long", new LinkHeader(LinkType.FRAME_RELAY, "18401001 03 00 " + network));
    headers.put(
        "Frame Relay with SNAP",
        new LinkHeader(LinkType.FRAME_RELAY, "1841 03 00 80 000000 " + type));
    headers.put("Frame Relay of Cisco", new LinkHeader(LinkType.FRAME_RELAY, "1841 " + type));
    headers.put("PPP over Ethernet", new LinkHeader(LinkType.PPP_ETHER, "1100 0005 003c " + ppp));
    headers.put("PPP of pppd", new LinkHeader(LinkType.PPP_PPPD, "00 03 " + ppp));
    headers.put(
        "netANALYZER",
        new LinkHeader(LinkType.NETANALYZER, "00000000 " + ETHERNET_ADDRESSES + type));
    return headers;
  }

  private static Map<String, LinkHeader> wireless(final String type) {
    final Map<String, LinkHeader> headers = new LinkedHashMap<>();
    final String snap = "aaaa03 000000 " + type;
    final String addresses = "020000000001 020000000002 020000000003 3012 ";
    final String frame = "0801 2c00 " + addresses + snap;
    final String prism = "00000044 00000090" + "00".repeat(136);
    final String avs = "80211001 00000040" + "00".repeat(56);
    headers.put("802.11", new LinkHeader(LinkType.IEEE802_11, frame));
    headers.put(
        "802.11 with quality of service",
        new LinkHeader(LinkType.IEEE802_11, "8802 2c00 " + addresses + "0500 " + snap));
    headers.put(
        "802.11 relayed",
        new LinkHeader(LinkType.IEEE802_11, "8803 2c00 " + addresses + "020000000004 0500" + snap));
    headers.put("radiotap", new LinkHeader(LinkType.RADIOTAP, "00 00 0800 00000000 " + frame));
    headers.put(
        "radiotap, padded",
        new LinkHeader(
            LinkType.RADIOTAP,
            "00 00 1900 03000080 00000000 00000000 0000000000000000 20"
                + "8801 2c00 "
                + addresses
                + "0500 0000"
                + snap));
    headers.put("Prism", new LinkHeader(LinkType.PRISM, prism + frame));
    headers.put("AVS as Prism", new LinkHeader(LinkType.PRISM, avs + frame));
    headers.put("AVS", new LinkHeader(LinkType.AVS, avs + frame));
    headers.put(
        "PPI with 802.11",
        new LinkHeader(LinkType.PPI, "00 00 1400 69000000 0200 0800 0000000000000000" + frame));
    headers.put(
        "PPI with Ethernet",
        new LinkHeader(LinkType.PPI, "00 00 0800 01000000 " + ETHERNET_ADDRESSES + type));
    return headers;
  }
}
