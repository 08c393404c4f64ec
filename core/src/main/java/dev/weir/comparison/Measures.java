package dev.weir.comparison;

import static dev.weir.comparison.Measure.Kind.DISTRIBUTION;
import static dev.weir.comparison.Measure.Kind.RATE;
import static dev.weir.comparison.Measure.Kind.SHARE;
import static dev.weir.comparison.Measure.Unit.BYTES;
import static dev.weir.comparison.Measure.Unit.BYTES_PER_SECOND;
import static dev.weir.comparison.Measure.Unit.NANOSECONDS;
import static dev.weir.comparison.Measure.Worse.LESS;
import static dev.weir.comparison.Measure.Worse.MORE;
import static dev.weir.comparison.Measure.Worse.NEITHER;

import dev.weir.comparison.Measure.Unit;
import dev.weir.comparison.Measure.Worse;
import java.util.List;

/** All that is compared: the one place where measures are defined and documented. */
public final class Measures {
  private static final String OPENED = "handshake in (complete, simultaneous)";
  private static final String TRIED =
      "handshake in (complete, simultaneous, no_ack, no_answer, refused)";
  private static final String CONNECTED =
      "handshake in (complete, simultaneous, partial, midstream)";

  /** In the order of reports. */
  public static final List<Measure> ALL =
      List.of(
          of("syn_ack_delay", NANOSECONDS, MORE, null, "from the SYN to the SYN-ACK"),
          of("ack_delay", NANOSECONDS, MORE, null, "from the SYN-ACK to the ACK"),
          of(
              "originator_rtt_mean",
              NANOSECONDS,
              MORE,
              null,
              "a connection's mean round trip of the originator's data: to the responder and back"),
          of("originator_rtt_p90", NANOSECONDS, MORE, null, "its 90th percentile"),
          of("responder_rtt_mean", NANOSECONDS, MORE, null, "the same of the responder's data"),
          of("responder_rtt_p90", NANOSECONDS, MORE, null, "its 90th percentile"),
          of(
              "duration",
              NANOSECONDS,
              MORE,
              OPENED
                  + " && ending in (closed_originator, closed_responder, reset_originator,"
                  + " reset_responder)",
              "of connections whose begin and end were captured"),
          throughput("originator"),
          throughput("responder"),
          share(
              "handshake_failed",
              MORE,
              TRIED,
              "handshake in (no_ack, no_answer, refused)",
              "connections that did not come about"),
          share(
              "handshake_repeated",
              MORE,
              TRIED,
              "syn_repeats > 0 || syn_ack_repeats > 0",
              "connections whose SYN or SYN-ACK was sent again"),
          share(
              "reset_originator",
              MORE,
              OPENED,
              "ending == reset_originator",
              "connections that the originator reset"),
          share(
              "reset_responder",
              MORE,
              OPENED,
              "ending == reset_responder",
              "connections that the responder reset"),
          share(
              "originator_zero_window",
              MORE,
              CONNECTED,
              "originator_window_closures > 0",
              "connections in which the originator's window went to 0: it did not read"),
          share(
              "responder_zero_window",
              MORE,
              CONNECTED,
              "responder_window_closures > 0",
              "connections in which the responder's window went to 0"),
          share(
              "keep_alive_failed",
              MORE,
              CONNECTED,
              "keep_alive_end in (\"silence\", \"reset\", \"refused\")",
              "connections whose keep-alive probes ended without an answer"),
          rate("originator"),
          rate("responder"),
          share(
              "keep_alive_used",
              NEITHER,
              CONNECTED,
              "keep_alive_probes > 0",
              "connections with keep-alive probes"),
          of(
              "originator_keep_alive_interval_mean",
              NANOSECONDS,
              NEITHER,
              null,
              "time between the originator's probes"),
          of(
              "responder_keep_alive_interval_mean",
              NANOSECONDS,
              NEITHER,
              null,
              "time between the responder's probes"),
          of("originator_unique_payload", BYTES, NEITHER, OPENED, "what the originator sent"),
          of("responder_unique_payload", BYTES, NEITHER, OPENED, "what the responder sent"),
          share(
              "not_captured",
              NEITHER,
              CONNECTED,
              "acked_unseen > 0",
              "connections of which the capture misses segments: the measurement, not the"
                  + " service"));

  private Measures() {}

  private static Measure of(
      final String column,
      final Unit unit,
      final Worse worse,
      final String among,
      final String description) {
    return new Measure(column, DISTRIBUTION, unit, worse, among, column, description);
  }

  private static Measure throughput(final String who) {
    return new Measure(
        who + "_throughput",
        DISTRIBUTION,
        BYTES_PER_SECOND,
        LESS,
        OPENED + " && " + who + "_unique_payload > 0 && duration > 0",
        who + "_unique_payload / duration",
        "payload of the " + who + ", each byte once, over the time of the connection");
  }

  private static Measure share(
      final String name,
      final Worse worse,
      final String among,
      final String condition,
      final String description) {
    return new Measure(name, SHARE, Unit.SHARE, worse, among, condition, description);
  }

  private static Measure rate(final String who) {
    return new Measure(
        who + "_retransmissions",
        RATE,
        Unit.SHARE,
        MORE,
        who + "_packets > 0",
        who + "_retransmissions / " + who + "_packets",
        "retransmissions among the " + who + "'s segments");
  }
}
