package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.testdata.ConnectionTruth;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections are what the generator says it made, whoever tracks them. */
class TrafficTruthTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldFindWhatTheGeneratorMade(final int threads) throws Exception {
    compare(new TrafficSettings().seed(7 + threads).connections(20_000).concurrent(2_000), threads);
  }

  @Test
  void shouldFindWhatTheGeneratorMadeWhereFewPacketsAreSeen() throws Exception {
    compare(new TrafficSettings().seed(3).connections(3_000).concurrent(300).captureLoss(0.02), 2);
  }

  private void compare(final TrafficSettings settings, final int threads) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    try (TruthTable truth = new TruthTable(settings.connections())) {
      try (PcapFileWriter writer =
          PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
        new TrafficMix(settings).generate(writer, truth);
      }
      final Map<Long, String> found = new HashMap<>();
      try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
        final AnalyzerOptions options =
            AnalyzerOptions.defaults().withThreads(threads).withHashSeed(42);
        new CaptureAnalyzer(capture, options).run(c -> found.put(c.firstPacket(), row(c)));
      }
      for (int i = 0; i < truth.count(); i++) {
        final ConnectionTruth row = truth.row(i);
        assertEquals(row(row), found.get(row.firstPacket()), row.kind().toString());
      }
      assertEquals(truth.count(), found.size());
    }
  }

  private static String row(final ConnectionView c) {
    return String.join(
        " ",
        "packets " + c.firstPacket() + "-" + c.lastPacket(),
        "time " + c.startNanos() + "-" + c.endNanos(),
        side(c, ORIGINATOR),
        side(c, RESPONDER),
        c.handshake().label(),
        c.ending().label());
  }

  private static String side(final ConnectionView c, final Endpoint side) {
    return c.address(side)
        + ":"
        + c.port(side)
        + " packets "
        + c.packets(side)
        + " payload "
        + c.payload(side)
        + " wire "
        + c.wire(side)
        + " flags "
        + c.flags(side)
        + " retransmitted "
        + c.retransmitted(side);
  }

  private static String row(final ConnectionTruth truth) {
    return String.join(
        " ",
        "packets " + truth.firstPacket() + "-" + truth.lastPacket(),
        "time " + truth.startNanos() + "-" + truth.endNanos(),
        side(truth.originator()),
        side(truth.responder()),
        truth.handshake().name().toLowerCase(Locale.ROOT),
        truth.ending().name().toLowerCase(Locale.ROOT));
  }

  private static String side(final ConnectionTruth.Side side) {
    int flags = 0;
    for (final char letter : side.flags().toCharArray()) {
      flags |= 1 << "FSRP.UEW".indexOf(letter);
    }
    return side.address()
        + ":"
        + side.port()
        + " packets "
        + side.packets()
        + " payload "
        + side.payload()
        + " wire "
        + side.wire()
        + " flags "
        + flags
        + " retransmitted "
        + side.retransmitted();
  }
}
