package dev.weir.drawing;

import java.util.Locale;

/** Times, spans and sizes as drawings write them: short, with the signs of the units. */
final class Measures {
  private static final long MICROSECOND = 1_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;
  private static final long EXACT_BYTES = 1_000_000;

  private Measures() {}

  /** A span of nanoseconds with three digits or so, such as {@code 31.0 ms}. */
  static String span(final long nanos) {
    if (nanos < 0) {
      return "−" + span(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos < MICROSECOND) {
      return nanos + (nanos == 0 ? " s" : " ns");
    }
    if (nanos < 999_500L) {
      return digits(nanos / 1e3) + " µs";
    }
    if (nanos < 999_500_000L) {
      return digits(nanos / 1e6) + " ms";
    }
    final long seconds = Math.round(nanos / 1e9);
    if (seconds < 2 * MINUTE) {
      return digits(nanos / 1e9) + " s";
    }
    if (seconds < HOUR) {
      return joined(seconds / MINUTE, "min", seconds % MINUTE, "s");
    }
    return seconds < DAY
        ? joined(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min")
        : joined(seconds / DAY, "d", seconds % DAY / HOUR, "h");
  }

  private static String joined(
      final long many, final String unit, final long rest, final String smaller) {
    return many + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }

  /** A time since the start in seconds with six places: {@code 60.154012}. */
  static String clock(final long nanos) {
    final long micros = Math.floorDiv(nanos, MICROSECOND);
    return String.format(
        Locale.ROOT,
        "%s%d.%06d",
        micros < 0 ? "-" : "",
        Math.abs(micros) / 1_000_000,
        Math.abs(micros) % 1_000_000);
  }

  /** Bytes: exact below a million, then three digits. */
  static String bytes(final long bytes) {
    if (bytes < EXACT_BYTES) {
      return count(bytes) + " B";
    }
    double rest = bytes / 1e6;
    int unit = 0;
    while (rest >= 999.5) {
      rest /= 1_000;
      unit++;
    }
    return digits(rest) + new String[] {" MB", " GB", " TB", " PB", " EB"}[unit];
  }

  /** A count with its thousands parted by commas. */
  static String count(final long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  private static String digits(final double value) {
    final String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Whole seconds of a time since 1970. */
  static long seconds(final long nanos) {
    return Math.floorDiv(nanos, SECOND);
  }
}
