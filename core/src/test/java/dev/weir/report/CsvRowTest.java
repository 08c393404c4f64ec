package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.text.TextBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that is written in one piece is its columns one by one. */
class CsvRowTest {
  @TempDir private Path folder;

  @Test
  void shouldWriteTheRowThatItsColumnsWouldWrite() throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(new TrafficSettings().connections(4_000).seed(11)).generate(writer, null);
    }
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ConnectionCsvReport report = new ConnectionCsvReport(out);
    final List<String> expected = new ArrayList<>();
    final int[] withEvents = new int[2];
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(1))
          .run(
              connection -> {
                withEvents[connection.hasEvents() ? 1 : 0]++;
                report.accept(connection);
                expected.add(
                    ConnectionColumns.ALL.stream()
                        .map(
                            column -> {
                              final TextBuffer text = new TextBuffer(64);
                              column.write(connection, text);
                              return text.toString();
                            })
                        .collect(Collectors.joining(",")));
              });
    }
    report.finish();
    final List<String> rows = out.toString(StandardCharsets.US_ASCII).lines().skip(1).toList();
    assertEquals(expected, rows);
    assertTrue(withEvents[0] > 1_000 && withEvents[1] > 100, "both kinds of connections");
  }
}
