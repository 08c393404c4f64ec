package dev.weir.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks sentences into lines of a terminal's width: at blanks, and between Chinese characters,
 * which are two columns wide; never before a mark that closes, nor behind one that opens.
 */
final class TextWrap {
  private static final int FIRST_WIDE = 0x2E80;
  private static final String CLOSING = "，。：；、）！？”’》";
  private static final String OPENING = "（“‘《";
  private static final String OPERATORS = "=+−×→";

  private TextWrap() {}

  static List<String> wrap(final String text, final int width) {
    final List<String> lines = new ArrayList<>();
    int start = 0;
    int columns = 0;
    int breakAt = -1;
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (i > start && mayBreakBefore(text, i)) {
        breakAt = i;
      }
      columns += columns(c);
      if (columns > width && breakAt > start && c != ' ') {
        lines.add(text.substring(start, breakAt).stripTrailing());
        start = breakAt;
        columns = columns(text, start, i + 1);
        breakAt = -1;
      }
    }
    lines.add(text.substring(start).stripTrailing());
    return lines;
  }

  private static boolean mayBreakBefore(final String text, final int place) {
    final char before = text.charAt(place - 1);
    final char after = text.charAt(place);
    if (before == ' ') {
      return after != ' ' && !isOperator(text, place) && !isOperator(text, place - 2);
    }
    final boolean wide = before >= FIRST_WIDE || after >= FIRST_WIDE;
    return wide && after != ' ' && CLOSING.indexOf(after) < 0 && OPENING.indexOf(before) < 0;
  }

  /** A sign between blanks belongs to what stands on both sides of it. */
  private static boolean isOperator(final String text, final int place) {
    return place >= 0
        && OPERATORS.indexOf(text.charAt(place)) >= 0
        && (place + 1 == text.length() || text.charAt(place + 1) == ' ');
  }

  private static int columns(final String text, final int from, final int to) {
    int columns = 0;
    for (int i = from; i < to; i++) {
      columns += columns(text.charAt(i));
    }
    return columns;
  }

  private static int columns(final char c) {
    return c >= FIRST_WIDE ? 2 : 1;
  }
}
