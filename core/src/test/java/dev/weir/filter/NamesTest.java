package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class NamesTest {
  @Test
  void shouldKnowServicesByName() {
    assertEquals(new NameTables.Service(80, Protocol.TCP), NameTables.service("http"));
    assertEquals(new NameTables.Service(53, null), NameTables.service("domain"));
    assertEquals(new NameTables.Service(69, Protocol.UDP), NameTables.service("tftp"));
    assertNull(NameTables.service("no-such-service"));
  }

  @Test
  void shouldKnowProtocolsByName() {
    assertEquals(6, NameTables.ipProtocol("tcp"));
    assertEquals(58, NameTables.ipProtocol("ipv6-icmp"));
    assertEquals(-1, NameTables.ipProtocol("icmp6"));
    assertEquals(0x86dd, NameTables.etherType("ip6"));
    assertEquals(-1, NameTables.etherType("tcp"));
  }

  @Test
  void shouldResolveHostsAsTheOptionsSay() throws FilterException {
    final FilterOptions options =
        FilterOptions.DEFAULT.withHosts(
            name ->
                name.equals("vs")
                    ? List.of(
                        SamplePackets.bytes("0a010203"),
                        SamplePackets.bytes("fe800000000000000000000000000001"))
                    : List.of());
    final PacketFilter filter = FilterCompiler.compile("src host vs", LinkType.RAW, options);
    for (final String packet : new String[] {SamplePackets.IPV4_TCP, SamplePackets.IPV6_TCP}) {
      final byte[] bytes = SamplePackets.bytes(packet);
      assertTrue(filter.matches(new UnsafeBuffer(bytes), bytes.length, bytes.length));
    }
    assertEquals(
        "unknown host 'ace'",
        assertThrows(
                FilterException.class,
                () -> FilterCompiler.compile("host vs or ace", LinkType.RAW, options))
            .getMessage());
  }

  @Test
  void shouldReadTheAddressFamilyInTheByteOrderOfTheFile() throws FilterException {
    final FilterOptions swapped = FilterOptions.DEFAULT.withFileByteSwapped(true);
    final PacketFilter same = FilterCompiler.compile("ip", LinkType.NULL, FilterOptions.DEFAULT);
    final PacketFilter other = FilterCompiler.compile("ip", LinkType.NULL, swapped);
    final UnsafeBuffer little = new UnsafeBuffer(SamplePackets.bytes("02000000"));
    final UnsafeBuffer big = new UnsafeBuffer(SamplePackets.bytes("00000002"));
    assertTrue(same.matches(little, 4, 4) != same.matches(big, 4, 4));
    assertTrue(other.matches(little, 4, 4) != other.matches(big, 4, 4));
    assertTrue(same.matches(little, 4, 4) != other.matches(little, 4, 4));
  }
}
