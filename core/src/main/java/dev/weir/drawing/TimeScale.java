package dev.weir.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The horizontal axis of plots: time since the first segment, true to scale while something
 * happens, and pressed together where little or nothing does, so that a minute of idleness does not
 * hide a tenth of a second of data.
 */
final class TimeScale {
  /** A stretch is pressed together when it is this much of the whole, or more. */
  private static final double LONG = 0.06;

  private static final int SPARSE = 3;
  private static final double PRESSED_WIDTH = 46;

  /**
   * A part of the axis.
   *
   * @param from its first nanosecond.
   * @param to its last one.
   * @param left where it begins.
   * @param right where it ends.
   * @param pressed whether it is not to scale.
   */
  record Stretch(long from, long to, double left, double right, boolean pressed) {}

  private final List<Stretch> stretches = new ArrayList<>();

  TimeScale(final TraceFacts facts, final double left, final double right) {
    final List<long[]> quiet = quiet(facts);
    final long end = Math.max(1, facts.time(facts.count() - 1));
    long hidden = 0;
    for (final long[] each : quiet) {
      hidden += each[1] - each[0];
    }
    final double free = right - left - quiet.size() * PRESSED_WIDTH;
    final double unitsPerNano = free / Math.max(1, end - hidden);
    long time = 0;
    double x = left;
    for (final long[] each : quiet) {
      x = add(time, each[0], x, unitsPerNano);
      stretches.add(new Stretch(each[0], each[1], x, x + PRESSED_WIDTH, true));
      x += PRESSED_WIDTH;
      time = each[1];
    }
    add(time, end, x, unitsPerNano);
  }

  private double add(final long from, final long to, final double x, final double unitsPerNano) {
    if (to <= from) {
      return x;
    }
    final double right = x + (to - from) * unitsPerNano;
    stretches.add(new Stretch(from, to, x, right, false));
    return right;
  }

  /**
   * Where little happens for long: pauses, joined with their neighbours where only a segment or two
   * lie between. Few enough that most of the width is left.
   */
  private static List<long[]> quiet(final TraceFacts facts) {
    final long end = facts.time(facts.count() - 1);
    final long least = Math.max(LadderFolding.idleNanos(facts), (long) (end * 0.005));
    final List<long[]> quiet = new ArrayList<>();
    int lastPlace = Integer.MIN_VALUE;
    for (int i = 1; i < facts.count(); i++) {
      final long from = facts.time(i - 1);
      final long to = facts.time(i);
      if (to - from < least) {
        continue;
      }
      if (!quiet.isEmpty() && i - lastPlace <= SPARSE) {
        quiet.getLast()[1] = to;
      } else if (quiet.isEmpty() || from >= quiet.getLast()[1]) {
        quiet.add(new long[] {from, to});
      }
      lastPlace = i;
    }
    quiet.removeIf(each -> each[1] - each[0] < end * LONG);
    return quiet.size() <= 6 ? quiet : List.of();
  }

  List<Stretch> stretches() {
    return stretches;
  }

  /** Where a time since the first segment lies; what is outside lies at the end. */
  double at(final long nanos) {
    for (final Stretch each : stretches) {
      if (nanos <= each.to()) {
        final double share =
            (double) (Math.max(nanos, each.from()) - each.from()) / (each.to() - each.from());
        return each.left() + share * (each.right() - each.left());
      }
    }
    return stretches.getLast().right();
  }
}
