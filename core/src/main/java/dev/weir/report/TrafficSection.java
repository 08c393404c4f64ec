package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.LifeTotals;
import dev.weir.connection.Endpoint;
import dev.weir.connection.FastOpen;

/** What each side sent. */
final class TrafficSection {
  private final ConnectionTotals connections;
  private final SummaryPage page;

  TrafficSection(final CaptureSummary summary, final SummaryPage page) {
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    page.heading("TRAFFIC");
    for (final Endpoint from : Endpoint.values()) {
      final long payload = connections.payload(from);
      page.row(
          from == ORIGINATOR ? "originators" : "responders",
          grouped(connections.packets(from))
              + " packets, "
              + Quantity.bytes(connections.wire(from))
              + " on the wire, "
              + Quantity.bytes(payload)
              + " payload, "
              + Quantity.bytes(connections.retransmitted(from))
              + " of it retransmitted ("
              + Quantity.percent(connections.retransmitted(from), payload)
              + ")");
    }
    handshakes();
    windows();
  }

  private void handshakes() {
    final LifeTotals lives = connections.lives();
    if (lives.repeatedSyns() + lives.repeatedSynAcks() > 0) {
      page.row(
          "repeated",
          grouped(lives.repeatedSyns())
              + " SYNs, "
              + grouped(lives.repeatedSynAcks())
              + " SYN-ACKs sent again");
    }
    final StringBuilder fastOpen = new StringBuilder();
    for (final FastOpen outcome : FastOpen.values()) {
      if (outcome != FastOpen.NONE && lives.fastOpens(outcome) > 0) {
        fastOpen
            .append(fastOpen.isEmpty() ? "" : ", ")
            .append(outcome.label())
            .append(' ')
            .append(grouped(lives.fastOpens(outcome)));
      }
    }
    if (!fastOpen.isEmpty()) {
      page.row("fast open", fastOpen.toString());
    }
  }

  private void windows() {
    final LifeTotals lives = connections.lives();
    if (lives.windowClosures() > 0) {
      page.row(
          "zero windows",
          grouped(lives.windowClosures())
              + ", for "
              + Quantity.duration(lives.windowClosedNanos())
              + " in all");
    }
  }
}
