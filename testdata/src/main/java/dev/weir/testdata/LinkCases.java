package dev.weir.testdata;

import static dev.weir.testdata.SessionPackets.SESSION_LENGTH;

import dev.weir.testdata.Framing.Link;
import java.util.ArrayList;
import java.util.List;

/** TCP below every link header. */
final class LinkCases {
  private static final String FOLDER = "link";
  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int PPP = 9;
  private static final int RAW = 101;
  private static final int CISCO_HDLC = 104;
  private static final int WLAN = 105;
  private static final int LOOP = 108;
  private static final int LINUX_SLL = 113;
  private static final int PPP_SERIAL = 50;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_SLL2 = 276;

  private LinkCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    ethernet(cases);
    loopbacks(cases);
    pointToPoint(cases);
    both(cases, "raw", RAW, ip -> ip);
    both(cases, "raw_12", 12, ip -> ip);
    both(cases, "raw_14", 14, ip -> ip);
    session(cases, "ipv4", IPV4, false, ip -> ip);
    session(cases, "ipv6", IPV6, true, ip -> ip);
    both(cases, "sll", LINUX_SLL, Framing::cooked);
    both(cases, "sll2", LINUX_SLL2, Framing::cooked2);
    none(cases, "wlan_beacon", WLAN, Octets.hex("8000 0000 ffffffffffff 0200"));
    none(cases, "number_not_assigned", 60_000, new byte[60]);
    cuts(cases);
    return cases;
  }

  private static void ethernet(final List<CaptureCase> cases) {
    both(cases, "ethernet", ETHERNET, Framing::ethernet);
    both(cases, "ethernet_snap", ETHERNET, Framing::snap);
    both(cases, "ethernet_8021q", ETHERNET, ip -> Framing.tagged(ip, "8100 a00a"));
    both(cases, "ethernet_qinq", ETHERNET, ip -> Framing.tagged(ip, "88a8 0064", "8100 000a"));
    both(
        cases,
        "ethernet_8021q_twice",
        ETHERNET,
        ip -> Framing.tagged(ip, "8100 0064", "8100 000a"));
    both(cases, "ethernet_tag_9100", ETHERNET, ip -> Framing.tagged(ip, "9100 0064", "8100 000a"));
    both(
        cases,
        "ethernet_three_tags",
        ETHERNET,
        ip -> Framing.tagged(ip, "88a8 0001", "8100 0002", "8100 0003"));
    both(cases, "ethernet_seven_tags", ETHERNET, ip -> Framing.tagged(ip, "8100 0001".repeat(7)));
    both(cases, "ethernet_8021q_snap", ETHERNET, Framing::taggedSnap);
    none(
        cases,
        "ethernet_not_ip",
        ETHERNET,
        Framing.ethernetOf(
            Octets.hex("0806 0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002")),
        Framing.ethernetOf(Octets.hex("88cc 0207 04020000000001 0403 026c6f 0602 0078 0000")),
        Framing.ethernetOf(Octets.hex("8100 0005 0806 0001 0800 06 04 0001 020000000001")),
        Framing.ethernetOf(Octets.join(Octets.hex("0026 424203 0000 00"), new byte[42])),
        Framing.ethernetOf(Octets.join(Octets.hex("0026 fefe03 83"), new byte[42])),
        Framing.ethernetOf(Octets.join(Octets.hex("0026 aaaa03 00000c 2000"), new byte[42])));
  }

  private static void loopbacks(final List<CaptureCase> cases) {
    session(cases, "null_little_endian", NULL, false, Framing.header("02000000"));
    session(cases, "null_big_endian", NULL, false, Framing.header("00000002"));
    for (final String family : new String[] {"0a", "18", "1c", "1e"}) {
      final int number = Integer.parseInt(family, 16);
      session(cases, "null_ipv6_af_" + number, NULL, true, Framing.header(family + "000000"));
    }
    session(cases, "null_ipv6_af_24_big_endian", NULL, true, Framing.header("00000018"));
    session(cases, "loop", LOOP, false, Framing.header("00000002"));
    session(cases, "loop_ipv6", LOOP, true, Framing.header("00000018"));
    none(cases, "null_not_ip", NULL, Octets.join(Octets.hex("07000000"), new byte[40]));
  }

  private static void pointToPoint(final List<CaptureCase> cases) {
    both(cases, "ppp", PPP, Framing.ppp(""));
    both(cases, "ppp_ff03", PPP, Framing.ppp("ff03"));
    both(cases, "ppp_serial", PPP_SERIAL, Framing.ppp("ff03"));
    both(cases, "c_hdlc", CISCO_HDLC, Framing::ciscoHdlc);
    none(cases, "ppp_not_ip", PPP, Octets.hex("ff03 c021 01 01 0004"));
    none(cases, "c_hdlc_not_ip", CISCO_HDLC, Octets.join(Octets.hex("8f00 8035"), new byte[14]));
  }

  /**
   * The same segment with every number of bytes captured: TCP's 20 are there from some length on.
   */
  private static void cuts(final List<CaptureCase> cases) {
    final byte[] syn = SessionPackets.session(false).getFirst();
    final byte[] syn6 = SessionPackets.session(true).getFirst();
    cut(cases, "ethernet", ETHERNET, Framing.ethernet(syn), 14 + 20);
    cut(cases, "ethernet_snap", ETHERNET, Framing.snap(syn), 22 + 20);
    cut(cases, "ethernet_three_tags", ETHERNET, threeTags(syn), 26 + 20);
    cut(cases, "null", NULL, Octets.join(Octets.hex("02000000"), syn), 4 + 20);
    cut(cases, "raw", RAW, syn6, 40);
    cut(cases, "sll", LINUX_SLL, Framing.cooked(syn6), 16 + 40);
    cut(cases, "sll2", LINUX_SLL2, Framing.cooked2(syn), 20 + 20);
    cut(cases, "ppp", PPP, Framing.ppp("ff03").frame(syn), 4 + 20);
    cut(cases, "c_hdlc", CISCO_HDLC, Framing.ciscoHdlc(syn), 4 + 20);
  }

  private static byte[] threeTags(final byte[] ip) {
    return Framing.tagged(ip, "88a8 0001", "8100 0002", "8100 0003");
  }

  private static void cut(
      final List<CaptureCase> cases,
      final String name,
      final int linkType,
      final byte[] frame,
      final int beforeTcp) {
    cases.add(
        CaptureCase.sound(
            FOLDER,
            "cut_" + name,
            CaseFile.cutEverywhere(linkType, frame),
            frame.length,
            frame.length - (beforeTcp + 20) + 1));
  }

  private static void both(
      final List<CaptureCase> cases, final String name, final int linkType, final Link link) {
    session(cases, name, linkType, false, link);
    session(cases, name + "_ipv6", linkType, true, link);
  }

  private static void session(
      final List<CaptureCase> cases,
      final String name,
      final int linkType,
      final boolean ipv6,
      final Link link) {
    final PcapFormat format = new PcapFormat().linkType(linkType);
    final List<byte[]> frames = Framing.all(link, SessionPackets.session(ipv6));
    cases.add(CaptureCase.sound(FOLDER, name, CaseFile.pcap(format, frames), SESSION_LENGTH));
  }

  private static void none(
      final List<CaptureCase> cases,
      final String name,
      final int linkType,
      final byte[]... frames) {
    final PcapFormat format = new PcapFormat().linkType(linkType);
    cases.add(
        CaptureCase.sound(FOLDER, name, CaseFile.pcap(format, List.of(frames)), frames.length, 0));
  }
}
