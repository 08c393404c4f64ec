package dev.weir.statistics;

/**
 * Whether two shares differ: Fisher's exact test (Fisher 1935), two-sided. It holds for counts of
 * any size; since the chances of neighbouring tables have a simple ratio it is quick for large
 * ones, too.
 */
public final class FisherTest {
  /** Tables that are as probable as the observed one but for rounding; R allows for as much. */
  private static final double ROUNDING = 1 + 1e-7;

  private static final double NEGLIGIBLE = 1e-300;

  /** Chances of tables with given margins, in multiples of that of the most probable one. */
  private final double before;

  private final double after;
  private final double marked;
  private final long least;
  private final long most;
  private final long mode;

  private FisherTest(final long before, final long after, final long marked) {
    this.before = before;
    this.after = after;
    this.marked = marked;
    least = Math.max(0, marked - after);
    most = Math.min(marked, before);
    final double guess = (before + 1.0) * (marked + 1.0) / ((double) before + after + 2);
    mode = Math.clamp((long) guess, least, most);
  }

  /**
   * Compares two shares.
   *
   * @param markedBefore how many of BEFORE have the property.
   * @param before how many there are of BEFORE.
   * @param markedAfter how many of AFTER have it.
   * @param after how many there are of AFTER.
   * @return the chance of a table that is no more probable than this one, where there is no
   *     difference.
   */
  public static double p(
      final long markedBefore, final long before, final long markedAfter, final long after) {
    if (markedBefore < 0 || markedAfter < 0 || markedBefore > before || markedAfter > after) {
      throw new IllegalArgumentException("more of a part than of the whole");
    }
    return new FisherTest(before, after, markedBefore + markedAfter).p(markedBefore);
  }

  private double p(final long observed) {
    final double bound = weight(observed) * ROUNDING;
    double all = 1;
    double asExtreme = bound >= 1 ? 1 : 0;
    double weight = 1;
    for (long x = mode; x < most && weight > NEGLIGIBLE; x++) {
      weight *= up(x);
      all += weight;
      asExtreme += weight <= bound ? weight : 0;
    }
    weight = 1;
    for (long x = mode; x > least && weight > NEGLIGIBLE; x--) {
      weight /= up(x - 1);
      all += weight;
      asExtreme += weight <= bound ? weight : 0;
    }
    return Math.min(1, asExtreme / all);
  }

  private double weight(final long x) {
    double weight = 1;
    for (long at = mode; at < x && weight > NEGLIGIBLE; at++) {
      weight *= up(at);
    }
    for (long at = mode; at > x && weight > NEGLIGIBLE; at--) {
      weight /= up(at - 1);
    }
    return weight;
  }

  /** How much more probable x + 1 marked ones of BEFORE are than x. */
  private double up(final long x) {
    return (before - x) * (marked - x) / ((x + 1.0) * (after - marked + x + 1.0));
  }
}
