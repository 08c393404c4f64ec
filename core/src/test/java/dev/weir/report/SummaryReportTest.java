package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of committed captures, whose contents are known. */
class SummaryReportTest {
  private static final Path CAPTURES = Path.of("..", "testdata", "captures");

  @TempDir Path folder;

  private static CaptureSummary summary(final String... names) throws Exception {
    final List<Path> files = List.of(names).stream().map(CAPTURES::resolve).toList();
    try (Capture capture = Capture.open(files, CaptureOptions.DEFAULT)) {
      final CaptureTotals packets = new CaptureTotals();
      final CaptureAnalyzer analyzer =
          new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(1), packets);
      final ConnectionTotals totals = new ConnectionTotals();
      analyzer.run(totals);
      return CaptureSummary.of(analyzer, packets, totals, null);
    }
  }

  /** All scalar members of a JSON text by their path; parsing it proves that it is JSON. */
  private static Map<String, String> json(final CaptureSummary summary) throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SummaryJsonReport(summary).write(out);
    final String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(text.length() - 1, text.indexOf('\n'), "one line");
    final Map<String, String> members = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          members.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
        }
      }
    }
    return members;
  }

  @Test
  void shouldTellTheSeedSessionInJson() throws Exception {
    final Map<String, String> said = json(summary("seed/test2.pcap"));
    assertEquals("55", said.get("/packets"));
    assertEquals("55", said.get("/tcp_packets"));
    assertEquals("55", said.get("/packets_by_outcome/tcp"));
    assertEquals("1", said.get("/connections"));
    assertEquals("1", said.get("/connections_by_handshake/complete"));
    assertEquals("1", said.get("/connections_by_ending/closed_responder"));
    assertEquals("201", said.get("/originators/payload"));
    assertEquals("38085", said.get("/responders/payload"));
    assertEquals("0", said.get("/responders/retransmitted"));
    assertEquals("1316", said.get("/services/0/port"));
    assertEquals("1", said.get("/syn_ack_delay/samples"));
    assertEquals("EN10MB", said.get("/interfaces/0/link_type_name"));
  }

  @Test
  void shouldAddUpSeveralFilesAsOneCapture() throws Exception {
    final CaptureSummary both = summary("seed/test1.pcap", "seed/test2.pcap");
    final Map<String, String> said = json(both);
    assertEquals("2", said.get("/connections"));
    assertEquals("seed/test2.pcap", said.get("/files/1/name").replaceAll(".*captures/", ""));
    assertTrue(Long.parseLong(said.get("/packets")) > 55);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDrawInTheCharactersThatTheReaderHas(final boolean unicode) throws Exception {
    final String text = new SummaryTextReport(summary("seed/test1.pcap"), unicode).text();
    assertEquals(unicode, text.contains("█"));
    assertEquals(!unicode, text.chars().allMatch(c -> c < 128));
    assertTrue(text.contains("handshake complete"), text);
    assertTrue(text.contains("closed_responder"), text);
    assertTrue(text.contains("port 1316"), text);
  }

  @Test
  void shouldNameDamageAndReasons() throws Exception {
    final CaptureSummary cut = summary("damage/pcap_cut_in_data.pcap");
    assertTrue(new SummaryTextReport(cut, false).text().contains("damaged at byte 204"));
    assertEquals("204", json(cut).get("/damages/0/offset"));
    assertEquals("2", json(cut).get("/damages/0/packets"));
  }

  @Test
  void shouldSayNothingOfConnectionsWhereThereAreNone() throws Exception {
    final CaptureSummary empty = summary("container/pcap_header_only.pcap");
    final String text = new SummaryTextReport(empty, true).text();
    assertTrue(!text.contains("CONNECTIONS") && text.contains("PACKETS"), text);
    assertEquals("0", json(empty).get("/packets"));
  }

  @Test
  void shouldHoldToItsSchemaOnEveryCommittedCapture() throws Exception {
    final JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("..", "docs", "summary.schema.json")));
    final List<Path> captures;
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    int withConnections = 0;
    for (final Path capture : captures) {
      final CaptureSummary summary;
      try {
        summary = summary(CAPTURES.relativize(capture).toString());
      } catch (final CaptureException e) {
        continue;
      }
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      new SummaryJsonReport(summary).write(out);
      final String text = out.toString(StandardCharsets.UTF_8);
      assertEquals(Set.of(), Set.copyOf(schema.validate(text, InputFormat.JSON)), text);
      withConnections += summary.connections().connections() > 0 ? 1 : 0;
    }
    assertTrue(withConnections > 20, withConnections + " captures with connections");
  }

  @Test
  void shouldSayWhichConnectionsWereSelected() throws Exception {
    final CaptureSummary all = summary("seed/test1.pcap", "seed/test2.pcap");
    final CaptureSummary part =
        new CaptureSummary(
            all.files(),
            all.interfaces(),
            all.totals(),
            all.connections(),
            new CaptureSummary.Part("packets >\n 3", 17),
            all.damages());
    final String text = new SummaryTextReport(part, false).text();
    assertTrue(text.contains("CONNECTIONS  2 of 17, those where packets > 3\n"), text);
    assertEquals("17", json(part).get("/connections_in_all"));
    assertEquals("packets >\n 3", json(part).get("/where"));
  }

  @Test
  void shouldTellCaptureLossFromNetworkLoss() throws Exception {
    final Map<String, String> lost = json(traffic(0.02));
    assertTrue(Long.parseLong(lost.get("/quality/missed_bytes")) > 10_000, lost.toString());
    assertTrue(Long.parseLong(lost.get("/quality/incomplete_connections")) > 10);
    final CaptureSummary whole = traffic(0);
    final Map<String, String> said = json(whole);
    assertTrue(Long.parseLong(said.get("/quality/retransmission_bytes")) > 1_000);
    assertTrue(
        Long.parseLong(said.get("/quality/missed_bytes"))
            < Long.parseLong(lost.get("/quality/missed_bytes")) / 10);
    final String text = new SummaryTextReport(whole, false).text();
    assertTrue(text.contains("network loss"), text);
    assertTrue(text.contains("KEEP-ALIVE  "), text);
    assertTrue(text.contains("close three_segments"), text);
    assertTrue(text.contains("responders' data"), text);
  }

  private CaptureSummary traffic(final double captureLoss) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(8).connections(500).concurrent(50).captureLoss(captureLoss);
    try (TruthTable truth = new TruthTable(settings.connections());
        PcapFileWriter writer =
            PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
      new TrafficMix(settings).generate(writer, truth);
    }
    return summary(file.toAbsolutePath().toString());
  }

  @Test
  void shouldAddUpWhatTheColumnsHold() throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final Map<String, String> said = json(traffic(0.01));
    final Map<String, Long> sums = new TreeMap<>();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults())
          .run(
              connection -> {
                for (final ConnectionColumn column : ConnectionColumns.ALL) {
                  final long value =
                      column.number() == null ? 0 : column.number().applyAsLong(connection);
                  sums.merge(column.name(), Math.max(0, value), Long::sum);
                }
              });
    }
    for (final String side : List.of("originator", "responder")) {
      for (final String name :
          List.of(
              "packets",
              "payload",
              "wire",
              "retransmitted",
              "unique_payload",
              "missed",
              "retransmission_bytes",
              "out_of_order_bytes",
              "triple_duplicate_acks")) {
        assertEquals("" + sums.get(side + "_" + name), said.get("/" + side + "s/" + name), name);
      }
      final Map<String, String> judgements =
          Map.of(
              "retransmissions",
              "retransmission",
              "lost_segments",
              "lost_segment",
              "acked_unseen",
              "ack_lost_segment",
              "duplicate_acks",
              "duplicate_ack",
              "keep_alives",
              "keep_alive",
              "zero_windows",
              "zero_window");
      judgements.forEach(
          (column, member) ->
              assertEquals(
                  "" + sums.get(side + "_" + column),
                  said.get("/judgements/" + member + "/" + side + "s"),
                  column));
    }
    assertEquals(both(sums, "keep_alive_probes"), said.get("/keep_alive/probes"));
    assertEquals(both(sums, "keep_alive_answered"), said.get("/keep_alive/answered"));
    assertEquals(both(sums, "syn_repeats"), said.get("/repeated_syns"));
    assertEquals(both(sums, "window_closed"), said.get("/window_closed"));
    assertEquals("" + sums.get("originator_rtt_samples"), said.get("/originator_rtt/samples"));
    assertEquals(both(sums, "missed"), said.get("/quality/missed_bytes"));
  }

  @Test
  void shouldNotDependOnTheNumberOfThreads() throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final Map<String, String> one = json(traffic(0.01));
    for (final int threads : new int[] {2, 3, 5}) {
      try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
        final CaptureTotals packets = new CaptureTotals();
        final CaptureAnalyzer analyzer =
            new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(threads), packets);
        final ConnectionTotals totals = new ConnectionTotals();
        analyzer.run(totals);
        assertEquals(
            one, json(CaptureSummary.of(analyzer, packets, totals, null)), threads + " threads");
      }
    }
  }

  private static String both(final Map<String, Long> sums, final String name) {
    return "" + (sums.get("originator_" + name) + sums.get("responder_" + name));
  }
}
