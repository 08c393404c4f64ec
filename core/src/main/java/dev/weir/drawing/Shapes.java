package dev.weir.drawing;

import java.io.IOException;

/** The few shapes that pictures are made of, each with a class of the style sheet. */
final class Shapes {
  private final Markup out;

  Shapes(final Markup out) {
    this.out = out;
  }

  void line(final String style, final double x1, final double y1, final double x2, final double y2)
      throws IOException {
    out.open("line").with("class", style);
    out.with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2).close();
  }

  void box(
      final String style,
      final double x,
      final double y,
      final double width,
      final double height,
      final double round)
      throws IOException {
    out.open("rect").with("class", style).with("x", x).with("y", y);
    out.with("width", Math.max(0, width)).with("height", Math.max(0, height));
    if (round > 0) {
      out.with("rx", round);
    }
    out.close();
  }

  void path(final String style, final CharSequence commands) throws IOException {
    out.open("path").with("class", style).with("d", commands.toString()).close();
  }

  /** Text that begins, is centred or ends at x, as its class says. */
  void text(final String style, final double x, final double y, final String text)
      throws IOException {
    out.open("text").with("class", style).with("x", x).with("y", y).text(text).close();
  }

  /** A point of a path. */
  static String point(final double x, final double y) {
    return Markup.number(x) + " " + Markup.number(y);
  }

  /** The head of an arrow that comes from one point and ends at another. */
  void head(
      final String style,
      final double fromX,
      final double fromY,
      final double toX,
      final double toY,
      final double size)
      throws IOException {
    final double angle = Math.atan2(toY - fromY, toX - fromX);
    final double half = 0.38;
    path(
        style,
        "M"
            + point(toX, toY)
            + "L"
            + point(toX - size * Math.cos(angle - half), toY - size * Math.sin(angle - half))
            + "L"
            + point(toX - size * Math.cos(angle + half), toY - size * Math.sin(angle + half))
            + "Z");
  }
}
