package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.SummaryPage.grouped;
import static dev.weir.report.SummaryPage.left;
import static dev.weir.report.SummaryPage.right;

import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.HostTotals;

/** The hosts with the most bytes. */
final class HostsSection {
  private final ConnectionTotals connections;
  private final SummaryPage page;

  HostsSection(final CaptureSummary summary, final SummaryPage page) {
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    final HostTotals hosts = connections.hosts();
    page.heading(
        "HOSTS  by bytes on the wire"
            + (hosts.isComplete() ? ", " + grouped(hosts.size()) + " in all" : ", at least"));
    final long all = connections.wire(ORIGINATOR) + connections.wire(RESPONDER);
    for (final HostTotals.Host host : hosts.largest(CaptureSummary.TOP)) {
      page.line(
          left(host.address(), 40)
              + right(Quantity.bytes(host.wire()), 10)
              + right(Quantity.percent(host.wire(), all), 9)
              + "  "
              + grouped(host.connections())
              + (host.connections() == 1 ? " connection" : " connections"));
    }
  }
}
