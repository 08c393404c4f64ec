package dev.weir.analysis;

import java.util.Arrays;

/**
 * Counts by age, in buckets that are a 64th of the age wide or less: bucket 0 holds age 0, and
 * every age below 128 has a bucket of its own. An age is any number from 0.
 */
final class AgeHistogram {
  private static final int BITS = 6;

  /** Enough for every age below 2 to the 63. */
  private static final int BUCKETS = (Long.SIZE - BITS) << BITS;

  private final long[] counts = new long[BUCKETS];

  /** The bucket of an age: the older, the higher. */
  static int bucket(final long age) {
    final int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(age));
    return (shift << BITS) + (int) (age >>> shift);
  }

  void add(final long age, final long count) {
    counts[bucket(age)] += count;
  }

  void add(final AgeHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /**
   * Where the oldest begin.
   *
   * @param wanted how many they shall be at least, 1 or more.
   * @return the lowest bucket of them; 0 where all together are no more than that.
   */
  int oldest(final long wanted) {
    int bucket = BUCKETS;
    for (long sum = 0; sum < wanted && bucket > 0; ) {
      sum += counts[--bucket];
    }
    return bucket;
  }

  void clear() {
    Arrays.fill(counts, 0);
  }
}
