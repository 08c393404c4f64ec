package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection counts is the sum of what was said of its segments, one by one. */
class JudgementTotalsTest {
  private static final Path OURS = Path.of("../testdata/captures");
  private static final Path PUBLIC = Path.of("../../shared/captures/public");

  @TempDir Path folder;

  /** Of one endpoint: segments by judgement, then bytes retransmitted and out of order. */
  private static final class Sums {
    private static final int RETRANSMITTED = Judgement.values().length;
    private static final int OUT_OF_ORDER = RETRANSMITTED + 1;

    private final long[] sums = new long[OUT_OF_ORDER + 1];

    void add(final int judged, final int payload) {
      for (final Judgement judgement : Judgement.values()) {
        if (judgement.isIn(judged)) {
          sums[judgement.ordinal()]++;
        }
      }
      if (Judgement.RETRANSMISSION.isIn(judged)) {
        sums[RETRANSMITTED] += payload;
      }
      if (Judgement.OUT_OF_ORDER.isIn(judged)) {
        sums[OUT_OF_ORDER] += payload;
      }
    }

    void take(final ConnectionView connection, final Endpoint endpoint) {
      for (final Judgement judgement : Judgement.values()) {
        sums[judgement.ordinal()] = connection.judged().segments(judgement, endpoint);
      }
      sums[RETRANSMITTED] = connection.judged().retransmittedBytes(endpoint);
      sums[OUT_OF_ORDER] = connection.judged().outOfOrderBytes(endpoint);
    }

    @Override
    public String toString() {
      final List<String> words = new ArrayList<>();
      for (int i = 0; i < sums.length; i++) {
        if (sums[i] != 0) {
          words.add((i < RETRANSMITTED ? Judgement.at(i).label() : "bytes " + i) + " " + sums[i]);
        }
      }
      return words.toString();
    }
  }

  /** First packet of each connection, with the endpoint: what was counted. */
  private static Map<String, String> connections(final Path file, final int threads)
      throws IOException, CaptureException {
    final Map<String, String> found = new TreeMap<>();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(threads))
          .run(
              connection -> {
                for (final Endpoint endpoint : Endpoint.values()) {
                  final Sums sums = new Sums();
                  sums.take(connection, endpoint);
                  found.put(connection.firstPacket() + " " + endpoint, sums.toString());
                }
              });
    }
    return found;
  }

  /** The same, summed up segment by segment. */
  private static Map<String, String> segments(final Path file) throws CaptureException {
    final Map<String, Sums> sums = new TreeMap<>();
    final Map<Long, Long> firstPackets = new HashMap<>();
    final PacketDecoder decoder = new PacketDecoder();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor();
        SegmentAnalyzer analyzer = new SegmentAnalyzer(AnalyzerOptions.defaults(), ended -> {})) {
      while (cursor.next()) {
        final DecodeOutcome outcome =
            decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
        if (outcome == DecodeOutcome.TCP) {
          final SegmentVerdict verdict = analyzer.analyze(cursor, decoder);
          if (verdict.isFirst()) {
            firstPackets.put(verdict.identity(), cursor.packetNumber());
          }
          final long first = firstPackets.get(verdict.identity());
          for (final Endpoint endpoint : Endpoint.values()) {
            sums.computeIfAbsent(first + " " + endpoint, key -> new Sums());
          }
          final Endpoint sender =
              verdict.isFromOriginator() ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
          final int room =
              Math.max(cursor.originalLength(), cursor.capturedLength()) - decoder.payloadOffset();
          sums.get(first + " " + sender)
              .add(verdict.judgements(), Math.min(decoder.payloadLength(), room));
        }
      }
    }
    final Map<String, String> texts = new TreeMap<>();
    sums.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }

  /** Compares each capture below a folder; returns how many have a judgement in them. */
  private static int compareAll(final Path captures) throws IOException {
    final List<Path> files;
    try (Stream<Path> walk = Files.walk(captures)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    int judged = 0;
    for (final Path file : files) {
      try {
        final Map<String, String> found = connections(file, 1);
        assertEquals(segments(file), found, file.toString());
        judged += found.values().stream().anyMatch(sums -> !sums.equals("[]")) ? 1 : 0;
      } catch (final CaptureException e) {
        // Not a capture, or one that cannot be read at all.
        continue;
      }
    }
    return judged;
  }

  @Test
  void shouldAddUpInEveryCommittedCapture() throws IOException {
    assertTrue(compareAll(OURS) >= 3);
  }

  @Test
  void shouldAddUpInEveryPublicCapture() throws IOException {
    assumeTrue(Files.isDirectory(PUBLIC));
    assertTrue(compareAll(PUBLIC) >= 20);
  }

  @Test
  void shouldAddUpWhereConnectionsEndAndPortsAreUsedAgain() throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(11).connections(8_000).concurrent(300).captureLoss(0.01);
    try (TruthTable truth = new TruthTable(settings.connections());
        PcapFileWriter writer =
            PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
      new TrafficMix(settings).generate(writer, truth);
    }
    final Map<String, String> summed = segments(file);
    assertEquals(summed, connections(file, 1));
    assertEquals(summed, connections(file, 3));
    assertTrue(
        summed.values().stream().filter(sums -> sums.contains("retransmission")).count() > 50);
  }
}
