package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GuardVerdictTest {
  private static final double MARGIN = 0.25;

  private static GuardResult measured(final double ratio, final double error, final double bytes) {
    return new GuardResult("decode", ratio, error, 30, bytes);
  }

  @Test
  void shouldPassWithinTheMargin() {
    assertTrue(new GuardVerdict(measured(1.24, 0, 0), 1, MARGIN).isGood());
    assertTrue(new GuardVerdict(measured(0.5, 0, 0.01), 1, MARGIN).isGood());
  }

  @Test
  void shouldFailBeyondTheMarginAndItsOwnError() {
    final GuardVerdict slow = new GuardVerdict(measured(1.40, 0.1, 0), 1, MARGIN);
    assertTrue(slow.isTooSlow());
    assertFalse(slow.isGood());
    assertEquals("TOO SLOW", slow.words());
    assertFalse(new GuardVerdict(measured(1.30, 0.1, 0), 1, MARGIN).isTooSlow());
  }

  @Test
  void shouldFailWhereAnythingIsAllocated() {
    assertEquals("ALLOCATES", new GuardVerdict(measured(0.9, 0, 16), 1, MARGIN).words());
  }

  @Test
  void shouldFailWhereNothingWasCountedOrThereIsNoBaseline() {
    assertFalse(new GuardVerdict(measured(0.9, 0, Double.NaN), 1, MARGIN).isGood());
    assertFalse(new GuardVerdict(measured(0.9, 0, 0), Double.NaN, MARGIN).isGood());
  }

  @Test
  void shouldTakeTheMedianOfTheRatiosOfSingleIterations() {
    // The third iteration fell into a busy time: the kernel suffered as much.
    final double[] nanos = {30, 31, 90, 29, 30};
    final double[] kernel = {10, 10, 30, 10, 10};
    final GuardResult result = GuardResult.of("decode", nanos, kernel);
    assertEquals(3, result.ratio(), 1e-9);
    assertEquals(30, result.nanos(), 1e-9);
    assertTrue(result.error() <= 1, "error: " + result.error());
  }
}
