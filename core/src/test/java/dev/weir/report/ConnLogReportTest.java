package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.Splitting;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnLogReportTest {
  private static List<String> log(final String name, final int threads) throws Exception {
    final Path file = Path.of("..", "testdata", "captures").resolve(name);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ConnLogReport report = new ConnLogReport(out);
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      final AnalyzerOptions options =
          AnalyzerOptions.defaults().withThreads(threads).withSplitting(Splitting.ZEEK);
      new CaptureAnalyzer(capture, options).run(report);
    }
    report.finish();
    return out.toString(StandardCharsets.US_ASCII).lines().toList();
  }

  @Test
  void shouldWriteALogThatSaysWhatItsColumnsAre() throws Exception {
    final List<String> lines = log("seed/test2.pcap", 1);
    assertEquals("#separator \\x09", lines.get(0));
    assertEquals("#unset_field\t-", lines.get(3));
    assertEquals("#path\tconn", lines.get(4));
    assertEquals("#open\t2024-04-17-14-34-06", lines.get(5));
    final String[] fields = lines.get(6).split("\t");
    assertEquals("#fields", fields[0]);
    assertEquals(fields.length, lines.get(7).split("\t").length);
    assertTrue(
        lines
            .get(8)
            .matches(
                "1713364446\\.496360\tC\\w{11}\t172\\.16\\.24\\.108\t43476\t116\\.62\\.35\\.197"
                    + "\t1316\ttcp\t-\t0\\.\\d{6}\t201\t38085\tSF\tT\tF\t0\tShADadfF\t24\t1457\t31"
                    + "\t39705\t-\t6"),
        lines.get(8));
    assertEquals("#close\t2024-04-17-14-34-06", lines.get(9));
    assertEquals(fields.length - 1, lines.get(8).split("\t").length);
  }

  @Test
  void shouldWriteTheSameWithAnyNumberOfThreads() throws Exception {
    assertEquals(log("seed/test1.pcap", 1), log("seed/test1.pcap", 3));
  }

  @Test
  void shouldWriteHeadersWhereThereIsNoConnection() throws Exception {
    final List<String> lines = log("container/pcap_header_only.pcap", 1);
    assertEquals(9, lines.size());
    assertEquals("#close\t1970-01-01-00-00-00", lines.get(8));
  }
}
