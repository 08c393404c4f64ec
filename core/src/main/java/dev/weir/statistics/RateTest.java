package dev.weir.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/** Whether two rates over clusters differ: Welch's t test on the rates of {@link RateMoments}. */
public final class RateTest {
  /** Fewer clusters on either side tell nothing of how clusters differ. */
  public static final int LEAST_CLUSTERS = 10;

  private RateTest() {}

  /**
   * Compares two rates.
   *
   * @param before of {@link #LEAST_CLUSTERS} clusters at least, and a whole above 0.
   * @param after the same.
   * @return the chance of a difference of this size or more, in either direction, where there is
   *     none.
   * @throws IllegalArgumentException where there are too few clusters.
   */
  public static double p(final RateMoments before, final RateMoments after) {
    if (before.clusters() < LEAST_CLUSTERS || after.clusters() < LEAST_CLUSTERS) {
      throw new IllegalArgumentException("fewer than " + LEAST_CLUSTERS + " clusters");
    }
    final double one = before.variance();
    final double other = after.variance();
    if (one + other <= 0) {
      return 1;
    }
    final double t = Math.abs(after.rate() - before.rate()) / Math.sqrt(one + other);
    final double freedom =
        (one + other) * (one + other) / (worth(one, before) + worth(other, after));
    return Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(t));
  }

  private static double worth(final double variance, final RateMoments moments) {
    return variance == 0 ? 0 : variance * variance / moments.degreesOfFreedom();
  }
}
