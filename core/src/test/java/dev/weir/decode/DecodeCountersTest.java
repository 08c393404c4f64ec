package dev.weir.decode;

import static dev.weir.HexBytes.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DecodeCountersTest {
  private final PacketDecoder decoder = new PacketDecoder();

  @Test
  void shouldCountByOutcomeAndAddUp() {
    final DecodeCounters one = new DecodeCounters();
    decoder.decode(packet(WirePackets.IPV4, WirePackets.TCP_IN_IPV4), LinkType.IPV4);
    one.count(decoder);
    one.count(decoder);
    final DecodeCounters other = new DecodeCounters();
    decoder.decode(packet(WirePackets.IPV4), LinkType.IPV4);
    other.count(decoder);
    decoder.decode(packet("00"), LinkType.RAW);
    other.count(decoder);
    other.add(one);

    assertEquals(2, other.packets(DecodeOutcome.TCP));
    assertEquals(1, other.packets(DecodeOutcome.TCP_HEADER_CUT));
    assertEquals(1, other.packets(DecodeOutcome.NOT_IP));
    assertEquals(0, other.packets(DecodeOutcome.NOT_TCP));
    assertEquals(4, other.packets());
    assertEquals(3, other.carryingTcp());
    assertEquals(2, one.packets());
    other.reset();
    assertEquals(0, other.packets());
    assertEquals(0, other.carryingTcp());
  }

  @Test
  void shouldNameEveryOutcomeOnce() {
    final DecodeOutcome[] outcomes = DecodeOutcome.values();
    assertEquals(
        outcomes.length, Arrays.stream(outcomes).map(DecodeOutcome::label).distinct().count());
    for (final DecodeOutcome outcome : outcomes) {
      assertTrue(outcome.label().matches("[a-z0-9]+(_[a-z0-9]+)*"), outcome.label());
      assertTrue(outcome.description().length() > 10, outcome.description());
    }
  }
}
