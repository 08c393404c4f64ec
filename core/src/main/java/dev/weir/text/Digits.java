package dev.weir.text;

/** Decimal digits, eight at a time, each a byte of a number whose lowest byte is written first. */
final class Digits {
  /** Added to eight digits it makes them characters. */
  static final long EIGHT_ZEROS = 0x3030_3030_3030_3030L;

  private Digits() {}

  /**
   * The eight digits of a number below 100,000,000: halves, pairs and digits are parted by
   * multiplications that work on all of them at once.
   */
  static long eight(final int value) {
    final int half = value / 10_000;
    final long fours = half | (long) (value - 10_000 * half) << 32;
    final long hundreds = fours * 10_486 >>> 20 & 0x0000_007F_0000_007FL;
    final long pairs = hundreds | fours - 100 * hundreds << 16;
    final long tens = pairs * 103 >>> 10 & 0x000F_000F_000F_000FL;
    return tens | pairs - 10 * tens << 8;
  }

  /** Leading zeros of eight digits; of zero itself seven, since one has to be written. */
  static int leadingZeros(final long digits) {
    return Math.min(Long.numberOfTrailingZeros(digits) >>> 3, 7);
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
