package dev.weir.report;

import static dev.weir.report.SummaryPage.right;

import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.ServiceTotals;

/** The ports that most connections go to. */
final class ServicesSection {
  private final ConnectionTotals connections;
  private final SummaryPage page;

  ServicesSection(final CaptureSummary summary, final SummaryPage page) {
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    page.heading("SERVICES  by connections");
    page.line(right("on the wire  sent again   not seen", 109));
    for (final ServiceTotals.Service service : connections.services().largest(CaptureSummary.TOP)) {
      page.counted(
          "port " + service.port(),
          service.connections(),
          connections.connections(),
          right(Quantity.bytes(service.wire()), 11)
              + right(Quantity.percent(service.retransmittedBytes(), service.payload()), 12)
              + right(
                  Quantity.percent(service.missed(), service.payload() + service.missed()), 11));
    }
  }
}
