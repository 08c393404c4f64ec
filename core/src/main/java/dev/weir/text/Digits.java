package dev.weir.text;

/** Tables of digits, each a byte of a number whose lowest byte is written first. */
final class Digits {
  private Digits() {}

  /** The digits of 0 to 99, two each. */
  static char[] pairs() {
    final char[] pairs = new char[100];
    for (int i = 0; i < 100; i++) {
      pairs[i] = (char) ('0' + i / 10 | '0' + i % 10 << 8);
    }
    return pairs;
  }

  /** The hexadecimal digits of 0 to 255, two each, in lower case. */
  static char[] hexPairs() {
    final char[] pairs = new char[256];
    for (int i = 0; i < 256; i++) {
      pairs[i] = (char) (Character.forDigit(i >>> 4, 16) | Character.forDigit(i & 0xF, 16) << 8);
    }
    return pairs;
  }

  /**
   * For each number of leading zeros that 32 bits can have: what has to be added to an unsigned
   * number for the count of its decimal digits in the upper half. Where numbers of both k and k + 1
   * digits have as many zeros, the lower half overflows just from ten to the power of k on.
   */
  static long[] counts() {
    final long[] counts = new long[Integer.SIZE + 1];
    counts[Integer.SIZE] = 1L << 32;
    for (int zeros = 0; zeros < Integer.SIZE; zeros++) {
      final long least = 1L << Integer.SIZE - 1 - zeros;
      final int digits = Long.toString(2 * least - 1).length();
      long power = 1;
      for (int i = 1; i < digits; i++) {
        power *= 10;
      }
      counts[zeros] = ((long) digits << 32) - (power > least ? power : 0);
    }
    return counts;
  }

  /** The digits of 0 to 255, each with a point behind them. */
  static int[] octets() {
    final int[] octets = new int[256];
    for (int i = 0; i < 256; i++) {
      octets[i] = (int) pack(i + ".");
    }
    return octets;
  }

  /** Up to eight characters as a number. */
  static long pack(final String word) {
    if (word.length() > Long.BYTES) {
      throw new IllegalArgumentException("more than 8 characters: " + word);
    }
    long packed = 0;
    for (int i = word.length() - 1; i >= 0; i--) {
      packed = packed << 8 | word.charAt(i) & 0x7F;
    }
    return packed;
  }
}
