package dev.weir.drawing;

/**
 * Text that comes from a capture, made fit to be shown: names and targets can be hostile. Control
 * characters, marks that turn the writing direction, halves of surrogates and the like become
 * {@code U+FFFD}; what is too long is cut.
 */
final class PrintableText {
  private static final int REPLACEMENT = 0xFFFD;

  private PrintableText() {}

  /** The text with nothing in it that moves a cursor, turns the direction or is not XML. */
  static String of(final String text) {
    if (text.codePoints().allMatch(PrintableText::isPrintable)) {
      return text;
    }
    final StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isPrintable(point) ? point : REPLACEMENT)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(final int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
