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
    final int first = RoundTripLayout.bucket(leastNanos());
    final int last = RoundTripLayout.bucket(mostNanos());
    long total = 0;
    for (int i = first; i <= last; i++) {
      total += bucket(i);
    }
    final long rank = Math.max(1, (total * percentile + 99) / 100);
    long seen = 0;
    for (int i = first; i <= last; i++) {
      seen += bucket(i);
      if (seen >= rank) {
        return Math.clamp(RoundTripLayout.middle(i), leastNanos(), mostNanos());
      }
    }
    return 0;
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
