package dev.weir.analysis;

import dev.weir.connection.ExpiryPolicy;
import dev.weir.filter.CaptureFilter;

/**
 * How a capture is analysed.
 *
 * @param filter which packets count, or null for all.
 * @param threads workers that track connections, 1 or more.
 * @param verifyChecksums whether segments with a wrong TCP or IPv4 header checksum are left out.
 * @param expiry how long connections may be silent.
 * @param splitting by whose rules packets are split into connections.
 * @param hashSeed seed of the connection table's hash: random but in tests.
 * @param maxMemory bytes of off-heap memory that the connections of all workers may take, or {@link
 *     #UNBOUNDED}. Below {@link #LEAST_MEMORY} it is kept only to within the growth of a round.
 */
public record AnalyzerOptions(
    CaptureFilter filter,
    int threads,
    boolean verifyChecksums,
    ExpiryPolicy expiry,
    Splitting splitting,
    long hashSeed,
    long maxMemory) {
  /** The least bound of memory that is kept whatever a capture holds, in bytes: 256 MiB. */
  public static final long LEAST_MEMORY = 1L << 28;

  /** No bound of memory. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** Checks the values. */
  public AnalyzerOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
    if (maxMemory < 1) {
      throw new IllegalArgumentException("maxMemory must be 1 or more, not " + maxMemory);
    }
  }

  /**
   * No filter, all processors, checksums not verified, default expiry, random seed, no bound.
   *
   * @return new options.
   */
  public static AnalyzerOptions defaults() {
    return new AnalyzerOptions(
        null,
        Runtime.getRuntime().availableProcessors(),
        false,
        ExpiryPolicy.DEFAULT,
        Splitting.WEIR,
        randomSeed(),
        UNBOUNDED);
  }

  /**
   * A seed that whoever made a capture cannot know. The clock in nanoseconds and an object's
   * identity are enough for that, and come without the start-up time of a secure generator.
   *
   * @return any number.
   */
  public static long randomSeed() {
    return System.nanoTime() ^ (long) System.identityHashCode(new Object()) << 32;
  }

  /**
   * The same options with another filter.
   *
   * @param other which packets count, or null for all.
   * @return the changed copy.
   */
  public AnalyzerOptions withFilter(final CaptureFilter other) {
    return new AnalyzerOptions(
        other, threads, verifyChecksums, expiry, splitting, hashSeed, maxMemory);
  }

  /**
   * The same options with another number of threads.
   *
   * @param number 1 or more.
   * @return the changed copy.
   */
  public AnalyzerOptions withThreads(final int number) {
    return new AnalyzerOptions(
        filter, number, verifyChecksums, expiry, splitting, hashSeed, maxMemory);
  }

  /**
   * The same options with checksums verified or not.
   *
   * @param verify whether segments with a wrong checksum are left out.
   * @return the changed copy.
   */
  public AnalyzerOptions withVerifyChecksums(final boolean verify) {
    return new AnalyzerOptions(filter, threads, verify, expiry, splitting, hashSeed, maxMemory);
  }

  /**
   * The same options with other rules of splitting.
   *
   * @param other by whose rules packets are split into connections.
   * @return the changed copy.
   */
  public AnalyzerOptions withSplitting(final Splitting other) {
    return new AnalyzerOptions(
        filter, threads, verifyChecksums, expiry, other, hashSeed, maxMemory);
  }

  /**
   * The rules themselves.
   *
   * @return one for each table.
   */
  ConnectionBounds bounds() {
    return splitting.bounds(expiry, verifyChecksums);
  }

  /**
   * The same options with another seed.
   *
   * @param seed any number.
   * @return the changed copy.
   */
  public AnalyzerOptions withHashSeed(final long seed) {
    return new AnalyzerOptions(
        filter, threads, verifyChecksums, expiry, splitting, seed, maxMemory);
  }

  /**
   * The same options with another bound of memory.
   *
   * @param bytes of off-heap memory, 1 or more.
   * @return the changed copy.
   */
  public AnalyzerOptions withMaxMemory(final long bytes) {
    return new AnalyzerOptions(
        filter, threads, verifyChecksums, expiry, splitting, hashSeed, bytes);
  }

  /** The bound for a number of workers, or null where there is none. */
  MemoryBound memoryBound(final int workers) {
    return maxMemory == UNBOUNDED ? null : new MemoryBound(maxMemory, workers);
  }
}
