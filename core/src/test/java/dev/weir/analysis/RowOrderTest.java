package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.report.ConnectionCsvReport;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a report depend on the capture alone. */
class RowOrderTest {
  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void generate() throws Exception {
    file = folder.resolve("traffic.pcap");
    // Slow enough that many connections expire while the capture goes on, and over several rounds.
    final TrafficSettings settings =
        new TrafficSettings().seed(11).connections(20_000).concurrent(500).packetsPerSecond(4_000);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
  }

  private static byte[] csv(final int threads, final long seed, final boolean mapped)
      throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture = Capture.open(List.of(file), new CaptureOptions(mapped))) {
      final ConnectionCsvReport report = new ConnectionCsvReport(out);
      new CaptureAnalyzer(
              capture, AnalyzerOptions.defaults().withThreads(threads).withHashSeed(seed))
          .run(report);
      report.finish();
    }
    return out.toByteArray();
  }

  @Test
  void shouldNotDependOnThreadsNorSeedNorOnHowTheFileIsRead() throws Exception {
    final byte[] expected = csv(1, 1, true);
    assertTrue(new String(expected, StandardCharsets.US_ASCII).lines().count() > 20_000);
    assertArrayEquals(expected, csv(2, 2, true));
    assertArrayEquals(expected, csv(3, 3, true));
    assertArrayEquals(expected, csv(8, 4, true));
    assertArrayEquals(expected, csv(2, 5, false));
  }
}
