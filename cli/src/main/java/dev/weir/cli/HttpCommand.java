package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.HttpAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.PacketCursor;
import dev.weir.http.HttpConnections;
import dev.weir.http.HttpRow;
import dev.weir.report.HttpColumn;
import dev.weir.report.HttpColumns;
import dev.weir.report.HttpCsvReport;
import dev.weir.report.HttpJsonReport;
import dev.weir.report.HttpReport;
import dev.weir.report.HttpTableReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir http}: a row for each HTTP transaction. */
final class HttpCommand implements Command {
  private static final List<String> FORMATS = List.of("table", "csv", "json");

  @Override
  public String name() {
    return "http";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "http",
            "Prints a row for each HTTP/1.0 and HTTP/1.1 transaction, on any port: the request and"
                + " its response, their lengths and times, and what came after.");
    command
        .addOption(Options.value("FORMAT", "table (for people), csv or json (lines).", "--format"))
        .addOption(Options.flag("Explain the columns of csv and json, and end.", "--columns"));
    CaptureArguments.addChecksumsTo(CaptureArguments.addTo(command));
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir http capture.pcap",
            "  weir http -r capture.pcap host 10.0.0.1 and port 8080",
            "  weir http --format csv -o http.csv monday.pcapng tuesday.pcapng",
            "  weir http --format json capture.pcap | jq 'select(.outcome == \"lost_in_race\")'",
            "",
            "A row is printed when it is known what came after the transaction on its connection:",
            "the next request, or the end. Bodies need not be captured, headers do.");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    if (given.has("--columns")) {
      return explainColumns(shared);
    }
    final String format = given.text("--format", "table");
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format is one of " + FORMATS + ", not '" + format + "'");
    }
    final AnalyzerOptions options = shared.analyzerOptions();
    try (Capture capture = shared.open();
        PacketCursor cursor = capture.cursor();
        Results results = shared.results()) {
      if (options.filter() != null) {
        options.filter().check(cursor.interfaces());
      }
      final HttpReport report = report(format, results.stream());
      final HttpAnalyzer analyzer = new HttpAnalyzer(cursor, options, row -> accept(report, row));
      try (var _ = Progress.of(shared.showsProgress(false), cursor::bytesRead, capture.size())) {
        analyzer.run();
      } catch (final UncheckedIOException e) {
        throw e.getCause();
      }
      report.finish();
      results.stream().flush();
      sayDropped(analyzer.dropped(), errors);
      return CaptureArguments.report(cursor.notices(), options.filter(), cursor.damages(), errors);
    }
  }

  private static void accept(final HttpReport report, final HttpRow row) {
    try {
      report.accept(row);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sayDropped(final long dropped, final PrintStream errors) {
    if (dropped > 0) {
      errors.println(
          "weir: "
              + dropped
              + (dropped == 1 ? " time a connection was" : " times a connection was")
              + " left before its end (not_followed), since those that are followed may take "
              + (HttpConnections.MOST_BYTES >> 20)
              + " MiB together");
    }
  }

  private static int explainColumns(final CaptureArguments shared)
      throws UsageException, IOException {
    try (Results results = shared.results()) {
      for (final HttpColumn column : HttpColumns.ALL) {
        final String line = String.format("%-23s%s%n", column.name(), column.description());
        results.stream().write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return ExitStatus.DONE;
  }

  private static HttpReport report(final String format, final OutputStream out) {
    return switch (format) {
      case "csv" -> new HttpCsvReport(out);
      case "json" -> new HttpJsonReport(out);
      default -> new HttpTableReport(out);
    };
  }
}
