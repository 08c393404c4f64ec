package dev.weir.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether the values of one sample tend to be larger than those of another: the two-sided
 * Mann-Whitney U test (Mann and Whitney 1947), by the normal approximation with corrections for
 * ties and for continuity. It asks for no particular distribution and does not mind outliers.
 *
 * @param p the chance of a difference of this size or more where there is none.
 * @param superiority the chance that a value of AFTER is larger than one of BEFORE, ties half: the
 *     size of the effect (Vargha and Delaney's A), 0.5 for none.
 * @param ratio the median of AFTER's values divided by BEFORE's over all pairs: how many times as
 *     large a value typically is (the Hodges-Lehmann estimate of a shift of the logarithms). Zeros
 *     count as 1.
 */
public record RankTest(double p, double superiority, double ratio) {
  /** Fewer on either side, and the normal distribution is no approximation any more. */
  public static final int LEAST_SIZE = 10;

  private static final double LARGEST_RATIO = 1e15;
  private static final double PRECISION = 1e-9;

  /**
   * Compares two samples.
   *
   * @param before of {@link #LEAST_SIZE} values at least, none below 0.
   * @param after the same.
   * @return the result.
   * @throws IllegalArgumentException where one of them is too small.
   */
  public static RankTest of(final Sample before, final Sample after) {
    if (before.size() < LEAST_SIZE || after.size() < LEAST_SIZE) {
      throw new IllegalArgumentException("fewer than " + LEAST_SIZE + " values");
    }
    final double pairs = (double) before.size() * after.size();
    final double wins = wins(before, after);
    final double difference = Math.max(0, Math.abs(wins - pairs / 2) - 0.5);
    final double deviation = Math.sqrt(variance(before, after));
    final double p =
        deviation == 0
            ? 1
            : Math.min(
                1, 2 * NormalDistribution.of(0, 1).survivalProbability(difference / deviation));
    return new RankTest(p, wins / pairs, ratio(before, after));
  }

  /** In how many pairs the value of AFTER is the larger one, ties half: the statistic U. */
  private static double wins(final Sample before, final Sample after) {
    double wins = 0;
    double below = 0;
    int place = 0;
    for (int i = 0; i < after.distinct(); i++) {
      final long value = after.value(i);
      while (place < before.distinct() && before.value(place) < value) {
        below += before.count(place++);
      }
      final boolean tied = place < before.distinct() && before.value(place) == value;
      wins += after.count(i) * (below + (tied ? before.count(place) / 2.0 : 0));
    }
    return wins;
  }

  private static double variance(final Sample before, final Sample after) {
    final Sample all = before.with(after);
    double ties = 0;
    for (int i = 0; i < all.distinct(); i++) {
      final double count = all.count(i);
      ties += count * count * count - count;
    }
    final double size = all.size();
    return (double) before.size() * after.size() / 12 * (size + 1 - ties / (size * (size - 1)));
  }

  /** Halves an interval, in logarithms, until it holds the median of all ratios closely enough. */
  private static double ratio(final Sample before, final Sample after) {
    final double half = (double) before.size() * after.size() / 2;
    double low = -Math.log(LARGEST_RATIO);
    double high = -low;
    while (high - low > PRECISION) {
      final double middle = (low + high) / 2;
      if (pairsUpTo(Math.exp(middle), before, after) >= half) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double pairsUpTo(final double ratio, final Sample before, final Sample after) {
    double pairs = 0;
    double reached = 0;
    int place = 0;
    for (int i = 0; i < before.distinct(); i++) {
      final double bound = ratio * Math.max(1, before.value(i));
      while (place < after.distinct() && Math.max(1, after.value(place)) <= bound) {
        reached += after.count(place++);
      }
      pairs += before.count(i) * reached;
    }
    return pairs;
  }
}
