package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments with a wrong checksum are left out where that is asked for, and counted. */
class ChecksumTest {
  @ParameterizedTest
  @CsvSource({
    "network/ipv4_header_checksum_wrong.pcap, 1",
    "transport/checksum_wrong.pcap, 3",
    "transport/checksum_wrong_ipv6.pcap, 1",
    "seed/test1.pcap, 0",
    "network/ipv4_fragments.pcap, 0",
  })
  void shouldLeaveOutWhatIsWrongOnlyWhereAsked(final String name, final long wrong)
      throws Exception {
    final long all = packets(name, false, 0);
    assertEquals(all - wrong, packets(name, true, wrong));
  }

  /** Packets of all connections, with two workers, so that both have to count. */
  private static long packets(final String name, final boolean verify, final long wrong)
      throws Exception {
    final Path file = Path.of("..", "testdata", "captures").resolve(name);
    final long[] packets = {0};
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      final AnalyzerOptions options =
          AnalyzerOptions.defaults().withThreads(2).withVerifyChecksums(verify);
      final CaptureTotals totals = new CaptureTotals();
      new CaptureAnalyzer(capture, options, totals)
          .run(connection -> packets[0] += bothWays(connection));
      assertEquals(wrong, totals.badChecksums());
    }
    return packets[0];
  }

  private static long bothWays(final ConnectionView connection) {
    return connection.packets(Endpoint.ORIGINATOR) + connection.packets(Endpoint.RESPONDER);
  }
}
