package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.story.TracedSegment;
import dev.weir.transport.TcpFlags;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plots of a connection over time, as SVG elements: sequence numbers with ACKs and windows, as
 * W. Richard Stevens and tcptrace draw them; round trips; bytes in flight under the window. However
 * long the connection, no more is drawn than the picture can show.
 */
final class Plots {
  private static final double SEQUENCE_HEIGHT = 440;
  private static final double SMALL_HEIGHT = 220;

  /** A direction with fewer data segments is not worth a plot beside the other one's. */
  private static final int LEAST_SEGMENTS = 4;

  /** Round trips that differ by more are drawn by powers of ten. */
  private static final double WIDE = 30;

  /** How far above the data a window may lie to be shown whole. */
  private static final double WINDOW_ROOM = 4;

  private static final double COLUMN = 0.5;

  private final TraceFacts facts;
  private final Labels labels;
  private final TimeScale time;

  Plots(final TraceFacts facts, final Labels labels) {
    this.facts = facts;
    this.labels = labels;
    time = new TimeScale(facts, PlotFrame.LEFT, PlotFrame.RIGHT);
  }

  /** The endpoints whose data are worth plots: the one that sent more, and the other if it can. */
  List<Endpoint> senders() {
    final int last = facts.count() - 1;
    final Tally originator = Tally.of(facts, Endpoint.ORIGINATOR, 0, last);
    final Tally responder = Tally.of(facts, Endpoint.RESPONDER, 0, last);
    final boolean more = originator.bytes() > responder.bytes();
    final Endpoint first = more ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
    final Tally lesser = more ? responder : originator;
    if (originator.bytes() + responder.bytes() == 0) {
      return List.of();
    }
    return lesser.dataSegments() >= LEAST_SEGMENTS
        ? List.of(first, TraceFacts.peer(first))
        : List.of(first);
  }

  /** Whether any round trip was seen. */
  boolean hasRoundTrips() {
    return !facts.roundTrips().isEmpty();
  }

  /** The title of a plot about the data of an endpoint. */
  String title(final String key, final Endpoint from) {
    return labels.get(
        key,
        LadderDrawing.name(facts.trace(), from),
        LadderDrawing.name(facts.trace(), TraceFacts.peer(from)));
  }

  /** Sequence numbers over time, for the data of one endpoint. */
  void sequence(final Markup out, final Endpoint from) throws IOException {
    final PlotFrame frame = new PlotFrame(out, SEQUENCE_HEIGHT);
    frame.open(title("plot.sequence", from), labels.language());
    final Tally tally = Tally.of(facts, from, 0, facts.count() - 1);
    final double lowest = tally.hasRange() ? tally.lowest() : 0;
    final double highest = tally.hasRange() ? tally.highest() : 1;
    final double most = Math.min(highestWindow(from), lowest + (highest - lowest) * WINDOW_ROOM);
    final ValueScale values =
        ValueScale.linear(
            Math.min(0, lowest), Math.max(highest, most), frame.bottom(), PlotFrame.TOP);
    frame.axes(time, values, value -> Measures.count((long) value), labels);
    frame.openInside();
    final StepLine ack = new StepLine();
    final StepLine window = new StepLine();
    long highestAck = Long.MIN_VALUE;
    for (int i = 0; i < facts.count(); i++) {
      final TracedSegment segment = facts.segment(i);
      if (segment.from() == from || facts.acknowledgment(i) < 0 || segment.has(TcpFlags.RST)) {
        continue;
      }
      highestAck = Math.max(highestAck, facts.acknowledgment(i));
      final double x = time.at(facts.time(i));
      ack.to(x, values.at(highestAck));
      window.to(x, values.at(facts.acknowledgment(i) + segment.scaledWindow()));
    }
    line(frame, "windowline", window);
    line(frame, "ackline", ack);
    bars(frame, values, from, false);
    bars(frame, values, from, true);
    frame.close();
    frame.legend("sentbar", false, labels.get("plot.data"));
    if (tally.retransmissions() > 0) {
      frame.legend("againbar", false, labels.get("plot.again"));
    }
    frame.legend("ackline", false, labels.get("plot.ack"));
    frame.legend("windowline", false, labels.get("plot.window"));
    frame.close();
  }

  private double highestWindow(final Endpoint from) {
    long most = 0;
    for (int i = 0; i < facts.count(); i++) {
      if (facts.segment(i).from() != from && facts.acknowledgment(i) >= 0) {
        most = Math.max(most, facts.acknowledgment(i) + facts.segment(i).scaledWindow());
      }
    }
    return most;
  }

  private static void line(final PlotFrame frame, final String style, final StepLine line)
      throws IOException {
    if (!line.isEmpty()) {
      frame.shapes().path(style, line.endAt(PlotFrame.RIGHT));
    }
  }

  /** A bar from the first to the last byte of each data segment; one for all in a column. */
  private void bars(
      final PlotFrame frame, final ValueScale values, final Endpoint from, final boolean again)
      throws IOException {
    final StringBuilder path = new StringBuilder();
    double column = Double.NEGATIVE_INFINITY;
    long low = 0;
    long high = 0;
    for (int i = 0; i < facts.count(); i++) {
      final boolean shown =
          facts.segment(i).from() == from
              && facts.end(i) > facts.sequence(i)
              && !facts.segment(i).is(Judgement.KEEP_ALIVE)
              && facts.isSentAgain(i) == again;
      if (!shown) {
        continue;
      }
      final double x = time.at(facts.time(i));
      final boolean joins = x - column < COLUMN && facts.sequence(i) <= high && facts.end(i) >= low;
      if (!joins) {
        bar(path, values, column, low, high);
        column = x;
        low = facts.sequence(i);
        high = facts.end(i);
      }
      low = Math.min(low, facts.sequence(i));
      high = Math.max(high, facts.end(i));
    }
    bar(path, values, column, low, high);
    if (!path.isEmpty()) {
      frame.shapes().path(again ? "againbar" : "sentbar", path);
    }
  }

  private static void bar(
      final StringBuilder path,
      final ValueScale values,
      final double x,
      final long low,
      final long high) {
    if (high > low) {
      final double top = Math.min(values.at(high), values.at(low) - 2);
      path.append('M').append(Shapes.point(x, values.at(low)));
      path.append('V').append(Markup.number(top));
    }
  }

  /** Round trips over time, to both endpoints. */
  void roundTrips(final Markup out) throws IOException {
    final PlotFrame frame = new PlotFrame(out, SMALL_HEIGHT);
    frame.open(labels.get("plot.roundTrips"), labels.language());
    double least = Double.MAX_VALUE;
    double most = 1;
    for (final RoundTrip each : facts.roundTrips()) {
      least = Math.min(least, Math.max(1, each.nanos()));
      most = Math.max(most, each.nanos());
    }
    final ValueScale values =
        most / least > WIDE
            ? ValueScale.logarithmic(least, most, frame.bottom(), PlotFrame.TOP)
            : ValueScale.linear(0, most, frame.bottom(), PlotFrame.TOP);
    frame.axes(time, values, value -> labels.span(Math.round(value)), labels);
    final Set<Long> drawn = new HashSet<>();
    for (final RoundTrip each : facts.roundTrips()) {
      final double x = time.at(each.timeNanos() - facts.trace().startNanos());
      final double y = values.at(Math.max(1, each.nanos()));
      final long cell = Math.round(x) << 20 | Math.round(y) << 1 | each.to().ordinal();
      if (drawn.add(cell)) {
        frame.dot(dotStyle(each.to()), x, y);
      }
    }
    for (final Endpoint to : Endpoint.values()) {
      if (facts.oneWay().isKnown(to)) {
        final String label = labels.get("plot.roundTripTo", LadderDrawing.name(facts.trace(), to));
        frame.legend(dotStyle(to), true, label);
      }
    }
    frame.close();
  }

  private static String dotStyle(final Endpoint to) {
    return to == Endpoint.ORIGINATOR ? "dot square" : "dot";
  }

  /** Bytes of one endpoint that are not acknowledged yet, and the window that it may fill. */
  void window(final Markup out, final Endpoint from) throws IOException {
    final StepLine flight = new StepLine();
    final StepLine window = new StepLine();
    final PlotFrame frame = new PlotFrame(out, SMALL_HEIGHT);
    frame.open(title("plot.flight", from), labels.language());
    final double most = Math.max(mostWindow(from), mostInFlight(from));
    final ValueScale values = ValueScale.linear(0, most, frame.bottom(), PlotFrame.TOP);
    frame.axes(time, values, value -> Measures.bytes((long) value), labels);
    long sent = Long.MIN_VALUE;
    long acknowledged = Long.MIN_VALUE;
    for (int i = 0; i < facts.count(); i++) {
      final TracedSegment segment = facts.segment(i);
      if (segment.has(TcpFlags.RST)) {
        continue;
      }
      if (segment.from() == from) {
        sent = Math.max(sent, facts.end(i));
      } else if (facts.acknowledgment(i) >= 0) {
        acknowledged = Math.max(acknowledged, facts.acknowledgment(i));
        window.to(time.at(facts.time(i)), values.at(segment.scaledWindow()));
      }
      if (sent != Long.MIN_VALUE && acknowledged != Long.MIN_VALUE) {
        flight.to(time.at(facts.time(i)), values.at(Math.max(0, sent - acknowledged)));
      }
    }
    frame.openInside();
    line(frame, "windowline", window);
    line(frame, "flightline", flight);
    frame.close();
    frame.legend("flightline", false, labels.get("plot.inFlight"));
    frame.legend("windowline", false, labels.get("plot.advertised"));
    frame.close();
  }

  private double mostWindow(final Endpoint from) {
    long most = 1;
    for (int i = 0; i < facts.count(); i++) {
      if (facts.segment(i).from() != from) {
        most = Math.max(most, facts.segment(i).scaledWindow());
      }
    }
    return most;
  }

  private double mostInFlight(final Endpoint from) {
    long most = 1;
    long sent = 0;
    long acknowledged = Long.MIN_VALUE;
    for (int i = 0; i < facts.count(); i++) {
      if (facts.segment(i).has(TcpFlags.RST)) {
        continue;
      }
      if (facts.segment(i).from() == from) {
        sent = Math.max(sent, facts.end(i));
      } else {
        acknowledged = Math.max(acknowledged, facts.acknowledgment(i));
      }
      if (acknowledged != Long.MIN_VALUE) {
        most = Math.max(most, sent - acknowledged);
      }
    }
    return most;
  }
}
