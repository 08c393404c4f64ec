package dev.weir.testdata;

import java.util.SplittableRandom;

/** Draws kinds of connections by their weights. */
final class KindDraw {
  private static final ConnectionKind[] KINDS = ConnectionKind.values();

  private final double[] upTo;
  private final SplittableRandom random;

  KindDraw(final double[] weights, final SplittableRandom random) {
    this.random = random;
    upTo = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      upTo[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("the weights of all kinds are 0");
    }
  }

  ConnectionKind next() {
    final double drawn = random.nextDouble() * upTo[upTo.length - 1];
    int i = 0;
    while (drawn >= upTo[i]) {
      i++;
    }
    return KINDS[i];
  }

  /** Whether a connection that has ended is followed by another one on its tuple. */
  boolean reuses(final Connection ended) {
    return ended.kind == ConnectionKind.PORT_REUSE && !ended.reused;
  }
}
