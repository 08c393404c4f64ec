package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import dev.weir.story.StoryStep.Kind;
import dev.weir.testdata.ConnectionKind;
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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories tell what the generator did, of every kind of connection that it makes. */
class TrafficStoryTest {
  @TempDir Path folder;

  /** A connection as it was meant, and as it is told. */
  private record Told(ConnectionTruth truth, List<StepWitness.Step> meant, ConnectionStory story) {}

  @ParameterizedTest
  @EnumSource(ConnectionKind.class)
  void shouldTellWhatTheGeneratorDid(final ConnectionKind kind) throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(kind.ordinal()).connections(60).concurrent(10);
    for (final Told told : told(settings.only(kind).captureLoss(0).loss(0))) {
      compareTotals(told);
      StoryExpectations.of(kind, told.meant).compareWith(told.story);
    }
  }

  @Test
  void shouldTellTheSameTotalsWhereSegmentsAreLostAndNotAllAreCaptured() throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(11).connections(1_500).concurrent(150);
    for (final Told told : told(settings.loss(0.03).captureLoss(0.01))) {
      compareTotals(told);
    }
  }

  @Test
  void shouldNameOnlyStatesThatTheAnalysisHoldsPossible() throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(12).connections(1_500).concurrent(150);
    for (final Told told : told(settings.captureLoss(0))) {
      for (final StoryStep step : told.story.steps()) {
        compareStates(told.story, step);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void compareStates(final ConnectionStory story, final StoryStep step) {
    if (!(step.facts().get("states") instanceof List<?> states)) {
      return;
    }
    for (final Object each : states) {
      final Map<String, Object> after = (Map<String, Object>) each;
      final TracedSegment segment = segment(story, (long) after.get("segment"));
      for (final Endpoint endpoint : Endpoint.values()) {
        final String name = (String) after.get(endpoint.name().toLowerCase(Locale.ROOT));
        assertTrue(
            TcpState.valueOf(name).isIn(segment.states(endpoint)),
            () -> "#" + segment.number() + " " + endpoint + " " + name + " in " + story.steps());
      }
    }
  }

  private static TracedSegment segment(final ConnectionStory story, final long number) {
    return story.trace().segments().stream()
        .filter(segment -> segment.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static void compareTotals(final Told told) {
    final Map<String, Object> facts = told.story.facts();
    final ConnectionTruth truth = told.truth;
    final String what = truth.toString();
    assertEquals(truth.handshake().name().toLowerCase(Locale.ROOT), facts.get("handshake"), what);
    assertEquals(truth.ending().name().toLowerCase(Locale.ROOT), facts.get("ending"), what);
    assertEquals(truth.endNanos() - truth.startNanos(), facts.get("duration_ns"), what);
    compare(truth.originator(), "originator", facts, what);
    compare(truth.responder(), "responder", facts, what);
    assertEquals(truth.lastPacket(), told.story.trace().segments().getLast().number());
    assertTrue(!told.story.verdict().isBlank());
    final long proven =
        told.story.steps().stream().flatMap(step -> step.segments().stream()).distinct().count();
    assertEquals(told.story.trace().segments().size(), proven, "each segment belongs to a step");
  }

  private static void compare(
      final ConnectionTruth.Side side,
      final String name,
      final Map<String, Object> facts,
      final String what) {
    assertEquals(side.packets(), facts.get(name + "_segments"), what);
    assertEquals(side.payload(), facts.get(name + "_payload_bytes"), what);
    assertEquals(side.retransmitted(), facts.get(name + "_retransmitted_bytes"), what);
  }

  private List<Told> told(final TrafficSettings settings) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final Map<Integer, List<StepWitness.Step>> meant = new HashMap<>();
    try (TruthTable truth = new TruthTable(settings.connections())) {
      try (PcapFileWriter writer =
          PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
        new TrafficMix(settings)
            .generate(
                writer,
                truth,
                (row, step) -> meant.computeIfAbsent(row, key -> new ArrayList<>()).add(step));
      }
      final List<ConnectionTrace> traces = TracedCapture.all(file);
      assertEquals(truth.count(), traces.size());
      final StoryTeller teller = new StoryTeller(new Phrases(StoryLanguage.ENGLISH));
      final List<Told> all = new ArrayList<>();
      for (int row = 0; row < truth.count(); row++) {
        assertEquals(truth.row(row).firstPacket(), traces.get(row).segments().getFirst().number());
        all.add(new Told(truth.row(row), meant.get(row), teller.tell(traces.get(row))));
      }
      return all;
    }
  }

  @Test
  void shouldTellEveryKindOfStepOfSomeConnection() throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(13).connections(3_000).concurrent(200).loss(0.02);
    final List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    // There is no HTTP in generated payload, and nothing is too long to keep.
    kinds.removeAll(List.of(Kind.HTTP, Kind.OMITTED));
    for (final Told told : told(settings)) {
      told.story.steps().forEach(step -> kinds.remove(step.kind()));
    }
    assertEquals(List.of(), kinds);
  }
}
