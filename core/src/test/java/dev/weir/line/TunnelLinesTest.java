package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Packets in packets that are cut or whose lengths disagree, with what tcpdump 4.99.3 prints. */
class TunnelLinesTest {
  private static final String LINK = "0200000000020200000000010800";
  private static final String VXLAN_BEGIN = "IP 10.0.0.1.5000 > 10.0.0.2.4789: VXLAN";
  private static final String GENEVE_BEGIN = "IP 10.0.0.1.5000 > 10.0.0.2.6081: Geneve";
  private static final String INNER = "IP 10.0.0.1.4000 > 10.0.0.2.9000: Flags [.], ack 1, win 100";
  private static final int HEADERS_LENGTH = 42;

  private static byte[] ipv4(final int protocol, final String payload) {
    final String header = "4500%04x0001000040%02x00000a0000010a000002";
    return Packets.bytes(
        LINK + header.formatted(20 + Packets.bytes(payload).length, protocol) + payload);
  }

  private static String segment() {
    return "0fa023280000000100000001 5010006400000000";
  }

  /** A UDP packet with a TCP segment in an Ethernet frame behind eight bytes of a tunnel's. */
  private static byte[] udp(
      final int port, final int length, final int checksum, final String tunnel) {
    final String header = "1388%04x%04x%04x".formatted(port, length, checksum);
    final String inner = LINK + "450000280001000040060000 0a0000010a000002" + segment();
    return ipv4(17, header + tunnel + inner);
  }

  private static byte[] vxlan(final int length) {
    return udp(4789, length, 0, "0800000000000100");
  }

  private static byte[] geneve(final int length, final int checksum) {
    return udp(6081, length, checksum, "0000655800000100");
  }

  private static String cut(final byte[] frame, final int captured) {
    return Packets.line(Packets.numeric(), new UnsafeBuffer(frame, 0, captured), frame.length);
  }

  private static String verbose(final byte[] frame, final int verbosity) {
    final LineOptions options = Packets.numeric().verbosity(verbosity);
    final String line = Packets.line(options, new UnsafeBuffer(frame), frame.length);
    return line.substring(line.indexOf("    ") + 4).lines().findFirst().orElseThrow();
  }

  @Test
  void shouldNameVxlanBeforeAnyOfItsFieldsIsRead() {
    final byte[] frame = vxlan(70);
    final String flags = VXLAN_BEGIN + ", flags [I] (0x08), ";

    assertEquals(VXLAN_BEGIN + " [|vxlan]", cut(frame, HEADERS_LENGTH));
    for (int captured = HEADERS_LENGTH + 1; captured < HEADERS_LENGTH + 7; captured++) {
      assertEquals(flags + " [|vxlan]", cut(frame, captured));
    }
    assertEquals(flags + "vni 1\n [|vxlan]", cut(frame, HEADERS_LENGTH + 7));
    assertEquals(flags + "vni 1\n [|ether]", cut(frame, HEADERS_LENGTH + 8));
    assertEquals(flags + "vni 1\n" + INNER + ", length 0", cut(frame, frame.length));
    assertEquals(VXLAN_BEGIN + " (invalid)", cut(vxlan(15), frame.length));
  }

  @Test
  void shouldReadNothingOfGeneveWhereItsHeaderIsCut() {
    final byte[] frame = geneve(70, 0);
    for (int captured = HEADERS_LENGTH; captured < HEADERS_LENGTH + 8; captured++) {
      assertEquals(GENEVE_BEGIN + " [|geneve]", cut(frame, captured));
    }
  }

  @Test
  void shouldNotLookIntoAFrameThatIsShorterThanWhatWasCaptured() {
    final String geneve = GENEVE_BEGIN + ", Flags [none], vni 0x1: ";

    assertEquals(geneve + INNER + ", length 0", cut(geneve(70, 0), HEADERS_LENGTH + 62));
    assertEquals(
        geneve + "[length 53 < caplen 54] (invalid)", cut(geneve(69, 0), HEADERS_LENGTH + 62));
    assertEquals(
        geneve + "[length 0 < caplen 54] (invalid)", cut(geneve(16, 0), HEADERS_LENGTH + 62));
  }

  @Test
  void shouldShowUdpChecksumsOfIpv4OnlyWhereItIsVeryVerbose() {
    final String begin = "10.0.0.1.5000 > 10.0.0.2.6081: ";
    final String end = "Geneve, Flags [none], vni 0x1";

    assertEquals(begin + end, verbose(geneve(70, 0), 1));
    assertEquals(begin + end, verbose(geneve(70, 0x1234), 1));
    assertEquals(begin + "[no cksum] " + end, verbose(geneve(70, 0), 2));
    assertEquals(
        begin + "[bad udp cksum 0x1234 -> 0x314a!] " + end, verbose(geneve(70, 0x1234), 2));
  }

  @Test
  void shouldReckonUdpChecksumsOverWhatIpHasWhereUdpClaimsMore() {
    assertEquals(
        "10.0.0.1.5000 > 10.0.0.2.6081: [bad udp cksum 0x1234 -> 0x3118!] "
            + "Geneve, Flags [none], vni 0x1",
        verbose(geneve(120, 0x1234), 2));
  }

  @Test
  void shouldShowEachFieldOfAnAuthenticationHeaderThatIsThere() {
    final byte[] frame =
        ipv4(51, "06040000 00001234 00000007 0102030405060708090a0b0c" + segment());
    final String begin = "IP 10.0.0.1 > 10.0.0.2: AH(";

    for (int captured = 38; captured < 42; captured++) {
      assertEquals(begin + " [|ah]", cut(frame, captured));
    }
    for (int captured = 42; captured < 46; captured++) {
      assertEquals(begin + "spi=0x00001234, [|ah]", cut(frame, captured));
    }
    assertEquals(begin + "spi=0x00001234,seq=0x7,icv=0x [|ah]", cut(frame, 46));
    assertEquals(
        begin
            + "spi=0x00001234,seq=0x7,icv=0x0102030405060708090a0b0c): "
            + "4000 > 9000: Flags [.], ack 1, win 100, length 0",
        cut(frame, frame.length));
  }
}
