package dev.weir.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Many tests at once: each may err, and one of twenty that ask for 5 % does so where nothing
 * differs. Holm's correction (1979) keeps the chance that any of them errs below the level that was
 * asked for, however they depend on one another.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /**
   * Adjusts chances.
   *
   * @param chances one of each test.
   * @return as many, in the same order: what may be compared with the level.
   */
  public static double[] adjusted(final double[] chances) {
    final int[] order =
        IntStream.range(0, chances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> chances[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    final double[] adjusted = new double[chances.length];
    double most = 0;
    for (int i = 0; i < order.length; i++) {
      most = Math.max(most, Math.min(1, chances[order[i]] * (order.length - i)));
      adjusted[order[i]] = most;
    }
    return adjusted;
  }
}
