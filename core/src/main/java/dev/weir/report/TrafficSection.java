package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.ConnectionTotals;
import dev.weir.connection.Endpoint;

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
  }
}
