package dev.weir.bench;

import java.util.Arrays;

/**
 * How much a stage of the hot path costs a packet, in steps of the reference kernel: a ratio that a
 * faster or a busier machine leaves alone.
 *
 * @param stage the stage's name
 * @param ratio the median over all iterations
 * @param error half of the spread between the first and the third quartile
 * @param nanos nanoseconds a packet, the median: says something of this machine only
 * @param bytesPerPacket what is allocated on the heap for each packet; NaN where not measured
 */
record GuardResult(String stage, double ratio, double error, double nanos, double bytesPerPacket) {
  /**
   * From single iterations.
   *
   * @param stage the stage's name
   * @param nanos nanoseconds a packet, of each iteration
   * @param kernelNanos nanoseconds a step of the kernel, around each iteration
   */
  static GuardResult of(final String stage, final double[] nanos, final double[] kernelNanos) {
    final double[] ratios = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      ratios[i] = nanos[i] / kernelNanos[i];
    }
    Arrays.sort(ratios);
    final double[] sorted = nanos.clone();
    Arrays.sort(sorted);
    final double spread = at(ratios, 0.75) - at(ratios, 0.25);
    return new GuardResult(stage, at(ratios, 0.5), spread / 2, at(sorted, 0.5), Double.NaN);
  }

  GuardResult withBytes(final double bytes) {
    return new GuardResult(stage, ratio, error, nanos, bytes);
  }

  private static double at(final double[] sorted, final double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
