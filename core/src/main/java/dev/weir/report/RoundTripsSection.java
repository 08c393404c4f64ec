package dev.weir.report;

import static dev.weir.report.SummaryPage.grouped;
import static dev.weir.report.SummaryPage.right;

import dev.weir.analysis.ConnectionTotals;
import org.HdrHistogram.Histogram;

/** Distributions of delays. */
final class RoundTripsSection {
  private final ConnectionTotals connections;
  private final SummaryPage page;

  RoundTripsSection(final CaptureSummary summary, final SummaryPage page) {
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    if (connections.synAckDelays().getTotalCount() == 0) {
      return;
    }
    page.heading("HANDSHAKE ROUND TRIPS");
    page.row("", "           least        50 %        90 %        99 %        most     samples");
    delays("to responder", connections.synAckDelays());
    delays("to originator", connections.ackDelays());
  }

  private void delays(final String label, final Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return;
    }
    final long[] values = {
      histogram.getMinValue(),
      histogram.getValueAtPercentile(50),
      histogram.getValueAtPercentile(90),
      histogram.getValueAtPercentile(99),
      histogram.getMaxValue()
    };
    final StringBuilder line = new StringBuilder("    ");
    for (final long value : values) {
      line.append(right(Quantity.duration(value), 12));
    }
    page.row(label, line.append(right(grouped(histogram.getTotalCount()), 12)).toString());
  }
}
