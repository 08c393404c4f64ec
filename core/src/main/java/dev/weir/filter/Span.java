package dev.weir.filter;

/**
 * The place of something in the text of an expression.
 *
 * @param column index of its first character, from 0.
 * @param length its number of characters.
 */
record Span(int column, int length) {
  int end() {
    return column + length;
  }

  /** The place from the beginning of this one to the end of another. */
  Span to(final Span last) {
    return new Span(column, last.end() - column);
  }
}
