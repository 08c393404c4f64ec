package dev.weir.statistics;

import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/** Values in ascending order, each with how often it occurs. */
public final class Sample {
  private final long[] values;
  private final long[] counts;
  private final long size;

  private Sample(final long[] values, final long[] counts) {
    this.values = values;
    this.counts = counts;
    this.size = Arrays.stream(counts).sum();
  }

  /**
   * What a histogram has recorded. Values that fall together in it are equal here: to the highest
   * of them.
   *
   * @param histogram of any precision.
   * @return a copy.
   */
  public static Sample of(final AbstractHistogram histogram) {
    long[] values = new long[16];
    long[] counts = new long[16];
    int used = 0;
    for (final HistogramIterationValue each : histogram.recordedValues()) {
      if (used == values.length) {
        values = Arrays.copyOf(values, 2 * used);
        counts = Arrays.copyOf(counts, 2 * used);
      }
      values[used] = each.getValueIteratedTo();
      counts[used++] = each.getCountAddedInThisIterationStep();
    }
    return new Sample(Arrays.copyOf(values, used), Arrays.copyOf(counts, used));
  }

  /**
   * How many values there are.
   *
   * @return 0 or more.
   */
  public long size() {
    return size;
  }

  int distinct() {
    return values.length;
  }

  long value(final int place) {
    return values[place];
  }

  long count(final int place) {
    return counts[place];
  }

  /**
   * A quantile: the smallest value that so much of the sample does not exceed.
   *
   * @param share above 0, up to 1: 0.5 is the median.
   * @return the value.
   * @throws IllegalStateException where the sample is empty.
   */
  public long quantile(final double share) {
    if (size == 0) {
      throw new IllegalStateException("no quantile of nothing");
    }
    return at(Math.max(1, (long) Math.ceil(share * size)));
  }

  /** The value that has so many up to it and with it, from 1. */
  long at(final long rank) {
    long reached = 0;
    int place = -1;
    while (reached < rank) {
      reached += counts[++place];
    }
    return values[place];
  }

  /** The values above a bound, or those below it. */
  Sample beyond(final long bound, final boolean above) {
    int from = 0;
    int to = values.length;
    while (above && from < to && values[from] <= bound) {
      from++;
    }
    while (!above && from < to && values[to - 1] >= bound) {
      to--;
    }
    return new Sample(Arrays.copyOfRange(values, from, to), Arrays.copyOfRange(counts, from, to));
  }

  /** Both together. */
  Sample with(final Sample other) {
    final long[] allValues = new long[values.length + other.values.length];
    final long[] allCounts = new long[allValues.length];
    int used = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < values.length || theirs < other.values.length) {
      final boolean takeMine =
          theirs == other.values.length
              || mine < values.length && values[mine] <= other.values[theirs];
      final boolean takeTheirs =
          mine == values.length
              || theirs < other.values.length && other.values[theirs] <= values[mine];
      allValues[used] = takeMine ? values[mine] : other.values[theirs];
      allCounts[used++] = (takeMine ? counts[mine] : 0) + (takeTheirs ? other.counts[theirs] : 0);
      mine += takeMine ? 1 : 0;
      theirs += takeTheirs ? 1 : 0;
    }
    return new Sample(Arrays.copyOf(allValues, used), Arrays.copyOf(allCounts, used));
  }
}
