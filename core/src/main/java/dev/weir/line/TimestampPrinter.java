package dev.weir.line;

import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The time at a line's beginning. The date's digits are made once a day, the zone's offset is asked
 * for once between two of its changes.
 */
final class TimestampPrinter {
  private static final int NONE = 1;
  private static final int EPOCH = 2;
  private static final int SINCE_PREVIOUS = 3;
  private static final int WITH_DATE = 4;
  private static final int SINCE_FIRST = 5;
  private static final int MICROSECOND_DIGITS = 6;
  private static final int SECONDS_A_DAY = 86_400;

  private final int mode;
  private final int digits;
  private final long unitsASecond;
  private final long nanosAUnit;
  private final ZoneRules rules;
  private final TextBuffer date = new TextBuffer(16);
  private final TextBuffer prepared = new TextBuffer(32);
  private long preparedSecond = Long.MIN_VALUE;

  /** The eight characters of that second's time of day. */
  private long preparedClock;

  private long preparedDay;
  private long dateDay = Long.MIN_VALUE;
  private long offsetFrom = Long.MAX_VALUE;
  private long offsetUntil = Long.MIN_VALUE;
  private int offset;
  private long referenceSeconds;
  private long referenceUnits;

  TimestampPrinter(final LineOptions options) {
    mode = options.timestamp;
    digits = options.nanoseconds ? 9 : MICROSECOND_DIGITS;
    unitsASecond = options.nanoseconds ? 1_000_000_000L : 1_000_000L;
    nanosAUnit = options.nanoseconds ? 1 : 1000;
    rules = options.zone.getRules();
  }

  /** Writes a time and the blank behind it. The fraction may be a second and more. */
  void print(final TextBuffer text, final long seconds, final long nanos) {
    final long units = units(nanos);
    switch (mode) {
      case NONE -> {
        return;
      }
      case EPOCH -> {
        if ((int) seconds < 0) {
          text.ascii("[Error converting time]");
        } else {
          text.unsignedDecimal((int) seconds);
          fraction(text, units);
        }
      }
      case SINCE_PREVIOUS, SINCE_FIRST -> delta(text, seconds, units);
      default -> local(text, seconds, units);
    }
    text.append(' ');
  }

  /** A local time; what is before the fraction is made once a second. */
  private void local(final TextBuffer text, final long seconds, final long units) {
    if ((int) seconds < 0) {
      text.ascii("[Error converting time]");
      return;
    }
    if (seconds != preparedSecond) {
      preparedSecond = seconds;
      prepared.clear();
      final long local = seconds + offset(seconds);
      clock(prepared, (int) Math.floorMod(local, (long) SECONDS_A_DAY));
      for (int i = Long.BYTES - 1; i >= 0; i--) {
        preparedClock = preparedClock << Byte.SIZE | prepared.array()[i];
      }
      preparedDay = Math.floorDiv(local, (long) SECONDS_A_DAY);
    }
    if (mode == WITH_DATE) {
      date(text, preparedDay);
    }
    text.packed(preparedClock, Long.BYTES);
    fraction(text, units);
  }

  /**
   * The fraction in the units that are printed. libpcap takes the field for a signed number of 32
   * bits, and corrupt files have anything there.
   */
  private long units(final long nanos) {
    if (nanos <= Integer.MAX_VALUE) {
      return nanos / nanosAUnit;
    }
    final boolean inNanos = nanos <= 0xFFFF_FFFFL && nanos % 1000 != 0;
    return (inNanos ? (int) nanos : (int) (nanos / 1000) * 1000L) / nanosAUnit;
  }

  /** Tells that the line with this time was kept: later ones may count from it. */
  void printed(final long seconds, final long nanos) {
    if (mode == SINCE_PREVIOUS || isReferenceUnset()) {
      referenceSeconds = seconds;
      referenceUnits = units(nanos);
    }
  }

  private boolean isReferenceUnset() {
    return referenceSeconds == 0 && referenceUnits == 0;
  }

  /** The whole seconds of the time that relative ones count from. */
  long referenceSeconds() {
    return referenceSeconds;
  }

  /** The rest of it. */
  long referenceUnits() {
    return referenceUnits;
  }

  /** Sets what relative times count from. */
  void reference(final long seconds, final long units) {
    referenceSeconds = seconds;
    referenceUnits = units;
  }

  private void delta(final TextBuffer text, final long seconds, final long units) {
    final boolean unset = isReferenceUnset();
    final long fromSeconds = unset ? seconds : referenceSeconds;
    final long fromUnits = unset ? units : referenceUnits;
    final boolean negative = seconds < fromSeconds || seconds == fromSeconds && units < fromUnits;
    long second = negative ? fromSeconds - seconds : seconds - fromSeconds;
    long unit = negative ? fromUnits - units : units - fromUnits;
    if (unit < 0) {
      second--;
      unit += unitsASecond;
    }
    text.append(negative ? '-' : ' ');
    time(text, second, (int) Math.floorMod(second, (long) SECONDS_A_DAY), unit);
  }

  private void time(
      final TextBuffer text, final long seconds, final int secondOfDay, final long units) {
    // Bit 31 is a sign to tcpdump 4.99.3, whatever is above it.
    if ((int) seconds < 0) {
      text.ascii("[Error converting time]");
      return;
    }
    clock(text, secondOfDay);
    fraction(text, units);
  }

  private static void clock(final TextBuffer text, final int secondOfDay) {
    final int minute = secondOfDay / 60;
    text.zeroPadded(minute / 60, 2).append(':').zeroPadded(minute % 60, 2);
    text.append(':').zeroPadded(secondOfDay - 60 * minute, 2);
  }

  private void fraction(final TextBuffer text, final long units) {
    if (digits == MICROSECOND_DIGITS && units >= 0 && units < unitsASecond) {
      // What nearly every line has.
      text.ensure(2 * Ascii.SLACK);
      text.array()[text.length()] = '.';
      text.extendTo(Ascii.padded(text.array(), text.length() + 1, (int) units, digits));
    } else {
      text.append('.').zeroPadded(units & 0xFFFF_FFFFL, digits);
    }
  }

  private int offset(final long seconds) {
    if (seconds < offsetFrom || seconds >= offsetUntil) {
      final Instant instant = Instant.ofEpochSecond(seconds);
      final ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
      final ZoneOffsetTransition after = rules.nextTransition(instant);
      offset = rules.getOffset(instant).getTotalSeconds();
      offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
      offsetUntil = after == null ? Long.MAX_VALUE : after.toEpochSecond();
    }
    return offset;
  }

  private void date(final TextBuffer text, final long day) {
    if (day != dateDay) {
      dateDay = day;
      final LocalDate local = LocalDate.ofEpochDay(day);
      date.clear();
      date.zeroPadded(local.getYear(), 4).append('-').zeroPadded(local.getMonthValue(), 2);
      date.append('-').zeroPadded(local.getDayOfMonth(), 2).append(' ');
    }
    text.bytes(date.array(), 0, date.length());
  }

  /** A time in ISO 8601, in UTC, with nine digits behind the point. */
  void iso(final TextBuffer text, final long seconds, final long nanos) {
    final long whole = seconds + nanos / 1_000_000_000L;
    date(text, Math.floorDiv(whole, (long) SECONDS_A_DAY));
    text.truncate(text.length() - 1);
    final int second = (int) Math.floorMod(whole, (long) SECONDS_A_DAY);
    text.append('T').zeroPadded(second / 3600, 2).append(':').zeroPadded(second / 60 % 60, 2);
    text.append(':').zeroPadded(second % 60, 2).append('.');
    text.zeroPadded(nanos % 1_000_000_000L, 9).append('Z');
  }
}
