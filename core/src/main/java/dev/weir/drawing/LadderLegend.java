package dev.weir.drawing;

import static dev.weir.drawing.LadderMeasure.MARGIN;
import static dev.weir.drawing.LadderMeasure.WIDTH;

import java.io.IOException;
import java.util.Set;

/** Explains the strokes of a ladder: only those that are in it. */
final class LadderLegend {
  private static final double SAMPLE = 34;
  private static final double LINE = 18;

  private final Labels labels;
  private final Shapes shapes;
  private double x = MARGIN;
  private double y;

  LadderLegend(final Labels labels, final Shapes shapes) {
    this.labels = labels;
    this.shapes = shapes;
  }

  /** Draws it; returns where it ends. */
  double draw(
      final double top,
      final Set<Tone> tones,
      final boolean hasIdle,
      final boolean hasFolded,
      final boolean hasClosedWindow)
      throws IOException {
    y = top;
    shapes.line("rule", MARGIN, top - 16, WIDTH - MARGIN, top - 16);
    for (final Tone each : tones) {
      final String label = place("legend." + each.label());
      shapes.line("arrow " + each.label(), x, y - 3.5, x + SAMPLE - 8, y - 3.5);
      if (each == Tone.LOST) {
        shapes.path("cross", "M" + Shapes.point(x + SAMPLE - 8, y - 8) + "l9 9m0 -9l-9 9");
      } else {
        shapes.head("head " + each.label(), x, y - 3.5, x + SAMPLE, y - 3.5, 9);
      }
      write(label);
    }
    if (hasFolded) {
      final String label = place("legend.folded");
      shapes.box("band", x, y - 10, SAMPLE, 13, 0);
      write(label);
    }
    if (hasIdle) {
      final String label = place("legend.idle");
      shapes.path("edge", "M" + Shapes.point(x + 6, y - 4) + "l5 -4l5 4l5 -4l5 4");
      shapes.path("edge", "M" + Shapes.point(x + 6, y + 1) + "l5 -4l5 4l5 -4l5 4");
      write(label);
    }
    if (hasClosedWindow) {
      final String label = place("legend.closed");
      shapes.box("closedwindow", x + SAMPLE - 8, y - 11, 5, 14, 0);
      write(label);
    }
    return y;
  }

  /** Begins a new line where an entry would not fit. */
  private String place(final String key) {
    final String label = labels.get(key);
    if (x + SAMPLE + 6 + FontWidth.of(label, LadderMeasure.SMALL) > WIDTH - MARGIN) {
      x = MARGIN;
      y += LINE;
    }
    return label;
  }

  private void write(final String label) throws IOException {
    x += SAMPLE + 6;
    shapes.text("small", x, y, label);
    x += FontWidth.of(label, LadderMeasure.SMALL) + 20;
  }
}
