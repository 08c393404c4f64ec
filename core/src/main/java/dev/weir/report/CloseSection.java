package dev.weir.report;

import dev.weir.analysis.LifeTotals;
import dev.weir.connection.CloseKind;
import dev.weir.connection.ResetClass;

/** How FINs closed connections, and in the midst of what RSTs ended them. */
final class CloseSection {
  private final LifeTotals lives;
  private final long all;
  private final SummaryPage page;

  CloseSection(final CaptureSummary summary, final SummaryPage page) {
    lives = summary.connections().lives();
    all = summary.connections().connections();
    this.page = page;
  }

  void write() {
    if (lives.closes(CloseKind.NONE) == all && lives.resets(ResetClass.NONE) == all) {
      return;
    }
    page.heading("CLOSE  by FIN or RST");
    for (final CloseKind kind : CloseKind.values()) {
      if (kind != CloseKind.NONE && lives.closes(kind) > 0) {
        page.counted("close " + kind.label(), lives.closes(kind), all);
      }
    }
    for (final ResetClass reset : ResetClass.values()) {
      if (reset != ResetClass.NONE && lives.resets(reset) > 0) {
        page.counted("reset " + reset.label(), lives.resets(reset), all);
      }
    }
  }
}
