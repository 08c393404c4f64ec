package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of committed captures, whose contents are known. */
class SummaryReportTest {
  private static final Path CAPTURES = Path.of("..", "testdata", "captures");

  private static CaptureSummary summary(final String... names) throws Exception {
    final List<Path> files = List.of(names).stream().map(CAPTURES::resolve).toList();
    try (Capture capture = Capture.open(files, CaptureOptions.DEFAULT)) {
      final CaptureAnalyzer analyzer =
          new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(1));
      final ConnectionTotals totals = new ConnectionTotals();
      analyzer.run(totals);
      return CaptureSummary.of(analyzer, totals, null);
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
}
