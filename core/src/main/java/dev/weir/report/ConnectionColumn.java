package dev.weir.report;

import dev.weir.connection.ConnectionView;
import dev.weir.text.TextBuffer;
import java.util.function.ToLongFunction;

/**
 * One column of the connections report: its name, its meaning, and how its value is read.
 *
 * @param name the name in CSV and JSON and in expressions.
 * @param kind what its values are.
 * @param description unit and exact meaning, for the documentation.
 * @param number reads the value of a number or a truth; null for text.
 * @param writer writes a text, or nothing where the connection has none; null for the others.
 */
public record ConnectionColumn(
    String name,
    Kind kind,
    String description,
    ToLongFunction<ConnectionView> number,
    Writer writer) {
  /** What {@link #number} answers where a connection has no such value. */
  public static final long NONE = Long.MIN_VALUE;

  /** What a column's values are. */
  public enum Kind {
    /** A whole number; bare in JSON, null where there is none. */
    COUNT,
    /** A time or a span, kept in nanoseconds, written in seconds; null where there is none. */
    SECONDS,
    /** True or false. */
    TRUTH,
    /** In quotes; the values never need escapes. */
    TEXT
  }

  /** Writes one value. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes a connection's value as text.
     *
     * @param connection the connection.
     * @param out where to.
     */
    void write(ConnectionView connection, TextBuffer out);
  }

  static ConnectionColumn count(
      final String name, final String description, final ToLongFunction<ConnectionView> value) {
    return new ConnectionColumn(name, Kind.COUNT, description, value, null);
  }

  /** A column whose value is read in nanoseconds. */
  static ConnectionColumn seconds(
      final String name, final String description, final ToLongFunction<ConnectionView> nanos) {
    return new ConnectionColumn(name, Kind.SECONDS, description, nanos, null);
  }

  /** A column whose value is read as 0 for false or 1 for true. */
  static ConnectionColumn truth(
      final String name, final String description, final ToLongFunction<ConnectionView> value) {
    return new ConnectionColumn(name, Kind.TRUTH, description, value, null);
  }

  static ConnectionColumn text(final String name, final String description, final Writer writer) {
    return new ConnectionColumn(name, Kind.TEXT, description, null, writer);
  }

  /**
   * Writes a connection's value as text, or nothing where it has none. What a kind needs is decided
   * here and not by a writer of its own, since a row is above all calls through interfaces.
   *
   * @param connection the connection.
   * @param out where to.
   */
  public void write(final ConnectionView connection, final TextBuffer out) {
    if (kind == Kind.TEXT) {
      writer.write(connection, out);
      return;
    }
    final long value = number.applyAsLong(connection);
    if (kind == Kind.TRUTH) {
      out.ascii(value != 0 ? "true" : "false");
    } else if (value != NONE) {
      if (kind == Kind.COUNT) {
        out.decimal(value);
      } else {
        out.seconds(value);
      }
    }
  }
}
