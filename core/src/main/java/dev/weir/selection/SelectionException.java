package dev.weir.selection;

/**
 * An expression that selects nothing because it is misspelt or compares what cannot be compared.
 */
public final class SelectionException extends Exception {
  private static final long serialVersionUID = 1;

  /** Index of the first offending character, from 0. */
  private final int column;

  /** Number of offending characters; 0 where something is missing. */
  private final int length;

  /**
   * A refusal of a part of an expression.
   *
   * @param message why, in words for the user.
   * @param column index of the first offending character, from 0.
   * @param length number of offending characters; 0 where something is missing.
   */
  SelectionException(final String message, final int column, final int length) {
    super(message);
    this.column = column;
    this.length = length;
  }

  /**
   * Where the offending part begins.
   *
   * @return index of its first character, from 0.
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
   * @param expression the text that was read.
   * @return three lines without a final line end.
   */
  public String render(final String expression) {
    // A tab or a line break in the expression would move the caret.
    final String line = expression.replaceAll("\\s", " ");
    final String marks = "^" + "~".repeat(Math.max(0, length - 1));
    return getMessage() + "\n  " + line + "\n  " + " ".repeat(column) + marks;
  }
}
