package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import dev.weir.text.TextBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lines of every capture of testdata against those that tcpdump printed. */
class CommittedLinesTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");
  private static final String ENDING = ".lines.txt";

  /**
   * Units of 2^-48 s and less, whose products overflow in libpcap; what tcpdump does not decode,
   * and dumps.
   */
  private static final Set<String> OTHERS =
      Set.of(
          "pcapng_resolution_b0",
          "pcapng_resolution_bf",
          "null_ipv6_af_10",
          "ipv6_host_identity",
          "ipv6_mobility",
          "ipv6_shim6");

  @Test
  void shouldPrintWhatTcpdumpPrints() throws Exception {
    final List<Path> expected;
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      expected =
          files
              .filter(file -> file.toString().endsWith(ENDING))
              .filter(file -> !OTHERS.contains(file.getFileName().toString().replace(ENDING, "")))
              .sorted()
              .toList();
    }
    int lines = 0;
    for (final Path text : expected) {
      final Path capture = capture(text);
      final String wanted = Files.readString(text, StandardCharsets.ISO_8859_1);
      // tcpdump was given the filter only where there are other packets than TCP's, too.
      final String all = printed(capture, "");
      if (!wanted.equals(all)) {
        assertEquals(wanted, printed(capture, "tcp"), capture.toString());
      }
      lines += wanted.split("\n").length;
    }
    assertTrue(expected.size() > 200 && lines > 2000, expected.size() + " and " + lines);
  }

  private static Path capture(final Path text) {
    final String name = text.toString().replace(ENDING, "");
    return Files.exists(Path.of(name + ".pcap"))
        ? Path.of(name + ".pcap")
        : Path.of(name + ".pcapng");
  }

  private static String printed(final Path file, final String expression) throws Exception {
    final CaptureOptions asTcpdump = new CaptureOptions(true, false, true);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture = Capture.open(List.of(file), asTcpdump);
        PacketCursor cursor = capture.cursor();
        LinePrinter printer = new LinePrinter(PrintFiles.options("-nn -tt"), new TextBuffer(), 1)) {
      final PacketTest test =
          expression.isEmpty()
              ? packet -> true
              : new CaptureFilter(expression, FilterOptions.DEFAULT).walk()::matches;
      new LineListing(printer, test, Long.MAX_VALUE, false).run(cursor, out);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
