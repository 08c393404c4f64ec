package dev.weir.drawing;

import dev.weir.drawing.TimeScale.Stretch;
import java.io.IOException;
import java.util.function.DoubleFunction;

/** The frame of a plot: title, axes with their lines, and where time is pressed together. */
final class PlotFrame {
  static final double WIDTH = 640;
  static final double LEFT = 70;
  static final double RIGHT = WIDTH - 14;
  static final double TOP = 54;
  static final double BOTTOM_ROOM = 34;

  private static final double TICK_ROOM = 74;
  private static final double LEGEND_SAMPLE = 20;

  private final Markup out;
  private final Shapes shapes;
  private final double height;
  private double legendX = LEFT;

  PlotFrame(final Markup out, final double height) {
    this.out = out;
    this.height = height;
    shapes = new Shapes(out);
  }

  double bottom() {
    return height - BOTTOM_ROOM;
  }

  Shapes shapes() {
    return shapes;
  }

  /** Begins the element: a title, and what is seen by those who cannot see. */
  void open(final String title, final String language) throws IOException {
    out.open("svg").with("xmlns", "http://www.w3.org/2000/svg").with("class", "plot");
    out.with("viewBox", "0 0 " + Shapes.point(WIDTH, height));
    out.with("role", "img").with("lang", language).line();
    out.element("title", title).line();
    shapes.text("plottitle", 14, 20, title);
  }

  /** Draws the axes. */
  void axes(
      final TimeScale time,
      final ValueScale values,
      final DoubleFunction<String> name,
      final Labels labels)
      throws IOException {
    for (final double tick : values.ticks()) {
      final double y = values.at(tick);
      shapes.line("grid", LEFT, y, RIGHT, y);
      shapes.text("tick end", LEFT - 6, y + 3.5, name.apply(tick));
    }
    double free = LEFT - TICK_ROOM / 2;
    for (final Stretch each : time.stretches()) {
      if (each.pressed()) {
        shapes.box("pressed", each.left(), TOP, each.right() - each.left(), bottom() - TOP, 0);
        final double middle = (each.left() + each.right()) / 2;
        shapes.text("presslabel middle", middle, TOP - 4, labels.span(each.to() - each.from()));
      } else {
        free = timeTicks(each, free);
      }
    }
    shapes.line("axis", LEFT, bottom(), RIGHT, bottom());
    shapes.line("axis", LEFT, TOP, LEFT, bottom());
    shapes.text("tick end", RIGHT, height - 4, labels.get("plot.time"));
    out.line();
  }

  /** Round times within a stretch that is to scale; returns from where on there is room. */
  private double timeTicks(final Stretch stretch, final double free) throws IOException {
    final double width = stretch.right() - stretch.left();
    final double ticks = Math.max(1, Math.floor(width / TICK_ROOM));
    final double rough = (stretch.to() - stretch.from()) / ticks;
    final double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, rough))));
    final double factor = rough / power;
    final long step =
        (long) Math.max(1, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power);
    double taken = free;
    final long first = Math.ceilDiv(stretch.from(), step) * step;
    for (long tick = first; tick <= stretch.to(); tick += step) {
      final double share = (double) (tick - stretch.from()) / (stretch.to() - stretch.from());
      final double x = stretch.left() + share * width;
      shapes.line("grid", x, TOP, x, bottom());
      if (x - TICK_ROOM / 2 >= taken - 1 && x < RIGHT - 20) {
        shapes.text("tick middle", x, bottom() + 14, timeName(tick, step));
        taken = x + TICK_ROOM / 2;
      }
    }
    return taken;
  }

  private static String timeName(final long nanos, final long step) {
    if (nanos == 0) {
      return "0";
    }
    int places = 0;
    for (long rest = step; rest < 1_000_000_000L && places < 9; rest *= 10) {
      places++;
    }
    return String.format(java.util.Locale.ROOT, "%." + places + "f s", nanos / 1e9);
  }

  /** An entry of the legend above the plot: a sample of a mark, and what it means. */
  void legend(final String style, final boolean isDot, final String label) throws IOException {
    final double y = 36;
    if (isDot) {
      dot(style, legendX + LEGEND_SAMPLE / 2, y - 3.5);
    } else {
      shapes.line(style, legendX, y - 3.5, legendX + LEGEND_SAMPLE, y - 3.5);
    }
    shapes.text("legend", legendX + LEGEND_SAMPLE + 5, y, label);
    legendX += LEGEND_SAMPLE + 5 + FontWidth.of(label, 10.5) + 16;
  }

  /** A point: round for the responder's side, square for the originator's. */
  void dot(final String style, final double x, final double y) throws IOException {
    if (style.contains("square")) {
      shapes.box(style, x - 2, y - 2, 4, 4, 0);
    } else {
      out.open("circle").with("class", style).with("cx", x).with("cy", y).with("r", 2.2).close();
    }
  }

  /** Begins what must not reach beyond the axes: a picture in the picture cuts it off. */
  void openInside() throws IOException {
    final double width = RIGHT - LEFT;
    final double inside = bottom() - TOP;
    out.open("svg").with("x", LEFT).with("y", TOP).with("width", width).with("height", inside);
    out.with("viewBox", Shapes.point(LEFT, TOP) + " " + Shapes.point(width, inside));
    out.with("class", "inside").line();
  }

  /** Ends the element, or what is inside. */
  void close() throws IOException {
    out.close().line();
  }
}
