package dev.weir.drawing;

import static dev.weir.drawing.LadderMeasure.BAR;
import static dev.weir.drawing.LadderMeasure.LEFT_BAR;
import static dev.weir.drawing.LadderMeasure.MARGIN;
import static dev.weir.drawing.LadderMeasure.RIGHT_BAR;
import static dev.weir.drawing.LadderMeasure.WIDTH;

import dev.weir.connection.Endpoint;
import dev.weir.story.ConnectionStory;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.TracedSegment;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ladder of a story as an SVG element. */
final class LadderDrawing {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final double VERDICT_SIZE = 12.5;
  private static final double NOTE_SIZE = 10;
  private static final int MOST_VERDICT_LINES = 6;

  private final ConnectionStory story;
  private final TraceFacts facts;
  private final Labels labels;
  private final List<Rung> rungs;
  private final Captions captions;

  LadderDrawing(final ConnectionStory story, final TraceFacts facts, final DrawingOptions options) {
    this.story = story;
    this.facts = facts;
    labels = new Labels(options.locale());
    rungs = LadderFolding.fold(facts, options.mostRungs());
    captions = new Captions(facts, labels);
  }

  List<Rung> rungs() {
    return rungs;
  }

  /** Start, duration and length of a connection in one line: the verdict tells the sizes. */
  static String subtitle(final TraceFacts facts, final Labels labels) {
    final ConnectionTrace trace = facts.trace();
    final int last = facts.count() - 1;
    return labels.get(
        "subtitle",
        DATE.format(Instant.EPOCH.plusNanos(trace.startNanos())),
        labels.span(facts.time(last)),
        facts.count() + trace.omitted());
  }

  /** An endpoint's address and port. */
  static String name(final ConnectionTrace trace, final Endpoint side) {
    final String address =
        side == Endpoint.ORIGINATOR ? trace.originatorAddress() : trace.responderAddress();
    final int port = side == Endpoint.ORIGINATOR ? trace.originatorPort() : trace.responderPort();
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
  }

  /**
   * Writes the element.
   *
   * @param style a style sheet to put into it, empty where the page has one.
   * @param titled whether it begins with the connection's name and the verdict.
   */
  void write(final Markup out, final String style, final boolean titled) throws IOException {
    final StringWriter body = new StringWriter();
    final double height = body(new Markup(body), titled);
    out.open("svg").with("xmlns", "http://www.w3.org/2000/svg").with("class", "ladder");
    out.with("width", WIDTH).with("height", height);
    out.with("viewBox", "0 0 " + Shapes.point(WIDTH, height));
    out.with("role", "img").with("lang", labels.language()).line();
    final String originator = name(facts.trace(), Endpoint.ORIGINATOR);
    final String responder = name(facts.trace(), Endpoint.RESPONDER);
    out.element("title", originator + " → " + responder).line();
    out.element("desc", labels.get("desc", originator, responder)).line();
    if (!style.isEmpty()) {
      out.open("style").raw(style).close().line();
    }
    new Shapes(out).box("paper", 0, 0, WIDTH, height, 0);
    out.raw(body.toString()).close().line();
  }

  /** Writes what is inside; returns its height. */
  private double body(final Markup out, final boolean titled) throws IOException {
    final Shapes shapes = new Shapes(out);
    final double heads = titled ? heading(shapes) : MARGIN;
    heads(shapes, heads);
    final double top = heads + 44;
    final LadderMeasure measure = new LadderMeasure(facts, captions);
    final boolean named = StateName.isNamed(facts.statesBefore(0, Endpoint.ORIGINATOR));
    final LadderLayout layout =
        new LadderLayout(
            facts, rungs, measure, top + (named ? 2 * LadderLayout.HALF_STATE + 6 : 6));
    final Lifelines lifelines = new Lifelines(facts, captions, measure, layout, labels, out, top);
    final LadderArrows arrows = new LadderArrows(facts, captions, layout, labels, out);
    for (final Endpoint side : Endpoint.values()) {
      lifelines.bars(side);
    }
    out.line();
    for (int i = 0; i < rungs.size(); i++) {
      final PlacedRung placed = layout.rungs().get(i);
      out.line().open("g").with("class", "rung").with("id", "rung" + i);
      out.element("title", summary(placed.rung()));
      lifelines.idle(placed);
      arrows.draw(placed);
      lifelines.captions(placed);
      out.close();
    }
    out.line();
    for (final PlacedRung placed : layout.rungs()) {
      arrows.chip(placed);
    }
    out.line();
    final double legend = lifelines.bottom() + 24;
    final double notes =
        new LadderLegend(labels, shapes)
            .draw(legend, arrows.used(), hasIdle(), hasFolded(), lifelines.hasClosedWindow());
    return notes(shapes, notes + 8) + MARGIN - 6;
  }

  private boolean hasIdle() {
    return rungs.stream().anyMatch(Rung::isCutOff);
  }

  private boolean hasFolded() {
    return rungs.stream().anyMatch(Rung::isFolded);
  }

  private double heading(final Shapes shapes) throws IOException {
    final ConnectionTrace trace = facts.trace();
    final double width = WIDTH - 2 * MARGIN;
    double y = MARGIN + 16;
    final String heading =
        name(trace, Endpoint.ORIGINATOR) + "  →  " + name(trace, Endpoint.RESPONDER);
    shapes.text("heading", MARGIN, y, FontWidth.cut(heading, 17 * 1.08, width));
    y += 19;
    shapes.text("subtitle", MARGIN, y, FontWidth.cut(subtitle(facts, labels), 11, width));
    y += 6;
    final String verdict = PrintableText.of(story.verdict());
    for (final String line : FontWidth.lines(verdict, VERDICT_SIZE, width, MOST_VERDICT_LINES)) {
      y += 17;
      shapes.text("verdict", MARGIN, y, line);
    }
    return y + 22;
  }

  /** Who the two lifelines are. */
  private void heads(final Shapes shapes, final double y) throws IOException {
    final double room = LEFT_BAR + BAR - MARGIN;
    final String left = FontWidth.cut(name(facts.trace(), Endpoint.ORIGINATOR), 13.5, room);
    final String right = FontWidth.cut(name(facts.trace(), Endpoint.RESPONDER), 13.5, room);
    shapes.text("who end", LEFT_BAR + BAR, y + 14, left);
    shapes.text("role end", LEFT_BAR + BAR, y + 29, labels.get("role.originator"));
    shapes.text("who", RIGHT_BAR, y + 14, right);
    shapes.text("role", RIGHT_BAR, y + 29, labels.get("role.responder"));
  }

  /** What a reader's pointer is told of a rung. */
  private String summary(final Rung rung) {
    final TracedSegment first = facts.segment(rung.first());
    final TracedSegment last = facts.segment(rung.last());
    final StringBuilder text = new StringBuilder("#").append(first.number());
    if (rung.isFolded()) {
      text.append("–#").append(last.number());
    }
    text.append("  ").append(DATE.format(Instant.EPOCH.plusNanos(first.timeNanos())));
    for (final Endpoint side : Endpoint.values()) {
      final Caption caption = captions.at(rung, side);
      if (caption != null) {
        text.append('\n').append(side == Endpoint.ORIGINATOR ? "→ " : "← ");
        text.append(caption.title());
        if (!caption.tag().isEmpty()) {
          text.append(" · ").append(caption.tag());
        }
        text.append(" · ").append(String.join(" · ", caption.details()));
      }
    }
    if (!rung.isFolded()) {
      text.append("\nseq ").append(first.sequence());
      text.append(" ack ").append(first.acknowledgment()).append(" win ").append(first.window());
    }
    return text.toString().replace('\n', ' ');
  }

  /** How to read the picture, and what was left out of it. */
  private double notes(final Shapes shapes, final double from) throws IOException {
    double y = from;
    for (final String note : notes()) {
      for (final String line : FontWidth.lines(note, NOTE_SIZE, WIDTH - 2 * MARGIN, 3)) {
        y += 13.5;
        shapes.text("note", MARGIN, y, line);
      }
    }
    return y;
  }

  private List<String> notes() {
    final List<String> notes = new ArrayList<>();
    final List<Rung> folded = rungs.stream().filter(Rung::isFolded).toList();
    if (!folded.isEmpty()) {
      final int segments = folded.stream().mapToInt(Rung::segments).sum();
      notes.add(labels.get("note.folded", folded.size(), segments, facts.count()));
    }
    if (facts.hasHoleBefore(facts.count())) {
      notes.add(labels.get("note.omitted", facts.trace().omitted()));
    }
    boolean anyLost = false;
    for (int i = 0; i < facts.count(); i++) {
      anyLost |= facts.isLost(i);
    }
    if (anyLost) {
      notes.add(labels.get("note.lost"));
    }
    notes.add(oneWayNote());
    notes.add(labels.get("note.scale"));
    return notes;
  }

  private String oneWayNote() {
    final OneWayTimes times = facts.oneWay();
    if (times.originatorKnown() && times.responderKnown()) {
      return labels.get(
          "note.oneWay", labels.span(times.originatorNanos()), labels.span(times.responderNanos()));
    }
    if (!times.originatorKnown() && !times.responderKnown()) {
      return labels.get("note.oneWayNone");
    }
    return labels.get(
        "note.oneWayUnknown",
        labels.get(times.originatorKnown() ? "role.responder" : "role.originator"));
  }
}
