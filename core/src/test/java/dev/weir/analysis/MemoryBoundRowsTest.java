package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.report.ConnectionCsvReport;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported early depends on the capture and the bound alone. */
class MemoryBoundRowsTest {
  private static final long BOUND = 4 << 20;

  private static final Path OURS = Path.of("../testdata/captures");
  private static final Path PUBLIC = Path.of("../../shared/captures/public");

  @TempDir static Path folder;
  private static Path file;

  private final ConnectionTotals totals = new ConnectionTotals();

  @BeforeAll
  static void generate() throws Exception {
    file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(5).connections(20_000).concurrent(10_000).snaplen(96);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat().snaplen(96))) {
      new TrafficMix(settings).generate(writer, null);
    }
  }

  private static AnalyzerOptions options(final int threads) {
    return AnalyzerOptions.defaults().withThreads(threads).withHashSeed(threads);
  }

  private byte[] csv(final AnalyzerOptions options) throws Exception {
    return csv(file, options);
  }

  private byte[] csv(final Path of, final AnalyzerOptions options) throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture = Capture.open(List.of(of), CaptureOptions.DEFAULT)) {
      final ConnectionCsvReport report = new ConnectionCsvReport(out);
      final ConnectionTotals all = new ConnectionTotals();
      final CaptureAnalyzer analyzer = new CaptureAnalyzer(capture, options);
      analyzer.run(
          connection -> {
            report.accept(connection);
            all.accept(connection);
            totals.accept(connection);
          });
      report.finish();
      assertEquals(all.reportedEarly(), analyzer.evicted());
    }
    return out.toByteArray();
  }

  /** With a bound segments wait in journals from the start, without one in none of these. */
  @Test
  void shouldNotMatterInAnyCaptureWhenSegmentsAreTakenIn() throws Exception {
    int compared = 0;
    for (final Path captures : List.of(OURS, PUBLIC)) {
      final List<Path> files;
      try (Stream<Path> walk = Files.walk(captures)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      } catch (final NoSuchFileException e) {
        continue; // The public captures are not everywhere.
      }
      for (final Path each : files) {
        compared += isSame(each) ? 1 : 0;
      }
    }
    assertTrue(compared >= 3, compared + " captures");
  }

  private boolean isSame(final Path each) throws Exception {
    final byte[] expected;
    try {
      expected = csv(each, options(1));
    } catch (final CaptureException e) {
      return false; // Not a capture, or one that cannot be read at all.
    }
    assertArrayEquals(expected, csv(each, options(1).withMaxMemory(1L << 34)), "" + each);
    return true;
  }

  @Test
  void shouldNotDependOnThreadsNorSeed() throws Exception {
    for (final Splitting splitting : Splitting.values()) {
      final byte[] expected = csv(options(1).withMaxMemory(BOUND).withSplitting(splitting));
      assertTrue(totals.reportedEarly() > 1_000, totals.reportedEarly() + " reported early");
      for (final int threads : new int[] {2, 3, 8}) {
        assertArrayEquals(
            expected,
            csv(options(threads).withMaxMemory(BOUND).withSplitting(splitting)),
            threads + " threads");
      }
    }
  }

  @Test
  void shouldChangeNothingWhereTheBoundIsNotReached() throws Exception {
    assertArrayEquals(csv(options(2)), csv(options(2).withMaxMemory(1L << 30)));
    assertEquals(0, totals.reportedEarly());
  }

  @Test
  void shouldCountEveryPacketOnce() throws Exception {
    csv(options(2));
    final long packets = totals.packets(Endpoint.ORIGINATOR) + totals.packets(Endpoint.RESPONDER);
    final MemoryBoundRowsTest bounded = new MemoryBoundRowsTest();
    bounded.csv(options(2).withMaxMemory(BOUND));
    final ConnectionTotals found = bounded.totals;
    assertEquals(packets, found.packets(Endpoint.ORIGINATOR) + found.packets(Endpoint.RESPONDER));
    assertTrue(found.connections() > totals.connections(), found.connections() + " rows");
    assertTrue(found.connections(Ending.EVICTED) > 0);
    assertTrue(found.reportedEarly() > found.connections(Ending.EVICTED));
  }
}
