package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.SummaryPage.grouped;
import static dev.weir.report.SummaryPage.left;
import static dev.weir.report.SummaryPage.right;

import dev.weir.analysis.JudgementTotals;
import dev.weir.connection.Judgement;

/** How segments were judged, of each side. */
final class JudgementsSection {
  private static final int LABEL_WIDTH = 26;
  private static final int COUNT_WIDTH = 14;

  private final JudgementTotals judgements;
  private final SummaryPage page;

  JudgementsSection(final CaptureSummary summary, final SummaryPage page) {
    judgements = summary.connections().judgements();
    this.page = page;
  }

  void write() {
    boolean begun = false;
    for (final Judgement judgement : Judgement.values()) {
      final long originators = judgements.segments(judgement, ORIGINATOR);
      final long responders = judgements.segments(judgement, RESPONDER);
      if (originators + responders > 0) {
        if (!begun) {
          page.heading("SEGMENTS  as tcp.analysis has them");
          row("", "originators", "responders");
          begun = true;
        }
        row(judgement.label(), grouped(originators), grouped(responders));
      }
    }
  }

  private void row(final String label, final String originators, final String responders) {
    page.line(
        left(label, LABEL_WIDTH)
            + right(originators, COUNT_WIDTH)
            + right(responders, COUNT_WIDTH));
  }
}
