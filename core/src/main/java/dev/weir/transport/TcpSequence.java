package dev.weir.transport;

/**
 * Arithmetic of TCP sequence numbers, which wrap at 2^32 (RFC 9293 section 3.4).
 *
 * <p>A sequence number is an {@code int} of which all 32 bits count. Of two numbers, the one that
 * is reached from the other by fewer than 2^31 steps forward is later. Nowhere else are sequence
 * numbers compared or subtracted.
 */
public final class TcpSequence {
  private TcpSequence() {}

  /**
   * The number some bytes further on.
   *
   * @param sequence where to start.
   * @param bytes how far to go; may be negative.
   * @return the number, wrapped.
   */
  public static int add(final int sequence, final int bytes) {
    return sequence + bytes;
  }

  /**
   * How far one number is behind another.
   *
   * @param to the number that is reached.
   * @param from the number to start from.
   * @return bytes from {@code from} to {@code to}: -2^31 to 2^31 - 1, negative where {@code to} is
   *     earlier.
   */
  public static int difference(final int to, final int from) {
    return to - from;
  }

  /**
   * The way forward from one number to another, as tcpdump prints relative numbers.
   *
   * @param to the number that is reached.
   * @param from the number to start from.
   * @return 0 to 2^32 - 1.
   */
  public static long distance(final int to, final int from) {
    return toUnsigned(to - from);
  }

  /**
   * Whether a number is before another.
   *
   * @param a the one.
   * @param b the other.
   * @return true where {@code a} is earlier than {@code b}.
   */
  public static boolean isBefore(final int a, final int b) {
    return a - b < 0;
  }

  /**
   * Whether a number is before another or the same.
   *
   * @param a the one.
   * @param b the other.
   * @return true where {@code a} is not later than {@code b}.
   */
  public static boolean isBeforeOrAt(final int a, final int b) {
    return a - b <= 0;
  }

  /**
   * Whether a number is behind another.
   *
   * @param a the one.
   * @param b the other.
   * @return true where {@code a} is later than {@code b}.
   */
  public static boolean isAfter(final int a, final int b) {
    return a - b > 0;
  }

  /**
   * Whether a number is behind another or the same.
   *
   * @param a the one.
   * @param b the other.
   * @return true where {@code a} is not earlier than {@code b}.
   */
  public static boolean isAfterOrAt(final int a, final int b) {
    return a - b >= 0;
  }

  /**
   * Whether a number lies in a half-open range.
   *
   * @param sequence the number.
   * @param from first number of the range.
   * @param to number behind the last of the range.
   * @return true where it takes fewer steps from {@code from} to {@code sequence} than to {@code
   *     to}; false for an empty range.
   */
  public static boolean isWithin(final int sequence, final int from, final int to) {
    return Integer.compareUnsigned(sequence - from, to - from) < 0;
  }

  /**
   * The later of two numbers.
   *
   * @param a the one.
   * @param b the other.
   * @return {@code a} where {@code b} is not later.
   */
  public static int later(final int a, final int b) {
    return a - b >= 0 ? a : b;
  }

  /**
   * The earlier of two numbers.
   *
   * @param a the one.
   * @param b the other.
   * @return {@code a} where {@code b} is not earlier.
   */
  public static int earlier(final int a, final int b) {
    return a - b <= 0 ? a : b;
  }

  /**
   * A number as people read it.
   *
   * @param sequence the 32 bits.
   * @return 0 to 2^32 - 1.
   */
  public static long toUnsigned(final int sequence) {
    return sequence & 0xFFFF_FFFFL;
  }
}
