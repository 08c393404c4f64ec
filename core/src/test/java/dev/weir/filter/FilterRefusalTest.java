package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals: their words are in the golden file too, their places only here. */
final class FilterRefusalTest {
  private static FilterException refusal(final String expression, final int linkType) {
    return assertThrows(
        FilterException.class,
        () -> FilterCompiler.compile(expression, linkType, FilterOptions.DEFAULT),
        expression);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp and port 65536, illegal port number 65536 > 65535, 8, 10",
    "tcp or host 300.1.1.1, invalid IPv4 address '300.1.1.1', 7, 14",
    "net 10.1.2.3/24 or tcp, 'non-network bits set in \"10.1.2.3/24\"', 0, 15",
    "udp or tcp[0:3] = 1, 'data size must be 1, 2, or 4', 7, 8",
    "tcp or ip host ::1, \"'ip' modifier applied to ip6 host\", 7, 11",
    "udp port ssh, \"port 'ssh' is tcp\", 0, 12",
    "not vlan 4096, VLAN tag 4096 greater than maximum 4095, 4, 9",
    "len + tcp[13] / 0 = 1, division by zero, 6, 11",
    "1 << 33 = 0, shift by more than 31 bits, 0, 7",
    "tcp or (foo), syntax error in filter expression, 8, 3",
    "port 80 and iso, 'iso' is not supported by this filter, 12, 3",
    "tcp or, can't parse filter expression: syntax error, 6, 0",
    "port foo, unknown port 'foo', 0, 8",
    "host foo.invalid, unknown host 'foo.invalid', 0, 16",
    "tcp and 80, syntax error in filter expression, 8, 2",
  })
  void shouldSayWhyAndWhere(
      final String expression, final String message, final int column, final int length) {
    final FilterException refusal = refusal(expression.replace("\"", ""), LinkType.ETHERNET);
    final String wanted = message.startsWith("\"") ? message.replace("\"", "") : message;
    assertEquals(wanted, refusal.getMessage());
    assertEquals(column, refusal.column(), expression);
    assertEquals(length, refusal.length(), expression);
  }

  @Test
  void shouldDrawACaretUnderThePlace() {
    final String expression = "tcp\tand port 65536";
    assertEquals(
        "illegal port number 65536 > 65535\n" + "  tcp and port 65536\n" + "          ^~~~~~~~~~",
        refusal(expression, LinkType.ETHERNET).render(expression));
  }

  @Test
  void shouldDrawNoCaretWhereTheWholeIsAtFault() {
    final String expression = "ip6 and tcp[13] = 2";
    final FilterException refusal = refusal(expression, LinkType.ETHERNET);
    assertEquals(-1, refusal.column());
    assertEquals(
        "expression rejects all packets\n  ip6 and tcp[13] = 2", refusal.render(expression));
  }

  @Test
  void shouldRefuseALinkTypeThatItCannotRead() {
    assertEquals(
        "link type LINKTYPE_130: filtering is not supported", refusal("tcp", 130).getMessage());
    assertEquals(
        "unknown data link type 9999 (min 104, max 289)", refusal("tcp", 9999).getMessage());
  }

  @Test
  void shouldFilterUnknownLinkTypesByWhatAllPacketsHave() throws FilterException {
    assertEquals(
        "LINKTYPE_147 link-layer type filtering not implemented",
        refusal("len > 5 and tcp", 147).getMessage());
    final UnsafeBuffer packet = new UnsafeBuffer(new byte[] {0, 0, 0, 1});
    final PacketFilter filter =
        FilterCompiler.compile("len > 5 and link[3] = 1", 147, FilterOptions.DEFAULT);
    assertTrue(filter.matches(packet, 4, 6));
    assertFalse(filter.matches(packet, 4, 5));
  }

  @Test
  void shouldRefuseAnExpressionThatNeedsMoreMemoryThanThereIs() {
    final String deep = "len + (".repeat(17) + "len" + ")".repeat(17) + " = 1";
    assertEquals(
        "out of registers needed to evaluate expression",
        refusal(deep, LinkType.ETHERNET).getMessage());
  }
}
