package dev.weir.drawing;

/**
 * The path of a value that changes in steps, with no more points than the picture can show: within
 * a column of it only the first, the lowest, the highest and the last are drawn.
 */
final class StepLine {
  private static final double COLUMN = 0.5;

  private final StringBuilder path = new StringBuilder();
  private double columnX;
  private double low;
  private double high;
  private double last;
  private boolean begun;

  /** The value becomes y at x; x does not decrease. */
  void to(final double x, final double y) {
    if (!begun) {
      path.append('M').append(Shapes.point(x, y));
      begun = true;
      startColumn(x, y);
      return;
    }
    if (x - columnX < COLUMN) {
      low = Math.min(low, y);
      high = Math.max(high, y);
      last = y;
      return;
    }
    flush();
    path.append('H').append(Markup.number(x)).append('V').append(Markup.number(y));
    startColumn(x, y);
  }

  private void startColumn(final double x, final double y) {
    columnX = x;
    low = y;
    high = y;
    last = y;
  }

  private void flush() {
    if (low != high) {
      path.append('V').append(Markup.number(low)).append('V').append(Markup.number(high));
      path.append('V').append(Markup.number(last));
    }
  }

  /** Ends at x without another change. */
  String endAt(final double x) {
    if (begun) {
      flush();
      path.append('H').append(Markup.number(x));
    }
    return path.toString();
  }

  boolean isEmpty() {
    return !begun;
  }
}
