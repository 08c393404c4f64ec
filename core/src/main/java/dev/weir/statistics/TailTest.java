package dev.weir.statistics;

/**
 * Whether one sample has more extreme values than another, or more extreme ones. The bound of the
 * tail is a quantile of both together. How many values of each lie beyond it is compared by {@link
 * FisherTest}, which is exact for any distribution (the quantile test; Johnson, Verrill and Moore
 * 1987). Where both have {@link RankTest#LEAST_SIZE} there, how far out they lie is compared by
 * {@link RankTest}. Given the counts the ranks do not depend on them, so both chances may be
 * combined by Fisher's method.
 *
 * @param p the chance of a difference of this size or more where there is none.
 * @param before how many of BEFORE's values lie beyond.
 * @param after how many of AFTER's values lie beyond.
 * @param ratio how many times as large as BEFORE's the median of AFTER's tail is, each being the
 *     most extreme values of one sample, as many in proportion; zeros count as 1.
 */
public record TailTest(double p, long before, long after, double ratio) {
  /**
   * Compares the tails of two samples.
   *
   * @param before not empty, no value below 0.
   * @param after the same.
   * @param share how much of a sample is its tail, at most 0.5.
   * @param upper whether it is the largest values; else the smallest.
   * @return the result.
   */
  public static TailTest of(
      final Sample before, final Sample after, final double share, final boolean upper) {
    final Sample all = before.with(after);
    final long outside = (long) Math.ceil((1 - share) * all.size());
    final long bound = upper ? all.at(outside) : all.at(all.size() + 1 - outside);
    final Sample one = before.beyond(bound, upper);
    final Sample other = after.beyond(bound, upper);
    final double count = FisherTest.p(one.size(), before.size(), other.size(), after.size());
    final boolean ranked = Math.min(one.size(), other.size()) >= RankTest.LEAST_SIZE;
    final double middle = upper ? 1 - share / 2 : share / 2;
    return new TailTest(
        ranked ? combined(count, RankTest.of(one, other).p()) : count,
        one.size(),
        other.size(),
        Math.max(1.0, after.quantile(middle)) / Math.max(1.0, before.quantile(middle)));
  }

  /** The chance of two independent chances whose product is as small: chi-squared, four degrees. */
  private static double combined(final double one, final double other) {
    final double product = one * other;
    return product == 0 ? 0 : Math.min(1, product * (1 - Math.log(product)));
  }
}
