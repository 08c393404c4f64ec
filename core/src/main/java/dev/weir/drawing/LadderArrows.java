package dev.weir.drawing;

import static dev.weir.drawing.LadderMeasure.BAR;
import static dev.weir.drawing.LadderMeasure.LEFT_BAR;
import static dev.weir.drawing.LadderMeasure.RIGHT_BAR;

import dev.weir.connection.Endpoint;
import dev.weir.drawing.PlacedRung.Sheaf;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Draws what goes from one lifeline of a ladder to the other. */
final class LadderArrows {
  /** How many segments of a folded run are hinted at, each way. */
  private static final int HINTS = 6;

  private static final int MOST_LOST = 8;
  private static final double FROM = LEFT_BAR + BAR;
  private static final double TO = RIGHT_BAR;
  private static final double MIDDLE = (FROM + TO) / 2;

  /** Where on its way a lost segment ends. */
  private static final double LOST_AT = 0.72;

  private final TraceFacts facts;
  private final Captions captions;
  private final LadderLayout layout;
  private final Labels labels;
  private final Shapes shapes;
  private final Set<Tone> used = EnumSet.noneOf(Tone.class);

  LadderArrows(
      final TraceFacts facts,
      final Captions captions,
      final LadderLayout layout,
      final Labels labels,
      final Markup out) {
    this.facts = facts;
    this.captions = captions;
    this.layout = layout;
    this.labels = labels;
    shapes = new Shapes(out);
  }

  /** The tones that were drawn so far. */
  Set<Tone> used() {
    return used;
  }

  /** Draws the arrows of a rung. */
  void draw(final PlacedRung placed) throws IOException {
    final Rung rung = placed.rung();
    if (!rung.isFolded()) {
      final Sheaf sheaf = placed.sheaf(rung.from());
      arrow(rung.from(), sheaf.leaves().y, sheaf.arrives().y, captions.tone(rung.first()));
      return;
    }
    band(rung.from(), placed.sheaf(rung.from()));
    for (final Endpoint from : Endpoint.values()) {
      if (placed.sheaf(from) != null) {
        hints(rung, from, placed.sheaf(from));
      }
    }
  }

  private void arrow(
      final Endpoint from, final double leaves, final double arrives, final Tone tone)
      throws IOException {
    used.add(tone);
    final boolean right = from == Endpoint.ORIGINATOR;
    final double start = right ? FROM : TO;
    final double end = right ? TO : FROM;
    final String name = tone.label();
    if (tone == Tone.LOST) {
      final double x = start + (end - start) * LOST_AT;
      final double y = leaves + (arrives - leaves) * LOST_AT;
      shapes.line("arrow " + name, start, leaves, x, y);
      cross(x, y, 5);
      return;
    }
    final double gap = right ? -1 : 1;
    shapes.line("arrow " + name, start, leaves, end + gap * 6, arrives - (arrives - leaves) * 0.02);
    shapes.head("head " + name, start, leaves, end + gap, arrives, 10);
  }

  private void cross(final double x, final double y, final double half) throws IOException {
    shapes.path(
        "cross",
        "M"
            + Shapes.point(x - half, y - half)
            + "L"
            + Shapes.point(x + half, y + half)
            + "M"
            + Shapes.point(x - half, y + half)
            + "L"
            + Shapes.point(x + half, y - half));
  }

  /** The ground of a folded run: between the ways of its first and its last segment. */
  private void band(final Endpoint from, final Sheaf sheaf) throws IOException {
    final double start = from == Endpoint.ORIGINATOR ? FROM : TO;
    final double end = from == Endpoint.ORIGINATOR ? TO : FROM;
    shapes.path(
        "band",
        "M"
            + Shapes.point(start, sheaf.leaves().y)
            + "L"
            + Shapes.point(end, sheaf.arrives().y)
            + "L"
            + Shapes.point(end, sheaf.lastArrives().y)
            + "L"
            + Shapes.point(start, sheaf.lastLeaves().y)
            + "Z");
  }

  /** Some segments of a folded run: the first, the last, a few between, and lost ones. */
  private void hints(final Rung rung, final Endpoint from, final Sheaf sheaf) throws IOException {
    final Tally tally = rung.tally(from);
    final long step = Math.max(1, (tally.segments() + HINTS - 2) / (HINTS - 1));
    long number = 0;
    int lost = 0;
    for (int i = tally.first(); i <= tally.last(); i++) {
      if (facts.segment(i).from() != from) {
        continue;
      }
      final boolean isLost = facts.isLost(i) && lost < MOST_LOST;
      lost += isLost ? 1 : 0;
      if (isLost) {
        arrow(from, between(sheaf, i, from, true), between(sheaf, i, from, false), Tone.LOST);
      } else if (number % step == 0 || i == tally.last()) {
        final Tone tone = captions.tone(i) == Tone.LOST ? Tone.DATA : captions.tone(i);
        hint(from, between(sheaf, i, from, true), between(sheaf, i, from, false), tone);
      }
      number++;
    }
  }

  /** Where a segment of a folded run leaves, or arrives. */
  private double between(
      final Sheaf sheaf, final int place, final Endpoint from, final boolean leaves) {
    final Knot first = leaves ? sheaf.leaves() : sheaf.arrives();
    final Knot last = leaves ? sheaf.lastLeaves() : sheaf.lastArrives();
    final long way = leaves ? -facts.oneWay().to(from) : facts.oneWay().to(TraceFacts.peer(from));
    final long time = facts.time(place) + way;
    if (time <= first.timeNanos && time < last.timeNanos) {
      return first.y;
    }
    return time >= last.timeNanos ? last.y : Math.clamp(layout.at(time), first.y, last.y);
  }

  private void hint(final Endpoint from, final double leaves, final double arrives, final Tone tone)
      throws IOException {
    used.add(tone);
    final boolean right = from == Endpoint.ORIGINATOR;
    final double start = right ? FROM : TO;
    final double end = (right ? TO : FROM) + (right ? -1 : 1);
    shapes.line("hint " + tone.label(), start, leaves, end, arrives);
    shapes.head("head hinted " + tone.label(), start, leaves, end, arrives, 6);
  }

  /** How much was folded, in the middle of the run: drawn last, above all arrows. */
  void chip(final PlacedRung placed) throws IOException {
    final Rung rung = placed.rung();
    if (!rung.isFolded()) {
      return;
    }
    double top = Double.MAX_VALUE;
    double bottom = 0;
    for (final Endpoint from : Endpoint.values()) {
      final Sheaf sheaf = placed.sheaf(from);
      if (sheaf != null) {
        top = Math.min(top, Math.min(sheaf.leaves().y, sheaf.arrives().y));
        bottom = Math.max(bottom, Math.max(sheaf.lastLeaves().y, sheaf.lastArrives().y));
      }
    }
    final long span = facts.time(rung.last()) - facts.time(rung.first());
    final String text = labels.get("fold.chip", rung.segments(), labels.span(span));
    final double width = FontWidth.of(text, LadderMeasure.SMALL) + 16;
    final double y = (top + bottom) / 2;
    shapes.box("chip", MIDDLE - width / 2, y - 9, width, 18, 9);
    shapes.text("small middle", MIDDLE, y + 3.5, text);
  }
}
