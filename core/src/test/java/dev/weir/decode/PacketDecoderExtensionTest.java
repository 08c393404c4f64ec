package dev.weir.decode;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.decode.WirePackets.TCP_IN_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacketDecoderExtensionTest {
  private static final String ADDRESSES =
      "20010db8000000000000000000000001 20010db8000000000000000000000002";

  private final PacketDecoder decoder = new PacketDecoder();

  private static byte[] ipv6(final int nextHeader, final String extensions, final String rest) {
    final int length = bytes(extensions, rest).length;
    return bytes(
        "60000000", "%04x%02x40".formatted(length, nextHeader), ADDRESSES, extensions, rest);
  }

  private DecodeOutcome decode(final byte[] ip) {
    return decoder.decode(new UnsafeBuffer(ip), LinkType.IPV6);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "hop-by-hop options, 0, 0600 010400000000",
    "destination options of 16 bytes, 60, 0601 010c 000000000000000000000000",
    "routing, 43, 0600 00 00 00000000",
    "mobility, 135, 0600 000000000000",
    "HIP, 139, 0600 000000000000",
    "shim6, 140, 0600 000000000000",
    "first fragment, 44, 0600 0001 12345678",
    "authentication, 51, 0604 0000 00000001 00000002 000102030405060708090a0b",
    "a chain of four, 0, 3c00010400000000 2b00010400000000 2c00000000000000 0600000012345678"
  })
  void shouldStepOver(final String name, final int kind, final String extensions) {
    final byte[] ip = ipv6(kind, extensions, TCP_IN_IPV6);
    final int tcp = 40 + bytes(extensions).length;
    assertEquals(DecodeOutcome.TCP, decode(ip));
    assertTrue(decoder.carriesTcp());
    assertEquals(0, decoder.networkOffset());
    assertEquals(tcp, decoder.tcpOffset());
    assertEquals(6, decoder.payloadLength());
    assertEquals(40000, decoder.sourcePort());

    for (int captured = 40; captured < tcp; captured++) {
      assertEquals(
          DecodeOutcome.IPV6_EXTENSION_CUT,
          decoder.decode(cut(ip, captured), LinkType.IPV6, ip.length),
          "captured " + captured);
      assertTrue(decoder.bytesNeeded() > decoder.bytesAvailable());
    }
  }

  @Test
  void shouldSeeTcpInACutExtensionHeaderAsSoonAsItSaysSo() {
    final byte[] ip = ipv6(44, "0600000112345678", TCP_IN_IPV6);
    decoder.decode(cut(ip, 40), LinkType.IPV6, ip.length);
    assertFalse(decoder.carriesTcp());
    decoder.decode(cut(ip, 41), LinkType.IPV6, ip.length);
    assertTrue(decoder.carriesTcp());
  }

  @Test
  void shouldTellFirstFromLaterFragments() {
    decode(ipv6(44, "0600 0001 00000007", TCP_IN_IPV6));
    assertTrue(decoder.fragmented());
    decode(ipv6(44, "0600 0000 00000007", TCP_IN_IPV6));
    assertFalse(decoder.fragmented());
    assertEquals(DecodeOutcome.FRAGMENT, decode(ipv6(44, "0600 0008 00000007", TCP_IN_IPV6)));
    assertTrue(decoder.fragmented());
    assertTrue(decoder.carriesTcp());
    assertEquals(-1, decoder.tcpOffset());
    assertEquals(DecodeOutcome.NOT_TCP, decode(ipv6(44, "1100 0008 00000007", TCP_IN_IPV6)));
    assertFalse(decoder.carriesTcp());
  }

  @ParameterizedTest
  @CsvSource({"59", "50", "58", "17", "1", "255"})
  void shouldSayNotTcpBehindOtherHeaders(final int next) {
    final String header = "%02x00010400000000".formatted(next);
    assertEquals(DecodeOutcome.NOT_TCP, decode(ipv6(0, header, "00".repeat(40))));
    assertFalse(decoder.carriesTcp());
  }

  @Test
  void shouldRefuseAnExtensionHeaderBeyondTheIpLength() {
    final byte[] ip = ipv6(0, "06ff010400000000", TCP_IN_IPV6);
    assertEquals(DecodeOutcome.IPV6_EXTENSION_BEYOND_IP, decode(ip));
    assertTrue(decoder.carriesTcp());
    assertEquals(2048, decoder.bytesNeeded());
  }

  @Test
  void shouldTakeTheLengthOfAJumbogramFromItsOption() {
    final byte[] ip = bytes("60000000 00000040", ADDRESSES, "0600 c20400013930", TCP_IN_IPV6);
    assertEquals(DecodeOutcome.TCP, decode(ip));
    assertEquals(80_176 + 40, decoder.ipLength());
    assertEquals(80_176 - 8 - 32, decoder.payloadLength());
    assertEquals(6, decoder.capturedPayloadLength());
    assertTrue(decoder.truncated());
    assertFalse(decoder.isLengthOpen());

    final byte[] largest = bytes("60000000 00000040", ADDRESSES, "0600 c204ffffffff", TCP_IN_IPV6);
    assertEquals(DecodeOutcome.TCP, decode(largest));
    assertEquals(Integer.MAX_VALUE, decoder.ipLength());
  }

  @Test
  void shouldNotTakeASmallJumboLengthSeriously() {
    final byte[] ip = bytes("60000000 00000040", ADDRESSES, "0600 c20400000001", TCP_IN_IPV6);
    assertEquals(DecodeOutcome.TCP, decode(ip));
    assertTrue(decoder.isLengthOpen());
    assertEquals(6, decoder.payloadLength());
  }

  @Test
  void shouldStepOverAnAuthenticationHeaderInIpv4() {
    final byte[] ip =
        bytes(
            "45000052 00004000 40330000 0a000001 0a000002",
            "0604 0000 00000001 00000002 000102030405060708090a0b",
            TCP_IN_IPV6);
    assertEquals(DecodeOutcome.TCP, decoder.decode(new UnsafeBuffer(ip), LinkType.IPV4));
    assertEquals(44, decoder.tcpOffset());
    assertEquals(6, decoder.payloadLength());
    assertTrue(decoder.carriesTcp());
  }

  @Test
  void shouldNotTakeIpv6ExtensionNumbersForHeadersInIpv4() {
    for (final int kind : new int[] {0, 43, 44, 60, 135, 139, 140}) {
      final byte[] ip =
          bytes(
              "4500003a 00004000 40%02x0000 0a000001 0a000002".formatted(kind),
              "0600010400000000",
              "00".repeat(30));
      assertEquals(DecodeOutcome.NOT_TCP, decoder.decode(new UnsafeBuffer(ip), LinkType.IPV4));
      assertFalse(decoder.carriesTcp());
    }
  }
}
