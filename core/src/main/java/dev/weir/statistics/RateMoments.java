package dev.weir.statistics;

/**
 * A rate over many clusters, such as retransmissions a packet over connections: the sum of the
 * parts divided by the sum of the wholes. What comes of one cluster is not independent, so its
 * precision is judged by how clusters differ. Kept are sums of products up to the fourth power.
 */
public final class RateMoments {
  private static final int HIGHEST = 4;

  /** The sum of part to the power of the first index times whole to the power of the second. */
  private final double[][] sums = new double[HIGHEST + 1][HIGHEST + 1];

  /** Nothing yet. */
  public RateMoments() {}

  /**
   * Adds a cluster.
   *
   * @param part such as its retransmissions, 0 or more.
   * @param whole such as its packets, 0 or more.
   */
  public void add(final long part, final long whole) {
    double partPower = 1;
    for (int i = 0; i <= HIGHEST; i++) {
      double product = partPower;
      for (int j = 0; i + j <= HIGHEST; j++) {
        sums[i][j] += product;
        product *= whole;
      }
      partPower *= part;
    }
  }

  /**
   * How many clusters were added.
   *
   * @return 0 or more.
   */
  public long clusters() {
    return (long) sums[0][0];
  }

  /**
   * The sum of the parts.
   *
   * @return 0 or more.
   */
  public long part() {
    return (long) sums[1][0];
  }

  /**
   * The sum of the wholes.
   *
   * @return 0 or more.
   */
  public long whole() {
    return (long) sums[0][1];
  }

  /**
   * The rate.
   *
   * @return part by whole, NaN where there is no whole.
   */
  public double rate() {
    return sums[1][0] / sums[0][1];
  }

  /** The variance of the rate, by linearisation (the delta method; Cochran 1977, 6.4). */
  double variance() {
    final double clusters = sums[0][0];
    return clusters / (clusters - 1) * Math.max(0, deviations(2)) / (sums[0][1] * sums[0][1]);
  }

  /**
   * How many degrees of freedom that variance is worth. Where a few clusters decide it, it is worth
   * as little as these few: by the kurtosis of the deviations, 2 n / (kurtosis - 1).
   */
  double degreesOfFreedom() {
    final double clusters = sums[0][0];
    final double square = deviations(2);
    final double kurtosis = clusters * deviations(HIGHEST) / (square * square);
    return kurtosis > 1 ? Math.clamp(2 * clusters / (kurtosis - 1), 1, clusters - 1) : clusters - 1;
  }

  /** The sum of (part - rate * whole) to an even power, by the binomial theorem. */
  private double deviations(final int power) {
    final double rate = rate();
    double sum = 0;
    double coefficient = 1;
    for (int j = 0; j <= power; j++) {
      sum += coefficient * Math.pow(-rate, j) * sums[power - j][j];
      coefficient = coefficient * (power - j) / (j + 1);
    }
    return sum;
  }
}
