package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.Endpoint;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.PacketDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The states of the two sessions that users have read by eye. */
class SeedStatesTest {
  private static final Path FOLDER = Path.of("..", "testdata", "captures", "seed");
  private static final List<String> HANDSHAKE =
      List.of(
          "SYN_SENT CLOSED|LISTEN|SYN_RECEIVED",
          "ESTABLISHED SYN_RECEIVED",
          "ESTABLISHED ESTABLISHED");

  /** The states of client and server, each time that they change. */
  private static List<String> states(final String name) throws Exception {
    final List<String> changes = new ArrayList<>();
    final PacketDecoder decoder = new PacketDecoder();
    try (Capture capture = Capture.open(List.of(FOLDER.resolve(name)), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor();
        SegmentAnalyzer analyzer = new SegmentAnalyzer(AnalyzerOptions.defaults(), c -> {})) {
      while (cursor.next()) {
        decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
        final SegmentVerdict verdict = analyzer.analyze(cursor, decoder);
        final String states =
            Exchange.names(verdict.states(Endpoint.ORIGINATOR))
                + " "
                + Exchange.names(verdict.states(Endpoint.RESPONDER));
        if (changes.isEmpty() || !changes.getLast().equals(states)) {
          changes.add(states);
        }
      }
    }
    return changes;
  }

  @Test
  void shouldSeeTheServerCloseInThreeSegmentsAfterAnIdleMinute() throws Exception {
    final List<String> expected = new ArrayList<>(HANDSHAKE);
    expected.add("CLOSE_WAIT FIN_WAIT_1");
    expected.add("LAST_ACK TIME_WAIT");
    expected.add("CLOSED TIME_WAIT");
    assertEquals(expected, states("test1.pcap"));
  }

  @Test
  void shouldSeeTheServersFinOnItsLastDataAcknowledgedByItself() throws Exception {
    final List<String> expected = new ArrayList<>(HANDSHAKE);
    expected.add("CLOSE_WAIT FIN_WAIT_1");
    expected.add("CLOSE_WAIT FIN_WAIT_2");
    expected.add("LAST_ACK TIME_WAIT");
    expected.add("CLOSED TIME_WAIT");
    assertEquals(expected, states("test2.pcap"));
  }
}
