package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionIdentity;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.LifeView;
import dev.weir.connection.RoundTripView;
import dev.weir.connection.ZeekView;
import dev.weir.text.TextBuffer;

/**
 * Writes the values of all {@link ConnectionColumns columns} of a connection, in their order, with
 * commas between them. What {@link ConnectionColumn#write} does one by one, through interfaces, is
 * here one piece of code: a row is 145 columns, and rows are what the merging thread does all day.
 * A test holds each row against its columns.
 */
final class CsvRow {
  private static final int[] PERCENTILES = {
    LifeColumns.MEDIAN, LifeColumns.MOST, LifeColumns.NEARLY_ALL
  };

  /** The values of one endpoint's round trips. */
  private static final class RoundTrips {
    private long samples;
    private long least;
    private long mean;
    private long most;
    private long deviation;
    private final long[] percentiles = new long[PERCENTILES.length];

    void read(final RoundTripView view) {
      samples = view.samples();
      if (samples > 0) {
        least = view.leastNanos();
        mean = view.meanNanos();
        most = view.mostNanos();
        deviation = view.deviationNanos();
        view.percentiles(PERCENTILES, percentiles);
      }
    }
  }

  private final CsvCells cells = new CsvCells();
  private final CsvEvents events = new CsvEvents(cells);
  private final RoundTrips originators = new RoundTrips();
  private final RoundTrips responders = new RoundTrips();

  /** The row that is written. */
  private ConnectionView connection;

  CsvRow() {}

  /**
   * Writes a row and the end of its line.
   *
   * @param written the connection.
   * @param out where to.
   */
  void write(final ConnectionView written, final TextBuffer out) {
    connection = written;
    cells.begin(out);
    events.begin(written);
    traffic();
    events.retransmitted();
    opening();
    events.judgements();
    cells.number(written.judged().segments(Judgement.WINDOW_UPDATE, ORIGINATOR));
    cells.number(written.judged().segments(Judgement.WINDOW_UPDATE, RESPONDER));
    events.windowsAndHandshake();
    options(written.life());
    flow(written.life());
    events.closedWindows();
    roundTrips(written.life());
    events.keepAlive();
    closing(written.life());
    events.close();
    end(written.life());
    zeek(written.zeek());
    cells.end();
  }

  private void traffic() {
    final ConnectionView c = connection;
    cells.number(c.firstPacket());
    cells.number(c.lastPacket());
    cells.seconds(c.startNanos());
    cells.seconds(c.durationNanos());
    address(ORIGINATOR);
    cells.number(c.port(ORIGINATOR));
    address(RESPONDER);
    cells.number(c.port(RESPONDER));
    cells.number(c.packets(ORIGINATOR));
    cells.number(c.packets(RESPONDER));
    cells.number(c.payload(ORIGINATOR));
    cells.number(c.payload(RESPONDER));
    cells.number(c.wire(ORIGINATOR));
    cells.number(c.wire(RESPONDER));
    cells.flags(c.flags(ORIGINATOR));
    cells.flags(c.flags(RESPONDER));
  }

  private void address(final Endpoint endpoint) {
    final ConnectionView c = connection;
    if (c.isIpv6()) {
      cells.ipv6(c.addressHigh(endpoint), c.addressLow(endpoint));
    } else {
      cells.ipv4((int) c.addressLow(endpoint));
    }
  }

  private void opening() {
    cells.word(connection.handshake().label());
    cells.secondsIfAny(connection.synAckDelayNanos());
    cells.secondsIfAny(connection.ackDelayNanos());
    cells.word(connection.ending().label());
    cells.truth(connection.isReportedEarly());
  }

  private void options(final LifeView life) {
    cells.word(life.fastOpen().label());
    segmentSize(life.maximumSegmentSize(ORIGINATOR));
    segmentSize(life.maximumSegmentSize(RESPONDER));
    cells.numberIfAny(life.windowScale(ORIGINATOR));
    cells.numberIfAny(life.windowScale(RESPONDER));
    cells.truth(life.isSackPermitted());
    cells.truth(life.hasTimestamps());
  }

  private void segmentSize(final int bytes) {
    cells.numberIfAny(bytes > 0 ? bytes : -1);
  }

  private void flow(final LifeView life) {
    cells.number(life.uniquePayload(ORIGINATOR));
    cells.number(life.uniquePayload(RESPONDER));
    cells.number(life.mostInFlight(ORIGINATOR));
    cells.number(life.mostInFlight(RESPONDER));
    cells.numberIfAny(life.leastWindow(ORIGINATOR));
    cells.numberIfAny(life.leastWindow(RESPONDER));
    cells.numberIfAny(life.largestWindow(ORIGINATOR));
    cells.numberIfAny(life.largestWindow(RESPONDER));
  }

  private void roundTrips(final LifeView life) {
    originators.read(life.roundTrips(ORIGINATOR));
    responders.read(life.roundTrips(RESPONDER));
    final boolean some = originators.samples > 0;
    final boolean others = responders.samples > 0;
    cells.number(originators.samples);
    cells.number(responders.samples);
    cells.secondsIf(some, originators.least);
    cells.secondsIf(others, responders.least);
    cells.secondsIf(some, originators.mean);
    cells.secondsIf(others, responders.mean);
    cells.secondsIf(some, originators.most);
    cells.secondsIf(others, responders.most);
    cells.secondsIf(originators.samples > 1, originators.deviation);
    cells.secondsIf(responders.samples > 1, responders.deviation);
    for (int i = 0; i < PERCENTILES.length; i++) {
      cells.secondsIf(some, originators.percentiles[i]);
      cells.secondsIf(others, responders.percentiles[i]);
    }
    cells.seconds(life.longestSilenceNanos());
  }

  private void closing(final LifeView life) {
    cells.word(life.close().label());
    cells.secondsIfAny(life.halfClosedNanos());
    cells.secondsIfAny(life.closeNanos());
    cells.truth(life.isFinOnData(ORIGINATOR));
    cells.truth(life.isFinOnData(RESPONDER));
    cells.truth(life.isFinUnacknowledged(ORIGINATOR));
    cells.truth(life.isFinUnacknowledged(RESPONDER));
  }

  private void end(final LifeView life) {
    cells.word(life.reset().label());
    final TextBuffer text = cells.text();
    life.writeStates(ORIGINATOR, text);
    text.append(',');
    life.writeStates(RESPONDER, text);
    text.append(',');
    cells.written();
    cells.truth(life.isBoundReached());
  }

  private void zeek(final ZeekView zeek) {
    final TextBuffer text = cells.text();
    ConnectionIdentity.write(connection.identity(), text);
    text.append(',').ascii(zeek.connState()).append(',');
    zeek.writeHistory(text);
    text.append(',');
    cells.written();
    final Endpoint originator = zeek.inZeeksEyes(ORIGINATOR);
    final Endpoint responder = zeek.inZeeksEyes(RESPONDER);
    cells.numberIfAny(zeek.size(originator));
    cells.numberIfAny(zeek.size(responder));
    cells.number(zeek.missed(originator));
    cells.number(zeek.missed(responder));
    cells.number(zeek.ipBytes(originator));
    cells.number(zeek.ipBytes(responder));
    cells.truth(zeek.isBounded());
  }
}
