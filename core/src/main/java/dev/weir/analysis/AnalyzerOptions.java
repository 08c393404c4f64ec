package dev.weir.analysis;

import dev.weir.connection.ExpiryPolicy;

/**
 * How a capture is analysed.
 *
 * @param threads workers that track connections, 1 or more; a stream is tracked by one.
 * @param verifyChecksums whether segments with a wrong TCP or IPv4 header checksum are left out.
 * @param expiry how long connections may be silent.
 * @param hashSeed seed of the connection table's hash: random but in tests.
 */
public record AnalyzerOptions(
    int threads, boolean verifyChecksums, ExpiryPolicy expiry, long hashSeed) {
  /** Checks the values. */
  public AnalyzerOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }

  /**
   * All processors, checksums not verified, default expiry, random seed.
   *
   * @return new options.
   */
  public static AnalyzerOptions defaults() {
    return new AnalyzerOptions(
        Runtime.getRuntime().availableProcessors(),
        false,
        ExpiryPolicy.DEFAULT,
        System.nanoTime() ^ ProcessHandle.current().pid() << 32);
  }
}
