package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineAllocationTest {
  private static final Path CAPTURE = Path.of("../testdata/captures/seed/test1.pcap");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static int print(final PacketLines lines, final PacketCursor cursor) {
    int printed = 0;
    while (cursor.next()) {
      printed += lines.print(cursor, cursor.packetNumber()) ? 1 : 0;
    }
    lines.text().clear();
    return printed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-nn", "-nn -v -e", "-nn -vv -tttt -X", "-nn -ttt -A", "json"})
  void shouldAllocateNothingOncePacketsHaveBeenPrinted(final String words) throws CaptureException {
    final LineOptions options = PrintFiles.options(words);
    final TextBuffer text = new TextBuffer(1 << 20);
    try (Capture capture = Capture.open(List.of(CAPTURE), CaptureOptions.DEFAULT);
        PacketLines lines =
            words.equals("json")
                ? new JsonPrinter(
                    options,
                    text,
                    1,
                    new SegmentAnalyzer(AnalyzerOptions.defaults().withHashSeed(1), ended -> {})
                        ::analyze)
                : new LinePrinter(options, text, 1)) {
      long allocated = -1;
      for (int run = 0; run < 200 && allocated != 0; run++) {
        try (PacketCursor cursor = capture.cursor()) {
          final long before = THREADS.getCurrentThreadAllocatedBytes();
          final int printed = print(lines, cursor);
          allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
          assertTrue(printed > 50, "printed: " + printed);
        }
      }
      assertEquals(0, allocated);
    }
  }
}
