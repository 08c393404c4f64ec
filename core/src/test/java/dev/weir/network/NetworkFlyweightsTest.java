package dev.weir.network;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.HexBytes.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of the network headers, from literal bytes behind two others. */
final class NetworkFlyweightsTest {
  private static final String IPV4 = "46b9 05dc fffe 3fff 80 06 beef c0a80001 fffffffe 94040000";
  private static final String IPV6 =
      "6b91 2345 ffff 06 80 fe800000000000000000000000000001 ff020000000000008000000000000002";

  private final Ipv4Flyweight ipv4 = new Ipv4Flyweight();
  private final Ipv6Flyweight ipv6 = new Ipv6Flyweight();
  private final Ipv6ExtensionFlyweight extension = new Ipv6ExtensionFlyweight();

  @Test
  void shouldReadEveryFieldOfIpv4() {
    ipv4.wrap(packet("eeee", IPV4), 2, 24);
    assertEquals(NetworkFault.NONE, ipv4.check());
    assertEquals(4, ipv4.version());
    assertEquals(24, ipv4.headerLength());
    assertEquals(0xB9, ipv4.typeOfService());
    assertEquals(0x2E, ipv4.dscp());
    assertEquals(1, ipv4.ecn());
    assertEquals(1500, ipv4.totalLength());
    assertEquals(0xFFFE, ipv4.identification());
    assertEquals(0x3FFF, ipv4.fragmentBits());
    assertTrue(ipv4.moreFragments());
    assertFalse(ipv4.dontFragment());
    assertFalse(ipv4.reservedFlag());
    assertEquals(65_528, ipv4.fragmentOffset());
    assertEquals(128, ipv4.timeToLive());
    assertEquals(IpProtocol.TCP, ipv4.protocol());
    assertEquals(0xBEEF, ipv4.headerChecksum());
    assertEquals(0xC0A8_0001, ipv4.sourceAddress());
    assertEquals(0xFFFF_FFFE, ipv4.destinationAddress());
    assertEquals(0xFFFF_FFFE, ipv4.finalDestinationAddress());
    assertEquals(22, ipv4.optionsOffset());
    assertEquals(4, ipv4.optionsLength());
  }

  @Test
  void shouldReadTheOtherFlagsOfIpv4() {
    ipv4.wrap(packet(IPV4.replace("3fff", "c000")), 0, 24);
    assertTrue(ipv4.dontFragment());
    assertTrue(ipv4.reservedFlag());
    assertFalse(ipv4.moreFragments());
    assertEquals(0, ipv4.fragmentOffset());
  }

  @Test
  void shouldBeCutAtEveryShorterLength() {
    for (int length = 0; length < 24; length++) {
      assertEquals(NetworkFault.CUT, ipv4.wrap(cut(bytes(IPV4), length), 0, length).check());
    }
    for (int length = 0; length < 40; length++) {
      assertEquals(NetworkFault.CUT, ipv6.wrap(cut(bytes(IPV6), length), 0, length).check());
    }
  }

  @Test
  void shouldPutContradictionsBeforeACutInTheOptions() {
    final byte[] header = bytes("4f000014 00000000 40060000 0a000001 0a000002");
    assertEquals(
        NetworkFault.TOTAL_LENGTH_IMPOSSIBLE, ipv4.wrap(new UnsafeBuffer(header), 0, 20).check());
    header[3] = 60;
    assertEquals(NetworkFault.CUT, ipv4.wrap(new UnsafeBuffer(header), 0, 20).check());
    header[3] = 0;
    assertEquals(NetworkFault.CUT, ipv4.wrap(new UnsafeBuffer(header), 0, 20).check());
  }

  @Test
  void shouldReadEveryFieldOfIpv6() {
    ipv6.wrap(packet("eeee", IPV6), 2, 40);
    assertEquals(NetworkFault.NONE, ipv6.check());
    assertEquals(6, ipv6.version());
    assertEquals(0xB9, ipv6.trafficClass());
    assertEquals(1, ipv6.ecn());
    assertEquals(0x12345, ipv6.flowLabel());
    assertEquals(65535, ipv6.payloadLength());
    assertEquals(IpProtocol.TCP, ipv6.nextHeader());
    assertEquals(128, ipv6.hopLimit());
    assertEquals(0xFE80_0000_0000_0000L, ipv6.sourceHigh());
    assertEquals(1, ipv6.sourceLow());
    assertEquals(0xFF02_0000_0000_0000L, ipv6.destinationHigh());
    assertEquals(0x8000_0000_0000_0002L, ipv6.destinationLow());
  }

  private void extension(final int kind, final String hex) {
    final byte[] header = bytes(hex);
    extension.wrap(packet("eeee", hex), kind, 2, header.length);
    assertEquals(kind, extension.kind());
    assertEquals(NetworkFault.NONE, extension.check());
    for (int length = 0; length < header.length; length++) {
      final Ipv6ExtensionFlyweight shorter = new Ipv6ExtensionFlyweight();
      assertEquals(NetworkFault.CUT, shorter.wrap(cut(header, length), kind, 0, length).check());
    }
  }

  @Test
  void shouldReadFragmentHeaders() {
    extension(IpProtocol.FRAGMENT, "06ff fff9 80000001");
    assertEquals(IpProtocol.TCP, extension.nextHeader());
    assertEquals(8, extension.headerLength());
    assertEquals(65_528, extension.fragmentOffset());
    assertTrue(extension.moreFragments());
    assertEquals(0x8000_0001L, extension.identification());
    extension(IpProtocol.FRAGMENT, "0600 0006 00000001");
    assertFalse(extension.moreFragments());
    assertEquals(0, extension.fragmentOffset());
  }

  @Test
  void shouldReadRoutingHeaders() {
    final String hop = "20010db8000000000000000000000007";
    final String last = "20010db8000000000000000000000008";
    extension(IpProtocol.ROUTING, "0604 00 01 00000000" + hop + last);
    assertEquals(40, extension.headerLength());
    assertEquals(Ipv6ExtensionFlyweight.SOURCE_ROUTE, extension.routingType());
    assertEquals(1, extension.segmentsLeft());
    assertEquals(2 + 8 + 16, extension.finalDestinationOffset());
    extension(IpProtocol.ROUTING, "0604 04 01 00000000" + hop + last);
    assertEquals(2 + 8, extension.finalDestinationOffset());
    extension(IpProtocol.ROUTING, "0604 03 01 00000000" + hop + last);
    assertEquals(-1, extension.finalDestinationOffset());
    extension(IpProtocol.ROUTING, "0604 00 00 00000000" + hop + last);
    assertEquals(-1, extension.finalDestinationOffset());
    extension(IpProtocol.ROUTING, "0600 00 09 00000000");
    assertEquals(-1, extension.finalDestinationOffset());
  }

  @Test
  void shouldMeasureAuthenticationHeadersInTheirOwnUnits() {
    extension(IpProtocol.AUTHENTICATION, "0604" + "00".repeat(22));
    assertEquals(24, extension.headerLength());
  }

  @ParameterizedTest
  @CsvSource({
    "0600c20400010000, 65536",
    "0600c204ffffffff, 4294967295",
    "0600c2040000ffff, -1",
    "0600010400000000, -1",
    "0601 00 c20400010000 00000000000000, 65536",
    "0601 0102 0000 c20400020000 0000 0000, 131072",
    "0600 c20300010000, -1",
    "0600 0000000000c2, -1",
    "0600 00000000c204, -1",
    "0600 01ff 00000000, -1"
  })
  void shouldFindTheJumboPayloadOption(final String hex, final long expected) {
    extension(IpProtocol.HOP_BY_HOP, hex);
    assertEquals(expected, extension.jumboPayloadLength());
  }

  @Test
  void shouldKnowWhichNumbersAreExtensionHeaders() {
    final StringBuilder known = new StringBuilder();
    for (int protocol = 0; protocol < 256; protocol++) {
      known.append(IpProtocol.isIpv6Extension(protocol) ? protocol + " " : "");
    }
    assertEquals("0 43 44 51 60 135 139 140 ", known.toString());
  }
}
