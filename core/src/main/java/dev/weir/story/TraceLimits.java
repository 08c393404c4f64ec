package dev.weir.story;

/**
 * How much of a connection a trace keeps: its first segments and its last ones, since how it began
 * and how it ended tells most.
 *
 * @param first segments kept from its beginning, 1 or more.
 * @param last segments kept from its end, 1 or more.
 * @param payloadBytes payload kept of all of them together, in bytes.
 */
public record TraceLimits(int first, int last, long payloadBytes) {
  /** What one connection may take: about 20 MB. */
  public static final TraceLimits DEFAULT = new TraceLimits(40_000, 20_000, 8L << 20);

  private static final int FEWEST = 100;

  /** Checks the values. */
  public TraceLimits {
    if (first < 1 || last < 1 || payloadBytes < 0) {
      throw new IllegalArgumentException("limits must be 1 or more: " + first + ", " + last);
    }
  }

  /**
   * The limits of each of several connections that are traced together.
   *
   * @param connections how many, 1 or more.
   * @return less for each, so that all together take no more than one.
   */
  public TraceLimits sharedBy(final int connections) {
    return new TraceLimits(
        Math.max(first / connections, Math.min(first, FEWEST)),
        Math.max(last / connections, Math.min(last, FEWEST)),
        payloadBytes / connections);
  }
}
