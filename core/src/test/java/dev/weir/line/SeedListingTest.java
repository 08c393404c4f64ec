package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import dev.weir.text.TextBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four listings that a user made by hand, each direction under a filter of its own. */
class SeedListingTest {
  private static final Path SEED = Path.of("../testdata/captures/seed");

  @ParameterizedTest
  @CsvSource({
    "test1, dst 116.62.35.197 and tcp, client-to-server",
    "test1, src 116.62.35.197 and tcp, server-to-client",
    "test2, dst 116.62.35.197 and tcp, client-to-server",
    "test2, src 116.62.35.197 and tcp, server-to-client",
    "test1, src host cwd and tcp, client-to-server",
    "test2, dst host cwd and tcp, server-to-client",
  })
  void shouldPrintTheListingToTheLetter(
      final String session, final String expression, final String direction)
      throws IOException, CaptureException {
    final HostNames hosts = HostNames.read(SEED.resolve("hosts"));
    final LineOptions options = new LineOptions().zone(ZoneOffset.UTC).hosts(hosts);
    final CaptureFilter.Walk filter =
        new CaptureFilter(expression, FilterOptions.DEFAULT.withHosts(hosts::addressesOf)).walk();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture =
            Capture.open(List.of(SEED.resolve(session + ".pcap")), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor();
        LinePrinter printer = new LinePrinter(options, new TextBuffer(), 1)) {
      new LineListing(printer, filter::matches, Long.MAX_VALUE, false).run(cursor, out);
    }

    assertEquals(
        Files.readString(SEED.resolve(session + "-" + direction + ".txt")),
        out.toString(StandardCharsets.UTF_8));
  }
}
