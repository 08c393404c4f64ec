package dev.weir.selection;

import dev.weir.selection.NumberValue.Adaptable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/** Numbers with their units, and dates. */
final class Literals {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000 * MICRO;
  private static final long SECOND = 1_000 * MILLI;

  /** Nanoseconds of each unit of time. */
  private static final Map<String, Long> TIMES =
      Map.of(
          "ns",
          1L,
          "us",
          MICRO,
          "ms",
          MILLI,
          "s",
          SECOND,
          "m",
          60 * SECOND,
          "min",
          60 * SECOND,
          "h",
          3_600 * SECOND,
          "d",
          86_400 * SECOND);

  /** How many each unit of a count is. */
  private static final Map<String, Long> COUNTS =
      Map.ofEntries(
          Map.entry("k", 1_000L),
          Map.entry("M", 1_000_000L),
          Map.entry("G", 1_000_000_000L),
          Map.entry("B", 1L),
          Map.entry("kB", 1_000L),
          Map.entry("MB", 1_000_000L),
          Map.entry("GB", 1_000_000_000L),
          Map.entry("TB", 1_000_000_000_000L),
          Map.entry("KiB", 1L << 10),
          Map.entry("MiB", 1L << 20),
          Map.entry("GiB", 1L << 30),
          Map.entry("TiB", 1L << 40));

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Literals() {}

  /** The value of a number with or without a unit. */
  static NumberValue number(final Token token) throws SelectionException {
    final String text = token.text();
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    final String unit = text.substring(end);
    final boolean isTime = TIMES.containsKey(unit);
    if (!unit.isEmpty() && !isTime && !COUNTS.containsKey(unit)) {
      throw new SelectionException(
          "'"
              + unit
              + "' is no unit: times have ns, us, ms, s, m, h, d, counts k, M, G,"
              + " bytes B, kB, MB, GB, TB, KiB, MiB, GiB, TiB",
          token.column() + end,
          unit.length());
    }
    final long one = isTime ? TIMES.get(unit) : unit.isEmpty() ? 1 : COUNTS.get(unit);
    final BigDecimal value =
        new BigDecimal(text.substring(0, end)).multiply(BigDecimal.valueOf(one));
    if (value.compareTo(LARGEST) > 0) {
      throw new SelectionException("the number is too large", token.column(), token.length());
    }
    final Adaptable adaptable =
        isTime ? Adaptable.NO : unit.isEmpty() ? Adaptable.YES : Adaptable.TO_RATES;
    if (value.stripTrailingZeros().scale() <= 0) {
      return NumberValue.constant(value.longValue(), isTime, adaptable);
    }
    // Only a part of a nanosecond is lost here.
    return isTime
        ? NumberValue.constant(value.longValue(), true, adaptable)
        : NumberValue.constant(value.doubleValue(), 0, adaptable);
  }

  /** The value of a date: in the zone that tables are printed in unless {@code Z} says UTC. */
  static NumberValue date(final Token token) throws SelectionException {
    final String text = token.text();
    try {
      final Instant instant;
      if (text.endsWith("Z")) {
        final String local = text.substring(0, text.length() - 1);
        instant = LocalDateTime.parse(local).toInstant(java.time.ZoneOffset.UTC);
      } else {
        final LocalDateTime local =
            text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text);
        instant = local.atZone(ZoneId.systemDefault()).toInstant();
      }
      final long nanos =
          Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
      return NumberValue.constant(nanos, true, Adaptable.NO);
    } catch (final DateTimeException | ArithmeticException e) {
      throw new SelectionException("there is no such date", token.column(), token.length());
    }
  }
}
