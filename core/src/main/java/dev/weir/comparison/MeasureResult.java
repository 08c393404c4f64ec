package dev.weir.comparison;

import dev.weir.statistics.Sample;
import java.util.List;

/**
 * What comes of one measure.
 *
 * @param measure which.
 * @param before what BEFORE has.
 * @param after what AFTER has.
 * @param tests the tests, one or two.
 */
public record MeasureResult(Measure measure, Side before, Side after, List<MeasureTest> tests) {
  /**
   * One side of a measure.
   *
   * @param values of a distribution, else null.
   * @param part of a share or a rate: what is counted.
   * @param whole of a share or a rate: among how many.
   */
  public record Side(Sample values, long part, long whole) {
    static Side of(final MeasuredSide.Gathered gathered) {
      return new Side(
          gathered.values() == null ? null : Sample.of(gathered.values()),
          gathered.part(),
          gathered.whole());
    }

    /**
     * How much there is of it.
     *
     * @return connections, or of a rate segments.
     */
    public long size() {
      return values == null ? whole : values.size();
    }
  }

  /**
   * The verdict of all tests together.
   *
   * @return the first of {@link Verdict} that any test has.
   */
  public Verdict verdict() {
    return tests.stream().map(MeasureTest::verdict).sorted().findFirst().orElseThrow();
  }

  MeasureResult with(final List<MeasureTest> judged) {
    return new MeasureResult(measure, before, after, List.copyOf(judged));
  }
}
