package dev.weir.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;

/** What was given on the command line, by the names of the options. */
final class Arguments {
  private static final boolean[] NEVER = {};

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

  /** The words that belong to no option, in order. */
  List<String> words() {
    return parsed.matchedPositionalValue(0, List.of());
  }
}
