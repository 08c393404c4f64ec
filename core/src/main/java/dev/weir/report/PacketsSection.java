package dev.weir.report;

import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.CaptureTotals;
import dev.weir.decode.DecodeOutcome;

/** What the packets are, by the outcome of their decoding. */
final class PacketsSection {
  private final CaptureTotals totals;
  private final SummaryPage page;

  PacketsSection(final CaptureSummary summary, final SummaryPage page) {
    totals = summary.totals();
    this.page = page;
  }

  void write() {
    page.heading("PACKETS");
    final long all = totals.packets();
    page.counted("TCP segments", totals.packets(DecodeOutcome.TCP), all);
    for (final DecodeOutcome outcome : DecodeOutcome.values()) {
      if (outcome != DecodeOutcome.TCP && totals.packets(outcome) > 0) {
        page.counted(outcome.label(), totals.packets(outcome), all);
        page.note(outcome.description());
      }
    }
    if (totals.tcpPackets() != totals.packets(DecodeOutcome.TCP)) {
      page.row("TCP in all", grouped(totals.tcpPackets()) + " packets whose IP header names TCP");
    }
    if (totals.badChecksums() > 0) {
      page.counted("bad checksum", totals.badChecksums(), all);
      page.note("segments that were left out since their checksum is wrong");
    }
  }
}
