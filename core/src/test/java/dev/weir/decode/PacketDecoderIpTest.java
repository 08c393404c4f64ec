package dev.weir.decode;

import static dev.weir.HexBytes.bytes;
import static dev.weir.decode.WirePackets.IPV4;
import static dev.weir.decode.WirePackets.IPV6;
import static dev.weir.decode.WirePackets.TCP_IN_IPV4;
import static dev.weir.decode.WirePackets.TCP_IN_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import dev.weir.transport.TcpFlyweight;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lengths and fragments: each test runs over Ethernet, which has a short way for usual packets, and
 * over raw IP, which has not.
 */
final class PacketDecoderIpTest {
  private static final String ETHERNET_IPV4 = "020000000001 020000000002 0800";
  private static final String ETHERNET_IPV6 = "020000000001 020000000002 86dd";

  private final PacketDecoder decoder = new PacketDecoder();

  private DecodeOutcome ipv4(final byte[] ip) {
    return decode(LinkType.IPV4, ETHERNET_IPV4, ip, ip.length);
  }

  private DecodeOutcome ipv6(final byte[] ip) {
    return decode(LinkType.IPV6, ETHERNET_IPV6, ip, ip.length);
  }

  /** Decodes behind no link header and behind Ethernet; both must say the same. */
  private DecodeOutcome decode(
      final int rawType, final String ethernet, final byte[] ip, final int originalLength) {
    final byte[] link = bytes(ethernet);
    final byte[] frame = new byte[link.length + ip.length];
    System.arraycopy(link, 0, frame, 0, link.length);
    System.arraycopy(ip, 0, frame, link.length, ip.length);
    final DecodeOutcome framed =
        decoder.decode(new UnsafeBuffer(frame), LinkType.ETHERNET, originalLength + link.length);
    final List<Object> framedFields = fields(link.length);
    final DecodeOutcome raw = decoder.decode(new UnsafeBuffer(ip), rawType, originalLength);
    assertEquals(raw, framed);
    assertEquals(fields(0), framedFields);
    return raw;
  }

  private List<Object> fields(final int linkLength) {
    final List<Object> fields = new ArrayList<>();
    fields.add(decoder.carriesTcp());
    fields.add(decoder.ipVersion());
    fields.add(decoder.ipLength());
    fields.add(decoder.networkOffset() - linkLength);
    fields.add(decoder.tcpOffset() == -1 ? -1 : decoder.tcpOffset() - linkLength);
    fields.add(decoder.tcpHeaderLength());
    fields.add(decoder.truncated());
    fields.add(decoder.fragmented());
    fields.add(decoder.capturedEnd() - linkLength);
    fields.add(decoder.sourcePort());
    fields.add(decoder.destinationPort());
    fields.add(decoder.stopLayer());
    fields.add(decoder.stopOffset() - linkLength);
    fields.add(decoder.bytesNeeded());
    fields.add(decoder.bytesAvailable());
    if (decoder.outcome() == DecodeOutcome.TCP) {
      fields.add(decoder.payloadLength());
      fields.add(decoder.capturedPayloadLength());
    }
    return fields;
  }

  @Test
  void shouldRefuseEveryIpv4HeaderLengthThatIsImpossible() {
    for (int words = 0; words < 16; words++) {
      final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
      ip[0] = (byte) (0x40 | words);
      final DecodeOutcome outcome = ipv4(ip);
      if (words < 5) {
        assertEquals(DecodeOutcome.IP_HEADER_LENGTH_IMPOSSIBLE, outcome, "words " + words);
      } else if (words * 4 > 58) {
        assertEquals(DecodeOutcome.IP_TOTAL_LENGTH_IMPOSSIBLE, outcome, "words " + words);
      } else {
        assertTrue(decoder.ipVersion() == 4, "words " + words);
      }
      assertTrue(decoder.carriesTcp(), "the protocol byte says so");
    }
  }

  @Test
  void shouldTakeEveryIpv4TotalLengthForWhatItIs() {
    for (int total = 0; total <= 70; total++) {
      final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
      ip[Ipv4Flyweight.TOTAL_LENGTH_OFFSET + 1] = (byte) total;
      final DecodeOutcome expected;
      if (total > 0 && total < 20) {
        expected = DecodeOutcome.IP_TOTAL_LENGTH_IMPOSSIBLE;
      } else if (total > 0 && total < 40) {
        expected = DecodeOutcome.TCP_HEADER_BEYOND_IP;
      } else if (total > 0 && total < 52) {
        expected = DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE;
      } else {
        expected = DecodeOutcome.TCP;
      }
      assertEquals(expected, ipv4(ip), "total length " + total);
      assertTrue(decoder.carriesTcp());
      if (expected == DecodeOutcome.TCP) {
        assertEquals(total == 0 ? 6 : total - 52, decoder.payloadLength(), "total " + total);
        assertEquals(Math.min(decoder.payloadLength(), 6), decoder.capturedPayloadLength());
        assertEquals(total > 58, decoder.truncated());
        assertEquals(total == 0, decoder.isLengthOpen());
      }
    }
  }

  @Test
  void shouldTakeEveryIpv6PayloadLengthForWhatItIs() {
    for (int payload = 0; payload <= 50; payload++) {
      final byte[] ip = bytes(IPV6, TCP_IN_IPV6);
      ip[Ipv6Flyweight.PAYLOAD_LENGTH_OFFSET + 1] = (byte) payload;
      final DecodeOutcome expected;
      if (payload > 0 && payload < 20) {
        expected = DecodeOutcome.TCP_HEADER_BEYOND_IP;
      } else if (payload > 0 && payload < 32) {
        expected = DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE;
      } else {
        expected = DecodeOutcome.TCP;
      }
      assertEquals(expected, ipv6(ip), "payload length " + payload);
      assertEquals(40 + payload, decoder.ipLength());
      if (expected == DecodeOutcome.TCP) {
        assertEquals(payload == 0 ? 6 : payload - 32, decoder.payloadLength());
        assertEquals(payload == 0, decoder.isLengthOpen());
      }
    }
  }

  @Test
  void shouldGoToTheEndOfTheFrameWhereTheLengthIsLeftOpen() {
    final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
    ip[Ipv4Flyweight.TOTAL_LENGTH_OFFSET + 1] = 0;

    assertEquals(DecodeOutcome.TCP, decode(LinkType.IPV4, ETHERNET_IPV4, ip, 70_052));

    assertEquals(0, decoder.ipLength());
    assertEquals(70_000, decoder.payloadLength());
    assertEquals(6, decoder.capturedPayloadLength());
    assertTrue(decoder.truncated());
  }

  @Test
  void shouldNotBelieveAnOriginalLengthBelowTheCapturedOne() {
    final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
    ip[Ipv4Flyweight.TOTAL_LENGTH_OFFSET + 1] = 0;
    decoder.decode(new UnsafeBuffer(ip), LinkType.IPV4, 10);
    assertEquals(6, decoder.payloadLength());
    decoder.decode(new UnsafeBuffer(ip), LinkType.IPV4, -1);
    assertEquals(Integer.MAX_VALUE - 52, decoder.payloadLength());
  }

  @Test
  void shouldRefuseEveryDataOffsetThatIsImpossible() {
    for (int words = 0; words < 16; words++) {
      final byte[] ip = bytes(IPV4, TCP_IN_IPV4);
      ip[20 + TcpFlyweight.FLAGS_OFFSET] = (byte) (words << 4);
      final DecodeOutcome expected =
          words < 5 || words * 4 > 38
              ? DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE
              : DecodeOutcome.TCP;
      assertEquals(expected, ipv4(ip), "words " + words);
      assertEquals(words * 4, decoder.tcpHeaderLength());
      assertEquals(40000, decoder.sourcePort());
    }
  }

  @Test
  void shouldRefuseTheWrongVersionAndStillSeeTheProtocol() {
    for (int version = 0; version < 16; version++) {
      final byte[] ip4 = bytes(IPV4, TCP_IN_IPV4);
      ip4[0] = (byte) (version << 4 | 5);
      assertEquals(version == 4 ? DecodeOutcome.TCP : DecodeOutcome.IP_VERSION_WRONG, ipv4(ip4));
      assertTrue(decoder.carriesTcp());
      final byte[] ip6 = bytes(IPV6, TCP_IN_IPV6);
      ip6[0] = (byte) (version << 4);
      assertEquals(version == 6 ? DecodeOutcome.TCP : DecodeOutcome.IP_VERSION_WRONG, ipv6(ip6));
      assertTrue(decoder.carriesTcp());
      assertEquals(version == 6 ? 6 : 0, decoder.ipVersion());
    }
  }

  @Test
  void shouldFindTheSegmentBehindIpv4Options() {
    final byte[] ip = bytes("4600003e 12344000 40060000 0a000001 0a000002 94040000", TCP_IN_IPV4);
    assertEquals(DecodeOutcome.TCP, ipv4(ip));
    assertEquals(24, decoder.tcpOffset());
    assertEquals(6, decoder.payloadLength());
  }

  @ParameterizedTest
  @CsvSource({"0000, false", "2000, true", "4000, false", "8000, false", "a000, true"})
  void shouldDecodeTheFirstFragment(final String bits, final boolean fragmented) {
    final byte[] ip = bytes(IPV4.replace("4000 ", bits + " "), TCP_IN_IPV4);
    assertEquals(DecodeOutcome.TCP, ipv4(ip));
    assertEquals(fragmented, decoder.fragmented());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001", "2001", "1fff", "3fff", "6001"})
  void shouldNotReadATcpHeaderInALaterFragment(final String bits) {
    final byte[] ip = bytes(IPV4.replace("4000 ", bits + " "), TCP_IN_IPV4);
    assertEquals(DecodeOutcome.FRAGMENT, ipv4(ip));
    assertTrue(decoder.carriesTcp());
    assertTrue(decoder.fragmented());
    assertEquals(-1, decoder.tcpOffset());
    assertEquals(-1, decoder.sourcePort());
    ip[Ipv4Flyweight.PROTOCOL_OFFSET] = 17;
    assertEquals(DecodeOutcome.NOT_TCP, ipv4(ip));
  }

  @Test
  void shouldSayNotTcpForEveryOtherProtocol() {
    for (int protocol = 0; protocol < 256; protocol++) {
      final byte[] ip = bytes(IPV4, "00".repeat(38));
      ip[Ipv4Flyweight.PROTOCOL_OFFSET] = (byte) protocol;
      final DecodeOutcome outcome = ipv4(ip);
      assertEquals(protocol == 6, decoder.carriesTcp());
      assertEquals(protocol == 6, outcome == DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE);
    }
  }

  @Test
  void shouldNotReadTheTcpHeaderThatAnIcmpErrorQuotes() {
    final byte[] ip =
        bytes("45000060 00004000 40010000 0a000002 0a000001 0301000000000000", IPV4, TCP_IN_IPV4);
    assertEquals(DecodeOutcome.NOT_TCP, ipv4(ip));
    assertFalse(decoder.carriesTcp());
    assertEquals(0, decoder.networkOffset());
  }

  @Test
  void shouldTakeTheFrameForCutWhereTheIpLengthGoesBeyondIt() {
    final byte[] ip = bytes(IPV4.replace("003a", "05dc"), TCP_IN_IPV4);
    assertEquals(DecodeOutcome.TCP, ipv4(ip));
    assertEquals(1448, decoder.payloadLength());
    assertEquals(6, decoder.capturedPayloadLength());
    assertTrue(decoder.truncated());
  }
}
