package dev.weir.drawing;

import static dev.weir.drawing.LadderMeasure.BAR;
import static dev.weir.drawing.LadderMeasure.LEFT_BAR;
import static dev.weir.drawing.LadderMeasure.MARGIN;
import static dev.weir.drawing.LadderMeasure.RIGHT_BAR;
import static dev.weir.drawing.LadderMeasure.SMALL;
import static dev.weir.drawing.LadderMeasure.SPACE;
import static dev.weir.drawing.LadderMeasure.WIDTH;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import dev.weir.drawing.PlacedRung.Sheaf;
import dev.weir.story.TracedSegment;
import dev.weir.transport.TcpFlags;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Draws the two lifelines of a ladder: bars in the colours of the states, and what is beside. */
final class Lifelines {
  private static final double NAME_EVERY = 420;
  private static final double NAMED_FROM = 180;
  private static final double CUT_ROOM = 10;
  private static final double CLOSED_WIDTH = 5;
  private static final double TAIL = 26;

  private final TraceFacts facts;
  private final Captions captions;
  private final LadderMeasure measure;
  private final LadderLayout layout;
  private final Labels labels;
  private final Markup out;
  private final Shapes shapes;
  private final double top;

  /** Where the lifelines are cut. */
  private final List<Double> cuts;

  private boolean windowClosed;

  Lifelines(
      final TraceFacts facts,
      final Captions captions,
      final LadderMeasure measure,
      final LadderLayout layout,
      final Labels labels,
      final Markup out,
      final double top) {
    this.facts = facts;
    this.captions = captions;
    this.measure = measure;
    this.layout = layout;
    this.labels = labels;
    this.out = out;
    this.top = top;
    shapes = new Shapes(out);
    cuts =
        layout.rungs().stream()
            .filter(placed -> placed.rung().isCutOff())
            .map(this::cutAt)
            .toList();
  }

  /** Where the bars end. */
  double bottom() {
    return Math.max(layout.bottom() + TAIL, layout.end() + 4);
  }

  /** Whether a window was closed anywhere. */
  boolean hasClosedWindow() {
    return windowClosed;
  }

  private static boolean isLeft(final Endpoint side) {
    return side == Endpoint.ORIGINATOR;
  }

  private static double bar(final Endpoint side) {
    return isLeft(side) ? LEFT_BAR : RIGHT_BAR;
  }

  /** Draws the bars of one endpoint with the names of its states, and its closed windows. */
  void bars(final Endpoint side) throws IOException {
    int states = facts.statesBefore(0, side);
    double from = top;
    if (StateName.isNamed(states)) {
      state(side, states, top + LadderLayout.HALF_STATE + 2);
    }
    for (final StateChange change : StateChange.at(side, layout.rungs(), facts)) {
      bar(side, states, from, change.knot().y);
      from = change.knot().y;
      states = change.states();
      if (StateName.isNamed(states)) {
        state(side, states, from);
      }
    }
    bar(side, states, from, bottom());
    closedWindows(side);
  }

  private void bar(final Endpoint side, final int states, final double from, final double to)
      throws IOException {
    final TcpState state = TcpState.only(states);
    final String style;
    if (state != null) {
      style = "state " + state.name().toLowerCase(Locale.ROOT);
    } else if (StateName.isNamed(states)) {
      final int lowest = Integer.numberOfTrailingZeros(states);
      style = "state " + TcpState.at(lowest).name().toLowerCase(Locale.ROOT) + " unsure";
    } else {
      style = "state unknown";
    }
    shapes.box(style, bar(side), from, BAR, to - from, 0);
    if (state == null || to - from < NAMED_FROM) {
      return;
    }
    double begin = from;
    for (final double cut : cuts) {
      if (cut > begin && cut < to) {
        names(side, state, begin, cut - CUT_ROOM);
        begin = cut + CUT_ROOM;
      }
    }
    names(side, state, begin, to);
  }

  /** Writes the name of a state upwards into its bar, again where the bar is long. */
  private void names(final Endpoint side, final TcpState state, final double from, final double to)
      throws IOException {
    final long count = Math.round((to - from) / NAME_EVERY + 0.2);
    for (int i = 0; i < count; i++) {
      final double y = from + (to - from) * (i + 0.5) / count;
      final String turn =
          "rotate(-90 " + Shapes.point(bar(side) + BAR / 2, y).replace(' ', ',') + ")";
      out.open("text").with("class", "inbar middle").with("x", bar(side) + BAR / 2);
      out.with("y", y + 3.3).with("transform", turn.replace(',', ' '));
      out.text(StateName.of(state)).close();
    }
  }

  private void closedWindows(final Endpoint side) throws IOException {
    double from = -1;
    for (final PlacedRung placed : layout.rungs()) {
      final Sheaf sent = placed.sheaf(side);
      if (sent == null) {
        continue;
      }
      final TracedSegment last = facts.segment(placed.rung().tally(side).last());
      final boolean closed = last.is(Judgement.ZERO_WINDOW);
      if (closed && from < 0) {
        from = sent.leaves().y;
      } else if (!closed && from >= 0 && (last.window() > 0 || last.has(TcpFlags.RST))) {
        closedWindow(side, from, sent.leaves().y);
        from = -1;
      }
    }
    if (from >= 0) {
      closedWindow(side, from, bottom());
    }
  }

  private void closedWindow(final Endpoint side, final double from, final double to)
      throws IOException {
    windowClosed = true;
    final double x = isLeft(side) ? LEFT_BAR + BAR + 1 : RIGHT_BAR - 1 - CLOSED_WIDTH;
    shapes.box("closedwindow", x, from, CLOSED_WIDTH, to - from, 0);
  }

  /** What is written beside the lifelines for a rung. */
  void captions(final PlacedRung placed) throws IOException {
    final Rung rung = placed.rung();
    for (final Endpoint side : Endpoint.values()) {
      final Caption caption = captions.at(rung, side);
      if (caption != null) {
        final Knot leaves = placed.sheaf(side).leaves();
        final boolean named = layout.isNamed(placed, side) && placed.lastAt(side) == leaves;
        caption(placed, side, caption, named ? facts.segment(rung.last()).states(side) : 0);
      }
    }
  }

  private void state(final Endpoint side, final int states, final double y) throws IOException {
    final String name = StateName.of(states);
    final double width = FontWidth.bold(name, SMALL) + 12;
    final double x = isLeft(side) ? LEFT_BAR - SPACE - width : RIGHT_BAR + BAR + SPACE;
    final TcpState first = TcpState.at(Integer.numberOfTrailingZeros(states));
    shapes.box("name " + first.name().toLowerCase(Locale.ROOT), x, y - 8, width, 16, 3);
    shapes.text("statename middle", x + width / 2, y + 3.5, name);
  }

  private void caption(
      final PlacedRung placed, final Endpoint side, final Caption caption, final int beside)
      throws IOException {
    final boolean left = isLeft(side);
    final String end = left ? " end" : "";
    final double edge = left ? LEFT_BAR - SPACE : RIGHT_BAR + BAR + SPACE;
    final double away = left ? -1 : 1;
    double y = placed.sheaf(side).leaves().y + 4;
    double titleX = edge;
    if (beside != 0) {
      if (measure.fitsBesideState(caption, beside)) {
        titleX += away * (LadderMeasure.stateWidth(beside) + SPACE);
      } else {
        y += LadderLayout.TITLE_HEIGHT;
      }
    }
    shapes.text("title" + end, titleX, y, caption.title());
    time(placed, side);
    final List<String> tags = LadderMeasure.tagLines(caption);
    final List<String> lines = LadderMeasure.lines(caption);
    for (int i = 0; i < lines.size(); i++) {
      y += LadderLayout.DETAIL_HEIGHT;
      final String tag = caption.alarming() ? "tag alarm" : "tag " + caption.tone().label();
      final String style = i < tags.size() ? tag : "small";
      shapes.text(style + end, edge, y, lines.get(i));
    }
  }

  /** Time and packet number of what an endpoint sent, at the picture's edge. */
  private void time(final PlacedRung placed, final Endpoint side) throws IOException {
    final Tally tally = placed.rung().tally(side);
    final boolean left = isLeft(side);
    final String end = left ? "" : " end";
    final double x = left ? MARGIN : WIDTH - MARGIN;
    final double y = placed.sheaf(side).leaves().y + 4;
    shapes.text("time" + end, x, y, Measures.clock(facts.time(tally.first())));
    final long first = facts.segment(tally.first()).number();
    final long last = facts.segment(tally.last()).number();
    shapes.text(
        "number" + end,
        x,
        y + LadderLayout.DETAIL_HEIGHT,
        first == last ? "#" + first : "#" + first + "–" + last);
  }

  private double cutAt(final PlacedRung placed) {
    final Knot knot = placed.sheaf(facts.segment(placed.rung().first()).from()).leaves();
    return knot.y - LadderLayout.HALF_STATE - 16;
  }

  /** Cuts both lifelines where nothing was sent for long, or nothing was kept. */
  void idle(final PlacedRung placed) throws IOException {
    final Rung rung = placed.rung();
    if (!rung.isCutOff()) {
      return;
    }
    final double y = cutAt(placed);
    for (final Endpoint side : Endpoint.values()) {
      final double x = bar(side) - 4;
      final double right = x + BAR + 8;
      final String zigzag = zigzag(x, right, y - 4);
      shapes.path("cut", zigzag + zigzagBack(right, x, y + 4) + "Z");
      shapes.path("edge", zigzag + zigzag(x, right, y + 4));
    }
    final String text = rung.cutLabel(labels);
    final double middle = (LEFT_BAR + BAR + RIGHT_BAR) / 2;
    final double half = FontWidth.of(text, 11) / 2 + 8;
    shapes.line("idleline", LEFT_BAR + BAR + 10, y, middle - half, y);
    shapes.line("idleline", middle + half, y, RIGHT_BAR - 10, y);
    shapes.text("idle middle", middle, y + 4, text);
  }

  private static String zigzag(final double from, final double to, final double y) {
    final double step = (to - from) / 4;
    final StringBuilder path = new StringBuilder("M").append(Shapes.point(from, y + 2));
    for (int i = 1; i <= 4; i++) {
      path.append('L').append(Shapes.point(from + i * step, y + (i % 2 == 1 ? -2 : 2)));
    }
    return path.toString();
  }

  private static String zigzagBack(final double from, final double to, final double y) {
    return zigzag(from, to, y).replaceFirst("M", "L");
  }
}
