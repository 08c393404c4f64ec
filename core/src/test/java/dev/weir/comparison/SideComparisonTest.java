package dev.weir.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is worse is found, and what is not is not. */
class SideComparisonTest {
  @TempDir Path folder;
  private Traffic traffic;

  @BeforeEach
  void makeTraffic() {
    traffic = new Traffic(folder);
  }

  private static SideComparison compared(final MeasuredSide before, final MeasuredSide after) {
    return SideComparison.of(before, after, Traffic.LEVELS);
  }

  private static Set<String> names(final SideComparison comparison, final Verdict verdict) {
    return comparison.results(verdict).stream()
        .map(result -> result.measure().name())
        .collect(Collectors.toSet());
  }

  @Test
  void shouldFindNothingInTheSameCapture() throws Exception {
    final MeasuredSide side = traffic.measured(Traffic.settings(1, 2_000));
    final SideComparison comparison = compared(side, side);
    for (final MeasureResult result : comparison.results()) {
      for (final MeasureTest test : result.tests()) {
        assertEquals(
            test.isMade() ? Verdict.SAME : Verdict.NONE, test.verdict(), result.measure().name());
        assertTrue(!test.isMade() || test.p() == 1 || test.p() > 0.99999, result.toString());
        assertTrue(!test.isMade() || Math.abs(test.ratio() - 1) < 1e-8, result.toString());
      }
    }
    assertTrue(comparison.isConclusive());
    assertTrue(comparison.results().stream().filter(r -> r.verdict() == Verdict.SAME).count() > 20);
  }

  @Test
  void shouldFindMoreLossAndSayThatLessIsBetter() throws Exception {
    final MeasuredSide usual = traffic.measured(Traffic.settings(2, 2_000));
    final MeasuredSide lossy = traffic.measured(Traffic.settings(3, 2_000).loss(0.04));
    final SideComparison worse = compared(usual, lossy);
    assertTrue(
        names(worse, Verdict.WORSE)
            .containsAll(Set.of("originator_retransmissions", "responder_retransmissions")));
    assertEquals(Set.of(), names(worse, Verdict.BETTER));
    final SideComparison better = compared(lossy, usual);
    assertEquals(Set.of(), names(better, Verdict.WORSE));
    assertEquals(names(worse, Verdict.WORSE), names(better, Verdict.BETTER));
  }

  /** A false alarm is to be expected in at most 1 of 100 comparisons; docs/compare.md has rates. */
  @Test
  void shouldRaiseNoAlarmForOtherSeeds() throws Exception {
    final List<String> alarms = new ArrayList<>();
    for (int seed = 100; seed < 140; seed += 2) {
      final SideComparison comparison =
          compared(
              traffic.measured(Traffic.settings(seed, 500)),
              traffic.measured(Traffic.settings(seed + 1, 500)));
      for (final MeasureResult result : comparison.results(Verdict.WORSE)) {
        alarms.add(seed + " " + result.measure().name());
      }
    }
    assertEquals(List.of(), alarms);
  }

  @Test
  void shouldCompareKeptResultsAsTheCaptures() throws Exception {
    final Path before = traffic.capture(Traffic.settings(8, 800));
    final Path after = traffic.capture(Traffic.settings(9, 700).loss(0.01));
    final MeasuredSide[] captured = new MeasuredSide[2];
    final MeasuredSide[] kept = new MeasuredSide[2];
    for (int i = 0; i < 2; i++) {
      final Path file = i == 0 ? before : after;
      captured[i] = new MeasuredSide(Measures.ALL, dev.weir.report.ConnectionColumns.ALL);
      Traffic.analyse(file, captured[i]);
      kept[i] = Traffic.measured(traffic.kept(Traffic.json(file)));
    }
    for (final ComparisonReport report : List.of(new ComparisonJson(), new ComparisonTable())) {
      final String expected = Traffic.written(captured[0], captured[1], report);
      assertEquals(expected, Traffic.written(kept[0], kept[1], report));
      assertEquals(expected, Traffic.written(captured[0], kept[1], report));
      assertTrue(expected.contains("originator_retransmissions"));
    }
  }

  @Test
  void shouldHoldToItsSchema() throws Exception {
    final var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/compare.schema.json")));
    final MeasuredSide none = new MeasuredSide(Measures.ALL, dev.weir.report.ConnectionColumns.ALL);
    final MeasuredSide few = traffic.measured(Traffic.settings(4, 5));
    final MeasuredSide many = traffic.measured(Traffic.settings(5, 900).loss(0.2));
    for (final MeasuredSide before : List.of(none, few, many)) {
      for (final MeasuredSide after : List.of(none, few, many)) {
        final String json = Traffic.written(before, after, new ComparisonJson());
        assertEquals(Set.of(), schema.validate(json, InputFormat.JSON), json);
        assertTrue(Traffic.written(before, after, new ComparisonTable()).contains("WORSE"));
      }
    }
  }

  /** Connections of one column only, drawn from a long-tailed distribution. */
  private MeasuredSide column(
      final String name, final int count, final long seed, final DoubleUnaryOperator change)
      throws Exception {
    final Random random = new Random(seed);
    final StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      final double usual = 0.001 * Math.exp(random.nextGaussian());
      lines.append(
          String.format(Locale.ROOT, "{\"%s\":%.9f}%n", name, change.applyAsDouble(usual)));
    }
    final List<Measure> one =
        Measures.ALL.stream().filter(measure -> measure.name().equals(name)).toList();
    final KeptConnections kept = traffic.kept(lines.toString());
    final MeasuredSide side = new MeasuredSide(one, kept.columns());
    kept.run(kept.needed(one, null), side);
    return side;
  }

  @Test
  void shouldTellByHowMuchAllConnectionsAreWorse() throws Exception {
    final MeasureResult result =
        compared(
                column("syn_ack_delay", 5_000, 1, x -> x),
                column("syn_ack_delay", 5_000, 2, x -> x * 1.3))
            .results()
            .getFirst();
    assertEquals(Verdict.WORSE, result.verdict());
    final MeasureTest typical = result.tests().getFirst();
    assertEquals(1.3, typical.ratio(), 0.06);
    // Two normal distributions that are ln 1.3 apart: P = Phi(0.2624 / sqrt 2).
    assertEquals(0.574, typical.superiority(), 0.015);
  }

  @Test
  void shouldFindThatOnlyTheWorstAreWorse() throws Exception {
    final MeasureResult result =
        compared(
                column("syn_ack_delay", 2_000, 3, x -> x),
                column("syn_ack_delay", 2_000, 4, x -> x > 0.005 ? x * 3 : x))
            .results()
            .getFirst();
    assertEquals(Verdict.SAME, result.tests().getFirst().verdict(), result.toString());
    assertEquals(Verdict.WORSE, result.tests().getLast().verdict(), result.toString());
    assertEquals(3, result.tests().getLast().ratio(), 0.5);
  }

  @Test
  void shouldNotCallWorseWhatIsWithinTheMargin() throws Exception {
    final SideComparison comparison =
        compared(
            column("ack_delay", 100_000, 5, x -> x),
            column("ack_delay", 100_000, 6, x -> x * 1.03));
    assertEquals(Set.of("ack_delay"), names(comparison, Verdict.WITHIN_MARGIN));
    final SideComparison wider =
        SideComparison.of(
            column("ack_delay", 5_000, 5, x -> x),
            column("ack_delay", 5_000, 6, x -> x * 1.3),
            new MeasureTest.Levels(0.01, 0.5));
    assertEquals(Set.of("ack_delay"), names(wider, Verdict.WITHIN_MARGIN));
  }

  @Test
  void shouldSayThatFewerThanTenAreTooFew() throws Exception {
    final SideComparison comparison =
        compared(column("ack_delay", 9, 1, x -> x), column("ack_delay", 500, 2, x -> 9 * x));
    assertEquals(Set.of("ack_delay"), names(comparison, Verdict.TOO_FEW));
    assertFalse(comparison.isConclusive());
  }

  @Test
  void shouldSayWorseOfLessThroughputAndChangedOfWhatHasNoWorse() {
    final MeasureTest third = MeasureTest.of("typical", MeasureTest.MANN_WHITNEY, 1 / 3.0, 1e-9);
    final MeasureTest infinite =
        MeasureTest.of("share", MeasureTest.FISHER, Double.POSITIVE_INFINITY, 1e-9);
    final MeasureTest gone = MeasureTest.of("share", MeasureTest.FISHER, 0, 1e-9);
    assertEquals(Verdict.WORSE, judged(third, Measure.Worse.LESS));
    assertEquals(Verdict.BETTER, judged(third, Measure.Worse.MORE));
    assertEquals(Verdict.CHANGED, judged(third, Measure.Worse.NEITHER));
    assertEquals(Verdict.WORSE, judged(infinite, Measure.Worse.MORE));
    assertEquals(Verdict.BETTER, judged(gone, Measure.Worse.MORE));
  }

  private static Verdict judged(final MeasureTest test, final Measure.Worse worse) {
    return test.judged(test.p(), Traffic.LEVELS, worse).verdict();
  }
}
