package dev.weir.capture;

/**
 * How an interface of a pcapng file counts time: units of if_tsresol since if_tsoffset. Source:
 * draft-ietf-opsawg-pcapng, "Interface Description Block".
 */
final class InterfaceClock {
  /** Microseconds, as in classic pcap: what pcapng means where an interface does not say. */
  static final InterfaceClock MICROSECONDS = new InterfaceClock(6, 0);

  /** Nanoseconds, as in nanosecond pcap. */
  static final InterfaceClock NANOSECONDS = new InterfaceClock(9, 0);

  static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int BINARY = 0x80;
  private static final int EXPONENT = 0x7F;

  /** The largest power of ten that fits into 64 unsigned bits is 10^19. */
  private static final int MAX_DECIMAL_EXPONENT = 19;

  private final int resolution;
  private final long offsetSeconds;

  /** Units in a second, unsigned; 0 where 64 bits of units are less than a second. */
  private final long unitsPerSecond;

  InterfaceClock(final int resolution, final long offsetSeconds) {
    this.resolution = resolution & 0xFF;
    this.offsetSeconds = offsetSeconds;
    if (isBinary()) {
      unitsPerSecond = exponent() < Long.SIZE ? 1L << exponent() : 0;
    } else {
      unitsPerSecond = exponent() <= MAX_DECIMAL_EXPONENT ? powerOfTen(exponent()) : 0;
    }
  }

  /** The if_tsresol byte: 10^-v, or 2^-(v & 127) where bit 7 is set. */
  int resolution() {
    return resolution;
  }

  /** The if_tsoffset, in seconds. */
  long offsetSeconds() {
    return offsetSeconds;
  }

  /** Whether a unit is finer than a microsecond, or no whole number of them. */
  boolean isFinerThanMicroseconds() {
    // 2^-6 s is 15625 us; 2^-7 s is 7812.5 us.
    return exponent() > 6;
  }

  boolean isBinary() {
    return (resolution & BINARY) != 0;
  }

  private int exponent() {
    return resolution & EXPONENT;
  }

  /**
   * The whole seconds of a time.
   *
   * @param units as the file has them, 64 bits unsigned.
   * @return seconds since 1970, if_tsoffset added; saturates at the upper end of 64 bits.
   */
  long seconds(final long units) {
    final long whole = unitsPerSecond == 0 ? 0 : Long.divideUnsigned(units, unitsPerSecond);
    if (whole < 0) {
      // At least 2^63 seconds: only a negative offset brings that back into range.
      final long sum = whole + offsetSeconds;
      return offsetSeconds >= 0 || sum < 0 ? Long.MAX_VALUE : sum;
    }
    return plusOffset(whole);
  }

  /**
   * Adds if_tsoffset.
   *
   * @param seconds not negative.
   * @return the sum; saturates at the upper end of 64 bits.
   */
  long plusOffset(final long seconds) {
    final long sum = seconds + offsetSeconds;
    return offsetSeconds > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * The rest of a time.
   *
   * @param units as the file has them, 64 bits unsigned.
   * @return nanoseconds, 0 to 999,999,999; what is finer is cut off.
   */
  long nanos(final long units) {
    final long rest = unitsPerSecond == 0 ? units : Long.remainderUnsigned(units, unitsPerSecond);
    final int exponent = exponent();
    if (isBinary()) {
      return shiftRight(
          Math.unsignedMultiplyHigh(rest, NANOS_PER_SECOND), rest * NANOS_PER_SECOND, exponent);
    }
    if (exponent <= 9) {
      return rest * powerOfTen(9 - exponent);
    }
    final int finer = exponent - 9;
    return finer <= MAX_DECIMAL_EXPONENT ? Long.divideUnsigned(rest, powerOfTen(finer)) : 0;
  }

  private static long shiftRight(final long high, final long low, final int bits) {
    if (bits == 0) {
      return low;
    }
    return bits < Long.SIZE ? high << (Long.SIZE - bits) | low >>> bits : high >>> bits - Long.SIZE;
  }

  private static long powerOfTen(final int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
