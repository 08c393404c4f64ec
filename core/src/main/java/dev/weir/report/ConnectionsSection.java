package dev.weir.report;

import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.ZeekTotals;
import dev.weir.connection.Ending;
import dev.weir.connection.Handshake;

/** How connections began and ended. */
final class ConnectionsSection {
  private final CaptureSummary summary;
  private final ConnectionTotals connections;
  private final SummaryPage page;

  ConnectionsSection(final CaptureSummary summary, final SummaryPage page) {
    this.summary = summary;
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    final long all = connections.connections();
    final CaptureSummary.Part part = summary.part();
    page.heading(
        "CONNECTIONS  "
            + grouped(all)
            + (part == null ? "" : " of " + grouped(part.of()) + ", those where " + part.words()));
    for (final Handshake handshake : Handshake.values()) {
      final long count = connections.connections(handshake);
      if (count > 0) {
        page.counted("handshake " + handshake.label(), count, all);
      }
    }
    for (final Ending ending : Ending.values()) {
      final long count = connections.connections(ending);
      if (count > 0) {
        page.counted(ending.label(), count, all);
      }
    }
    zeekStates();
  }

  private void zeekStates() {
    final ZeekTotals zeek = connections.zeek();
    final StringBuilder states = new StringBuilder();
    for (final String state : zeek.states()) {
      states
          .append(states.isEmpty() ? "" : ", ")
          .append(state)
          .append(' ')
          .append(grouped(zeek.connections(state)));
    }
    if (!states.isEmpty()) {
      page.row("conn_state", states.toString());
    }
  }
}
