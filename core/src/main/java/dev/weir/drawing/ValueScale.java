package dev.weir.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The vertical axis of a plot: linear from a round number to a round number, or by powers of 10.
 */
final class ValueScale {
  private static final int TICKS = 5;

  private final double low;
  private final double high;
  private final boolean logarithmic;
  private final double bottom;
  private final double top;
  private final double step;

  private ValueScale(
      final double low,
      final double high,
      final double step,
      final boolean logarithmic,
      final double bottom,
      final double top) {
    this.low = low;
    this.high = high;
    this.step = step;
    this.logarithmic = logarithmic;
    this.bottom = bottom;
    this.top = top;
  }

  /** From 0 or below to the highest value or above. */
  static ValueScale linear(
      final double least, final double most, final double bottom, final double top) {
    final double span = Math.max(1, most - Math.min(0, least));
    final double rough = span / TICKS;
    final double power = Math.pow(10, Math.floor(Math.log10(rough)));
    final double factor = rough / power;
    final double step =
        Math.max(1, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power);
    final double low = Math.floor(Math.min(0, least) / step) * step;
    final double high = Math.max(low + step, Math.ceil(most / step) * step);
    return new ValueScale(low, high, step, false, bottom, top);
  }

  /** From a power of ten to a power of ten; values are above 0. */
  static ValueScale logarithmic(
      final double least, final double most, final double bottom, final double top) {
    final double low = Math.floor(Math.log10(Math.max(1, least)));
    final double high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1, most))));
    return new ValueScale(low, high, 1, true, bottom, top);
  }

  /** Where a value lies; what is beyond the ends, not far beyond them. */
  double at(final double value) {
    final double place = logarithmic ? Math.log10(Math.max(1, value)) : value;
    final double beyond = (high - low) / 10;
    final double share = (Math.clamp(place, low - beyond, high + beyond) - low) / (high - low);
    return bottom + share * (top - bottom);
  }

  /** The values that get a line. */
  List<Double> ticks() {
    final List<Double> ticks = new ArrayList<>();
    for (double each = low; each <= high + step / 2; each += step) {
      ticks.add(logarithmic ? Math.pow(10, each) : each);
    }
    return ticks;
  }
}
