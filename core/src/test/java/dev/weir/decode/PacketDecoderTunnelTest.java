package dev.weir.decode;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.decode.WirePackets.IPV4;
import static dev.weir.decode.WirePackets.IPV6;
import static dev.weir.decode.WirePackets.TCP_IN_IPV4;
import static dev.weir.decode.WirePackets.TCP_IN_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tunnels: the innermost segment is reached, what only quotes segments is not entered. */
final class PacketDecoderTunnelTest {
  private static final String SEGMENT = IPV4 + TCP_IN_IPV4;
  private static final String ETHERNET = "030000000001 030000000002";
  private static final int OUTER_LENGTH = 20;

  private final PacketDecoder decoder = new PacketDecoder();

  /** Puts bytes behind an IPv4 header of 192.0.2.1 to 192.0.2.2. */
  private static byte[] outer(final int protocol, final String... inner) {
    final int length = OUTER_LENGTH + bytes(inner).length;
    return bytes(
        "4500%04x 00010000 40%02x0000 c0000201 c0000202".formatted(length, protocol),
        String.join("", inner));
  }

  private static byte[] udp(final int port, final String... inner) {
    final int length = 8 + bytes(inner).length;
    return outer(17, "c000%04x%04x0000".formatted(port, length), String.join("", inner));
  }

  static Map<String, byte[]> tunnels() {
    final Map<String, byte[]> packets = new LinkedHashMap<>();
    packets.put("IPv4 in IPv4", outer(4, SEGMENT));
    packets.put("MPLS in IP", outer(137, "0001017f", SEGMENT));
    packets.put("Ethernet in IP", outer(97, "3000", ETHERNET, "0800", SEGMENT));
    packets.put("GRE", outer(47, "00000800", SEGMENT));
    packets.put("GRE with key", outer(47, "20000800 0000002a", SEGMENT));
    packets.put("GRE with all", outer(47, "b0000800 abcd0000 0000002a 00000001", SEGMENT));
    packets.put("GRE with Ethernet", outer(47, "00006558", ETHERNET, "0800", SEGMENT));
    packets.put("GRE with a tag", outer(47, "00006558", ETHERNET, "8100 0005 0800", SEGMENT));
    packets.put("GRE with MPLS", outer(47, "00008847 0001017f", SEGMENT));
    packets.put("PPTP", outer(47, "3001880b 003a0001 00000007 ff030021", SEGMENT));
    packets.put("PPTP with A", outer(47, "3081880b 003a0001 00000007 00000003 21", SEGMENT));
    packets.put("ERSPAN I", outer(47, "000088be", ETHERNET, "0800", SEGMENT));
    packets.put(
        "ERSPAN II", outer(47, "100088be 00000001 10016001 00000000", ETHERNET, "0800", SEGMENT));
    packets.put(
        "ERSPAN III",
        outer(47, "100022eb 00000001 20016001 00000000 00000000", ETHERNET, "0800", SEGMENT));
    packets.put(
        "ERSPAN III with O",
        outer(
            47,
            "100022eb 00000001 20016001 00000000 00000001 0000000000000000",
            ETHERNET,
            "0800",
            SEGMENT));
    packets.put("VXLAN", udp(4789, "08000000 00006400", ETHERNET, "0800", SEGMENT));
    packets.put("VXLAN of Linux", udp(8472, "08000000 00006400", ETHERNET, "0800", SEGMENT));
    packets.put("GENEVE", udp(6081, "00006558 00006400", ETHERNET, "0800", SEGMENT));
    packets.put("GENEVE with options", udp(6081, "02000800 00006400 0102800100000000", SEGMENT));
    packets.put("GTP", udp(2152, "30ff003a 00000001", SEGMENT));
    packets.put("GTP with sequence", udp(2152, "32ff003e 00000001 00010000", SEGMENT));
    packets.put(
        "GTP with extensions",
        udp(2152, "34ff004a 00000001 000000c0 0100 0085 02 00000000 000000", SEGMENT));
    packets.put("GRE in UDP", udp(4754, "00000800", SEGMENT));
    packets.put("MPLS in UDP", udp(6635, "0001017f", SEGMENT));
    packets.put("AYIYA", udp(5072, "41110104 00000000", "00".repeat(16), "00".repeat(4), SEGMENT));
    packets.put(
        "VXLAN in GRE in IP",
        outer(
            4,
            hex(
                outer(
                    47,
                    "00000800",
                    hex(udp(4789, "08000000 00006400", ETHERNET, "0800", SEGMENT))))));
    return packets;
  }

  private static String hex(final byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static Stream<Arguments> all() {
    return tunnels().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private DecodeOutcome decode(final byte[] ip) {
    return decoder.decode(new UnsafeBuffer(ip), LinkType.IPV4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void shouldEndInTheInnermostSegment(final String name, final byte[] packet) {
    final int segment = bytes(SEGMENT).length;

    assertEquals(DecodeOutcome.TCP, decode(packet));

    assertTrue(decoder.carriesTcp());
    assertEquals(name.startsWith("VXLAN in") ? 3 : 1, decoder.tunnelDepth());
    assertEquals(packet.length - segment, decoder.networkOffset());
    assertEquals(58, decoder.ipLength());
    assertEquals(0x0A00_0001L, decoder.sourceLow());
    assertEquals(40000, decoder.sourcePort());
    assertEquals(9000, decoder.destinationPort());
    assertEquals(6, decoder.payloadLength());
    assertEquals(-1, decoder.vlanId());
    assertEquals(
        ChecksumVerdict.VALID, InternetChecksum.verifyTcp(new UnsafeBuffer(packet), decoder));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void shouldNameWhatTheCaptureCuts(final String name, final byte[] packet) {
    final int inner = packet.length - bytes(SEGMENT).length;
    for (int captured = 0; captured < packet.length; captured++) {
      final String at = "captured " + captured;
      final DecodeOutcome outcome =
          decoder.decode(cut(packet, captured), LinkType.IPV4, packet.length);
      if (captured < OUTER_LENGTH) {
        assertEquals(DecodeOutcome.IP_HEADER_CUT, outcome, at);
      } else if (captured < inner) {
        assertTrue(
            outcome == DecodeOutcome.TUNNEL_HEADER_CUT
                || outcome == DecodeOutcome.IP_HEADER_CUT
                || outcome == DecodeOutcome.NOT_TCP && captured < OUTER_LENGTH + 8 + 60,
            () -> at + ": " + outcome);
        assertFalse(decoder.carriesTcp(), at);
        assertEquals(4, decoder.ipVersion(), at);
      } else if (captured < inner + OUTER_LENGTH) {
        assertTrue(
            outcome == DecodeOutcome.IP_HEADER_CUT || outcome == DecodeOutcome.TUNNEL_HEADER_CUT,
            () -> at + ": " + outcome);
        assertEquals(captured > inner + 9, decoder.carriesTcp(), at);
        assertEquals(4, decoder.ipVersion(), "the outer header stays");
      } else {
        final int tcp = inner + 20;
        assertEquals(
            captured < tcp + 20 ? DecodeOutcome.TCP_HEADER_CUT : DecodeOutcome.TCP, outcome, at);
        assertEquals(tcp, decoder.tcpOffset(), at);
      }
      assertTrue(decoder.truncated(), at);
    }
  }

  @Test
  void shouldStepFromOneVersionOfIpToTheOther() {
    assertEquals(DecodeOutcome.TCP, decode(outer(41, IPV6, TCP_IN_IPV6)));
    assertEquals(6, decoder.ipVersion());
    assertEquals(20, decoder.networkOffset());
    assertEquals(2, decoder.destinationLow());

    final byte[] in6 = bytes(IPV6.replace("00260640", "003a0440"), SEGMENT);
    assertEquals(DecodeOutcome.TCP, decoder.decode(new UnsafeBuffer(in6), LinkType.IPV6));
    assertEquals(4, decoder.ipVersion());
    assertEquals(40, decoder.networkOffset());
    assertEquals(0x0A00_0002L, decoder.destinationLow());
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "0000 1234 3fffdeae",
    "0001 0000 0102030405060708 00",
    "0001 0403 01020304 010203 0102030405060708 00",
    "0001 0000 0102030405060708 00 0000 1234 3fffdeae"
  })
  void shouldStepOverTheFieldsOfTeredo(final String fields) {
    final byte[] packet = udp(3544, fields, IPV6, TCP_IN_IPV6);
    assertEquals(DecodeOutcome.TCP, decode(packet));
    assertEquals(6, decoder.ipVersion());
    assertEquals(28 + bytes(fields).length, decoder.networkOffset());
  }

  @Test
  void shouldKeepTheTagOfTheFrameAndNotOfTheTunnel() {
    final byte[] tagged = udp(4789, "08000000 00006400", ETHERNET, "8100 0005 0800", SEGMENT);
    final byte[] frame = bytes(ETHERNET, "8100 0007 0800", hex(tagged));
    assertEquals(DecodeOutcome.TCP, decoder.decode(new UnsafeBuffer(frame), LinkType.ETHERNET));
    assertEquals(7, decoder.vlanId());
  }

  @Test
  void shouldTakeTheShortestOfTheLengthsAround() {
    // The outer packet ends 3 bytes into the payload; 4 bytes of padding follow.
    final byte[] packet = bytes(hex(outer(4, SEGMENT)), "00000000");
    packet[3] -= 3;
    assertEquals(DecodeOutcome.TCP, decode(packet));
    assertEquals(6, decoder.payloadLength());
    assertEquals(3, decoder.capturedPayloadLength());
    assertTrue(decoder.truncated());
    // Then it ends inside the options, and at last inside the fixed part of the TCP header.
    packet[3] -= 12;
    assertEquals(DecodeOutcome.TCP, decode(packet));
    assertEquals(0, decoder.capturedPayloadLength());
    packet[3] -= 8;
    assertEquals(DecodeOutcome.TCP_HEADER_BEYOND_IP, decode(packet));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ICMP error, 1, 0301000000000000",
    "ICMPv6 error in IPv4, 58, 0100000000000000",
    "ESP, 50, 0000000100000001",
    "L2TP version 3, 115, 00000001",
    "SCTP, 132, 9c40002400000001"
  })
  void shouldNotEnterWhatQuotesOrHidesSegments(
      final String name, final int protocol, final String header) {
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(protocol, header, SEGMENT)));
    assertFalse(decoder.carriesTcp());
    assertEquals(0, decoder.tunnelDepth());
  }

  @Test
  void shouldNotEnterAnIcmpErrorInsideATunnel() {
    final byte[] error = outer(1, "0301000000000000", SEGMENT);
    assertEquals(DecodeOutcome.NOT_TCP, decode(udp(2152, "30ff0060 00000001", hex(error))));
    assertFalse(decoder.carriesTcp());
    assertEquals(1, decoder.tunnelDepth());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sFlow, 6343, 00000005",
    "DNS, 53, 08000000",
    "VXLAN without its flag, 4789, 00000000 00006400",
    "GENEVE of another version, 6081, 40000800 00000000",
    "GENEVE control, 6081, 00800800 00000000",
    "GTP of version 2, 2152, 48ff003a 00000001",
    "GTP echo, 2152, 3001003a 00000001",
    "GTP prime, 2152, 20ff003a 00000001",
    "GTP with an empty extension, 2152, 34ff003a 00000001 00000085 00",
    "AYIYA without a packet, 5072, 0011003b 00000000 00",
    "Teredo with IPv4, 3544, ''"
  })
  void shouldNotEnterWhatIsNoTunnel(final String name, final int port, final String header) {
    final byte[] packet = udp(port, header, SEGMENT);
    assertEquals(DecodeOutcome.NOT_TCP, decode(packet));
    assertFalse(decoder.carriesTcp());
    assertEquals(0, decoder.tunnelDepth());
    assertEquals(0, decoder.networkOffset());
  }

  @Test
  void shouldNotBelieveAPortWhereTheIpHeaderInsideMakesNoSense() {
    final byte[] packet = udp(6081, "00000800 00000000", "9" + SEGMENT.substring(1));
    assertEquals(DecodeOutcome.NOT_TCP, decode(packet));
    assertFalse(decoder.carriesTcp());
    assertEquals(4, decoder.ipVersion());
    assertEquals(0, decoder.networkOffset());
    assertEquals(0xC000_0201L, decoder.sourceLow());
    assertEquals(packet.length, decoder.ipLength());
    assertEquals(0, decoder.tunnelDepth());
    assertEquals(1, decoder.ipv4().identification());

    final byte[] declared = outer(47, "00000800", "9" + SEGMENT.substring(1));
    assertEquals(DecodeOutcome.IP_VERSION_WRONG, decode(declared));
    assertEquals(0, decoder.networkOffset());
    assertEquals(24, decoder.stopOffset());
    assertEquals(0xC000_0201L, decoder.sourceLow());
  }

  @Test
  void shouldSayNotTcpWhereTheTunnelCarriesSomethingElse() {
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(47, "00000806", "00".repeat(28))));
    assertEquals(
        DecodeOutcome.NOT_TCP, decode(outer(47, "00006558", ETHERNET, "0806", "00".repeat(28))));
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(47, "00000800")));
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(47, "4000 0800 00000000", SEGMENT)));
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(47, "0002 0800", SEGMENT)));
    assertEquals(DecodeOutcome.NOT_TCP, decode(outer(47, "2081 880b 00000001 00000001")));
    assertEquals(0, decoder.tunnelDepth());
    assertEquals(0, decoder.networkOffset());
    assertFalse(decoder.truncated());
  }

  @Test
  void shouldWalkThousandsOfHeadersWithoutRecursion() {
    final int headers = 3_000;
    final byte[] segment = bytes(SEGMENT);
    final byte[] packet = new byte[headers * 20 + segment.length];
    for (int i = 0; i < headers; i++) {
      final byte[] header = bytes("45000000 00000000 40040000 0a000001 0a000002");
      final int length = packet.length - i * 20;
      header[2] = (byte) (length >>> 8);
      header[3] = (byte) length;
      System.arraycopy(header, 0, packet, i * 20, 20);
    }
    System.arraycopy(segment, 0, packet, headers * 20, segment.length);
    assertEquals(DecodeOutcome.TCP, decode(packet));
    assertEquals(headers, decoder.tunnelDepth());
    assertEquals(headers * 20, decoder.networkOffset());
  }

  @Test
  void shouldForgetTheTunnelOfThePacketBefore() {
    decode(outer(4, SEGMENT));
    assertEquals(1, decoder.tunnelDepth());
    final byte[] frame = bytes(ETHERNET, "0800", SEGMENT);
    decoder.decode(new UnsafeBuffer(frame), LinkType.ETHERNET);
    assertEquals(0, decoder.tunnelDepth());
    decode(outer(47, "00000800"));
    assertEquals(0, decoder.tunnelDepth());
  }
}
