package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuardVerdictTest {
  private static final double MARGIN = 0.25;

  private static GuardResult measured(final double ratio, final double noise, final double bytes) {
    return new GuardResult("decode", ratio, noise, 30, bytes);
  }

  @Test
  void shouldPassWithinTheMargin() {
    assertTrue(new GuardVerdict(measured(1.24, 0, 0), 1, MARGIN).isGood());
    assertTrue(new GuardVerdict(measured(0.5, 0, 0.01), 1, MARGIN).isGood());
  }

  @Test
  void shouldFailBeyondTheMargin() {
    final GuardVerdict slow = new GuardVerdict(measured(1.26, 0.1, 0), 1, MARGIN);
    assertTrue(slow.isTooSlow());
    assertFalse(slow.isGood());
    assertEquals("TOO SLOW", slow.words());
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
  void shouldTakeTheBestIterationAndTellTheNoise() {
    final double[] nanos = {33, 36, 90, 30, 600};
    final GuardResult result = GuardResult.of("decode", nanos, 10);
    assertEquals(3, result.ratio(), 1e-9);
    assertEquals(30, result.nanos(), 1e-9);
    assertEquals(0.2, result.noise(), 1e-9);
  }

  @Test
  void shouldTakeTheBetterOfTwoMeasurementsButNotItsBytes() {
    final GuardResult first = measured(2, 0, 32);
    assertEquals(measured(1, 0, 32), first.orBetter(measured(1, 0, Double.NaN)));
    assertEquals(first, first.orBetter(measured(3, 0, Double.NaN)));
  }

  @Test
  void shouldCompareWithTheSameKindOfMachine() throws Exception {
    final GuardBaseline baseline =
        GuardBaseline.parse(
            """
            {"margins": {"decode": 0.25},
             "machines": {
               "fast": {"stages": {"decode": {"ratio": 1}}},
               "slow": {"stages": {"decode": {"ratio": 2}}}}}
            """);
    assertTrue(baseline.judge(measured(1.3, 0, 0), "fast").isTooSlow());
    assertTrue(baseline.judge(measured(2.4, 0, 0), "slow").isGood());
    assertTrue(baseline.judge(measured(2.6, 0, 0), "slow").isTooSlow());
    // One that nobody has measured on: the worst of the others, and twice the margin.
    assertTrue(baseline.judge(measured(2.9, 0, 0), "new").isGood());
    assertTrue(baseline.judge(measured(3.1, 0, 0), "new").isTooSlow());
    assertEquals("ALLOCATES", baseline.judge(measured(1, 0, 1), "new").words());
  }

  @Test
  void shouldReplaceOneKindOfMachineByTheMedianOfItsRuns() throws Exception {
    final GuardBaseline baseline =
        GuardBaseline.parse(
            """
            {"machines": {"fast": {"stages": {"decode": {"ratio": 9}}},
                          "slow": {"stages": {"decode": {"ratio": 2}}}}}
            """);
    baseline.put(
        "fast",
        List.of(
            List.of(measured(5, 0, 0)), List.of(measured(3, 0, 0)), List.of(measured(4, 0, 0))));
    assertEquals(4, baseline.judge(measured(1, 0, 0), "fast").baseline(), 1e-9);
    assertEquals(2, baseline.judge(measured(1, 0, 0), "slow").baseline(), 1e-9);
    assertFalse(baseline.judge(new GuardResult("new", 1, 0, 1, 0), "fast").isGood());
  }
}
