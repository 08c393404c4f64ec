package dev.weir.filter;

/**
 * An expression that is no filter: misspelt, meaningless on this link type, or never true.
 *
 * <p>The message uses libpcap's words where libpcap refuses the same thing.
 */
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1;

  private static final int NOWHERE = -1;

  /** Index of the first offending character, or {@link #NOWHERE}. */
  private final int column;

  /** Number of offending characters. */
  private final int length;

  /**
   * A refusal of a part of the expression.
   *
   * @param message why, in words for the user.
   * @param column index of the first offending character, from 0.
   * @param length number of offending characters; 0 where something is missing.
   */
  public FilterException(final String message, final int column, final int length) {
    super(message);
    this.column = column;
    this.length = length;
  }

  /** A refusal by a part of the compiler that does not know where in the text it is at work. */
  FilterException(final String message) {
    this(message, NOWHERE, 0);
  }

  /** The same refusal, with a place if it has none yet. */
  FilterException at(final Span span) {
    return column == NOWHERE
        ? new FilterException(getMessage(), span.column(), span.length())
        : this;
  }

  /**
   * Where the offending part begins.
   *
   * @return index of its first character, from 0, or -1 if the expression is refused as a whole.
   */
  public int column() {
    return column;
  }

  /**
   * How long the offending part is.
   *
   * @return its number of characters, 0 where something is missing.
   */
  public int length() {
    return length;
  }

  /**
   * The message with the expression below it and, below that, a caret under the offending part.
   *
   * @param expression the text that was compiled.
   * @return three lines without a final line end; only two where the whole expression is refused.
   */
  public String render(final String expression) {
    // A tab or a line break in the expression would move the caret.
    final String line = expression.replaceAll("\\s", " ");
    if (column == NOWHERE) {
      return getMessage() + "\n  " + line;
    }
    final String marks = "^" + "~".repeat(Math.max(0, length - 1));
    return getMessage() + "\n  " + line + "\n  " + " ".repeat(column) + marks;
  }
}
