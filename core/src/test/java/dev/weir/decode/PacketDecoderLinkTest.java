package dev.weir.decode;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.HexBytes.packet;
import static dev.weir.decode.WirePackets.ETHERNET_ADDRESSES;
import static dev.weir.decode.WirePackets.IPV4;
import static dev.weir.decode.WirePackets.IPV6;
import static dev.weir.decode.WirePackets.PAYLOAD_LENGTH;
import static dev.weir.decode.WirePackets.TCP_HEADER_LENGTH;
import static dev.weir.decode.WirePackets.TCP_IN_IPV4;
import static dev.weir.decode.WirePackets.TCP_IN_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import dev.weir.decode.WirePackets.LinkHeader;
import dev.weir.transport.TcpFlags;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every link header, whole and cut at every byte. */
final class PacketDecoderLinkTest {
  private static final int PADDING = 7;

  private final PacketDecoder decoder = new PacketDecoder();

  static Stream<Arguments> ipv4() {
    return WirePackets.beforeIpv4().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  static Stream<Arguments> ipv6() {
    return WirePackets.beforeIpv6().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ipv4")
  void shouldReachTheSegmentInIpv4(final String name, final LinkHeader link) {
    final UnsafeBuffer packet = packet(link.hex(), IPV4, TCP_IN_IPV4, "00".repeat(PADDING));

    assertEquals(DecodeOutcome.TCP, decoder.decode(packet, link.linkType()));

    assertEquals(4, decoder.ipVersion());
    assertEquals(link.length(), decoder.networkOffset());
    assertEquals(58, decoder.ipLength());
    assertEquals(0, decoder.sourceHigh());
    assertEquals(0x0A00_0001L, decoder.sourceLow());
    assertEquals(0, decoder.destinationHigh());
    assertEquals(0x0A00_0002L, decoder.destinationLow());
    assertEquals(64, decoder.ipv4().timeToLive());
    assertSegment(link, link.length() + 20);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ipv6")
  void shouldReachTheSegmentInIpv6(final String name, final LinkHeader link) {
    final UnsafeBuffer packet = packet(link.hex(), IPV6, TCP_IN_IPV6, "00".repeat(PADDING));

    assertEquals(DecodeOutcome.TCP, decoder.decode(packet, link.linkType()));

    assertEquals(6, decoder.ipVersion());
    assertEquals(link.length(), decoder.networkOffset());
    assertEquals(78, decoder.ipLength());
    assertEquals(0x2001_0DB8_0000_0000L, decoder.sourceHigh());
    assertEquals(1, decoder.sourceLow());
    assertEquals(0x2001_0DB8_0000_0000L, decoder.destinationHigh());
    assertEquals(2, decoder.destinationLow());
    assertEquals(64, decoder.ipv6().hopLimit());
    assertSegment(link, link.length() + 40);
  }

  private void assertSegment(final LinkHeader link, final int tcpOffset) {
    assertTrue(decoder.carriesTcp());
    assertEquals(DecodeOutcome.TCP, decoder.outcome());
    assertEquals(link.vlanId(), decoder.vlanId());
    assertEquals(tcpOffset, decoder.tcpOffset());
    assertEquals(TCP_HEADER_LENGTH, decoder.tcpHeaderLength());
    assertEquals(tcpOffset + TCP_HEADER_LENGTH, decoder.payloadOffset());
    assertEquals(PAYLOAD_LENGTH, decoder.payloadLength());
    assertEquals(PAYLOAD_LENGTH, decoder.capturedPayloadLength());
    assertEquals(tcpOffset + TCP_HEADER_LENGTH + PAYLOAD_LENGTH, decoder.capturedEnd());
    assertFalse(decoder.truncated());
    assertFalse(decoder.fragmented());
    assertFalse(decoder.isLengthOpen());
    assertEquals(40000, decoder.sourcePort());
    assertEquals(9000, decoder.destinationPort());
    assertEquals(1001, decoder.tcp().sequence());
    assertEquals(5001, decoder.tcp().acknowledgment());
    assertEquals(TcpFlags.ACK | TcpFlags.PSH, decoder.tcp().flags());
    assertEquals(0xFFFF, decoder.tcp().window());
    assertEquals(DecodeLayer.TRANSPORT, decoder.stopLayer());
    assertEquals(tcpOffset, decoder.stopOffset());
    assertEquals(0, decoder.bytesNeeded());
    assertEquals(-1, decoder.finalDestinationOffset());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ipv4")
  void shouldNameTheHeaderThatTheCaptureCutsInIpv4(final String name, final LinkHeader link) {
    shouldNameTheHeaderThatTheCaptureCuts(link, bytes(link.hex(), IPV4, TCP_IN_IPV4), 20, 9);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ipv6")
  void shouldNameTheHeaderThatTheCaptureCutsInIpv6(final String name, final LinkHeader link) {
    shouldNameTheHeaderThatTheCaptureCuts(link, bytes(link.hex(), IPV6, TCP_IN_IPV6), 40, 6);
  }

  private void shouldNameTheHeaderThatTheCaptureCuts(
      final LinkHeader link, final byte[] whole, final int ipHeaderLength, final int protocolAt) {
    final int ip = link.length();
    final int tcp = ip + ipHeaderLength;
    for (int captured = 0; captured <= whole.length; captured++) {
      final String at = "captured " + captured;
      final DecodeOutcome outcome =
          decoder.decode(cut(whole, captured), link.linkType(), whole.length);

      assertEquals(expected(link, captured, ip, tcp), outcome, at);
      assertEquals(captured > ip + protocolAt, decoder.carriesTcp(), at);
      assertEquals(captured < whole.length, decoder.truncated(), at);
      assertEquals(captured >= tcp + 4 ? 40000 : -1, decoder.sourcePort(), at);
      assertEquals(captured >= tcp + 4 ? 9000 : -1, decoder.destinationPort(), at);
      assertEquals(captured >= tcp ? tcp : -1, decoder.tcpOffset(), at);
      if (outcome == DecodeOutcome.TCP) {
        assertEquals(PAYLOAD_LENGTH, decoder.payloadLength(), at);
        assertEquals(
            Math.max(captured - tcp - TCP_HEADER_LENGTH, 0), decoder.capturedPayloadLength(), at);
        assertEquals(Math.min(captured - tcp - 20, 12), decoder.tcp().capturedOptionsLength(), at);
      } else {
        assertTrue(decoder.bytesAvailable() >= 0, at);
        assertTrue(decoder.stopOffset() <= captured, at);
        assertTrue(
            outcome == DecodeOutcome.LINK_HEADER_CUT
                || decoder.bytesNeeded() > decoder.bytesAvailable(),
            at);
      }
    }
  }

  private static DecodeOutcome expected(
      final LinkHeader link, final int captured, final int ip, final int tcp) {
    // Where the version in the first byte says which IP it is, that byte is the link layer's.
    final boolean byVersion =
        link.linkType() == LinkType.RAW
            || link.linkType() == LinkType.RAW_BSD
            || link.linkType() == LinkType.RAW_OPENBSD
            || link.hex().contains("017f");
    final boolean oneByteProtocol = link.hex().endsWith("21") || link.hex().endsWith("57");
    if (captured < ip || captured == ip && (byVersion || oneByteProtocol && isShort(link))) {
      return DecodeOutcome.LINK_HEADER_CUT;
    }
    if (captured < tcp) {
      return DecodeOutcome.IP_HEADER_CUT;
    }
    return captured < tcp + 20 ? DecodeOutcome.TCP_HEADER_CUT : DecodeOutcome.TCP;
  }

  private static boolean isShort(final LinkHeader link) {
    return !link.hex().endsWith("0021") && !link.hex().endsWith("0057");
  }

  @ParameterizedTest
  @CsvSource({
    "ARP, 0806",
    "a spanning tree frame, 0026 424203",
    "SNAP of another organisation, 0026 aaaa03 00000c 0800",
    "LLC with the wrong control byte, 0026 aaaa04 000000 0800",
    "LLDP, 88cc",
    "PPPoE discovery, 8863 1109 0000 0000",
    "PPPoE that is not data, 8864 1109 0000 0000 0021",
    "PPPoE of another version, 8864 2100 0001 003c 0021",
    "PPP control, 8864 1100 0001 003c c021",
    "MPLS with neither IP nor a control word, 8847 0001017f 50",
    "a tag before ARP, 8100 0001 0806"
  })
  void shouldSayNotIp(final String name, final String hex) {
    final UnsafeBuffer packet = packet(ETHERNET_ADDRESSES, hex, "00".repeat(60));
    assertEquals(DecodeOutcome.NOT_IP, decoder.decode(packet, LinkType.ETHERNET));
    assertFalse(decoder.carriesTcp());
    assertEquals(0, decoder.ipVersion());
    assertEquals(-1, decoder.networkOffset());
    assertEquals(-1, decoder.sourcePort());
    assertEquals(DecodeLayer.LINK, decoder.stopLayer());
  }

  @Test
  void shouldSayNotIpForOtherFamiliesAndVersions() {
    final String rest = "00".repeat(60);
    assertEquals(DecodeOutcome.NOT_IP, decoder.decode(packet("07000000", rest), LinkType.NULL));
    assertEquals(DecodeOutcome.NOT_IP, decoder.decode(packet("50", rest), LinkType.RAW));
    assertEquals(
        DecodeOutcome.NOT_IP, decoder.decode(packet("0f002000", rest), LinkType.CISCO_HDLC));
    assertEquals(DecodeOutcome.NOT_IP, decoder.decode(packet("ff03c021", rest), LinkType.PPP));
  }

  @ParameterizedTest
  @CsvSource({
    "a beacon, 105, 8000 0000",
    "a frame without data, 105, 4801 0000",
    "an encrypted frame, 105, 0841 0000",
    "a radiotap header that is too short, 127, 0000 0700 00000000",
    "PPI of PPI, 192, 0000 0800 c0000000",
    "a token, 10, 80",
    "a MAC frame of a token ring, 6, 1000",
    "an address that does not end, 107, 10101010",
    "a later fragment of ARCNET, 7, 0102d4020007",
    "a log of another family, 239, 07000000 34000900"
  })
  void shouldSayNotIpOnRarerLinks(final String name, final int linkType, final String hex) {
    final UnsafeBuffer packet = packet(hex, "00".repeat(200));
    assertEquals(DecodeOutcome.NOT_IP, decoder.decode(packet, linkType));
    assertFalse(decoder.carriesTcp());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 114, 130, 182, 197, 277, 65535, Integer.MAX_VALUE})
  void shouldRefuseLinkTypesThatItDoesNotKnow(final int linkType) {
    final UnsafeBuffer packet = packet(ETHERNET_ADDRESSES, "0800", IPV4, TCP_IN_IPV4);
    assertEquals(DecodeOutcome.LINK_TYPE_UNSUPPORTED, decoder.decode(packet, linkType));
    assertFalse(decoder.carriesTcp());
  }

  @Test
  void shouldDecodeExactlyTheLinkTypesThatCapturesCallSupported() {
    for (int linkType = 0; linkType < 400; linkType++) {
      final boolean decoded =
          decoder.decode(packet(ETHERNET_ADDRESSES, "0800", IPV4, TCP_IN_IPV4), linkType)
              != DecodeOutcome.LINK_TYPE_UNSUPPORTED;
      assertEquals(LinkType.isSupported(linkType), decoded, "link type " + linkType);
    }
  }

  @Test
  void shouldForgetThePacketBefore() {
    decoder.decode(
        packet(ETHERNET_ADDRESSES, "8100 0005 0800", IPV4, TCP_IN_IPV4), LinkType.ETHERNET);
    assertEquals(5, decoder.vlanId());

    assertEquals(DecodeOutcome.LINK_HEADER_CUT, decoder.decode(packet(""), LinkType.ETHERNET));

    assertEquals(-1, decoder.vlanId());
    assertFalse(decoder.carriesTcp());
    assertEquals(0, decoder.ipVersion());
    assertEquals(0, decoder.ipLength());
    assertEquals(-1, decoder.networkOffset());
    assertEquals(-1, decoder.tcpOffset());
    assertEquals(-1, decoder.sourcePort());
    assertEquals(0, decoder.tcpHeaderLength());
  }
}
