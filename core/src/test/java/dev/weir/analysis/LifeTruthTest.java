package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.LifeView;
import dev.weir.testdata.ConnectionTruth;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.StepWitness;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of generated connections is what their generator meant it to be. */
class LifeTruthTest {
  private static final int CONNECTIONS = 12_000;

  /** How the addresses of clients begin, and of nobody else. */
  private static final String CLIENT_ADDRESSES = "10\\..*|2001:db8:c1:.*";

  @TempDir Path folder;

  @Test
  void shouldFindTheLifeThatTheGeneratorMeant() throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(11).connections(CONNECTIONS).concurrent(900).captureLoss(0);
    final Path file = folder.resolve("traffic.pcap");
    final Map<Integer, List<StepWitness.Step>> steps = new HashMap<>();
    try (TruthTable truth = new TruthTable(CONNECTIONS)) {
      try (PcapFileWriter writer =
          PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
        new TrafficMix(settings)
            .generate(
                writer,
                truth,
                (row, step) -> steps.computeIfAbsent(row, n -> new ArrayList<>()).add(step));
      }
      final Map<Long, String> found = new HashMap<>();
      final Map<Long, Boolean> clientFirst = new HashMap<>();
      for (int i = 0; i < truth.count(); i++) {
        final ConnectionTruth row = truth.row(i);
        clientFirst.put(row.firstPacket(), row.originator().address().matches(CLIENT_ADDRESSES));
      }
      try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
        new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(2).withHashSeed(5))
            .run(c -> found.put(c.firstPacket(), life(c, clientFirst.get(c.firstPacket()))));
      }
      compare(truth, steps, found);
    }
  }

  private static void compare(
      final TruthTable truth,
      final Map<Integer, List<StepWitness.Step>> steps,
      final Map<Long, String> found) {
    for (int i = 0; i < truth.count(); i++) {
      final ConnectionTruth row = truth.row(i);
      final IntendedLife intended = new IntendedLife(row.kind(), steps.get(i));
      assertEquals(
          intended.toString(),
          found.get(row.firstPacket()),
          () -> row.kind() + " from packet " + row.firstPacket());
    }
    assertTrue(truth.count() > CONNECTIONS / 2);
  }

  private static String life(final ConnectionView c, final boolean clientIsOriginator) {
    final Endpoint client = clientIsOriginator ? ORIGINATOR : RESPONDER;
    final Endpoint server = clientIsOriginator ? RESPONDER : ORIGINATOR;
    return side(c.life(), client)
        + " | "
        + side(c.life(), server)
        + " | "
        + c.life().close().label()
        + " "
        + c.life().reset().label()
        + " "
        + c.life().isBoundReached()
        + (IntendedLife.knowsStates(c.packets(ORIGINATOR), c.packets(RESPONDER), c.handshake())
            ? " "
                + Exchange.names(c.life().states(client))
                + " "
                + Exchange.names(c.life().states(server))
            : "");
  }

  private static String side(final LifeView life, final Endpoint who) {
    return "probes "
        + life.keepAlive(who).probes()
        + " answered "
        + life.keepAlive(who).answered()
        + " "
        + life.keepAlive(who).end().label()
        + " window "
        + life.windowProbes(who)
        + "/"
        + life.windowClosures(who)
        + " repeats "
        + life.synRepeats(who)
        + "/"
        + life.synAckRepeats(who)
        + "/"
        + life.finRepeats(who)
        + " unique "
        + life.uniquePayload(who)
        + " fin "
        + life.isFinOnData(who);
  }
}
