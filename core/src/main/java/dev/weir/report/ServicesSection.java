package dev.weir.report;

import dev.weir.analysis.ConnectionTotals;

/** The ports that most connections go to. */
final class ServicesSection {
  private final CaptureSummary summary;
  private final ConnectionTotals connections;
  private final SummaryPage page;

  ServicesSection(final CaptureSummary summary, final SummaryPage page) {
    this.summary = summary;
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    page.heading("SERVICES  by connections");
    for (final int port : summary.topPorts()) {
      final long count = connections.connectionsToPort(port);
      page.counted(
          "port " + port,
          count,
          connections.connections(),
          Quantity.bytes(connections.wireOfPort(port)));
    }
  }
}
