package dev.weir.testdata;

import static dev.weir.testdata.SessionPackets.SESSION_LENGTH;

import java.util.ArrayList;
import java.util.List;

/** TCP below every network header, and what is not TCP. */
final class NetworkCases {
  private static final String FOLDER = "network";
  private static final int ETHERNET = 1;
  private static final byte[] DATA = SessionPackets.data(false, SessionPackets.NOTHING);
  private static final byte[] DATA_6 = SessionPackets.data(true, SessionPackets.NOTHING);

  /** 20 bytes of TCP header, 20 of payload. */
  private static final byte[] LONG = longData(false);

  private static final byte[] LONG_6 = longData(true);
  private static final byte[] SYN = SessionPackets.session(false).getFirst();
  private static final byte[] SYN_6 = SessionPackets.session(true).getFirst();

  /** Option PadN that fills a hop-by-hop or destination header of 8 bytes. */
  private static final String PADDING = "00 0104 00000000";

  private static final String ROUTE =
      "02 00 01 00000000 20010db8000000000000000000000009".replace(" ", "");
  private static final String SEGMENT_ROUTE =
      "02 04 01 00 00 0000 20010db8000000000000000000000002".replace(" ", "");
  private static final String AUTHENTICATED = "04 0000 00000100 00000001 000000000000000000000000";

  private NetworkCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    ipv4(cases);
    ipv4Contradictions(cases);
    ipv4Fragments(cases);
    ipv6(cases);
    ipv6Contradictions(cases);
    otherProtocols(cases);
    cuts(cases);
    return cases;
  }

  private static void ipv4(final List<CaptureCase> cases) {
    of(cases, "ipv4_options_nop", 1, Ipv4Header.withOptions(DATA, "01010100"));
    of(cases, "ipv4_options_record_route", 1, Ipv4Header.withOptions(DATA, "0707040a00000900"));
    of(
        cases,
        "ipv4_options_40_bytes",
        2,
        Ipv4Header.withOptions(DATA, "01".repeat(40)),
        Ipv4Header.withOptions(DATA, "00".repeat(40)));
    of(
        cases,
        "ipv4_options_malformed",
        3,
        Ipv4Header.withOptions(DATA, "07000000"),
        Ipv4Header.withOptions(DATA, "07ff0400"),
        Ipv4Header.withOptions(DATA, "01010107"));
    final byte[] ack = SessionPackets.session(false).get(2);
    final byte[] ack6 = SessionPackets.session(true).get(2);
    frames(
        cases,
        "ethernet_padding",
        4,
        Octets.join(Framing.ethernet(ack), new byte[6]),
        Octets.join(Framing.ethernet(ack), Octets.hex("ffffffffffff deadbeef")),
        Octets.join(Framing.ethernet(ack6), Octets.hex("0102030405060708")),
        Octets.join(Framing.tagged(ack, "8100 0005"), new byte[4]));
    of(
        cases,
        "ipv4_total_length_0",
        2,
        Ipv4Header.withTotalLength(SYN, 0),
        Ipv4Header.withTotalLength(DATA, 0));
    of(cases, "ipv4_total_length_beyond_frame", 1, Ipv4Header.withTotalLength(DATA, 500));
    of(cases, "ipv4_header_checksum_wrong", 1, Octets.with16(DATA, 10, 0x1234));
    of(cases, "ipv4_header_checksum_0", 1, Octets.with16(DATA, 10, 0));
    of(
        cases,
        "ipv4_type_of_service",
        3,
        Ipv4Header.checksummed(Octets.with8(DATA, 1, 0xb9)),
        Ipv4Header.checksummed(Octets.with8(DATA, 1, 0x02)),
        Ipv4Header.checksummed(Octets.with8(DATA, 1, 0x03)));
    of(
        cases,
        "ipv4_flags",
        3,
        Ipv4Header.withFragment(DATA, 0x4000),
        Ipv4Header.withFragment(DATA, 0x8000),
        Ipv4Header.withFragment(DATA, 0xc000));
    of(cases, "ipv4_in_authentication_header", 1, authenticated());
  }

  private static byte[] longData(final boolean ipv6) {
    return SessionPackets.tcp(
        ipv6,
        true,
        SessionPackets.CLIENT_SEQUENCE + 1,
        SessionPackets.SERVER_SEQUENCE + 1,
        TcpFlags.ACK,
        SessionPackets.NOTHING,
        Octets.hex("61".repeat(20)));
  }

  private static byte[] authenticated() {
    final byte[] header = Octets.join(Octets.hex("06"), Octets.hex(AUTHENTICATED));
    final byte[] whole =
        Octets.join(Octets.slice(DATA, 0, 20), header, Octets.slice(DATA, 20, DATA.length));
    return Ipv4Header.withTotalLength(Ipv4Header.withProtocol(whole, 51), whole.length);
  }

  private static void ipv4Contradictions(final List<CaptureCase> cases) {
    of(
        cases,
        "ipv4_header_length_impossible",
        0,
        Ipv4Header.checksummed(Octets.with8(DATA, 0, 0x40)),
        Ipv4Header.checksummed(Octets.with8(DATA, 0, 0x41)),
        Ipv4Header.checksummed(Octets.with8(DATA, 0, 0x44)));
    of(
        cases,
        "ipv4_header_length_beyond_total",
        0,
        Ipv4Header.checksummed(Octets.with8(DATA, 0, 0x4f)));
    of(
        cases,
        "ipv4_total_length_below_header",
        0,
        Ipv4Header.withTotalLength(DATA, 1),
        Ipv4Header.withTotalLength(DATA, 19));
    of(
        cases,
        "ipv4_total_length_cuts_tcp_header",
        0,
        Ipv4Header.withTotalLength(DATA, 20),
        Ipv4Header.withTotalLength(DATA, 24),
        Ipv4Header.withTotalLength(DATA, 39));
    of(
        cases,
        "ipv4_total_length_cuts_payload",
        2,
        Ipv4Header.withTotalLength(DATA, 40),
        Ipv4Header.withTotalLength(DATA, 42));
    frames(
        cases,
        "ip_version_wrong",
        0,
        typed("0800", Octets.with8(DATA, 0, 0x55)),
        typed("0800", Octets.with8(DATA, 0, 0x05)),
        typed("0800", DATA_6),
        typed("86dd", DATA),
        typed("86dd", Octets.with8(DATA_6, 0, 0x70)));
  }

  private static byte[] typed(final String type, final byte[] ip) {
    return Framing.ethernetOf(Octets.join(Octets.hex(type), ip));
  }

  private static void ipv4Fragments(final List<CaptureCase> cases) {
    of(
        cases,
        "ipv4_fragments",
        1,
        Ipv4Header.fragment(DATA, 0, 24),
        Ipv4Header.fragment(DATA, 24, 32));
    of(
        cases,
        "ipv4_fragments_in_reverse",
        1,
        Ipv4Header.fragment(LONG, 24, 40),
        Ipv4Header.fragment(LONG, 0, 24));
    of(
        cases,
        "ipv4_first_fragment_without_whole_header",
        0,
        Ipv4Header.fragment(DATA, 0, 8),
        Ipv4Header.fragment(DATA, 8, 32),
        Ipv4Header.fragment(DATA, 0, 16),
        Ipv4Header.fragment(DATA, 16, 32));
    // The 20 fixed bytes are there, but half of the options comes with the next fragment.
    of(
        cases,
        "ipv4_first_fragment_without_whole_options",
        0,
        Ipv4Header.fragment(SYN, 0, 24),
        Ipv4Header.fragment(SYN, 24, 40));
  }

  private static void ipv6(final List<CaptureCase> cases) {
    extension(cases, "hop_by_hop", Ipv6Header.HOP_BY_HOP, PADDING);
    extension(cases, "destination_options", Ipv6Header.DESTINATION, PADDING);
    extension(cases, "destination_options_16", Ipv6Header.DESTINATION, "01 010c" + "00".repeat(12));
    extension(cases, "routing_type_0", Ipv6Header.ROUTING, ROUTE);
    extension(cases, "routing_type_4", Ipv6Header.ROUTING, SEGMENT_ROUTE);
    extension(cases, "authentication", Ipv6Header.AUTHENTICATION, AUTHENTICATED);
    extension(cases, "mobility", Ipv6Header.MOBILITY, "00 00 00 0000 0000");
    extension(cases, "host_identity", Ipv6Header.HOST_IDENTITY, "00 00 00 0000 0000");
    extension(cases, "shim6", Ipv6Header.SHIM6, "00 80 000000 0000");
    extension(cases, "fragment_atomic", Ipv6Header.FRAGMENT, "00 0000 00001234");
    final byte[] hop = Ipv6Header.with(DATA_6, Ipv6Header.FRAGMENT, "00 0000 00001234");
    final byte[] route = Ipv6Header.with(hop, Ipv6Header.ROUTING, ROUTE);
    final byte[] destination = Ipv6Header.with(route, Ipv6Header.DESTINATION, PADDING);
    of(
        cases,
        "ipv6_every_extension",
        1,
        Ipv6Header.with(destination, Ipv6Header.HOP_BY_HOP, PADDING));
    byte[] many = DATA_6;
    for (int i = 0; i < 12; i++) {
      many = Ipv6Header.with(many, Ipv6Header.DESTINATION, PADDING);
    }
    of(cases, "ipv6_twelve_extensions", 1, many);
    of(cases, "ipv6_fragments", 1, fragment6(LONG_6, 0, 24), fragment6(LONG_6, 24, 40));
    of(
        cases,
        "ipv6_first_fragment_without_whole_header",
        0,
        fragment6(LONG_6, 0, 8),
        fragment6(LONG_6, 8, 40));
    of(
        cases,
        "ipv6_first_fragment_without_whole_options",
        0,
        fragment6(SYN_6, 0, 24),
        fragment6(SYN_6, 24, 40));
    final byte[] jumbo =
        Ipv6Header.with(DATA_6, Ipv6Header.HOP_BY_HOP, "00 c204 " + hex32(DATA_6.length - 32));
    of(cases, "ipv6_jumbo_option", 1, Ipv6Header.withPayloadLength(jumbo, 0));
    of(
        cases,
        "ipv6_traffic_class_and_flow_label",
        1,
        Octets.join(Octets.hex("6b812345"), Octets.slice(DATA_6, 4, DATA_6.length)));
  }

  private static void extension(
      final List<CaptureCase> cases, final String name, final int type, final String rest) {
    final List<byte[]> packets =
        SessionPackets.session(true).stream().map(ip -> Ipv6Header.with(ip, type, rest)).toList();
    cases.add(
        CaptureCase.sound(
            FOLDER,
            "ipv6_" + name,
            CaseFile.ethernet(Framing.all(Framing::ethernet, packets)),
            SESSION_LENGTH));
  }

  /** A fragment of an IPv6 packet with 40 bytes of TCP. */
  private static byte[] fragment6(final byte[] ip, final int from, final int to) {
    final byte[] piece = Octets.join(Octets.slice(ip, 0, 40), Octets.slice(ip, 40 + from, 40 + to));
    final int more = to < 40 ? 1 : 0;
    return Ipv6Header.with(
        piece, Ipv6Header.FRAGMENT, String.format("00 %04x 00005678", from | more));
  }

  private static String hex32(final int value) {
    return String.format("%08x", value);
  }

  private static void ipv6Contradictions(final List<CaptureCase> cases) {
    of(cases, "ipv6_payload_length_beyond_frame", 1, Ipv6Header.withPayloadLength(DATA_6, 500));
    of(
        cases,
        "ipv6_payload_length_cuts_tcp_header",
        0,
        Ipv6Header.withPayloadLength(DATA_6, 4),
        Ipv6Header.withPayloadLength(DATA_6, 19));
    final byte[] routed = Ipv6Header.with(DATA_6, Ipv6Header.ROUTING, ROUTE);
    of(
        cases,
        "ipv6_payload_length_cuts_extension",
        0,
        Ipv6Header.withPayloadLength(routed, 4),
        Ipv6Header.withPayloadLength(routed, 16));
    of(
        cases,
        "ipv6_extension_length_beyond_payload",
        0,
        Ipv6Header.with(DATA_6, Ipv6Header.DESTINATION, "ff 0104 00000000"));
  }

  private static void otherProtocols(final List<CaptureCase> cases) {
    final byte[] quoted = Octets.join(Octets.hex("0301 0000 00000000"), DATA);
    of(
        cases,
        "not_tcp",
        0,
        SessionPackets.udp(false, 5_000, 5_001, Octets.hex("0102")),
        SessionPackets.udp(true, 5_000, 5_001, Octets.hex("0102")),
        SessionPackets.ip(false, 1, quoted),
        SessionPackets.ip(true, 58, Octets.join(Octets.hex("0100 0000 00000000"), DATA_6)),
        SessionPackets.ip(false, 2, Octets.hex("1600 0000 e0000001")),
        SessionPackets.ip(false, 132, new byte[24]),
        SessionPackets.ip(false, 50, new byte[24]),
        SessionPackets.ip(true, 50, new byte[24]),
        SessionPackets.ip(true, 59, SessionPackets.NOTHING),
        SessionPackets.ip(false, 255, new byte[24]));
  }

  private static void cuts(final List<CaptureCase> cases) {
    cut(cases, "ipv4_options", Ipv4Header.withOptions(SYN, "01".repeat(12)), 32);
    cut(cases, "ipv6", SYN_6, 40);
    final byte[] routed = Ipv6Header.with(SYN_6, Ipv6Header.ROUTING, ROUTE);
    cut(
        cases,
        "ipv6_extensions",
        Ipv6Header.with(routed, Ipv6Header.HOP_BY_HOP, PADDING),
        40 + 24 + 8);
    cut(
        cases,
        "ipv6_authentication",
        Ipv6Header.with(SYN_6, Ipv6Header.AUTHENTICATION, AUTHENTICATED),
        40 + 24);
  }

  private static void cut(
      final List<CaptureCase> cases, final String name, final byte[] ip, final int beforeTcp) {
    final byte[] frame = Framing.ethernet(ip);
    cases.add(
        CaptureCase.sound(
            FOLDER,
            "cut_" + name,
            CaseFile.cutEverywhere(ETHERNET, frame),
            frame.length,
            frame.length - (14 + beforeTcp + 20) + 1));
  }

  private static void of(
      final List<CaptureCase> cases,
      final String name,
      final int segments,
      final byte[]... packets) {
    frames(
        cases,
        name,
        segments,
        Framing.all(Framing::ethernet, List.of(packets)).toArray(byte[][]::new));
  }

  private static void frames(
      final List<CaptureCase> cases,
      final String name,
      final int segments,
      final byte[]... frames) {
    cases.add(
        CaptureCase.sound(
            FOLDER, name, CaseFile.ethernet(List.of(frames)), frames.length, segments));
  }
}
