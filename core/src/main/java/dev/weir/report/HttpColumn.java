package dev.weir.report;

import dev.weir.http.HttpRow;
import dev.weir.http.HttpTransaction;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One column of the HTTP report: its name, its meaning, and how its value is read. One of the
 * readers is there, the others are null.
 *
 * @param name the name in CSV and JSON.
 * @param description unit and exact meaning, for the documentation.
 * @param count reads a whole number, {@link #NONE} where there is none; null.
 * @param nanos reads a time or a span in nanoseconds, {@link #NONE} where there is none; null.
 * @param truth reads true or false, null where there is neither; null.
 * @param text reads text, null where there is none; null.
 * @param words reads a list of words that need no escapes; null.
 */
public record HttpColumn(
    String name,
    String description,
    ToLongFunction<HttpRow> count,
    ToLongFunction<HttpRow> nanos,
    Function<HttpRow, Boolean> truth,
    Function<HttpRow, String> text,
    Function<HttpRow, List<String>> words) {
  /** What a number is where there is none. */
  public static final long NONE = HttpTransaction.NOT_KNOWN;

  static HttpColumn count(
      final String name, final String description, final ToLongFunction<HttpRow> value) {
    return new HttpColumn(name, description, value, null, null, null, null);
  }

  /** A column that is written in seconds. */
  static HttpColumn seconds(
      final String name, final String description, final ToLongFunction<HttpRow> nanos) {
    return new HttpColumn(name, description, null, nanos, null, null, null);
  }

  static HttpColumn truth(
      final String name, final String description, final Function<HttpRow, Boolean> value) {
    return new HttpColumn(name, description, null, null, value, null, null);
  }

  /** A truth of rows of which something is there. */
  static HttpColumn truth(
      final String name,
      final String description,
      final Predicate<HttpRow> isThere,
      final Predicate<HttpRow> value) {
    return truth(name, description, row -> isThere.test(row) ? value.test(row) : null);
  }

  static HttpColumn text(
      final String name, final String description, final Function<HttpRow, String> value) {
    return new HttpColumn(name, description, null, null, null, value, null);
  }

  static HttpColumn words(
      final String name, final String description, final Function<HttpRow, List<String>> value) {
    return new HttpColumn(name, description, null, null, null, null, value);
  }
}
