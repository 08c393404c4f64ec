package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.SummaryPage.grouped;
import static dev.weir.report.SummaryPage.left;
import static dev.weir.report.SummaryPage.right;

import dev.weir.analysis.ConnectionTotals;
import org.HdrHistogram.Histogram;

/** Distributions of delays. */
final class RoundTripsSection {
  private static final int LABEL_WIDTH = 18;
  private static final int VALUE_WIDTH = 12;

  private final ConnectionTotals connections;
  private final SummaryPage page;

  RoundTripsSection(final CaptureSummary summary, final SummaryPage page) {
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    final Histogram originators = connections.lives().roundTrips(ORIGINATOR);
    final Histogram responders = connections.lives().roundTrips(RESPONDER);
    if (connections.synAckDelays().getTotalCount()
            + originators.getTotalCount()
            + responders.getTotalCount()
        == 0) {
      return;
    }
    page.heading("ROUND TRIPS  from the point of capture");
    row("", "least", "50 %", "90 %", "99 %", "most", "samples");
    delays("SYN to SYN-ACK", connections.synAckDelays());
    delays("SYN-ACK to ACK", connections.ackDelays());
    delays("originators' data", originators);
    delays("responders' data", responders);
  }

  private void delays(final String label, final Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      row(
          label,
          Quantity.duration(histogram.getMinValue()),
          Quantity.duration(histogram.getValueAtPercentile(50)),
          Quantity.duration(histogram.getValueAtPercentile(90)),
          Quantity.duration(histogram.getValueAtPercentile(99)),
          Quantity.duration(histogram.getMaxValue()),
          grouped(histogram.getTotalCount()));
    }
  }

  private void row(final String label, final String... values) {
    final StringBuilder line = new StringBuilder(left(label, LABEL_WIDTH));
    for (final String value : values) {
      line.append(right(value, VALUE_WIDTH));
    }
    page.line(line.toString());
  }
}
