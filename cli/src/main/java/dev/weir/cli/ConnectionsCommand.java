package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.ConnectionSink;
import dev.weir.analysis.Splitting;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.report.ConnLogReport;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import dev.weir.report.ConnectionCsvReport;
import dev.weir.report.ConnectionJsonReport;
import dev.weir.report.ConnectionReport;
import dev.weir.report.ConnectionTableReport;
import dev.weir.report.SortKey;
import dev.weir.report.SortedConnections;
import dev.weir.selection.SelectedConnections;
import dev.weir.selection.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir connections}: a row for each connection. */
final class ConnectionsCommand implements Command {
  private static final String SORT_KEYS =
      Arrays.stream(SortKey.values())
          .map(ConnectionsCommand::word)
          .collect(Collectors.joining(", "));

  private static final List<String> FORMATS = List.of("table", "csv", "json", "zeek");

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "connections", "Prints a row for each TCP connection, in the order in which they end.");
    command
        .addOption(
            Options.value(
                "FORMAT",
                "table (for people), csv, json (lines), or zeek (a conn.log, split as Zeek does).",
                "--format"))
        .addOption(Options.value("KEY", "Sort by " + SORT_KEYS + ", largest first.", "--sort"))
        .addOption(Options.value("N", "Print only the first N rows.", "--top"))
        .addOption(Options.flag("Explain the columns of csv and json, and end.", "--columns"));
    CaptureArguments.addAnalysisTo(command);
    CaptureArguments.addSelectionTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir connections capture.pcap",
            "  weir connections -r capture.pcap dst net 10.0.0.0/8 and port 443",
            "  weir connections --sort payload --top 20 monday.pcapng tuesday.pcapng",
            "  weir connections --format zeek --verify-checksums capture.pcap > conn.log",
            "  weir connections --where 'handshake == no_answer || retransmitted > 10kB'"
                + " capture.pcap",
            "  weir connections --format csv -o connections.csv capture.pcap");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    if (given.has("--columns")) {
      return explainColumns(shared);
    }
    final boolean sorted = given.has("--sort") || given.has("--top");
    final SortKey key = sortKey(given.text("--sort", word(SortKey.START)));
    final int most = (int) given.number("--top", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    final String format = given.text("--format", "table");
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format is one of " + FORMATS + ", not '" + format + "'");
    }
    final AnalyzerOptions options =
        shared
            .analyzerOptions()
            .withSplitting(format.equals("zeek") ? Splitting.ZEEK : Splitting.WEIR);
    final Selection selection = shared.selection();
    try (Capture capture = shared.open();
        Results results = shared.results()) {
      final CaptureAnalyzer analyzer = new CaptureAnalyzer(capture, options);
      final ConnectionReport report = report(format, results.stream());
      final Progress progress =
          Progress.of(shared.showsProgress(sorted), analyzer::bytesRead, capture.size());
      if (sorted) {
        try (progress;
            SortedConnections sorter = new SortedConnections(report, key, most)) {
          analyzer.run(selected(selection, sorter));
          progress.end();
          sorter.finish();
        }
      } else {
        try (progress) {
          analyzer.run(selected(selection, report));
        }
        report.finish();
      }
      results.stream().flush();
      return CaptureArguments.report(analyzer, options, errors);
    }
  }

  private static ConnectionSink selected(final Selection selection, final ConnectionSink sink) {
    return selection == null ? sink : new SelectedConnections(selection, sink);
  }

  private static int explainColumns(final CaptureArguments shared)
      throws UsageException, IOException {
    try (Results results = shared.results()) {
      int width = 0;
      for (final ConnectionColumn column : ConnectionColumns.ALL) {
        width = Math.max(width, column.name().length() + 2);
      }
      for (final ConnectionColumn column : ConnectionColumns.ALL) {
        final String line =
            String.format("%-" + width + "s%s%n", column.name(), column.description());
        results.stream().write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return ExitStatus.DONE;
  }

  private static ConnectionReport report(final String format, final OutputStream out) {
    return switch (format) {
      case "csv" -> new ConnectionCsvReport(out);
      case "zeek" -> new ConnLogReport(out);
      case "json" -> new ConnectionJsonReport(out);
      default -> new ConnectionTableReport(out);
    };
  }

  private static SortKey sortKey(final String word) throws UsageException {
    for (final SortKey key : SortKey.values()) {
      if (word(key).equals(word)) {
        return key;
      }
    }
    throw new UsageException("--sort is one of " + SORT_KEYS + ", not '" + word + "'");
  }

  private static String word(final SortKey key) {
    return key.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
