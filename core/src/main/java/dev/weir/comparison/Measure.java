package dev.weir.comparison;

import dev.weir.report.ConnectionColumn;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that is compared. It is defined by conditions and columns alone, those of {@code
 * --where} and of {@code weir connections}, so that it can be looked up connection by connection.
 *
 * @param name the name in results and on the command line.
 * @param kind how connections are summed up.
 * @param unit what values are.
 * @param worse which way is worse.
 * @param among a condition for connections that count, null where all do.
 * @param value the value of a {@link Kind#DISTRIBUTION}, {@code COLUMN} or {@code COLUMN / COLUMN};
 *     the condition of a {@link Kind#SHARE}; {@code COLUMN / COLUMN} of a {@link Kind#RATE}.
 * @param description what it means.
 */
public record Measure(
    String name,
    Kind kind,
    Unit unit,
    Worse worse,
    String among,
    String value,
    String description) {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

  /** How connections are summed up. */
  public enum Kind {
    /** Each connection has a value. */
    DISTRIBUTION,
    /** How many of the connections a condition holds for. */
    SHARE,
    /** A sum over connections divided by another. */
    RATE
  }

  /** What values are. */
  public enum Unit {
    /** Spans of time. */
    NANOSECONDS,
    /** Sizes. */
    BYTES,
    /** Throughput. */
    BYTES_PER_SECOND,
    /** Connections of connections, or segments of segments. */
    SHARE
  }

  /** Which way is worse. */
  public enum Worse {
    /** Up. */
    MORE,
    /** Down. */
    LESS,
    /** Neither: a difference is told, since it explains others or makes them doubtful. */
    NEITHER
  }

  /** The columns that it reads, or that both directions' are read of where the name has none. */
  Set<String> columns(final List<ConnectionColumn> known) {
    return columnsIn(among == null ? value : among + ' ' + value, known);
  }

  /** The columns that an expression names. */
  static Set<String> columnsIn(final String expression, final List<ConnectionColumn> known) {
    final Set<String> words =
        WORD.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
    return known.stream()
        .map(ConnectionColumn::name)
        .filter(name -> words.contains(name) || words.contains(withoutDirection(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String withoutDirection(final String name) {
    return name.replaceFirst("^(originator|responder)_", "");
  }
}
