package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.ConnectionColumn.count;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.JudgementView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns that count how the segments of a connection were judged: two of each, first what the
 * originator sent.
 */
final class JudgementColumns {
  static final List<ConnectionColumn> ALL = columns();

  private JudgementColumns() {}

  /** Reads a number of one endpoint. */
  @FunctionalInterface
  private interface Reading {
    long of(JudgementView judged, Endpoint endpoint);
  }

  private static List<ConnectionColumn> columns() {
    final List<ConnectionColumn> all = new ArrayList<>();
    addLoss(all);
    addWindows(all);
    segments(
        all,
        "keep_alives",
        Judgement.KEEP_ALIVE,
        "segments of no or one byte just below the next sequence number");
    segments(all, "keep_alive_acks", Judgement.KEEP_ALIVE_ACK, "answers to keep-alives");
    all.add(
        count(
            "reused_ports",
            "SYNs and SYN-ACKs with another sequence number than an earlier one on the same ports",
            c ->
                c.judged().segments(Judgement.REUSED_PORTS, ORIGINATOR)
                    + c.judged().segments(Judgement.REUSED_PORTS, RESPONDER)));
    return List.copyOf(all);
  }

  private static void addLoss(final List<ConnectionColumn> all) {
    segments(
        all,
        "retransmissions",
        Judgement.RETRANSMISSION,
        "segments that were retransmissions, fast and spurious ones included; what these and the"
            + " following columns count is what Wireshark 4.0 flags as tcp.analysis");
    add(
        all,
        "retransmission_bytes",
        "payload of these segments",
        JudgementView::retransmittedBytes);
    segments(
        all,
        "fast_retransmissions",
        Judgement.FAST_RETRANSMISSION,
        "those that two or more duplicate ACKs had asked for, within 20 ms of the last");
    segments(
        all,
        "spurious_retransmissions",
        Judgement.SPURIOUS_RETRANSMISSION,
        "those whose bytes had been acknowledged already");
    segments(
        all,
        "out_of_order",
        Judgement.OUT_OF_ORDER,
        "segments below the highest sequence number that came within the initial round trip (3 ms"
            + " where unknown) after it");
    add(all, "out_of_order_bytes", "payload of these segments", JudgementView::outOfOrderBytes);
    segments(
        all,
        "lost_segments",
        Judgement.LOST_SEGMENT,
        "segments before which something was missing in the capture, then");
    segments(
        all,
        "acked_unseen",
        Judgement.ACK_LOST_SEGMENT,
        "ACKs of bytes that the capture does not have");
    segments(
        all,
        "duplicate_acks",
        Judgement.DUPLICATE_ACK,
        "ACKs that repeat the one before, with the same window and no payload; answers to"
            + " keep-alives and probes are none");
    add(
        all,
        "triple_duplicate_acks",
        "how often a third duplicate came",
        JudgementView::tripleDuplicates);
  }

  private static void addWindows(final List<ConnectionColumn> all) {
    segments(
        all, "window_updates", Judgement.WINDOW_UPDATE, "ACKs that change nothing but the window");
    segments(all, "window_full", Judgement.WINDOW_FULL, "segments that filled the peer's window");
    segments(all, "zero_windows", Judgement.ZERO_WINDOW, "segments that announced a window of 0");
    segments(
        all,
        "zero_window_probes",
        Judgement.ZERO_WINDOW_PROBE,
        "segments of one new byte while the peer's window was 0");
    segments(
        all, "zero_window_probe_acks", Judgement.ZERO_WINDOW_PROBE_ACK, "answers to such probes");
  }

  private static void segments(
      final List<ConnectionColumn> all,
      final String name,
      final Judgement judgement,
      final String description) {
    add(all, name, description, (judged, endpoint) -> judged.segments(judgement, endpoint));
  }

  private static void add(
      final List<ConnectionColumn> all,
      final String name,
      final String description,
      final Reading reading) {
    for (final Endpoint endpoint : Endpoint.values()) {
      final String sender = endpoint.name().toLowerCase(Locale.ROOT);
      all.add(
          count(
              sender + '_' + name,
              endpoint == ORIGINATOR ? description : "the same for the responder",
              c -> reading.of(c.judged(), endpoint)));
    }
  }
}
