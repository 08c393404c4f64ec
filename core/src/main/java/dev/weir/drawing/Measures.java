package dev.weir.drawing;

import java.util.Locale;

/** Times and sizes as drawings write them. */
final class Measures {
  private static final long MICROSECOND = 1_000;
  private static final long EXACT_BYTES = 1_000_000;

  private Measures() {}

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
}
