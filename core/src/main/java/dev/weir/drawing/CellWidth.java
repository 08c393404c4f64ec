package dev.weir.drawing;

/** How many columns text takes in a terminal: two for the characters of East Asia. */
final class CellWidth {
  /** Ranges of wide characters (Unicode's EastAsianWidth W and F), first and last of each. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x2E80, 0x303E, 0x3041, 0x33FF,
    0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680,
    0x1F6FF, 0x1F900, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private CellWidth() {}

  /** The columns of a character. */
  static int of(final int point) {
    final int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (point >= WIDE[i] && point <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The columns of a text. */
  static int of(final String text) {
    return text.codePoints().map(CellWidth::of).sum();
  }

  /** The text, cut to so many columns at most, with a mark at the end where it was cut. */
  static String cut(final String text, final int columns, final String mark) {
    if (of(text) <= columns) {
      return text;
    }
    final StringBuilder kept = new StringBuilder();
    int left = columns - of(mark);
    for (final int point : text.codePoints().toArray()) {
      left -= of(point);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + (columns >= of(mark) ? mark : "");
  }

  /** The text with blanks behind it to so many columns. */
  static String left(final String text, final int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** The text with blanks before it to so many columns. */
  static String right(final String text, final int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }
}
