package dev.weir.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression selects is what a look at the printed columns would. */
class SelectionTest {
  @TempDir static Path folder;
  private static Rows rows;

  @BeforeAll
  static void makeTraffic() throws Exception {
    rows = Rows.ofTraffic(folder, 2_000);
  }

  private static long number(final Map<String, String> row, final String column) {
    return Long.parseLong(row.get(column));
  }

  private static long both(final Map<String, String> row, final String bare) {
    return number(row, "originator_" + bare) + number(row, "responder_" + bare);
  }

  private static double seconds(final Map<String, String> row, final String column) {
    return row.get(column).isEmpty() ? Double.NaN : Double.parseDouble(row.get(column));
  }

  /** Also makes sure that the test tells something: neither no connection nor all are selected. */
  private static void same(final String expression, final Predicate<Map<String, String>> test)
      throws SelectionException {
    final List<Integer> expected = rows.printed(test);
    assertTrue(
        !expected.isEmpty() && expected.size() < rows.count(),
        expression + " tells nothing: " + expected.size() + " of " + rows.count());
    assertEquals(expected, rows.selected(expression), expression);
  }

  @Test
  void shouldCompareNumbersAsTheyArePrinted() throws Exception {
    same("originator_packets == 5", row -> number(row, "originator_packets") == 5);
    same("originator_packets != 5", row -> number(row, "originator_packets") != 5);
    same("originator_packets < 5", row -> number(row, "originator_packets") < 5);
    same("originator_packets <= 5", row -> number(row, "originator_packets") <= 5);
    same("5 < originator_packets", row -> number(row, "originator_packets") > 5);
    same("originator_packets >= 4.5", row -> number(row, "originator_packets") > 4);
    same("first_packet <= 1k", row -> number(row, "first_packet") <= 1000);
  }

  @Test
  void shouldKnowUnits() throws Exception {
    same("responder_payload > 5kB", row -> number(row, "responder_payload") > 5_000);
    same("responder_payload > 4KiB", row -> number(row, "responder_payload") > 4_096);
    same("responder_payload > 0.25MB", row -> number(row, "responder_payload") > 250_000);
    same("duration > 100ms", row -> seconds(row, "duration") > 0.1);
    same("duration > 100000us", row -> seconds(row, "duration") > 0.1);
    same("duration < 1.5", row -> seconds(row, "duration") < 1.5);
    same("duration > 0.1m", row -> seconds(row, "duration") > 6);
    same(
        "start > 2026-01-15T12:00:02Z",
        row -> Double.parseDouble(row.get("start")) > 1_768_478_402L);
  }

  @Test
  void shouldAddUpBothDirectionsWhereNoneIsNamed() throws Exception {
    same("packets > 20", row -> both(row, "packets") > 20);
    same("payload == 0", row -> both(row, "payload") == 0);
    same("sum(retransmitted) > 1kB", row -> both(row, "retransmitted") > 1000);
    same(
        "most(payload) > 10kB",
        row ->
            number(row, "originator_payload") > 10_000
                || number(row, "responder_payload") > 10_000);
    same(
        "least(packets) == 0",
        row -> number(row, "responder_packets") == 0 || number(row, "originator_packets") == 0);
  }

  @Test
  void shouldTakeEitherDirectionOfWhatCannotBeAddedUp() throws Exception {
    same(
        "port == 443",
        row -> number(row, "originator_port") == 443 || number(row, "responder_port") == 443);
    same(
        "port != 443",
        row -> number(row, "originator_port") != 443 && number(row, "responder_port") != 443);
    same(
        "port in (22, 5000..9000)",
        row ->
            List.of("originator_port", "responder_port").stream()
                .mapToLong(side -> number(row, side))
                .anyMatch(port -> port == 22 || port >= 5000 && port <= 9000));
    same(
        "flags =~ R",
        row -> (row.get("originator_flags") + row.get("responder_flags")).contains("R"));
    same(
        "flags !~ R",
        row ->
            !row.get("originator_flags").isEmpty()
                && !row.get("responder_flags").isEmpty()
                && !(row.get("originator_flags") + row.get("responder_flags")).contains("R"));
  }

  @Test
  void shouldCompareText() throws Exception {
    same("handshake == refused", row -> row.get("handshake").equals("refused"));
    same("handshake == 'refused'", row -> row.get("handshake").equals("refused"));
    same("\"refused\" == handshake", row -> row.get("handshake").equals("refused"));
    same("refused != handshake", row -> !row.get("handshake").equals("refused"));
    same(
        "handshake in (refused, \"no_answer\")",
        row -> List.of("refused", "no_answer").contains(row.get("handshake")));
    same(
        "handshake not in (refused, no_answer)",
        row -> !List.of("refused", "no_answer").contains(row.get("handshake")));
    same(
        "ending =~ '^(closed|reset)_resp'",
        row -> row.get("ending").matches("(closed|reset)_resp.*"));
    same(
        "originator_flags == responder_flags",
        row ->
            !row.get("originator_flags").isEmpty()
                && row.get("originator_flags").equals(row.get("responder_flags")));
  }

  @Test
  void shouldKnowAddressesAndNetworks() throws Exception {
    same("responder_address == 1.2.3.0", row -> row.get("responder_address").equals("1.2.3.0"));
    same("responder_address != 1.2.3.0", row -> !row.get("responder_address").equals("1.2.3.0"));
    same(
        "responder_address in 1.2.3.0/24",
        row -> row.get("responder_address").startsWith("1.2.3."));
    same(
        "address in (1.2.3.0/31, 2001:db8::/32)",
        row ->
            List.of("originator_address", "responder_address").stream()
                .map(row::get)
                .anyMatch(a -> a.matches("1\\.2\\.3\\.[01]") || a.startsWith("2001:db8:")));
    same("originator_address not in 0.0.0.0/0", row -> row.get("originator_address").contains(":"));
    same("originator_address in ::/0", row -> row.get("originator_address").contains(":"));
    same("responder_address =~ ':'", row -> row.get("responder_address").contains(":"));
  }

  @Test
  void shouldNeverHoldForAValueThatIsNotSet() throws Exception {
    same("syn_ack_delay > 1ms", row -> seconds(row, "syn_ack_delay") > 0.001);
    same("syn_ack_delay <= 1ms", row -> seconds(row, "syn_ack_delay") <= 0.001);
    same("syn_ack_delay != 0", row -> !row.get("syn_ack_delay").isEmpty());
    same("!(syn_ack_delay > 1ms)", row -> !(seconds(row, "syn_ack_delay") > 0.001));
    same("set(syn_ack_delay)", row -> !row.get("syn_ack_delay").isEmpty());
    same("not set(syn_ack_delay)", row -> row.get("syn_ack_delay").isEmpty());
    same(
        "syn_ack_delay + ack_delay > 1ms",
        row -> seconds(row, "syn_ack_delay") + seconds(row, "ack_delay") > 0.001);
    same("-syn_ack_delay < 1", row -> !row.get("syn_ack_delay").isEmpty());
    same("syn_ack_delay * 2 != 3", row -> !row.get("syn_ack_delay").isEmpty());
  }

  @Test
  void shouldCalculate() throws Exception {
    same(
        "originator_payload * 2 > responder_payload",
        row -> number(row, "originator_payload") * 2 > number(row, "responder_payload"));
    same(
        "responder_payload - originator_payload > 10kB",
        row -> number(row, "responder_payload") - number(row, "originator_payload") > 10_000);
    same("packets == 2 + 3 * (4 - 2)", row -> both(row, "packets") == 8);
    same(
        "retransmitted / payload > 0.01",
        row ->
            both(row, "payload") > 0
                && (double) both(row, "retransmitted") / both(row, "payload") > 0.01);
    same(
        "payload / duration > 100kB",
        row ->
            seconds(row, "duration") > 0
                && both(row, "payload") / seconds(row, "duration") > 100_000);
    same("duration / 2 > 100ms", row -> seconds(row, "duration") > 0.2);
    same("duration > 2 * 100ms", row -> seconds(row, "duration") > 0.2);
  }

  @Test
  void shouldJoinConditions() throws Exception {
    final Predicate<Map<String, String>> refused = row -> row.get("handshake").equals("refused");
    final Predicate<Map<String, String>> small = row -> both(row, "packets") < 3;
    final Predicate<Map<String, String>> web = row -> row.get("responder_port").equals("443");
    same(
        "handshake == refused && packets < 3 && responder_port == 443",
        refused.and(small).and(web));
    same(
        "handshake == refused || packets < 3 && responder_port == 443", refused.or(small.and(web)));
    same(
        "(handshake == refused or packets < 3) and responder_port == 443",
        refused.or(small).and(web));
    same("not handshake == refused and packets < 3", refused.negate().and(small));
    same(
        "!(handshake == refused && responder_port == 443) && packets < 3",
        refused.and(web).negate().and(small));
  }

  @Test
  void shouldUnderstandEveryColumnOfTheReports() throws Exception {
    for (final ConnectionColumn column : ConnectionColumns.ALL) {
      final String use =
          switch (column.kind()) {
            case COUNT, SECONDS -> " >= 0";
            case TRUTH -> "";
            case TEXT -> " =~ '.'";
          };
      final int set =
          rows.printed(
                  row ->
                      column.kind() == ConnectionColumn.Kind.TRUTH
                          ? row.get(column.name()).equals("true")
                          : !row.get(column.name()).isEmpty()
                              && !row.get(column.name()).startsWith("-"))
              .size();
      final int found = rows.selected(column.name() + use).size();
      if (column.kind() != ConnectionColumn.Kind.TEXT) {
        assertEquals(set, found, column.name());
      }
      assertTrue(Selection.names().contains(column.name()), column.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false",
    "1 == 1, 1 != 1, 1 > 1",
    "1h == 60m, 1m > 60s, 1d < 24h",
    "1500 == 1.5kB, 1.5kB != 1500, 1 > 2",
    "0.1 + 0.2 < 0.31, 0.5 * 2 != 1, -1 > 0",
    "1 / 0 == 1 || true, 1 / 0 == 1, 1 / 0 != 1",
    "9223372036854775807 + 1 > 0, 9223372036854775807 + 1 < 0, -9223372036854775807 - 5 > 0",
  })
  void shouldCalculateWithNumbersAlone(final String holds, final String one, final String other)
      throws Exception {
    assertEquals(rows.count(), rows.selected(holds).size(), holds);
    assertEquals(0, rows.selected(one).size(), one);
    assertEquals(0, rows.selected(other).size(), other);
  }

  @Test
  void shouldAllocateNothingForAConnection() throws Exception {
    final Selection selection =
        Selection.of(
            "handshake == refused || retransmitted / payload > 0.1 && duration > 3ms"
                + " || address in 10.0.0.0/8 && port in (22, 80..90) || ending in (open, foo)");
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int selected = 0;
    long allocated = 0;
    for (int round = 0; round < 2; round++) {
      final long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50_000; i++) {
        selected += selection.matches(rows.connection(i % rows.count())) ? 1 : 0;
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(selected > 0 && selected < 100_000, selected + " selected");
    assertTrue(allocated < 10_000, allocated + " bytes for 50,000 connections");
  }

  @Test
  void shouldRefuseSumsThatMeanNothing() {
    final ConnectionColumn one = column("originator_rtt_mean");
    final ColumnNames names = ColumnNames.of(List.of(one, column("responder_rtt_mean")));
    final SelectionException refused =
        assertThrows(SelectionException.class, () -> Selection.of("rtt_mean > 3", names));
    assertTrue(refused.getMessage().contains("most(rtt_mean)"), refused.getMessage());
  }

  /** Whoever adds a column of both directions says here whether its sum means anything. */
  @Test
  void shouldKnowOfEachColumnWhetherItsSumMeansSomething() {
    final List<String> refused =
        Selection.names().stream().filter(name -> !isUnderstood(name + " >= 0")).toList();
    final List<String> withoutSum =
        refused.stream()
            .filter(name -> Selection.names().contains("originator_" + name))
            .filter(name -> isUnderstood("originator_" + name + " >= 0"))
            .toList();
    assertEquals(
        List.of(
            "first_back_off",
            "keep_alive_interval_least",
            "keep_alive_interval_mean",
            "keep_alive_interval_most",
            "largest_window",
            "last_back_off",
            "least_window",
            "most_in_flight",
            "mss",
            "rtt_deviation",
            "rtt_least",
            "rtt_mean",
            "rtt_most",
            "rtt_p50",
            "rtt_p90",
            "rtt_p99",
            "window_scale"),
        withoutSum);
  }

  private static boolean isUnderstood(final String expression) {
    try {
      Selection.of(expression);
      return true;
    } catch (final SelectionException e) {
      return false;
    }
  }

  private static ConnectionColumn column(final String name) {
    return new ConnectionColumn(
        name, ConnectionColumn.Kind.COUNT, "", c -> 0, (c, out) -> out.decimal(0));
  }
}
