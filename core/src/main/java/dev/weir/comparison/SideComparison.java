package dev.weir.comparison;

import dev.weir.statistics.FisherTest;
import dev.weir.statistics.HolmCorrection;
import dev.weir.statistics.RankTest;
import dev.weir.statistics.RateTest;
import dev.weir.statistics.TailTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * BEFORE and AFTER compared in every measure.
 *
 * <p>Distributions are tested twice: by ranks (is a connection typically worse?) and by their tails
 * (are there more of the worst?). Shares are tested by Fisher's exact test, rates by how they
 * differ between connections. The chances of all tests of measures that have a worse way are
 * corrected together; those of the rest, which cannot make a comparison fail, by themselves.
 */
public final class SideComparison {
  /** How much of the connections are the worst. */
  private static final double TAIL = 0.05;

  private final List<MeasureResult> results;
  private final MeasureTest.Levels levels;
  private final long fewest;

  private SideComparison(
      final List<MeasureResult> results, final MeasureTest.Levels levels, final long fewest) {
    this.results = results;
    this.levels = levels;
    this.fewest = fewest;
  }

  /**
   * Compares.
   *
   * @param before of the same measures as {@code after}.
   * @param after of the same measures as {@code before}.
   * @param levels what counts as a difference.
   * @return the comparison.
   */
  public static SideComparison of(
      final MeasuredSide before, final MeasuredSide after, final MeasureTest.Levels levels) {
    final List<MeasureResult> results = new ArrayList<>();
    for (int i = 0; i < before.gathered().size(); i++) {
      results.add(tested(before.gathered().get(i), after.gathered().get(i)));
    }
    judge(results, levels, measure -> measure.worse() != Measure.Worse.NEITHER);
    judge(results, levels, measure -> measure.worse() == Measure.Worse.NEITHER);
    final long fewest = Math.min(before.connections(), after.connections());
    return new SideComparison(List.copyOf(results), levels, fewest);
  }

  private static MeasureResult tested(
      final MeasuredSide.Gathered before, final MeasuredSide.Gathered after) {
    final MeasureResult.Side one = MeasureResult.Side.of(before);
    final MeasureResult.Side other = MeasureResult.Side.of(after);
    final List<MeasureTest> tests =
        switch (before.measure().kind()) {
          case DISTRIBUTION -> distribution(before.measure(), one, other);
          case SHARE -> List.of(share(one, other));
          case RATE -> List.of(rate(before, after));
        };
    return new MeasureResult(before.measure(), one, other, tests);
  }

  private static List<MeasureTest> distribution(
      final Measure measure, final MeasureResult.Side before, final MeasureResult.Side after) {
    if (before.size() < RankTest.LEAST_SIZE || after.size() < RankTest.LEAST_SIZE) {
      final Verdict verdict = before.size() + after.size() == 0 ? Verdict.NONE : Verdict.TOO_FEW;
      return List.of(
          MeasureTest.without("typical", MeasureTest.MANN_WHITNEY, verdict),
          MeasureTest.without("tail", MeasureTest.QUANTILE, verdict));
    }
    final RankTest ranks = RankTest.of(before.values(), after.values());
    final boolean upper = measure.worse() != Measure.Worse.LESS;
    final TailTest tail = TailTest.of(before.values(), after.values(), TAIL, upper);
    return List.of(
        MeasureTest.of("typical", MeasureTest.MANN_WHITNEY, ranks.ratio(), ranks.p())
            .withSuperiority(ranks.superiority()),
        MeasureTest.of("tail", MeasureTest.QUANTILE, tail.ratio(), tail.p()));
  }

  private static MeasureTest share(
      final MeasureResult.Side before, final MeasureResult.Side after) {
    if (before.whole() == 0 || after.whole() == 0) {
      final boolean none = before.whole() + after.whole() == 0;
      return MeasureTest.without(
          "share", MeasureTest.FISHER, none ? Verdict.NONE : Verdict.TOO_FEW);
    }
    return MeasureTest.of(
        "share",
        MeasureTest.FISHER,
        ratio((double) before.part() / before.whole(), (double) after.part() / after.whole()),
        FisherTest.p(before.part(), before.whole(), after.part(), after.whole()));
  }

  private static MeasureTest rate(
      final MeasuredSide.Gathered before, final MeasuredSide.Gathered after) {
    final long fewest = Math.min(before.moments().clusters(), after.moments().clusters());
    if (fewest < RateTest.LEAST_CLUSTERS) {
      final boolean none = before.moments().clusters() + after.moments().clusters() == 0;
      return MeasureTest.without("rate", MeasureTest.WELCH, none ? Verdict.NONE : Verdict.TOO_FEW);
    }
    return MeasureTest.of(
        "rate",
        MeasureTest.WELCH,
        ratio(before.moments().rate(), after.moments().rate()),
        RateTest.p(before.moments(), after.moments()));
  }

  private static double ratio(final double before, final double after) {
    return before == after ? 1 : after / before;
  }

  private static void judge(
      final List<MeasureResult> results,
      final MeasureTest.Levels levels,
      final Predicate<Measure> family) {
    final double[] chances =
        results.stream()
            .filter(result -> family.test(result.measure()))
            .flatMap(result -> result.tests().stream())
            .filter(MeasureTest::isMade)
            .mapToDouble(MeasureTest::p)
            .toArray();
    final double[] adjusted = HolmCorrection.adjusted(chances);
    int next = 0;
    for (int i = 0; i < results.size(); i++) {
      final MeasureResult result = results.get(i);
      if (family.test(result.measure())) {
        final List<MeasureTest> judged = new ArrayList<>();
        for (final MeasureTest test : result.tests()) {
          judged.add(
              test.isMade()
                  ? test.judged(adjusted[next++], levels, result.measure().worse())
                  : test);
        }
        results.set(i, result.with(judged));
      }
    }
  }

  /**
   * What comes of each measure.
   *
   * @return in the order of the measures.
   */
  public List<MeasureResult> results() {
    return results;
  }

  /**
   * What counted as a difference.
   *
   * @return the levels.
   */
  public MeasureTest.Levels levels() {
    return levels;
  }

  /**
   * The measures of a verdict.
   *
   * @param verdict which.
   * @return their results, in order.
   */
  public List<MeasureResult> results(final Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).toList();
  }

  /**
   * Whether there are so many connections that a difference could be found at all.
   *
   * @return false where one side has fewer than {@link RankTest#LEAST_SIZE}.
   */
  public boolean isConclusive() {
    return fewest >= RankTest.LEAST_SIZE;
  }
}
