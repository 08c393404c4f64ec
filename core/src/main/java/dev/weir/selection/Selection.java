package dev.weir.selection;

import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import java.util.List;
import java.util.Set;

/**
 * Which connections are wanted: an expression over the columns of {@link
 * dev.weir.report.ConnectionColumns}, such as {@code handshake == no_answer && retransmitted >
 * 10kB}. The language is described in {@code docs/where.md}.
 *
 * <p>Belongs to one thread. A test allocates nothing but what a regular expression may need.
 */
public final class Selection {
  private final Condition condition;

  private Selection(final Condition condition) {
    this.condition = condition;
  }

  /**
   * Reads an expression.
   *
   * @param expression its text.
   * @return the selection.
   * @throws SelectionException where it is misspelt, names a column that is not there, or compares
   *     what cannot be compared.
   */
  public static Selection of(final String expression) throws SelectionException {
    return of(expression, ColumnNames.ofReports());
  }

  /**
   * Reads an expression over columns that do not read the connection they are given, such as those
   * of a result that was kept.
   *
   * @param expression its text.
   * @param columns with the names and kinds of {@link dev.weir.report.ConnectionColumns}.
   * @return the selection, which asks them and never looks at the connection itself.
   * @throws SelectionException as {@link #of(String)} does.
   */
  public static Selection over(final String expression, final List<ConnectionColumn> columns)
      throws SelectionException {
    return of(expression, ColumnNames.of(columns));
  }

  static Selection of(final String expression, final ColumnNames names) throws SelectionException {
    return new Selection(new Parser(Lexer.tokens(expression), names).parse());
  }

  /**
   * The names that an expression may use: those of the columns, and those of both directions
   * without {@code originator_} and {@code responder_}.
   *
   * @return sorted.
   */
  public static Set<String> names() {
    return ColumnNames.ofReports().all();
  }

  /**
   * Whether a connection is wanted.
   *
   * @param connection the connection.
   * @return true where the expression holds for it.
   */
  public boolean matches(final ConnectionView connection) {
    return condition.holds(connection);
  }
}
