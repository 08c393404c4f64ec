package dev.weir.comparison;

import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import dev.weir.selection.Selection;
import dev.weir.selection.SelectionException;
import java.util.List;
import java.util.function.ToLongFunction;

/** Reads a measure of connections, wherever their columns come from. */
final class MeasureReading {
  private static final double NANOS = 1e9;

  private final Selection among;
  private final Selection condition;
  private final ToLongFunction<ConnectionView> first;
  private final ToLongFunction<ConnectionView> second;
  private final boolean isPerSecond;

  MeasureReading(final Measure measure, final List<ConnectionColumn> columns) {
    final boolean isShare = measure.kind() == Measure.Kind.SHARE;
    among = measure.among() == null ? null : selection(measure.among(), columns);
    condition = isShare ? selection(measure.value(), columns) : null;
    final String[] names = measure.value().split(" / ");
    first = isShare ? null : column(names[0], columns);
    second = isShare || names.length == 1 ? null : column(names[1], columns);
    isPerSecond = measure.unit() == Measure.Unit.BYTES_PER_SECOND;
  }

  private static Selection selection(
      final String expression, final List<ConnectionColumn> columns) {
    try {
      return Selection.over(expression, columns);
    } catch (final SelectionException e) {
      throw new IllegalStateException(e.render(expression), e);
    }
  }

  private static ToLongFunction<ConnectionView> column(
      final String name, final List<ConnectionColumn> columns) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow()
        .number();
  }

  /** Whether a connection counts. */
  boolean counts(final ConnectionView connection) {
    return among == null || among.matches(connection);
  }

  /** Whether the condition of a share holds for it. */
  boolean holds(final ConnectionView connection) {
    return condition.matches(connection);
  }

  /** The value that a distribution is of; below 0 where there is none. */
  long value(final ConnectionView connection) {
    final long value = first.applyAsLong(connection);
    return isPerSecond ? Math.round(value * NANOS / second.applyAsLong(connection)) : value;
  }

  /** What a rate counts. */
  long part(final ConnectionView connection) {
    return first.applyAsLong(connection);
  }

  /** Among how many it counts that. */
  long whole(final ConnectionView connection) {
    return second.applyAsLong(connection);
  }
}
