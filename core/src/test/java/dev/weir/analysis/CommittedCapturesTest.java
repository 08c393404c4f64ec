package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.decode.DecodeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every committed capture holds what its generator says, mapped and read. */
class CommittedCapturesTest {
  private static final Path FOLDER = Path.of("..", "testdata", "captures");

  /** A line of the manifest: what is true of a capture by how it was made. */
  private record Case(Path file, long packets, long segments, int status, String error) {
    static Case of(final String line) {
      final String[] cells = line.split("\t", -1);
      return new Case(
          FOLDER.resolve(cells[1]),
          Long.parseLong(cells[4]),
          Long.parseLong(cells[5]),
          Integer.parseInt(cells[6]),
          cells[7]);
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldFindWhatTheGeneratorPutIn() throws IOException {
    return Files.readAllLines(FOLDER.resolve("MANIFEST.tsv")).stream()
        .skip(1)
        .map(Case::of)
        .map(each -> DynamicTest.dynamicTest(each.file().toString(), () -> check(each)));
  }

  private static void check(final Case each) throws Exception {
    for (final boolean mapped : new boolean[] {true, false}) {
      if (each.status() == 2) {
        final CaptureException refused =
            assertThrows(CaptureException.class, () -> analyse(each, mapped));
        assertTrue(
            refused.getMessage().contains(each.error()),
            refused.getMessage() + " does not say: " + each.error());
      } else {
        analyse(each, mapped);
      }
    }
  }

  private static void analyse(final Case each, final boolean mapped) throws Exception {
    try (Capture capture = Capture.open(List.of(each.file()), new CaptureOptions(mapped))) {
      final CaptureTotals totals = new CaptureTotals();
      final CaptureAnalyzer analyzer =
          new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(2), totals);
      analyzer.run(connection -> {});
      assertEquals(each.packets(), totals.packets(), "packets");
      assertEquals(each.segments(), totals.packets(DecodeOutcome.TCP), "segments");
      final String said =
          analyzer.damages().isEmpty() ? "" : analyzer.damages().getFirst().message();
      assertEquals(each.status(), said.isEmpty() ? 0 : 1, said);
      assertTrue(said.contains(each.error()), said + " does not say: " + each.error());
    }
  }
}
