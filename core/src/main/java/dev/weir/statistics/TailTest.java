package dev.weir.statistics;

/**
 * Whether one sample has more than its share of the extreme values: how many of each lie beyond a
 * quantile of both together, by {@link FisherTest}. Where the samples do not differ, that is exact
 * for any distribution (the quantile test; Johnson, Verrill and Moore 1987).
 *
 * @param p the chance of a difference of this size or more where there is none.
 * @param before how many of BEFORE's values lie beyond.
 * @param after how many of AFTER's values lie beyond.
 * @param ratio the quantile of AFTER divided by that of BEFORE; zeros count as 1.
 */
public record TailTest(double p, long before, long after, double ratio) {
  /**
   * Compares the tails of two samples.
   *
   * @param before not empty, no value below 0.
   * @param after the same.
   * @param share which quantile: from 0.5 on the values above it are the tail, otherwise those
   *     below.
   * @return the result.
   */
  public static TailTest of(final Sample before, final Sample after, final double share) {
    final long bound = before.with(after).quantile(share);
    final boolean upper = share >= 0.5;
    final long one = upper ? before.above(bound) : before.size() - before.above(bound - 1);
    final long other = upper ? after.above(bound) : after.size() - after.above(bound - 1);
    final double ratio =
        Math.max(1.0, after.quantile(share)) / Math.max(1.0, before.quantile(share));
    return new TailTest(FisherTest.p(one, before.size(), other, after.size()), one, other, ratio);
  }
}
