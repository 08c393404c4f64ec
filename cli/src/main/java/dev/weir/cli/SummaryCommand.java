package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.report.CaptureSummary;
import dev.weir.report.SummaryJsonReport;
import dev.weir.report.SummaryTextReport;
import dev.weir.selection.SelectedConnections;
import dev.weir.selection.Selection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir summary}: the capture and its TCP at a glance. */
final class SummaryCommand implements Command {
  @Override
  public String name() {
    return "summary";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command("summary", "Shows the capture and its TCP at a glance.");
    command.addOption(
        Options.value("FORMAT", "table (for people) or json (one object).", "--format"));
    CaptureArguments.addAnalysisTo(command);
    CaptureArguments.addSelectionTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir summary capture.pcap",
            "  weir summary -f 'port 443' capture.pcap",
            "  weir summary --where 'responder_address in 10.0.0.0/8' capture.pcap",
            "  tcpdump -w - | weir summary -",
            "  weir summary --format json /var/captures | jq .packets");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    final String format = given.text("--format", "table");
    if (!format.equals("table") && !format.equals("json")) {
      throw new UsageException("--format is table or json, not '" + format + "'");
    }
    final AnalyzerOptions options = shared.analyzerOptions();
    final Selection selection = shared.selection();
    try (Capture capture = shared.open();
        Results results = shared.results()) {
      final CaptureTotals packets = new CaptureTotals();
      final CaptureAnalyzer analyzer = new CaptureAnalyzer(capture, options, packets);
      final ConnectionTotals totals = new ConnectionTotals();
      CaptureSummary.Part of = null;
      try (var _ = Progress.of(shared.showsProgress(true), analyzer::bytesRead, capture.size())) {
        if (selection == null) {
          analyzer.run(totals);
        } else {
          final SelectedConnections selected = new SelectedConnections(selection, totals);
          analyzer.run(selected);
          of = new CaptureSummary.Part(given.text("--where", ""), selected.seen());
        }
      }
      final CaptureSummary summary = CaptureSummary.of(analyzer, packets, totals, of);
      if (format.equals("json")) {
        new SummaryJsonReport(summary).write(results.stream());
      } else {
        final boolean unicode = Terminals.showUnicode();
        final String text = new SummaryTextReport(summary, unicode).text();
        results.stream().write(text.getBytes(StandardCharsets.UTF_8));
      }
      results.stream().flush();
      return CaptureArguments.report(analyzer, options, errors);
    }
  }
}
