package dev.weir.comparison;

/**
 * One test of one measure.
 *
 * @param name what it looks at: {@code typical}, {@code tail}, {@code share} or {@code rate}.
 * @param method the test by name, for results.
 * @param ratio AFTER divided by BEFORE; infinite where BEFORE is 0, and 1 where both are.
 * @param superiority the effect of a rank test, the chance that a value of AFTER is the larger one;
 *     NaN of others.
 * @param p the chance of such a difference where there is none.
 * @param adjusted the same for as many tests as are made at once.
 * @param verdict what comes of it.
 */
public record MeasureTest(
    String name,
    String method,
    double ratio,
    double superiority,
    double p,
    double adjusted,
    Verdict verdict) {
  static final String MANN_WHITNEY = "mann_whitney";
  static final String QUANTILE = "quantile";
  static final String FISHER = "fisher_exact";
  static final String WELCH = "welch_t_by_connection";

  /** A test of which only the chance is known yet. */
  static MeasureTest of(
      final String name, final String method, final double ratio, final double p) {
    return new MeasureTest(name, method, ratio, Double.NaN, p, Double.NaN, Verdict.SAME);
  }

  /** A test that cannot be made. */
  static MeasureTest without(final String name, final String method, final Verdict verdict) {
    return new MeasureTest(name, method, Double.NaN, Double.NaN, Double.NaN, Double.NaN, verdict);
  }

  MeasureTest withSuperiority(final double chance) {
    return new MeasureTest(name, method, ratio, chance, p, adjusted, verdict);
  }

  /** Whether it was made. */
  boolean isMade() {
    return !Double.isNaN(p);
  }

  /** The same with a verdict. */
  MeasureTest judged(final double chance, final Levels levels, final Measure.Worse worse) {
    return new MeasureTest(
        name, method, ratio, superiority, p, chance, verdict(chance, levels, worse));
  }

  private Verdict verdict(final double chance, final Levels levels, final Measure.Worse worse) {
    if (chance > levels.alpha()) {
      return Verdict.SAME;
    }
    if (Math.max(ratio, 1 / ratio) <= 1 + levels.margin()) {
      return Verdict.WITHIN_MARGIN;
    }
    return switch (worse) {
      case NEITHER -> Verdict.CHANGED;
      case MORE -> ratio > 1 ? Verdict.WORSE : Verdict.BETTER;
      case LESS -> ratio < 1 ? Verdict.WORSE : Verdict.BETTER;
    };
  }

  /**
   * What counts as a difference.
   *
   * @param alpha the chance, above 0 and below 1, that a comparison of what does not differ finds a
   *     difference in any measure.
   * @param margin the least ratio of a difference, less 1: 0.05 for 5 % more, or for so much less
   *     that the other side is 5 % more.
   */
  public record Levels(double alpha, double margin) {}
}
