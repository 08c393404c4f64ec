package dev.weir.report;

import java.util.Locale;

/** Numbers as people read them: three or four significant digits and a unit. */
public final class Quantity {
  private static final long THOUSAND = 1_000;
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final String[] COUNT_UNITS = {"", "k", "M", "G", "T", "P", "E"};
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Quantity() {}

  /**
   * Bytes, in powers of 1000.
   *
   * @param bytes how many.
   * @return such as {@code 1.46 kB}.
   */
  public static String bytes(final long bytes) {
    return scaled(bytes, BYTE_UNITS, " ");
  }

  /**
   * A count.
   *
   * @param count how many.
   * @return such as {@code 23.2M}, whole below 10,000.
   */
  public static String count(final long count) {
    return count < 10 * THOUSAND ? Long.toString(count) : scaled(count, COUNT_UNITS, "");
  }

  private static String scaled(final long value, final String[] units, final String gap) {
    double rest = value;
    int unit = 0;
    while (rest >= 999.5 && unit < units.length - 1) {
      rest /= THOUSAND;
      unit++;
    }
    return (unit == 0 ? Long.toString(value) : digits(rest)) + gap + units[unit];
  }

  private static String digits(final double value) {
    final String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * A time span.
   *
   * @param nanos nanoseconds, 0 or more.
   * @return such as {@code 31.5 ms} or {@code 2 h 4 min}.
   */
  public static String duration(final long nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos < THOUSAND) {
      return nanos + " ns";
    }
    if (nanos < 999_500L) {
      return digits(nanos / 1e3) + " us";
    }
    if (nanos < 999_500_000L) {
      return digits(nanos / 1e6) + " ms";
    }
    final long seconds = Math.round(nanos / 1e9);
    if (seconds < MINUTE) {
      return digits(nanos / 1e9) + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
    return seconds < DAY
        ? seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min"
        : seconds / DAY + " d " + seconds % DAY / HOUR + " h";
  }

  /**
   * A share.
   *
   * @param part the part.
   * @param whole the whole, 0 or more.
   * @return such as {@code 12.5 %}.
   */
  public static String percent(final long part, final long whole) {
    final double share = whole == 0 ? 0 : 100.0 * part / whole;
    return String.format(Locale.ROOT, share > 0 && share < 0.1 ? "%.3f %%" : "%.1f %%", share);
  }
}
