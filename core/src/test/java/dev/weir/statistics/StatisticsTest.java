package dev.weir.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

/** Tests of samples agree with those of Commons Statistics, and with arithmetic done by hand. */
class StatisticsTest {
  private final Random random = new Random(4);

  private static Sample sample(final long... values) {
    final Histogram histogram = new Histogram(3);
    Arrays.stream(values).forEach(histogram::recordValue);
    return Sample.of(histogram);
  }

  private long[] values(final int count, final LongUnaryOperator of) {
    final long[] values = new long[count];
    Arrays.setAll(values, i -> of.applyAsLong(random.nextLong(1000)));
    return values;
  }

  private static double[] reals(final long[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  @Test
  void shouldRankAsCommonsStatisticsDoes() {
    // Below 2048 three digits keep every value apart; a modulus makes many ties.
    for (int round = 0; round < 300; round++) {
      final int modulus = 1 + random.nextInt(round % 2 == 0 ? 1000 : 6);
      final int shift = random.nextInt(3);
      final long[] before = values(10 + random.nextInt(60), x -> x % modulus);
      final long[] after = values(10 + random.nextInt(60), x -> x % modulus + shift);
      final RankTest mine = RankTest.of(sample(before), sample(after));
      final var theirs =
          MannWhitneyUTest.withDefaults()
              .with(PValueMethod.ASYMPTOTIC)
              .test(reals(after), reals(before));
      final double pairs = (double) before.length * after.length;
      assertEquals(theirs.getStatistic(), mine.superiority() * pairs, 1e-6);
      if (Arrays.stream(before).distinct().count() + Arrays.stream(after).distinct().count() > 2) {
        assertEquals(theirs.getPValue(), mine.p(), 1e-9);
      }
    }
  }

  @Test
  void shouldFindHowManyTimesAsLargeValuesTypicallyAre() {
    for (int round = 0; round < 50; round++) {
      final long[] before = values(10 + random.nextInt(20), x -> 1 + x % 100);
      final long[] after = values(10 + random.nextInt(20), x -> x % 300);
      final double[] ratios = new double[before.length * after.length];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = Math.max(1.0, after[i % after.length]) / Math.max(1, before[i / after.length]);
      }
      Arrays.sort(ratios);
      final double lowerMedian = ratios[(ratios.length - 1) / 2];
      assertEquals(
          lowerMedian, RankTest.of(sample(before), sample(after)).ratio(), 1e-6 * lowerMedian);
    }
  }

  @Test
  void shouldFindNothingWhereSamplesAreTheSame() {
    final long[] values = values(500, x -> x * x);
    final RankTest ranks = RankTest.of(sample(values), sample(values));
    assertEquals(1, ranks.p());
    assertEquals(1, ranks.ratio(), 1e-8);
    assertEquals(0.5, ranks.superiority());
    final TailTest tail = TailTest.of(sample(values), sample(values), 0.05, true);
    assertEquals(1, tail.p(), 1e-12);
    assertEquals(1, tail.ratio());
    final long[] allEqual = new long[20];
    assertEquals(1, RankTest.of(sample(allEqual), sample(allEqual)).p());
  }

  @Test
  void shouldRefuseToRankTooFew() {
    final Sample nine = sample(new long[9]);
    final Sample ten = sample(new long[10]);
    assertThrows(IllegalArgumentException.class, () -> RankTest.of(nine, ten));
    assertThrows(IllegalArgumentException.class, () -> RankTest.of(ten, nine));
  }

  @Test
  void shouldCompareSharesAsWholeNumbersDo() {
    for (int round = 0; round < 1000; round++) {
      final int before = 1 + random.nextInt(round % 3 == 0 ? 12 : 90);
      final int after = 1 + random.nextInt(round % 3 == 1 ? 12 : 90);
      final int one = random.nextInt(before + 1);
      final int other = random.nextInt(after + 1);
      assertEquals(exact(one, before, other, after), FisherTest.p(one, before, other, after), 1e-9);
    }
  }

  /** All tables with these margins are counted. */
  private static double exact(final int one, final int before, final int other, final int after) {
    final BigInteger observed = choose(before, one).multiply(choose(after, other));
    BigInteger all = BigInteger.ZERO;
    BigInteger asExtreme = BigInteger.ZERO;
    for (int x = Math.max(0, one + other - after); x <= Math.min(before, one + other); x++) {
      final BigInteger tables = choose(before, x).multiply(choose(after, one + other - x));
      all = all.add(tables);
      asExtreme = tables.compareTo(observed) <= 0 ? asExtreme.add(tables) : asExtreme;
    }
    return new BigDecimal(asExtreme)
        .divide(new BigDecimal(all), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger choose(final int from, final int count) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < count; i++) {
      ways = ways.multiply(BigInteger.valueOf(from - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }

  @Test
  void shouldCompareSharesOfMillions() {
    // By the normal distribution: 5,000,000 each, 1000 against 1200, pooled z = -4.2645.
    assertEquals(2.0e-5, FisherTest.p(1000, 5_000_000, 1200, 5_000_000), 0.2e-5);
    assertEquals(1, FisherTest.p(2_500_000, 5_000_000, 2_500_000, 5_000_000), 1e-9);
    assertEquals(0, FisherTest.p(0, 5_000_000, 2_500_000, 5_000_000), 1e-290);
    assertEquals(1, FisherTest.p(0, 3, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> FisherTest.p(4, 3, 0, 9));
  }

  @Test
  void shouldCountWhatLiesInTheTail() {
    final long[] before = new long[100];
    final long[] after = new long[100];
    Arrays.setAll(before, i -> 100 + i % 10);
    Arrays.setAll(after, i -> i < 10 ? 1000 : 100 + i % 10);
    final TailTest upper = TailTest.of(sample(before), sample(after), 0.05, true);
    assertEquals(0, upper.before());
    assertEquals(10, upper.after());
    assertEquals(FisherTest.p(0, 100, 10, 100), upper.p());
    assertEquals(1000.0 / 109, upper.ratio(), 1e-3);
    Arrays.setAll(after, i -> i < 10 ? 7 : 100 + i % 10);
    final TailTest lower = TailTest.of(sample(before), sample(after), 0.05, false);
    assertEquals(0, lower.before());
    assertEquals(10, lower.after());
    assertTrue(lower.p() < 0.01);
    assertEquals(7 / 100.0, lower.ratio());
  }

  @Test
  void shouldSeeThatOnlyTheMostExtremeMovedFurtherOut() {
    final long[] before = new long[1000];
    final long[] after = new long[1000];
    Arrays.setAll(before, i -> 100 + i);
    Arrays.setAll(after, i -> i < 950 ? 100 + i : 300 + i);
    final TailTest tail = TailTest.of(sample(before), sample(after), 0.05, true);
    assertEquals(50, tail.before());
    assertEquals(50, tail.after());
    // As many on either side, so that only ranks tell: q (1 - ln q) for q of the rank test.
    final double q =
        RankTest.of(
                sample(Arrays.copyOfRange(before, 950, 1000)),
                sample(Arrays.copyOfRange(after, 950, 1000)))
            .p();
    assertEquals(q * (1 - Math.log(q)), tail.p(), 1e-15);
    assertTrue(tail.p() < 1e-9);
    assertEquals(1274.0 / 1074, tail.ratio(), 1e-3);
  }

  @Test
  void shouldTakeTheSmallestValueThatEnoughDoNotExceed() {
    final Sample sample = sample(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertEquals(5, sample.quantile(0.5));
    assertEquals(1, sample.quantile(0.01));
    assertEquals(10, sample.quantile(0.95));
    assertEquals(10, sample.quantile(1));
    assertEquals(3, sample.beyond(7, true).size());
    assertEquals(6, sample.beyond(7, false).size());
    assertEquals(0, sample.beyond(10, true).size());
    assertThrows(IllegalStateException.class, () -> sample().quantile(0.5));
  }

  @Test
  void shouldJudgeRatesByHowConnectionsDiffer() {
    final RateMoments moments = new RateMoments();
    final double[][] clusters = {{1, 10}, {0, 20}, {4, 30}, {0, 5}, {2, 15}};
    double parts = 0;
    double wholes = 0;
    for (final double[] cluster : clusters) {
      moments.add((long) cluster[0], (long) cluster[1]);
      parts += cluster[0];
      wholes += cluster[1];
    }
    final double rate = parts / wholes;
    double squares = 0;
    double fourths = 0;
    for (final double[] cluster : clusters) {
      final double deviation = cluster[0] - rate * cluster[1];
      squares += Math.pow(deviation, 2);
      fourths += Math.pow(deviation, 4);
    }
    assertEquals(rate, moments.rate());
    assertEquals(5.0 / 4 * squares / (wholes * wholes), moments.variance(), 1e-15);
    final double kurtosis = 5 * fourths / (squares * squares);
    assertEquals(Math.clamp(10 / (kurtosis - 1), 1, 4), moments.degreesOfFreedom(), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> RateTest.p(moments, moments));
  }

  @Test
  void shouldNotTakeOneBadConnectionForAll() {
    final RateMoments quiet = new RateMoments();
    final RateMoments oneBad = new RateMoments();
    final RateMoments allBad = new RateMoments();
    for (int i = 0; i < 1000; i++) {
      quiet.add(i % 100 == 0 ? 1 : 0, 100);
      oneBad.add(i % 100 == 0 ? 1 : i == 1 ? 1000 : 0, i == 1 ? 2000 : 100);
      allBad.add(i % 20 == 0 ? 1 : 0, 100);
    }
    assertTrue(RateTest.p(quiet, oneBad) > 0.05, "as many segments, one connection");
    assertTrue(RateTest.p(quiet, allBad) < 1e-5);
    assertEquals(1, RateTest.p(quiet, quiet));
  }

  @Test
  void shouldCorrectForManyTestsAsHolmDid() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        HolmCorrection.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-12);
    assertArrayEquals(new double[] {1, 1}, HolmCorrection.adjusted(new double[] {0.9, 0.8}), 1e-12);
    assertEquals(0, HolmCorrection.adjusted(new double[0]).length);
  }
}
