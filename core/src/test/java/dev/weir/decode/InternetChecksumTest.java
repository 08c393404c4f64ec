package dev.weir.decode;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.decode.WirePackets.IPV4;
import static dev.weir.decode.WirePackets.IPV6;
import static dev.weir.decode.WirePackets.TCP_IN_IPV4;
import static dev.weir.decode.WirePackets.TCP_IN_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.capture.LinkType;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InternetChecksumTest {
  private final PacketDecoder decoder = new PacketDecoder();

  private ChecksumVerdict tcp(final byte[] ip) {
    final UnsafeBuffer packet = new UnsafeBuffer(ip);
    decoder.decode(packet, LinkType.RAW);
    return InternetChecksum.verifyTcp(packet, decoder);
  }

  private int expectedTcp(final byte[] ip) {
    final UnsafeBuffer packet = new UnsafeBuffer(ip);
    decoder.decode(packet, LinkType.RAW);
    return InternetChecksum.expectedTcp(packet, decoder);
  }

  private ChecksumVerdict header(final byte[] ip) {
    final UnsafeBuffer packet = new UnsafeBuffer(ip);
    decoder.decode(packet, LinkType.RAW);
    return InternetChecksum.verifyIpv4Header(packet, decoder);
  }

  @Test
  void shouldAcceptSegmentsAsTheyWereSent() {
    assertEquals(ChecksumVerdict.VALID, tcp(bytes(IPV4, TCP_IN_IPV4)));
    assertEquals(0x472D, expectedTcp(bytes(IPV4, TCP_IN_IPV4)));
    assertEquals(ChecksumVerdict.VALID, header(bytes(IPV4, TCP_IN_IPV4)));
    assertEquals(ChecksumVerdict.VALID, tcp(bytes(IPV6, TCP_IN_IPV6)));
    assertEquals(0xFFBA, expectedTcp(bytes(IPV6, TCP_IN_IPV6)));
    assertEquals(ChecksumVerdict.UNVERIFIABLE, header(bytes(IPV6, TCP_IN_IPV6)));
  }

  @Test
  void shouldRefuseEverySingleBitThatIsWrong() {
    final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
    // From the addresses on, without the data offset, which changes what the packet is.
    for (int bit = 12 * 8; bit < ip.length * 8; bit++) {
      if (bit / 8 == 20 + 12) {
        continue;
      }
      ip[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(ChecksumVerdict.INVALID, tcp(ip), "bit " + bit);
      if (bit / 8 != 36 && bit / 8 != 37) {
        assertEquals(ChecksumVerdict.VALID, tcp(withTcpChecksum(ip.clone(), expectedTcp(ip))));
      }
      ip[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  private static byte[] withTcpChecksum(final byte[] ip, final int checksum) {
    ip[36] = (byte) (checksum >>> 8);
    ip[37] = (byte) checksum;
    return ip;
  }

  @Test
  void shouldRefuseAWrongIpv4Header() {
    for (int bit = 80; bit < 160; bit++) {
      final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
      ip[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(ChecksumVerdict.INVALID, header(ip), "bit " + bit);
    }
  }

  @Test
  void shouldAgreeWithAPlainSumForPayloadsOfEveryLength() {
    final Random random = new Random(0x5EED_0003L);
    for (int length = 0; length < 200; length++) {
      final byte[] ip = new byte[40 + length];
      random.nextBytes(ip);
      final byte[] header = bytes("45000000 00000000 40060000");
      System.arraycopy(header, 0, ip, 0, header.length);
      ip[2] = (byte) (ip.length >>> 8);
      ip[3] = (byte) ip.length;
      ip[32] = 0x50;
      final int plain = plainTcpChecksum(ip);
      assertEquals(plain, expectedTcp(ip), "payload " + length);
      assertEquals(ChecksumVerdict.VALID, tcp(withTcpChecksum(ip, plain)));
    }
  }

  /** RFC 1071 word by word, over a copy. */
  private static int plainTcpChecksum(final byte[] ip) {
    final byte[] segment = ip.clone();
    segment[36] = 0;
    segment[37] = 0;
    int sum = 6 + ip.length - 20;
    for (int i = 12; i < segment.length; i += 2) {
      sum += (segment[i] & 0xFF) << 8;
      sum += i + 1 < segment.length ? segment[i + 1] & 0xFF : 0;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return ~sum & 0xFFFF;
  }

  @Test
  void shouldNotJudgeWhatWasNotCapturedWhole() {
    final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
    for (int captured = 0; captured < ip.length; captured++) {
      final UnsafeBuffer packet = cut(ip, captured);
      decoder.decode(packet, LinkType.IPV4, ip.length);
      assertEquals(ChecksumVerdict.UNVERIFIABLE, InternetChecksum.verifyTcp(packet, decoder));
      assertEquals(-1, InternetChecksum.expectedTcp(packet, decoder));
      assertEquals(
          captured < 20 ? ChecksumVerdict.UNVERIFIABLE : ChecksumVerdict.VALID,
          InternetChecksum.verifyIpv4Header(packet, decoder));
    }
  }

  @Test
  void shouldNotJudgeFragmentsAndOpenLengths() {
    assertEquals(
        ChecksumVerdict.UNVERIFIABLE, tcp(bytes(IPV4.replace("4000 ", "2000 "), TCP_IN_IPV4)));
    assertEquals(
        ChecksumVerdict.UNVERIFIABLE, tcp(bytes(IPV4.replace("003a", "0000"), TCP_IN_IPV4)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'source route, one stop to go', 0602 0001 00000000 20010db8000000000000000000000002",
    "'mobile route, one stop to go', 0602 0201 00000000 20010db8000000000000000000000002",
    "'segment routing, the list runs backwards', 0602 0401 00000000"
        + " 20010db8000000000000000000000002"
  })
  void shouldTakeTheFinalDestinationOfARoutingHeader(final String name, final String routing) {
    // The IPv6 header names the next stop ::9; the segment was sent to ::2.
    final String stop =
        IPV6.substring(0, IPV6.lastIndexOf(' ')) + "20010db8000000000000000000000009";
    final String ip = stop.replace("00260640", "003e2b40");
    assertEquals(ChecksumVerdict.VALID, tcp(bytes(ip, routing, TCP_IN_IPV6)));
    final String arrived = routing.replace("01 00000000", "00 00000000");
    assertEquals(ChecksumVerdict.INVALID, tcp(bytes(ip, arrived, TCP_IN_IPV6)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a stop to go, 83 07 04 0a000002 00, VALID",
    "strict, 89 07 04 0a000002 00, VALID",
    "behind other options, 01 83 07 04 0a000002, VALID",
    "all stops made, 83 07 08 0a000002 00, INVALID",
    "too short to hold an address, 83 03 04 00000000 00, INVALID",
    "no route at all, 00 83 07 04 0a000002, INVALID"
  })
  void shouldTakeTheFinalDestinationOfAnIpv4SourceRoute(
      final String name, final String route, final ChecksumVerdict expected) {
    final String ip = "47000042 12344000 40060000 0a000001 0a000009";
    assertEquals(expected, tcp(bytes(ip, route, TCP_IN_IPV4)));
  }
}
