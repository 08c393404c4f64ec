package dev.weir.report;

import dev.weir.connection.ConnectionView;
import dev.weir.text.TextBuffer;

/**
 * One column of the connections report.
 *
 * @param name the name in CSV and JSON.
 * @param kind how JSON writes the value.
 * @param description unit and exact meaning, for the documentation.
 * @param writer writes the value, or nothing where the connection has none.
 */
public record ConnectionColumn(String name, Kind kind, String description, Writer writer) {
  /** How a value is written in JSON. */
  public enum Kind {
    /** Bare; null where there is none. */
    NUMBER,
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
}
