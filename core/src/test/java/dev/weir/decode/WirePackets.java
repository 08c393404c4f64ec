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
    return headers;
  }

  private static LinkHeader ethernet(final int vlanId, final String rest) {
    return new LinkHeader(LinkType.ETHERNET, ETHERNET_ADDRESSES + rest, vlanId);
  }
}
