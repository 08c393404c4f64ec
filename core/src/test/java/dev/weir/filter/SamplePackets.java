package dev.weir.filter;

import dev.weir.capture.LinkType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Packets as bytes, each with what a filter can ask about it. */
final class SamplePackets {
  /** Ports 40000 to 80; SYN; a maximum segment size; six bytes of data. */
  static final String TCP = "9c400050 00000001 00000000 6002ffff 00000000 020405b4 474554202f20";

  static final String UDP = "9c400035 000e0000 010203040506";
  static final String ICMP = "0800f7fd 00010001 61626364";
  static final String IPV4_TCP = "45000038 00014000 40060000 0a010203 0a010204" + TCP;
  static final String IPV4_OPTIONS_TCP =
      "46100038 00010000 40060000 0a010204 c0000201 94040000" + TCP;
  static final String IPV4_UDP = "45000022 00020000 40110000 0a010203 e00000fb" + UDP;
  static final String IPV4_ICMP = "45000020 00030000 01010000 c0000201 0a010203" + ICMP;
  static final String IPV4_SCTP = "4500002c 00030000 01840000 0a010203 ffffffff" + TCP;
  static final String IPV4_LATER_FRAGMENT = "45000038 00010010 40060000 0a010203 0a010204" + TCP;
  static final String IPV4_AUTHENTICATED_TCP =
      "45000050 00010000 40330000 0a010203 0a010204 06040000 00000001 00000001 0102030405060708"
          + "090a0b0c"
          + TCP;

  private static final String ADDRESSES =
      "fe800000000000000000000000000001 20010db8000000000000000000000002";
  static final String IPV6_TCP = "60000000 001e0640" + ADDRESSES + TCP;
  static final String IPV6_UDP = "60000000 000e1140" + ADDRESSES + UDP;
  static final String IPV6_ICMP6 = "60000000 000c3aff" + ADDRESSES + "8000abcd 00010001 61626364";
  static final String IPV6_FRAGMENT_TCP =
      "60000000 00262c40" + ADDRESSES + "06000001 00000007" + TCP;
  static final String IPV6_LATER_FRAGMENT_TCP =
      "60000000 00262c40" + ADDRESSES + "06000010 00000007" + TCP;
  static final String IPV6_OPTIONS_TCP =
      "60000000 00360040"
          + ADDRESSES
          + "2b00010400000000"
          + "3c02000000000000"
          + "0000000000000000"
          + "0000000000000000"
          + "0600010400000000"
          + TCP;
  static final String ARP =
      "00010800 06040001 020000000001 0a010203 000000000000 0a010204 000000000000000000";

  private static final String MACS = "020000000002 020000000001";
  private static final String BROADCAST = "ffffffffffff 020000000001";

  private static final int IEEE802_11 = 105;
  private static final int FRAME_RELAY = 107;
  private static final int RADIOTAP = 127;

  private SamplePackets() {}

  static byte[] bytes(final String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** Packets of IP alone, by their kinds. */
  static List<String> ip() {
    return List.of(
        IPV4_TCP,
        IPV4_OPTIONS_TCP,
        IPV4_UDP,
        IPV4_ICMP,
        IPV4_SCTP,
        IPV4_LATER_FRAGMENT,
        IPV4_AUTHENTICATED_TCP,
        IPV6_TCP,
        IPV6_UDP,
        IPV6_ICMP6,
        IPV6_FRAGMENT_TCP,
        IPV6_LATER_FRAGMENT_TCP,
        IPV6_OPTIONS_TCP);
  }

  private static boolean isIpv4(final String ip) {
    return ip.startsWith("4");
  }

  /** The link types that filters know, each with packets of it. */
  static Map<Integer, List<byte[]>> all() {
    final Map<Integer, List<byte[]>> all = new LinkedHashMap<>();
    all.put(LinkType.ETHERNET, ethernet());
    all.put(LinkType.NULL, linked("02000000", "1e000000", "18000000"));
    all.put(LinkType.LOOP, linked("00000002", "0000001e", "0000001c"));
    all.put(LinkType.RAW, linked("", "", ""));
    all.put(LinkType.IPV4, linked("", "", ""));
    all.put(LinkType.IPV6, linked("", "", ""));
    all.put(LinkType.PPP, linked("ff030021", "ff030057", "ff030281"));
    all.put(LinkType.PPP_HDLC, linked("ff030021", "ff030057", "ff030281"));
    all.put(LinkType.CISCO_HDLC, linked("0f000800", "0f0086dd", "0f008847 00007140"));
    all.put(
        LinkType.LINUX_SLL,
        linked(
            "0000 0001 0006 020000000001 0000 0800",
            "0004 0001 0006 020000000001 0000 86dd",
            "0004 0001 0006 020000000001 0000 0004 4242"));
    all.put(
        LinkType.LINUX_SLL2,
        linked(
            "0800 0000 00000002 0001 04 06 020000000001 0000",
            "86dd 0000 00000002 0001 00 06 020000000001 0000",
            "0806 0000 00000003 0001 00 06 020000000001 0000"));
    all.put(IEEE802_11, wireless(""));
    all.put(RADIOTAP, wireless("0000 0a00 02000000 2000"));
    all.put(LinkType.AVS, wireless("80211001 00000010 0000000000000000"));
    all.put(LinkType.PPI, wireless("0000 0800 69000000"));
    final String snap = "aaaa03 000000";
    all.put(
        LinkType.TOKEN_RING,
        linked(
            "1040" + MACS + snap + "0800", "1040" + MACS + snap + "86dd", "1040" + MACS + "4242"));
    all.put(
        LinkType.FDDI,
        linked(
            "50" + MACS + snap + "0800", "50" + BROADCAST + snap + "86dd", "50" + MACS + "4242"));
    all.put(
        LinkType.SUNATM,
        linked("02 00 002b" + snap + "0800", "82 01 002b" + snap + "86dd", "01 00 002b" + snap));
    all.put(LinkType.ARCNET, linked("0102 d4 00 0007", "0100 c4 00 0007", "0100 d5 00 0007"));
    all.put(
        LinkType.NETANALYZER, linked("00000000" + MACS + "0800", "00000000" + MACS + "86dd", ""));
    all.put(FRAME_RELAY, linked("184103cc", "1841038e", "18410381"));
    return all;
  }

  private static List<byte[]> linked(
      final String beforeIpv4, final String beforeIpv6, final String beforeAny) {
    final List<byte[]> packets = new ArrayList<>();
    for (final String ip : ip()) {
      packets.add(bytes((isIpv4(ip) ? beforeIpv4 : beforeIpv6) + ip));
    }
    packets.add(bytes(beforeAny + IPV6_TCP));
    packets.add(bytes(beforeAny + ARP));
    return packets;
  }

  /** Frames to and from access points, bridged ones, and one that manages. */
  private static List<byte[]> wireless(final String before) {
    final String[] headers = {
      before + "0801 0000 020000000001 020000000002 020000000003 1000",
      before + "0802 0000 020000000002 020000000003 020000000001 1000",
      before + "0803 0000 020000000003 020000000003 020000000001 1000 020000000002",
      before + "8801 0000 ffffffffffff 020000000002 020000000001 1000 0000"
    };
    final List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < ip().size(); i++) {
      final String ip = ip().get(i);
      final String padding = i % 2 == 1 && i % 4 == 3 && !before.isEmpty() ? "0000" : "";
      final String type = isIpv4(ip) ? "0800" : "86dd";
      packets.add(bytes(headers[i % 4] + padding + "aaaa03 000000" + type + ip));
    }
    packets.add(bytes(before + "8000 0000 ffffffffffff 020000000001 020000000001 1000" + TCP));
    packets.add(bytes(before + "d400 0000 020000000001"));
    return packets;
  }

  private static List<byte[]> ethernet() {
    final List<byte[]> packets = new ArrayList<>();
    for (final String ip : ip()) {
      packets.add(bytes(MACS + (isIpv4(ip) ? "0800" : "86dd") + ip));
    }
    packets.add(bytes(BROADCAST + "0806" + ARP));
    packets.add(bytes(BROADCAST + "8035" + ARP));
    packets.add(bytes(MACS + "8100 0005 0800" + IPV4_TCP));
    packets.add(bytes(MACS + "88a8 0006 8100 0005 86dd" + IPV6_TCP));
    packets.add(bytes(MACS + "8847 00007140" + IPV4_TCP));
    packets.add(bytes(MACS + "8847 00007040 00008140" + IPV6_TCP));
    packets.add(bytes(MACS + "8100 0005 8847 00007140" + IPV4_UDP));
    packets.add(bytes(MACS + "8864 1100 0003 003a 0021" + IPV4_TCP));
    packets.add(bytes(MACS + "8863 1109 0000 0000"));
    packets.add(bytes(MACS + "0026 4242 03 00000000000000" + TCP));
    packets.add(bytes(MACS + "0026 aaaa03 000000 8137" + TCP));
    packets.add(bytes(MACS + "0026 ffff" + TCP));
    final String geneve = "45000064 00020000 40110000 0a010203 0a010204 a00017c1 00500000";
    packets.add(
        bytes(MACS + "0800" + geneve + "0100 6558 00000900 01020304" + MACS + "0800" + IPV4_TCP));
    packets.add(bytes(MACS + "0800" + geneve + "0000 86dd 00000900" + IPV6_TCP));
    packets.add(
        bytes(
            MACS
                + "86dd 60000000 006e1140"
                + ADDRESSES
                + "a00017c1 006e0000 0000 6558 00000900"
                + MACS
                + "8100 0005 0800"
                + IPV4_TCP));
    return packets;
  }

  /** A packet with a few bytes changed, most of them in its headers. */
  static byte[] mutate(final byte[] packet, final Random random) {
    final byte[] mutant = packet.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      final int within = random.nextInt(8) == 0 ? mutant.length : Math.min(60, mutant.length);
      final int at = random.nextInt(within);
      mutant[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) (mutant[at] ^ 1 << random.nextInt(8));
            case 2 ->
                (byte) new int[] {0, 6, 17, 44, 51, 60, 0x45, 0x46, 0x60, 255}[random.nextInt(10)];
            default -> mutant[random.nextInt(mutant.length)];
          };
    }
    return mutant;
  }
}
