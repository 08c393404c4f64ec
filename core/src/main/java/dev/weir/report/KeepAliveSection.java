package dev.weir.report;

import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.LifeTotals;
import dev.weir.connection.KeepAliveEnd;

/** TCP keep-alive: probes, and what became of them. */
final class KeepAliveSection {
  private final LifeTotals lives;
  private final SummaryPage page;

  KeepAliveSection(final CaptureSummary summary, final SummaryPage page) {
    lives = summary.connections().lives();
    this.page = page;
  }

  void write() {
    final long probes = lives.keepAliveProbes();
    if (probes == 0) {
      return;
    }
    long endpoints = 0;
    for (final KeepAliveEnd end : KeepAliveEnd.values()) {
      endpoints += end == KeepAliveEnd.NONE ? 0 : lives.keepAliveEnds(end);
    }
    page.heading(
        "KEEP-ALIVE  "
            + grouped(probes)
            + (probes == 1 ? " probe, " : " probes, ")
            + grouped(lives.keepAliveAnswered())
            + " answered, by endpoints that probe: "
            + grouped(endpoints));
    for (final KeepAliveEnd end : KeepAliveEnd.values()) {
      if (end != KeepAliveEnd.NONE && lives.keepAliveEnds(end) > 0) {
        page.counted(end.label(), lives.keepAliveEnds(end), endpoints);
      }
    }
  }
}
