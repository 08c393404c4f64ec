package dev.weir.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is in a picture: by the widths of Helvetica, which Arial and Liberation Sans share,
 * and a full square for each character of East Asia.
 */
final class FontWidth {
  /** Widths of the characters from blank to tilde, in thousandths of the font's size. */
  private static final int[] ASCII = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // blank to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 // p to ~
  };

  private static final int OTHER = 600;
  private static final double BOLD = 1.08;

  private FontWidth() {}

  /** The width of a text at a font size, in the unit of the size. */
  static double of(final String text, final double size) {
    return text.codePoints().map(FontWidth::thousandths).sum() * size / 1_000;
  }

  /** The same in bold. */
  static double bold(final String text, final double size) {
    return of(text, size) * BOLD;
  }

  private static int thousandths(final int point) {
    if (point >= ' ' && point - ' ' < ASCII.length) {
      return ASCII[point - ' '];
    }
    return switch (point) {
      case '·' -> 278;
      case '×' -> 584;
      case '…', '—' -> 1_000;
      default -> CellWidth.of(point) == 2 ? 1_000 : OTHER;
    };
  }

  /** The text, cut with three dots where it is wider. */
  static String cut(final String text, final double size, final double width) {
    if (of(text, size) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end) + "…", size) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** The text in lines no wider than that, so many at most; the last one is cut. */
  static List<String> lines(
      final String text, final double size, final double width, final int most) {
    final List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty() && lines.size() < most - 1 && of(rest, size) > width) {
      final int end = lineEnd(rest, size, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    if (!rest.isEmpty()) {
      lines.add(cut(rest, size, width));
    }
    return lines;
  }

  /** Where a line ends: behind the last blank or wide character that fits, or else anywhere. */
  private static int lineEnd(final String text, final double size, final double width) {
    int fits = 0;
    int best = 0;
    double used = 0;
    while (fits < text.length()) {
      final int point = text.codePointAt(fits);
      used += thousandths(point) * size / 1_000;
      if (used > width) {
        break;
      }
      fits += Character.charCount(point);
      if (point == ' ' || CellWidth.of(point) == 2 && !startsWithMark(text, fits)) {
        best = fits;
      }
    }
    return best > 0 ? best : Math.max(fits, Character.charCount(text.codePointAt(0)));
  }

  /** Whether a mark stands there that must not begin a line in Chinese. */
  private static boolean startsWithMark(final String text, final int place) {
    return place < text.length() && "，。；：、！？）》」』”’%".indexOf(text.charAt(place)) >= 0;
  }
}
