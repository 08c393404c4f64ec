package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.JudgementView;
import dev.weir.connection.LifeView;

/**
 * Writes the cells of a row that count events, in the six places of a row where there are some. A
 * connection without events, as four of five, has the same in all of them.
 */
final class CsvEvents {
  private static final Judgement[] OF_WINDOWS = {
    Judgement.WINDOW_FULL,
    Judgement.ZERO_WINDOW,
    Judgement.ZERO_WINDOW_PROBE,
    Judgement.ZERO_WINDOW_PROBE_ACK,
    Judgement.KEEP_ALIVE,
    Judgement.KEEP_ALIVE_ACK
  };

  private final CsvCells cells;
  private boolean hasEvents;
  private ConnectionView connection;
  private JudgementView judged;
  private LifeView life;

  CsvEvents(final CsvCells cells) {
    this.cells = cells;
  }

  void begin(final ConnectionView written) {
    connection = written;
    judged = written.judged();
    life = written.life();
    hasEvents = written.hasEvents();
  }

  /** Whether a number of such cells is written already, since nothing happened. */
  private boolean areZero(final int count) {
    if (hasEvents) {
      return false;
    }
    cells.zeros(count);
    return true;
  }

  void retransmitted() {
    if (!areZero(2)) {
      cells.number(connection.retransmitted(ORIGINATOR));
      cells.number(connection.retransmitted(RESPONDER));
    }
  }

  void judgements() {
    if (areZero(20)) {
      return;
    }
    segments(Judgement.RETRANSMISSION);
    cells.number(judged.retransmittedBytes(ORIGINATOR));
    cells.number(judged.retransmittedBytes(RESPONDER));
    segments(Judgement.FAST_RETRANSMISSION);
    segments(Judgement.SPURIOUS_RETRANSMISSION);
    segments(Judgement.OUT_OF_ORDER);
    cells.number(judged.outOfOrderBytes(ORIGINATOR));
    cells.number(judged.outOfOrderBytes(RESPONDER));
    segments(Judgement.LOST_SEGMENT);
    segments(Judgement.ACK_LOST_SEGMENT);
    segments(Judgement.DUPLICATE_ACK);
    cells.number(judged.tripleDuplicates(ORIGINATOR));
    cells.number(judged.tripleDuplicates(RESPONDER));
  }

  private void segments(final Judgement judgement) {
    cells.number(judged.segments(judgement, ORIGINATOR));
    cells.number(judged.segments(judgement, RESPONDER));
  }

  void windowsAndHandshake() {
    if (areZero(17)) {
      cells.empty(4);
      return;
    }
    for (final Judgement judgement : OF_WINDOWS) {
      segments(judgement);
    }
    cells.number(
        judged.segments(Judgement.REUSED_PORTS, ORIGINATOR)
            + judged.segments(Judgement.REUSED_PORTS, RESPONDER));
    cells.number(life.synRepeats(ORIGINATOR));
    cells.number(life.synRepeats(RESPONDER));
    cells.number(life.synAckRepeats(ORIGINATOR));
    cells.number(life.synAckRepeats(RESPONDER));
    cells.secondsIf(repeats(ORIGINATOR), life.firstBackOffNanos(ORIGINATOR));
    cells.secondsIf(repeats(RESPONDER), life.firstBackOffNanos(RESPONDER));
    cells.secondsIf(repeats(ORIGINATOR), life.lastBackOffNanos(ORIGINATOR));
    cells.secondsIf(repeats(RESPONDER), life.lastBackOffNanos(RESPONDER));
  }

  private boolean repeats(final Endpoint who) {
    return life.synRepeats(who) + life.synAckRepeats(who) > 0;
  }

  void closedWindows() {
    if (areZero(2)) {
      cells.seconds(0);
      cells.seconds(0);
      cells.zeros(2);
      return;
    }
    cells.number(life.windowClosures(ORIGINATOR));
    cells.number(life.windowClosures(RESPONDER));
    cells.seconds(life.windowClosedNanos(ORIGINATOR));
    cells.seconds(life.windowClosedNanos(RESPONDER));
    cells.number(life.windowProbes(ORIGINATOR));
    cells.number(life.windowProbes(RESPONDER));
  }

  void keepAlive() {
    if (areZero(8)) {
      cells.empty(6);
      cells.word(life.keepAlive(ORIGINATOR).end().label());
      cells.word(life.keepAlive(RESPONDER).end().label());
      return;
    }
    cells.number(life.keepAlive(ORIGINATOR).probes());
    cells.number(life.keepAlive(RESPONDER).probes());
    cells.number(life.keepAlive(ORIGINATOR).byteProbes());
    cells.number(life.keepAlive(RESPONDER).byteProbes());
    cells.number(life.keepAlive(ORIGINATOR).answered());
    cells.number(life.keepAlive(RESPONDER).answered());
    cells.number(life.keepAlive(ORIGINATOR).unanswered());
    cells.number(life.keepAlive(RESPONDER).unanswered());
    cells.secondsIfAny(life.keepAlive(ORIGINATOR).shortestIntervalNanos());
    cells.secondsIfAny(life.keepAlive(RESPONDER).shortestIntervalNanos());
    cells.secondsIfAny(life.keepAlive(ORIGINATOR).meanIntervalNanos());
    cells.secondsIfAny(life.keepAlive(RESPONDER).meanIntervalNanos());
    cells.secondsIfAny(life.keepAlive(ORIGINATOR).longestIntervalNanos());
    cells.secondsIfAny(life.keepAlive(RESPONDER).longestIntervalNanos());
    cells.word(life.keepAlive(ORIGINATOR).end().label());
    cells.word(life.keepAlive(RESPONDER).end().label());
  }

  void close() {
    if (!areZero(4)) {
      cells.number(life.finRepeats(ORIGINATOR));
      cells.number(life.finRepeats(RESPONDER));
      cells.number(life.halfClosedPayload(ORIGINATOR));
      cells.number(life.halfClosedPayload(RESPONDER));
    }
  }
}
