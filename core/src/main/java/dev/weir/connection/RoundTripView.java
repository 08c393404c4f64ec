package dev.weir.connection;

/**
 * Reads the round trips of one direction: see {@link LifeView#roundTrips}. They lie between the
 * point of capture and the receiver, from a data segment to the ACK that ends where it ends;
 * nothing that was sent again counts (Karn; RFC 6298 section 3).
 */
public final class RoundTripView {
  private final OffHeapRecord record;
  private int block;
  private boolean empty;
  private final int[] one = new int[1];
  private final long[] answer = new long[1];

  RoundTripView(final OffHeapRecord record) {
    this.record = record;
  }

  RoundTripView of(final int direction) {
    block = ConnectionLayout.COPIED_ROUND_TRIPS_OFFSET + RoundTripLayout.direction(direction);
    empty = record.getInt(ConnectionLayout.ROUND_TRIPS_LINK_OFFSET) == 0;
    return this;
  }

  /**
   * How many there are.
   *
   * @return 0 or more; the other numbers have a meaning only where it is not 0.
   */
  public long samples() {
    return read(RoundTripLayout.SAMPLES_OFFSET);
  }

  /**
   * The shortest.
   *
   * @return nanoseconds.
   */
  public long leastNanos() {
    return read(RoundTripLayout.LEAST_OFFSET);
  }

  /**
   * The longest.
   *
   * @return nanoseconds.
   */
  public long mostNanos() {
    return read(RoundTripLayout.LARGEST_OFFSET);
  }

  /**
   * Their mean.
   *
   * @return nanoseconds, rounded; 0 without samples.
   */
  public long meanNanos() {
    final long samples = samples();
    return samples == 0 ? 0 : (read(RoundTripLayout.SUM_OFFSET) + samples / 2) / samples;
  }

  /**
   * Their standard deviation, the samples taken for a part of all (divided by their number less
   * one).
   *
   * @return nanoseconds, rounded; 0 for fewer than two samples.
   */
  public long deviationNanos() {
    final long samples = samples();
    if (samples < 2) {
      return 0;
    }
    final double sum = read(RoundTripLayout.SUM_OFFSET);
    final double squares = record.getDouble(block + RoundTripLayout.SQUARES_OFFSET);
    final double variance = (squares - sum / samples * sum) / (samples - 1);
    return Math.round(Math.sqrt(Math.max(0, variance)));
  }

  /**
   * The least of them that so many parts of all do not exceed.
   *
   * @param percentile 0 to 100.
   * @return nanoseconds, at most 12.5 % wrong between 1 us and 137 s, of a rank that is at most 1 %
   *     of the samples wrong where there are more than 255; 0 without samples.
   */
  public long percentileNanos(final int percentile) {
    one[0] = percentile;
    percentiles(one, answer);
    return answer[0];
  }

  /**
   * Reads several percentiles, each as {@link #percentileNanos} does.
   *
   * @param percentiles 0 to 100, ascending.
   * @param nanos takes as many.
   */
  public void percentiles(final int[] percentiles, final long[] nanos) {
    final long total = inBuckets();
    final int last = RoundTripLayout.bucket(mostNanos());
    int bucket = RoundTripLayout.bucket(leastNanos());
    long seen = bucket(bucket);
    for (int i = 0; i < percentiles.length; i++) {
      final long rank = Math.max(1, (total * percentiles[i] + 99) / 100);
      while (seen < rank && bucket < last) {
        bucket++;
        seen += bucket(bucket);
      }
      nanos[i] =
          seen < rank ? 0 : Math.clamp(RoundTripLayout.middle(bucket), leastNanos(), mostNanos());
    }
  }

  /** How many samples the buckets have: all, unless they were halved. */
  private long inBuckets() {
    final long samples = samples();
    if (samples <= RoundTripLayout.MOST_IN_BUCKET) {
      return samples;
    }
    long total = 0;
    for (int i = RoundTripLayout.bucket(leastNanos());
        i <= RoundTripLayout.bucket(mostNanos());
        i++) {
      total += bucket(i);
    }
    return total;
  }

  /** Takes the samples of a part of the distribution. */
  @FunctionalInterface
  public interface Samples {
    /**
     * Takes some samples.
     *
     * @param nanos about how long they are, nanoseconds: at most 12.5 % wrong between 1 us and 137
     *     s.
     * @param count how many, 1 or more.
     */
    void accept(long nanos, long count);
  }

  /**
   * Hands over the distribution, from the shortest to the longest.
   *
   * @param samples takes them.
   */
  public void distribution(final Samples samples) {
    for (int i = 0; i < RoundTripLayout.BUCKETS && !empty; i++) {
      final int count = bucket(i);
      if (count > 0) {
        samples.accept(Math.clamp(RoundTripLayout.middle(i), leastNanos(), mostNanos()), count);
      }
    }
  }

  private int bucket(final int index) {
    return empty ? 0 : record.getByte(block + RoundTripLayout.BUCKETS_OFFSET + index) & 0xFF;
  }

  private long read(final int offset) {
    return empty ? 0 : record.getLong(block + offset);
  }
}
