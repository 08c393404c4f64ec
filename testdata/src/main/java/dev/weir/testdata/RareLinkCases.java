package dev.weir.testdata;

import static dev.weir.testdata.SessionPackets.SESSION_LENGTH;

import java.util.ArrayList;
import java.util.List;

/** TCP below link headers that few captures have. In each header {@code TYPE} is the EtherType. */
final class RareLinkCases {
  private static final String FOLDER = "link";
  private static final String SNAP = "aaaa03 000000 TYPE";
  private static final String ADDRESSES = "020000000001 020000000002 020000000003 3012";
  private static final String FRAME = "0801 2c00" + ADDRESSES + SNAP;

  private RareLinkCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    wireless(cases);
    final String stations = "020000000001 020000000002";
    add(cases, "token_ring", 6, "1040" + stations + SNAP);
    add(cases, "token_ring_routed", 6, "1040 020000000001 820000000002 0630 0011 0020" + SNAP);
    add(cases, "fddi", 10, "50" + stations + SNAP);
    add(cases, "ip_over_fc", 122, "0000 020000000001 0000 020000000002" + SNAP);
    add(cases, "atm_rfc1483", 100, SNAP);
    add(cases, "sunatm", 123, "02 00 002b" + SNAP);
    add(cases, "atm_clip", 106, SNAP);
    add(cases, "symantec", 99, "00".repeat(6) + "TYPE" + "00".repeat(36));
    add(cases, "firewire", 138, "01".repeat(8) + "02".repeat(8) + "TYPE");
    add(cases, "netanalyzer", 240, "00000000" + stations + "TYPE");
    add(cases, "frame_relay_cisco", 107, "1841 TYPE");
    add(cases, "frame_relay_snap", 107, "1841 03 00 80 000000 TYPE");
    both(cases, "arcnet", 7, "0102 d4 00 0007", "0102 c4 00 0007");
    both(cases, "arcnet_linux", 129, "0102 0000 d4 000007", "0102 0000 c4 000007");
    both(cases, "frame_relay", 107, "1841 03 cc", "1841 03 8e");
    both(cases, "ppp_ether", 51, "1100 0005 003c 0021", "1100 0005 003c 0057");
    both(cases, "ppp_pppd", 166, "00 03 0021", "01 03 0057");
    both(cases, "enc", 109, "02000000 00001234 00000c00", "18000000 00001234 00000000");
    both(cases, "ipnet", 226, "0102" + "00".repeat(22), "011a" + "00".repeat(22));
    final String rule = "656d30" + "00".repeat(13) + "00".repeat(16) + "00000007 ffffffff";
    final String processes = "00".repeat(16) + "01 000000";
    both(cases, "pflog", 117, "3d 02 00 00" + rule + processes, "3d 18 01 00" + rule + processes);
    return cases;
  }

  private static void wireless(final List<CaptureCase> cases) {
    add(cases, "wlan", 105, FRAME);
    add(cases, "wlan_quality", 105, "8802 2c00" + ADDRESSES + "0500" + SNAP);
    add(cases, "wlan_relayed", 105, "8803 2c00" + ADDRESSES + "020000000004 0500" + SNAP);
    add(cases, "radiotap", 127, "0000 0800 00000000" + FRAME);
    add(
        cases,
        "radiotap_fields",
        127,
        "0000 1700 2f000000 40e2010000000000 00 16 6c09 a000 c4" + FRAME);
    add(cases, "prism", 119, "00000044 00000090" + "00".repeat(136) + FRAME);
    add(cases, "avs", 163, "80211001 00000040" + "00".repeat(56) + FRAME);
    add(cases, "ppi", 192, "0000 1400 69000000 0200 0800 0000000000000000" + FRAME);
  }

  private static void add(
      final List<CaptureCase> cases, final String name, final int linkType, final String header) {
    both(cases, name, linkType, header.replace("TYPE", "0800"), header.replace("TYPE", "86dd"));
  }

  private static void both(
      final List<CaptureCase> cases,
      final String name,
      final int linkType,
      final String header,
      final String headerOfIpv6) {
    session(cases, name, linkType, false, header);
    session(cases, name + "_ipv6", linkType, true, headerOfIpv6);
  }

  private static void session(
      final List<CaptureCase> cases,
      final String name,
      final int linkType,
      final boolean ipv6,
      final String header) {
    final PcapFormat format = new PcapFormat().linkType(linkType);
    final List<byte[]> frames = Framing.all(Framing.header(header), SessionPackets.session(ipv6));
    cases.add(CaptureCase.sound(FOLDER, name, CaseFile.pcap(format, frames), SESSION_LENGTH));
  }
}
