package dev.weir.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TcpSequenceTest {
  private static final int LAST = 0xFFFF_FFFF;

  @Test
  void shouldStepFromTheLastNumberToZero() {
    assertEquals(0, TcpSequence.add(LAST, 1));
    assertEquals(1, TcpSequence.difference(0, LAST));
    assertEquals(-1, TcpSequence.difference(LAST, 0));
    assertEquals(1, TcpSequence.distance(0, LAST));
    assertEquals(0xFFFF_FFFFL, TcpSequence.distance(LAST, 0));
    assertTrue(TcpSequence.isBefore(LAST, 0));
    assertTrue(TcpSequence.isAfter(0, LAST));
    assertFalse(TcpSequence.isBefore(0, LAST));
    assertFalse(TcpSequence.isAfter(LAST, 0));
    assertEquals(0, TcpSequence.later(LAST, 0));
    assertEquals(0, TcpSequence.later(0, LAST));
    assertEquals(LAST, TcpSequence.earlier(LAST, 0));
    assertEquals(LAST, TcpSequence.earlier(0, LAST));
  }

  @Test
  void shouldMeasureTwentyBytesAcrossTheWrap() {
    assertEquals(20, TcpSequence.difference(10, -10));
    assertEquals(20, TcpSequence.distance(10, -10));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE, LAST})
  void shouldOrderEqualNumbersAsNeitherBeforeNorAfter(final int number) {
    assertFalse(TcpSequence.isBefore(number, number));
    assertFalse(TcpSequence.isAfter(number, number));
    assertTrue(TcpSequence.isBeforeOrAt(number, number));
    assertTrue(TcpSequence.isAfterOrAt(number, number));
    assertEquals(0, TcpSequence.difference(number, number));
    assertEquals(0, TcpSequence.distance(number, number));
    assertFalse(TcpSequence.isWithin(number, number, number));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE, LAST})
  void shouldTakeLessThanHalfTheSpaceAsForward(final int from) {
    final int justBelowHalf = TcpSequence.add(from, Integer.MAX_VALUE);
    assertTrue(TcpSequence.isAfter(justBelowHalf, from));
    assertTrue(TcpSequence.isBefore(from, justBelowHalf));
    final int justAboveHalf = TcpSequence.add(justBelowHalf, 2);
    assertTrue(TcpSequence.isBefore(justAboveHalf, from));
    assertTrue(TcpSequence.isAfter(from, justAboveHalf));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, true",
    "9, 0, 10, true",
    "10, 0, 10, false",
    "-1, 0, 10, false",
    "-1, -5, 5, true",
    "0, -5, 5, true",
    "4, -5, 5, true",
    "5, -5, 5, false",
    "-6, -5, 5, false"
  })
  void shouldTellWhatARangeHolds(
      final int sequence, final int from, final int to, final boolean expected) {
    assertEquals(expected, TcpSequence.isWithin(sequence, from, to));
  }

  @Test
  void shouldShowNumbersUnsigned() {
    assertEquals(4_294_967_295L, TcpSequence.toUnsigned(LAST));
    assertEquals(2_147_483_648L, TcpSequence.toUnsigned(Integer.MIN_VALUE));
    assertEquals(7, TcpSequence.toUnsigned(7));
  }
}
