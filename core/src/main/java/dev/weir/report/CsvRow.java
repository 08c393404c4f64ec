package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.connection.ConnectionIdentity;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.LifeView;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RoundTripView;
import dev.weir.connection.ZeekView;
import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the values of all {@link ConnectionColumns columns} of a connection, in their order, with
 * commas between them. What {@link ConnectionColumn#write} does one by one, through interfaces, is
 * here one piece of code: a row is 145 columns, and rows are what the merging thread does all day.
 * Columns of events are left to themselves where a connection has events; where it has none, as
 * four of five, they are constant text. A test holds each row against its columns.
 */
final class CsvRow {
  /** Numbers and words of a row, without the text of events: each is shorter than 40 bytes. */
  private static final int MOST_BYTES = 8192;

  // Places in the list of events, by what stands behind them.
  private static final int BEFORE_HANDSHAKE = 0;
  private static final int BEFORE_WINDOW_UPDATES = 1;
  private static final int BEFORE_OPTIONS = 2;
  private static final int BEFORE_ROUND_TRIPS = 3;
  private static final int BEFORE_CLOSE = 4;
  private static final int BEFORE_RESET = 5;

  private static final int[] PERCENTILES = {
    LifeColumns.MEDIAN, LifeColumns.MOST, LifeColumns.NEARLY_ALL
  };
  private static final long TRUE = TextBuffer.pack("true,");
  private static final long FALSE = TextBuffer.pack("false,");

  /** Columns of events that stand together, and what they are where there are no events. */
  private record Events(List<ConnectionColumn> columns, byte[] text) {}

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

  private final List<Events> allEvents = new ArrayList<>();
  private final RoundTrips originators = new RoundTrips();
  private final RoundTrips responders = new RoundTrips();

  // The row that is written.
  private ConnectionView connection;
  private boolean hasEvents;
  private TextBuffer text;
  private byte[] to;
  private int at;

  CsvRow() {
    try (Arena arena = Arena.ofConfined()) {
      final ConnectionView empty =
          new ConnectionView().wrap(OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, arena), 0);
      List<ConnectionColumn> run = new ArrayList<>();
      for (final ConnectionColumn column : ConnectionColumns.ALL) {
        if (column.ofEvents()) {
          run.add(column);
        } else if (!run.isEmpty()) {
          final TextBuffer constant = new TextBuffer();
          write(run, empty, constant);
          allEvents.add(new Events(run, constant.toString().getBytes(US_ASCII)));
          run = new ArrayList<>();
        }
      }
    }
  }

  private static void write(
      final List<ConnectionColumn> columns, final ConnectionView connection, final TextBuffer out) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(connection, out);
      out.append(',');
    }
  }

  /**
   * Writes a row and the end of its line.
   *
   * @param written the connection.
   * @param out where to.
   */
  void write(final ConnectionView written, final TextBuffer out) {
    connection = written;
    hasEvents = written.hasEvents();
    text = out;
    begin();
    traffic();
    events(BEFORE_HANDSHAKE);
    opening();
    events(BEFORE_WINDOW_UPDATES);
    number(written.judged().segments(Judgement.WINDOW_UPDATE, ORIGINATOR));
    number(written.judged().segments(Judgement.WINDOW_UPDATE, RESPONDER));
    events(BEFORE_OPTIONS);
    options(written.life());
    flow(written.life());
    events(BEFORE_ROUND_TRIPS);
    roundTrips(written.life());
    events(BEFORE_CLOSE);
    closing(written.life());
    events(BEFORE_RESET);
    end(written.life());
    zeek(written.zeek());
    to[at - 1] = '\n';
    text.extendTo(at);
  }

  /** Makes room for all that is written until the next events. */
  private void begin() {
    text.ensure(MOST_BYTES);
    to = text.array();
    at = text.length();
  }

  private void events(final int place) {
    final Events events = allEvents.get(place);
    text.extendTo(at);
    if (hasEvents) {
      write(events.columns, connection, text);
    } else {
      text.bytes(events.text);
    }
    begin();
  }

  private void traffic() {
    final ConnectionView c = connection;
    number(c.firstPacket());
    number(c.lastPacket());
    seconds(c.startNanos());
    seconds(c.durationNanos());
    address(ORIGINATOR);
    number(c.port(ORIGINATOR));
    address(RESPONDER);
    number(c.port(RESPONDER));
    number(c.packets(ORIGINATOR));
    number(c.packets(RESPONDER));
    number(c.payload(ORIGINATOR));
    number(c.payload(RESPONDER));
    number(c.wire(ORIGINATOR));
    number(c.wire(RESPONDER));
    at = ConnectionColumns.flags(c.flags(ORIGINATOR), to, at);
    comma();
    at = ConnectionColumns.flags(c.flags(RESPONDER), to, at);
    comma();
  }

  private void address(final Endpoint endpoint) {
    final ConnectionView c = connection;
    at =
        c.isIpv6()
            ? Ascii.ipv6(to, at, c.addressHigh(endpoint), c.addressLow(endpoint))
            : Ascii.ipv4(to, at, (int) c.addressLow(endpoint));
    comma();
  }

  private void opening() {
    word(connection.handshake().label());
    secondsIfAny(connection.synAckDelayNanos());
    secondsIfAny(connection.ackDelayNanos());
    word(connection.ending().label());
    truth(connection.isReportedEarly());
  }

  private void options(final LifeView life) {
    word(life.fastOpen().label());
    segmentSize(life.maximumSegmentSize(ORIGINATOR));
    segmentSize(life.maximumSegmentSize(RESPONDER));
    numberIfAny(life.windowScale(ORIGINATOR));
    numberIfAny(life.windowScale(RESPONDER));
    truth(life.isSackPermitted());
    truth(life.hasTimestamps());
  }

  private void segmentSize(final int bytes) {
    numberIfAny(bytes > 0 ? bytes : -1);
  }

  private void flow(final LifeView life) {
    number(life.uniquePayload(ORIGINATOR));
    number(life.uniquePayload(RESPONDER));
    number(life.mostInFlight(ORIGINATOR));
    number(life.mostInFlight(RESPONDER));
    numberIfAny(life.leastWindow(ORIGINATOR));
    numberIfAny(life.leastWindow(RESPONDER));
    numberIfAny(life.largestWindow(ORIGINATOR));
    numberIfAny(life.largestWindow(RESPONDER));
  }

  private void roundTrips(final LifeView life) {
    originators.read(life.roundTrips(ORIGINATOR));
    responders.read(life.roundTrips(RESPONDER));
    final boolean some = originators.samples > 0;
    final boolean others = responders.samples > 0;
    number(originators.samples);
    number(responders.samples);
    secondsIf(some, originators.least);
    secondsIf(others, responders.least);
    secondsIf(some, originators.mean);
    secondsIf(others, responders.mean);
    secondsIf(some, originators.most);
    secondsIf(others, responders.most);
    secondsIf(originators.samples > 1, originators.deviation);
    secondsIf(responders.samples > 1, responders.deviation);
    for (int i = 0; i < PERCENTILES.length; i++) {
      secondsIf(some, originators.percentiles[i]);
      secondsIf(others, responders.percentiles[i]);
    }
    seconds(life.longestSilenceNanos());
  }

  private void closing(final LifeView life) {
    word(life.close().label());
    secondsIfAny(life.halfClosedNanos());
    secondsIfAny(life.closeNanos());
    truth(life.isFinOnData(ORIGINATOR));
    truth(life.isFinOnData(RESPONDER));
    truth(life.isFinUnacknowledged(ORIGINATOR));
    truth(life.isFinUnacknowledged(RESPONDER));
  }

  private void end(final LifeView life) {
    word(life.reset().label());
    text.extendTo(at);
    life.writeStates(ORIGINATOR, text);
    text.append(',');
    life.writeStates(RESPONDER, text);
    text.append(',');
    begin();
    truth(life.isBoundReached());
  }

  private void zeek(final ZeekView zeek) {
    text.extendTo(at);
    ConnectionIdentity.write(connection.identity(), text);
    text.append(',').ascii(zeek.connState()).append(',');
    zeek.writeHistory(text);
    text.append(',');
    begin();
    final Endpoint originator = zeek.inZeeksEyes(ORIGINATOR);
    final Endpoint responder = zeek.inZeeksEyes(RESPONDER);
    numberIfAny(zeek.size(originator));
    numberIfAny(zeek.size(responder));
    number(zeek.missed(originator));
    number(zeek.missed(responder));
    number(zeek.ipBytes(originator));
    number(zeek.ipBytes(responder));
    truth(zeek.isBounded());
  }

  private void comma() {
    to[at++] = ',';
  }

  private void number(final long value) {
    if (value < 0) {
      text.extendTo(at);
      text.decimal(value).append(',');
      begin();
    } else {
      at = Ascii.number(to, at, value);
      comma();
    }
  }

  private void numberIfAny(final long value) {
    if (value < 0) {
      comma();
    } else {
      number(value);
    }
  }

  private void seconds(final long nanos) {
    if (nanos < 0) {
      text.extendTo(at);
      text.seconds(nanos).append(',');
      begin();
    } else {
      at = Ascii.seconds(to, at, nanos);
      comma();
    }
  }

  private void secondsIf(final boolean some, final long nanos) {
    if (some) {
      seconds(nanos);
    } else {
      comma();
    }
  }

  private void secondsIfAny(final long nanos) {
    secondsIf(nanos >= 0, nanos);
  }

  private void truth(final boolean value) {
    at = value ? Ascii.word(to, at, TRUE, 5) : Ascii.word(to, at, FALSE, 6);
  }

  private void word(final String label) {
    at = Ascii.word(to, at, label);
    comma();
  }
}
