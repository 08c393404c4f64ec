package dev.weir.line;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** Processor time a packet, run after run: {@code ListingSpeed FILE OPTIONS RUNS [json]}. */
final class ListingSpeed {
  private ListingSpeed() {}

  public static void main(final String[] arguments) throws CaptureException, IOException {
    final int runs = Integer.parseInt(arguments[2]);
    for (int run = 0; run < runs; run++) {
      final long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      final LineOptions options = PrintFiles.options(arguments[1]);
      final TextBuffer text = new TextBuffer(1 << 18);
      try (Capture capture = Capture.open(List.of(Path.of(arguments[0])), CaptureOptions.DEFAULT);
          PacketCursor cursor = capture.cursor();
          PacketLines lines =
              arguments.length > 3
                  ? new JsonPrinter(
                      options,
                      text,
                      1,
                      new SegmentAnalyzer(AnalyzerOptions.defaults().withHashSeed(1), ended -> {})
                          ::analyze)
                  : new LinePrinter(options, text, 1)) {
        final LineListing listing = new LineListing(lines, c -> true, Long.MAX_VALUE, false);
        listing.run(cursor, OutputStream.nullOutputStream());
        final long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.printf("%d packets, %d ns each%n", listing.passed(), nanos / listing.passed());
      }
    }
  }
}
