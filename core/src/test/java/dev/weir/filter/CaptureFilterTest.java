package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.LinkType;
import dev.weir.capture.PacketCursor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One expression over interfaces of several link types, which libpcap refuses. */
class CaptureFilterTest {
  private static final Path CAPTURES = Path.of("..", "testdata", "captures");

  /** How many packets pass, by link type. */
  private static Map<Integer, Integer> passing(final CaptureFilter filter, final String name)
      throws Exception {
    final Map<Integer, Integer> counts = new TreeMap<>();
    try (Capture capture = Capture.open(List.of(CAPTURES.resolve(name)), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final CaptureFilter.Walk walk = filter.walk();
      while (cursor.next()) {
        if (walk.matches(cursor)) {
          counts.merge(cursor.linkType(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static CaptureFilter filter(final String expression) {
    return new CaptureFilter(expression, FilterOptions.DEFAULT);
  }

  @Test
  void shouldFilterEachPacketAsItsOwnInterfaceSays() throws Exception {
    final String mixed = "container/pcapng_link_types_mixed.pcapng";
    final Map<Integer, Integer> all = passing(filter(""), mixed);
    assertEquals(
        List.of(LinkType.ETHERNET, LinkType.RAW, LinkType.LINUX_SLL), List.copyOf(all.keySet()));
    assertEquals(all, passing(filter("tcp"), mixed));
    assertEquals(Map.of(), passing(filter("udp"), mixed));
  }

  @Test
  void shouldLetNothingPassOfLinkTypesThatRefuseAndSaySo() throws Exception {
    final CaptureFilter filter = filter("ether src 02:00:00:00:00:01");
    final Map<Integer, Integer> passed =
        passing(filter, "container/pcapng_link_types_mixed.pcapng");
    assertEquals(List.of(LinkType.ETHERNET), List.copyOf(passed.keySet()));
    assertEquals(2, filter.notices().size());
    assertTrue(filter.notices().getFirst().contains("RAW"), filter.notices().toString());
  }

  @Test
  void shouldRefuseWhatTheFirstLinkTypeRefuses() {
    final CaptureFilter.Refusal refused =
        assertThrows(
            CaptureFilter.Refusal.class,
            () -> passing(filter("port 65536"), "container/pcap_us_le.pcap"));
    assertTrue(refused.getMessage().startsWith("illegal port number 65536 > 65535\n  port 65536"));
  }

  @Test
  void shouldRefuseAlsoWhereThereIsNoPacket() {
    assertThrows(CaptureFilter.Refusal.class, () -> filter("tcp or").check(List.of()));
  }

  @Test
  void shouldApplyToTheInnermostPacketWhereAsked() throws Exception {
    final String tagged = "link/ethernet_qinq.pcap";
    final CaptureFilter inner = new CaptureFilter("tcp", FilterOptions.DEFAULT.withInner(true));
    assertEquals(Map.of(), passing(filter("tcp"), tagged));
    assertEquals(passing(filter(""), tagged), passing(inner, tagged));
  }
}
