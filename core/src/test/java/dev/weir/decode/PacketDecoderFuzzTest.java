package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.HexBytes;
import dev.weir.capture.LinkType;
import dev.weir.decode.WirePackets.LinkHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Random and mutated packets of every link type: nothing throws, nothing contradicts itself. */
final class PacketDecoderFuzzTest {
  private static final long SEED = 0x5EED_0004L;
  private static final int ROUNDS = 200_000;
  private static final int[] LINK_TYPES = {
    LinkType.NULL,
    LinkType.ETHERNET,
    LinkType.PPP,
    LinkType.RAW_BSD,
    LinkType.RAW_OPENBSD,
    LinkType.PPP_HDLC,
    LinkType.RAW,
    LinkType.CISCO_HDLC,
    LinkType.LOOP,
    LinkType.LINUX_SLL,
    LinkType.IPV4,
    LinkType.IPV6,
    LinkType.LINUX_SLL2
  };

  private record Sample(int linkType, byte[] bytes) {}

  private final PacketDecoder decoder = new PacketDecoder();
  private final DecodedReads reads = new DecodedReads();
  private final Random random = new Random(SEED);

  private static List<Sample> samples() {
    final List<Sample> samples = new ArrayList<>();
    for (final LinkHeader link : WirePackets.beforeIpv4().values()) {
      add(samples, link, WirePackets.IPV4, WirePackets.TCP_IN_IPV4);
      add(
          samples,
          link,
          "4600003e 12344000 40060000 0a000001 0a000002 94040000",
          WirePackets.TCP_IN_IPV4);
    }
    for (final LinkHeader link : WirePackets.beforeIpv6().values()) {
      add(samples, link, WirePackets.IPV6, WirePackets.TCP_IN_IPV6);
      add(
          samples,
          link,
          WirePackets.IPV6.replace("00260640", "003e0040"),
          "2c00010400000000 2b00000100000001 0600000000000000" + WirePackets.TCP_IN_IPV6);
    }
    for (final byte[] packet : PacketDecoderTunnelTest.tunnels().values()) {
      samples.add(new Sample(LinkType.IPV4, packet));
      samples.add(
          new Sample(
              LinkType.ETHERNET,
              HexBytes.bytes(
                  WirePackets.ETHERNET_ADDRESSES, "0800", HexFormat.of().formatHex(packet))));
    }
    return samples;
  }

  private static void add(
      final List<Sample> samples, final LinkHeader link, final String ip, final String rest) {
    samples.add(new Sample(link.linkType(), HexBytes.bytes(link.hex(), ip, rest)));
  }

  @Test
  void shouldSurviveMutatedPackets() {
    final List<Sample> samples = samples();
    final DecodeCounters counters = new DecodeCounters();
    for (int round = 0; round < ROUNDS; round++) {
      final Sample sample = samples.get(random.nextInt(samples.size()));
      check(sample.linkType(), mutate(sample.bytes()), counters);
    }
    assertTrue(counters.packets(DecodeOutcome.TCP) > ROUNDS / 10, "segments that were reached");
    for (final DecodeOutcome outcome : DecodeOutcome.values()) {
      assertTrue(
          counters.packets(outcome) > 0 || !MUST_BE_REACHED.contains(outcome),
          () -> "never reached: " + outcome);
    }
  }

  private static final List<DecodeOutcome> MUST_BE_REACHED =
      List.of(
          DecodeOutcome.NOT_IP,
          DecodeOutcome.NOT_TCP,
          DecodeOutcome.FRAGMENT,
          DecodeOutcome.LINK_HEADER_CUT,
          DecodeOutcome.IP_HEADER_CUT,
          DecodeOutcome.IP_VERSION_WRONG,
          DecodeOutcome.IP_HEADER_LENGTH_IMPOSSIBLE,
          DecodeOutcome.IP_TOTAL_LENGTH_IMPOSSIBLE,
          DecodeOutcome.IPV6_EXTENSION_CUT,
          DecodeOutcome.IPV6_EXTENSION_BEYOND_IP,
          DecodeOutcome.TUNNEL_HEADER_CUT,
          DecodeOutcome.TCP_HEADER_CUT,
          DecodeOutcome.TCP_HEADER_BEYOND_IP,
          DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE);

  @Test
  void shouldSurviveRandomBytes() {
    final DecodeCounters counters = new DecodeCounters();
    for (int round = 0; round < ROUNDS; round++) {
      final byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      check(LINK_TYPES[random.nextInt(LINK_TYPES.length)], bytes, counters);
    }
    assertEquals(ROUNDS, counters.packets());
  }

  private byte[] mutate(final byte[] whole) {
    final byte[] bytes =
        random.nextInt(3) == 0
            ? Arrays.copyOf(whole, random.nextInt(whole.length + 20))
            : whole.clone();
    for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      final int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
      }
    }
    return bytes;
  }

  private void check(final int linkType, final byte[] bytes, final DecodeCounters counters) {
    final UnsafeBuffer packet = new UnsafeBuffer(bytes);
    final int originalLength = Math.max(bytes.length + random.nextInt(100) - 20, 0);
    try {
      decoder.decode(packet, linkType, originalLength);
      counters.count(decoder);
      final long all = reads.readAll(packet, decoder);
      if (hasShortWay(linkType) && decoder.networkOffset() == headerLength(linkType)) {
        assertSameWithoutTheShortWay(linkType, bytes, originalLength, all);
      }
    } catch (final RuntimeException | AssertionError e) {
      throw new AssertionError("link type " + linkType + ": " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static boolean hasShortWay(final int linkType) {
    return headerLength(linkType) > 0;
  }

  private static int headerLength(final int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET -> 14;
      case LinkType.LINUX_SLL -> 16;
      case LinkType.LINUX_SLL2 -> 20;
      default -> 0;
    };
  }

  /** The same IP packet as raw IP, which has no short way, must decode to the same. */
  private void assertSameWithoutTheShortWay(
      final int linkType, final byte[] bytes, final int originalLength, final long all) {
    final DecodeOutcome outcome = decoder.outcome();
    final int header = headerLength(linkType);
    final int typeOffset = linkType == LinkType.LINUX_SLL2 ? 0 : header - 2;
    final int rawType = bytes[typeOffset] == 0x08 ? LinkType.IPV4 : LinkType.IPV6;
    final UnsafeBuffer ip = new UnsafeBuffer(Arrays.copyOfRange(bytes, header, bytes.length));
    final int ipLength = Math.max(originalLength - header, 0);
    assertEquals(outcome, decoder.decode(ip, rawType, ipLength));
    assertEquals(all, reads.readAll(ip, decoder));
  }
}
