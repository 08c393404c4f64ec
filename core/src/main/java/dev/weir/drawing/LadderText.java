package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import dev.weir.story.ConnectionStory;
import dev.weir.story.TracedSegment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Draws a story as a ladder for a terminal: two lifelines, the states of both endpoints at their
 * sides, an arrow for each segment or folded run.
 */
public final class LadderText {
  private static final int STATE_COLUMNS = 11;
  private static final int GAP = 1;

  private final DrawingOptions options;
  private final Labels labels;

  /**
   * Makes a drawer.
   *
   * @param options language, columns and signs of the terminal.
   */
  public LadderText(final DrawingOptions options) {
    this.options = options;
    labels = new Labels(options.unicode() ? options.locale() : Locale.ENGLISH);
  }

  /**
   * Draws a story.
   *
   * @param story what is drawn.
   * @param out takes lines, each with a line feed.
   * @throws IOException when it throws it.
   */
  public void write(final ConnectionStory story, final Appendable out) throws IOException {
    final TraceFacts facts = new TraceFacts(story.trace());
    final List<Rung> rungs = LadderFolding.fold(facts, options.mostRungs());
    new Lines(facts, rungs, out).write();
  }

  /** The lines of one ladder. */
  private final class Lines {
    private final TraceFacts facts;
    private final List<Rung> rungs;
    private final Captions captions;
    private final TerminalSigns signs;
    private final Appendable out;
    private final int numberColumns;
    private final int timeColumns;
    private final int middle;

    Lines(final TraceFacts facts, final List<Rung> rungs, final Appendable out) {
      this.facts = facts;
      this.rungs = rungs;
      this.out = out;
      captions = new Captions(facts, labels);
      signs = new TerminalSigns(options.unicode(), options.colours());
      numberColumns = String.valueOf(facts.segment(facts.count() - 1).number()).length();
      timeColumns = Measures.clock(facts.time(facts.count() - 1)).length();
      final int sides = numberColumns + timeColumns + 2 * STATE_COLUMNS + 4 * GAP + 2;
      middle = Math.max(20, options.columns() - sides);
    }

    void write() throws IOException {
      heads();
      for (final Rung rung : rungs) {
        rung(rung);
      }
      if (facts.hasHoleBefore(facts.count())) {
        note(labels.get("note.omitted", facts.trace().omitted()));
      }
    }

    private void heads() throws IOException {
      final String left = LadderDrawing.name(facts.trace(), Endpoint.ORIGINATOR);
      final String right = LadderDrawing.name(facts.trace(), Endpoint.RESPONDER);
      final int room = (options.columns() - 2) / 2;
      final String first = CellWidth.cut(signs.shown(PrintableText.of(left)), room, signs.dots());
      final String second = CellWidth.cut(signs.shown(PrintableText.of(right)), room, signs.dots());
      final int indent = numberColumns + timeColumns + 2 * GAP;
      final int begin =
          Math.min(indent, options.columns() - CellWidth.of(first) - CellWidth.of(second) - 2);
      out.append(" ".repeat(Math.max(0, begin))).append(signs.bold(first));
      final int used = Math.max(0, begin) + CellWidth.of(first);
      final int gap = options.columns() - used - CellWidth.of(second);
      out.append(" ".repeat(Math.max(2, gap))).append(signs.bold(second)).append('\n');
      final int before = facts.statesBefore(0, Endpoint.ORIGINATOR);
      if (StateName.isNamed(before)) {
        line("", "", before, " ".repeat(middle), facts.statesBefore(0, Endpoint.RESPONDER));
      }
    }

    private void rung(final Rung rung) throws IOException {
      if (rung.isCutOff()) {
        final String text = signs.shown(" " + rung.cutLabel(labels) + " ");
        line("", "", 0, signs.dim(centred(text, signs.idle())), 0);
      }
      final int left = changed(rung, Endpoint.ORIGINATOR);
      final int right = changed(rung, Endpoint.RESPONDER);
      final Caption lead = captions.at(rung, rung.from());
      final TracedSegment first = facts.segment(rung.tally(rung.from()).first());
      final String number = String.valueOf(first.number());
      final Endpoint other = TraceFacts.peer(rung.from());
      final Caption answer = rung.isFolded() ? captions.at(rung, other) : null;
      final String time = Measures.clock(facts.time(rung.tally(rung.from()).first()));
      line(
          number,
          time,
          answer == null ? left : 0,
          arrow(rung.from(), lead, rung.isFolded()),
          answer == null ? right : 0);
      tag(lead);
      if (answer != null) {
        final Tally tally = rung.tally(other);
        final String last = String.valueOf(facts.segment(tally.first()).number());
        final String begun = Measures.clock(facts.time(tally.first()));
        line(last, begun, left, arrow(other, answer, true), right);
        tag(answer);
      }
    }

    /** The room for words on an arrow. */
    private int room() {
      return middle - 5;
    }

    /** Whether a caption's tag has room on the arrow itself, behind its title. */
    private boolean fits(final Caption caption) {
      return CellWidth.of(caption.title()) + CellWidth.of(caption.tag()) + 2 <= room();
    }

    private void tag(final Caption caption) throws IOException {
      if (caption.tag().isEmpty() || fits(caption)) {
        return;
      }
      final String text = CellWidth.cut(signs.shown(caption.tag()), middle - 4, signs.dots());
      line(
          "",
          "",
          0,
          signs.tone(
              caption.alarming() ? Tone.AGAIN : caption.tone(),
              CellWidth.left("  " + text, middle)),
          0);
    }

    private int changed(final Rung rung, final Endpoint side) {
      final int after = facts.segment(rung.last()).states(side);
      return after == facts.statesBefore(rung.first(), side) ? 0 : after;
    }

    /** A line: number, time, state, what is between the lifelines, state. */
    private void line(
        final String number,
        final String time,
        final int left,
        final String between,
        final int right)
        throws IOException {
      out.append(signs.dim(CellWidth.right(number, numberColumns))).append(' ');
      out.append(CellWidth.right(time, timeColumns)).append(' ');
      out.append(state(left, true)).append(' ').append(signs.lifeline()).append(between);
      final String name = state(right, false);
      out.append(signs.lifeline()).append(name.isBlank() ? "" : " " + name).append('\n');
    }

    private String state(final int states, final boolean left) {
      if (TcpState.only(states) == null) {
        return left ? " ".repeat(STATE_COLUMNS) : "";
      }
      final String name = StateName.of(states);
      return signs.state(states, left ? CellWidth.right(name, STATE_COLUMNS) : name);
    }

    private String centred(final String text, final char fill) {
      final int left = Math.max(0, (middle - CellWidth.of(text)) / 2);
      final int right = Math.max(0, middle - left - CellWidth.of(text));
      return String.valueOf(fill).repeat(left) + text + String.valueOf(fill).repeat(right);
    }

    /** An arrow with its caption in it: as many details as fit. */
    private String arrow(final Endpoint from, final Caption caption, final boolean folded) {
      final boolean right = from == Endpoint.ORIGINATOR;
      final int room = room();
      String text = CellWidth.cut(signs.shown(caption.title()), room, signs.dots());
      if (!caption.tag().isEmpty() && fits(caption)) {
        text = text + ", " + signs.shown(caption.tag());
      }
      for (final String each : caption.details()) {
        if (CellWidth.of(text) + 1 + CellWidth.of(each) > room) {
          break;
        }
        text = text + " " + signs.shown(each);
      }
      final char stroke = signs.stroke(caption.tone(), folded);
      final String rest = String.valueOf(stroke).repeat(room - CellWidth.of(text) + 1);
      final boolean lost = caption.tone() == Tone.LOST;
      final String drawn;
      if (right) {
        drawn = stroke + " " + text + " " + rest + (lost ? signs.lost() : signs.headRight());
      } else {
        drawn = (lost ? signs.lost() : signs.headLeft()) + rest + " " + text + " " + stroke;
      }
      return signs.tone(caption.tone(), drawn);
    }

    private void note(final String text) throws IOException {
      out.append(text).append('\n');
    }
  }
}
