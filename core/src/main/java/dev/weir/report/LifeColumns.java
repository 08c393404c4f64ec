package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.report.ConnectionColumn.count;
import static dev.weir.report.ConnectionColumn.seconds;
import static dev.weir.report.ConnectionColumn.text;
import static dev.weir.report.ConnectionColumn.truth;

import dev.weir.connection.Endpoint;
import dev.weir.connection.LifeView;
import dev.weir.connection.RoundTripView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Columns of the life of a connection: handshake, windows, round trips, keep-alive, close, states.
 * Where there are two of a kind, the first is of the originator.
 */
final class LifeColumns {
  static final List<ConnectionColumn> ALL = new LifeColumns().columns();

  static final int MEDIAN = 50;
  static final int MOST = 90;
  static final int NEARLY_ALL = 99;

  private final List<ConnectionColumn> columns = new ArrayList<>();

  private LifeColumns() {}

  /** Reads a number of one endpoint. */
  @FunctionalInterface
  private interface Reading {
    long of(LifeView life, Endpoint endpoint);
  }

  private List<ConnectionColumn> columns() {
    handshake();
    payload();
    windows();
    roundTrips();
    keepAlive();
    close();
    return List.copyOf(columns);
  }

  private static String name(final Endpoint endpoint, final String name) {
    return endpoint.name().toLowerCase(Locale.ROOT) + '_' + name;
  }

  private static String description(final Endpoint endpoint, final String description) {
    return endpoint == ORIGINATOR ? description : "the same for the responder";
  }

  private void counts(final String name, final String description, final Reading reading) {
    for (final Endpoint endpoint : Endpoint.values()) {
      columns.add(
          count(
              name(endpoint, name),
              description(endpoint, description),
              c -> reading.of(c.life(), endpoint)));
    }
  }

  private void times(final String name, final String description, final Reading reading) {
    for (final Endpoint endpoint : Endpoint.values()) {
      columns.add(
          seconds(
              name(endpoint, name),
              description(endpoint, description),
              c -> reading.of(c.life(), endpoint)));
    }
  }

  private void truths(final String name, final String description, final Reading reading) {
    for (final Endpoint endpoint : Endpoint.values()) {
      columns.add(
          truth(
              name(endpoint, name),
              description(endpoint, description),
              c -> reading.of(c.life(), endpoint)));
    }
  }

  private void words(final String name, final String description, final EndpointWriter writer) {
    for (final Endpoint endpoint : Endpoint.values()) {
      columns.add(
          text(
              name(endpoint, name),
              description(endpoint, description),
              (c, out) -> writer.write(c.life(), endpoint, out)));
    }
  }

  /** Writes a word of one endpoint. */
  @FunctionalInterface
  private interface EndpointWriter {
    void write(LifeView life, Endpoint endpoint, dev.weir.text.TextBuffer out);
  }

  private static long orNone(final long value, final boolean present) {
    return present ? value : ConnectionColumn.NONE;
  }

  private static long known(final long value) {
    return orNone(value, value >= 0);
  }

  private void handshake() {
    counts("syn_repeats", "SYNs sent again", (life, who) -> life.synRepeats(who));
    counts("syn_ack_repeats", "SYN-ACKs sent again", (life, who) -> life.synAckRepeats(who));
    times(
        "first_back_off",
        "from the first SYN or SYN-ACK to its first repetition, seconds",
        (life, who) -> orNone(life.firstBackOffNanos(who), repeats(life, who) > 0));
    times(
        "last_back_off",
        "between the last two SYNs or SYN-ACKs, seconds",
        (life, who) -> orNone(life.lastBackOffNanos(who), repeats(life, who) > 0));
    columns.add(
        text(
            "fast_open",
            "TCP Fast Open (RFC 7413): none, requested (the option, but no data on the SYN),"
                + " unanswered, accepted (the SYN-ACK acknowledges the data), rejected",
            (c, out) -> out.ascii(c.life().fastOpen().label())));
    counts(
        "mss",
        "maximum segment size in the SYN, bytes",
        (life, who) -> orNone(life.maximumSegmentSize(who), life.maximumSegmentSize(who) > 0));
    counts(
        "window_scale",
        "window scale in the SYN, as sent",
        (life, who) -> known(life.windowScale(who)));
    columns.add(truth("sack", "both SYNs permit SACK", c -> c.life().isSackPermitted() ? 1 : 0));
    columns.add(
        truth("timestamps", "both SYNs have timestamps", c -> c.life().hasTimestamps() ? 1 : 0));
  }

  private static int repeats(final LifeView life, final Endpoint who) {
    return life.synRepeats(who) + life.synAckRepeats(who);
  }

  private void payload() {
    counts(
        "unique_payload",
        "payload bytes, each counted once: those captured before and those of keep-alive probes"
            + " are left out",
        (life, who) -> life.uniquePayload(who));
    counts(
        "most_in_flight",
        "most bytes that the peer had not acknowledged when new data was sent",
        (life, who) -> life.mostInFlight(who));
  }

  private void windows() {
    counts(
        "least_window",
        "least window announced, bytes, SYN and RST left out; scaled where both SYNs were captured",
        (life, who) -> known(life.leastWindow(who)));
    counts(
        "largest_window",
        "largest window announced",
        (life, who) -> known(life.largestWindow(who)));
    counts(
        "window_closures",
        "how often its window went to 0",
        (life, who) -> life.windowClosures(who));
    times(
        "window_closed",
        "for how long its window was 0, seconds",
        (life, who) -> life.windowClosedNanos(who));
    counts(
        "window_probes",
        "segments of the form of keep-alive probes that it sent into a window of 0",
        (life, who) -> life.windowProbes(who));
  }

  private void roundTrips() {
    counts(
        "rtt_samples",
        "round trips of its data, from the point of capture to the receiver and back: from a data"
            + " segment to the ACK that ends where it ends; what was sent again, and what was"
            + " outstanding then, gives none (Karn)",
        (life, who) -> life.roundTrips(who).samples());
    roundTrip("rtt_least", "the shortest of these, seconds", RoundTripView::leastNanos);
    roundTrip("rtt_mean", "their mean", RoundTripView::meanNanos);
    roundTrip("rtt_most", "the longest", RoundTripView::mostNanos);
    times(
        "rtt_deviation",
        "their standard deviation",
        (life, who) ->
            orNone(life.roundTrips(who).deviationNanos(), life.roundTrips(who).samples() > 1));
    roundTrip(
        "rtt_p50",
        "their median; this and the next two are at most 12.5 % wrong",
        trips -> trips.percentileNanos(MEDIAN));
    roundTrip("rtt_p90", "the 90th percentile", trips -> trips.percentileNanos(MOST));
    roundTrip("rtt_p99", "the 99th percentile", trips -> trips.percentileNanos(NEARLY_ALL));
    columns.add(
        seconds(
            "longest_silence",
            "longest time between two of its packets, whoever sent them, seconds",
            c -> c.life().longestSilenceNanos()));
  }

  private void roundTrip(
      final String name, final String description, final ToLongFunction<RoundTripView> value) {
    times(
        name,
        description,
        (life, who) -> {
          final RoundTripView trips = life.roundTrips(who);
          return orNone(value.applyAsLong(trips), trips.samples() > 0);
        });
  }

  private void keepAlive() {
    counts(
        "keep_alive_probes",
        "TCP keep-alive probes that it sent: no byte or one, just below the next sequence number;"
            + " those into a window of 0 are window probes",
        (life, who) -> life.keepAlive(who).probes());
    counts(
        "keep_alive_byte_probes",
        "those of one byte",
        (life, who) -> life.keepAlive(who).byteProbes());
    counts(
        "keep_alive_answered",
        "probes after which the peer sent something before the next",
        (life, who) -> life.keepAlive(who).answered());
    counts(
        "keep_alive_unanswered",
        "probes that were not",
        (life, who) -> life.keepAlive(who).unanswered());
    times(
        "keep_alive_interval_least",
        "shortest time between two probes with nothing else of their sender in between, seconds",
        (life, who) -> known(life.keepAlive(who).shortestIntervalNanos()));
    times(
        "keep_alive_interval_mean",
        "the mean of these",
        (life, who) -> known(life.keepAlive(who).meanIntervalNanos()));
    times(
        "keep_alive_interval_most",
        "the longest",
        (life, who) -> known(life.keepAlive(who).longestIntervalNanos()));
    words(
        "keep_alive_end",
        "none, answered (the last probe was), pending (only the last was not), silence (several"
            + " were not, nothing followed), reset (the prober gave up), refused (the peer answered"
            + " by RST)",
        (life, who, out) -> out.ascii(life.keepAlive(who).end().label()));
  }

  private void close() {
    columns.add(
        text(
            "close",
            "by FINs: none, half (one side only), four_segments, three_segments (FIN, FIN with ACK,"
                + " ACK), simultaneous",
            (c, out) -> out.ascii(c.life().close().label())));
    columns.add(
        seconds(
            "half_closed_time",
            "from the first FIN to the other side's, or to the end, seconds",
            c -> known(c.life().halfClosedNanos())));
    columns.add(
        seconds(
            "close_time",
            "from the first FIN until both were acknowledged, or until the RST, seconds",
            c -> known(c.life().closeNanos())));
    truths("fin_on_data", "its FIN carried data", (life, who) -> life.isFinOnData(who) ? 1 : 0);
    truths(
        "fin_unacknowledged",
        "it sent a FIN that was never acknowledged",
        (life, who) -> life.isFinUnacknowledged(who) ? 1 : 0);
    counts("fin_repeats", "FINs sent again", (life, who) -> life.finRepeats(who));
    counts(
        "half_closed_payload",
        "payload bytes sent after it had acknowledged the peer's FIN",
        (life, who) -> life.halfClosedPayload(who));
    columns.add(
        text(
            "reset",
            "in the midst of what the first RST came: none, refused (answers a SYN), handshake,"
                + " data (some was not acknowledged), abort (all was), after_fin, after_close,"
                + " keep_alive_failed (its sender had probed in vain), keep_alive_refused (answers"
                + " a probe), zero_window, unknown (nothing else was captured before)",
            (c, out) -> out.ascii(c.life().reset().label())));
    words(
        "state",
        "state of RFC 9293 after the last packet; several with | between them where they are"
            + " possible",
        (life, who, out) -> life.writeStates(who, out));
    columns.add(
        truth(
            "bound_reached",
            "more segments were unacknowledged, or more holes in the capture, than are kept: round"
                + " trips are missing, or unique payload is too low",
            c -> c.life().isBoundReached() ? 1 : 0));
  }
}
