package dev.weir.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** What was given on the command line, by the names of the options. */
final class Arguments {
  private static final boolean[] NEVER = {};

  /** The index of a unit is how often 1024 is in it; nothing stands for bytes. */
  private static final List<String> UNITS = List.of("", "K", "M", "G", "T");

  /** Few enough digits that every size fits into 63 bits. */
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6}|\\d{7,15}(?=$))([KMGTkmgt]?)");

  private final ParseResult parsed;

  Arguments(final ParseResult parsed) {
    this.parsed = parsed;
  }

  /** How often a flag was given: {@code -vv} is 2. */
  int count(final String option) {
    return parsed.matchedOptionValue(option, NEVER).length;
  }

  /** Whether an option was given. */
  boolean has(final String option) {
    return parsed.hasMatchedOption(option);
  }

  /** The value of an option, or {@code otherwise} where it was not given. */
  String text(final String option, final String otherwise) {
    return parsed.matchedOptionValue(option, otherwise);
  }

  /** All values of an option, in order. */
  List<String> list(final String option) {
    return parsed.matchedOptionValue(option, List.<String>of());
  }

  /**
   * The value of an option as a whole number.
   *
   * @throws UsageException where it is none between {@code least} and {@code most}.
   */
  long number(final String option, final long otherwise, final long least, final long most)
      throws UsageException {
    final String text = text(option, null);
    if (text == null) {
      return otherwise;
    }
    try {
      final long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (final NumberFormatException e) {
      // said below, with the bounds
    }
    throw new UsageException(
        option + " takes a whole number from " + least + " to " + most + ", not '" + text + "'");
  }

  /**
   * The value of an option as a size: bytes, or with K, M, G or T behind it units of 1024.
   *
   * @throws UsageException where it is none, or less than {@code least}.
   */
  long size(final String option, final long otherwise, final long least) throws UsageException {
    final String text = text(option, null);
    if (text == null) {
      return otherwise;
    }
    final Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new UsageException(
          option + " takes a size such as 512M, 2G or a number of bytes, not '" + text + "'");
    }
    final int unit = UNITS.indexOf(size.group(2).toUpperCase(Locale.ROOT));
    final long bytes = Long.parseLong(size.group(1)) << 10 * unit;
    if (bytes < least) {
      throw new UsageException(
          option + " has to be " + (least >> 20) + "M or more, not '" + text + "'");
    }
    return bytes;
  }

  /** The words that belong to no option, in order. */
  List<String> words() {
    return parsed.matchedPositionalValue(0, List.of());
  }
}
