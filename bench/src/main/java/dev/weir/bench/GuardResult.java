package dev.weir.bench;

import java.util.Arrays;

/**
 * How much a stage of the hot path costs a packet, in steps of the reference kernel: a ratio that a
 * faster or a busier machine leaves alone.
 *
 * @param stage the stage's name
 * @param ratio the least cost of all calls, in steps of the kernel at its least
 * @param noise how much more an iteration in the middle cost than the best one: 0.1 is a tenth; a
 *     busy machine makes it large
 * @param nanos nanoseconds of processor time a packet: says something of this machine only
 * @param bytesPerPacket what is allocated on the heap for each packet; NaN where not measured
 */
record GuardResult(String stage, double ratio, double noise, double nanos, double bytesPerPacket) {
  /**
   * From single iterations.
   *
   * @param stage the stage's name
   * @param nanos nanoseconds a packet, of each iteration's best call, or of the iteration
   * @param kernel nanoseconds a step of the kernel, at its least
   */
  static GuardResult of(final String stage, final double[] nanos, final double kernel) {
    final double[] sorted = nanos.clone();
    Arrays.sort(sorted);
    final double least = sorted[0];
    final double noise = sorted[sorted.length / 2] / least - 1;
    return new GuardResult(stage, least / kernel, noise, least, Double.NaN);
  }

  GuardResult withBytes(final double bytes) {
    return new GuardResult(stage, ratio, noise, nanos, bytes);
  }

  /** The better of two measurements of one stage, with what this one allocated. */
  GuardResult orBetter(final GuardResult again) {
    return again.ratio < ratio ? again.withBytes(bytesPerPacket) : this;
  }
}
