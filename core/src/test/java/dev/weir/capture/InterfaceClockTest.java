package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterfaceClockTest {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  /** The same by arithmetic that cannot overflow. */
  private static BigInteger exactNanos(final int resolution, final long units) {
    final BigInteger value = new BigInteger(Long.toUnsignedString(units)).multiply(NANOS);
    final int exponent = resolution & 0x7F;
    return (resolution & 0x80) != 0
        ? value.shiftRight(exponent)
        : value.divide(BigInteger.TEN.pow(exponent));
  }

  @Test
  void shouldEqualExactArithmeticForEveryResolution() {
    final Random random = new Random(7);
    for (int resolution = 0; resolution < 256; resolution++) {
      final InterfaceClock clock = new InterfaceClock(resolution, 0);
      for (int i = 0; i < 200; i++) {
        final long units = i < 4 ? -i : random.nextLong() >>> random.nextInt(64);
        final BigInteger exact = exactNanos(resolution, units);
        final BigInteger seconds = exact.divide(NANOS);
        final boolean fits = seconds.bitLength() < 64;
        assertEquals(fits ? seconds.longValue() : Long.MAX_VALUE, clock.seconds(units));
        assertEquals(
            exact.mod(NANOS).longValue(),
            clock.nanos(units),
            () -> clock.resolution() + " " + units);
      }
    }
  }

  @Test
  void shouldAddTheOffsetAndSaturate() {
    assertEquals(7, new InterfaceClock(0, 2).seconds(5));
    assertEquals(-7, new InterfaceClock(0, -12).seconds(5));
    assertEquals(Long.MAX_VALUE, new InterfaceClock(0, Long.MAX_VALUE).seconds(1));
    assertEquals(Long.MIN_VALUE, new InterfaceClock(6, Long.MIN_VALUE).seconds(1));
    // 2^64 - 1 seconds and an offset of -2^63: in range again.
    assertEquals(Long.MAX_VALUE, new InterfaceClock(0, Long.MIN_VALUE).seconds(-1));
    assertEquals(Long.MAX_VALUE, new InterfaceClock(0, -1).seconds(-1));
    assertEquals(Long.MAX_VALUE, new InterfaceClock(0, 5).seconds(-1));
  }

  @Test
  void shouldKnowWhatMicrosecondsCannotHold() {
    assertFalse(new InterfaceClock(6, 0).isFinerThanMicroseconds());
    assertFalse(new InterfaceClock(0, 0).isFinerThanMicroseconds());
    assertFalse(new InterfaceClock(0x86, 0).isFinerThanMicroseconds());
    assertTrue(new InterfaceClock(7, 0).isFinerThanMicroseconds());
    assertTrue(new InterfaceClock(0x87, 0).isFinerThanMicroseconds());
  }
}
