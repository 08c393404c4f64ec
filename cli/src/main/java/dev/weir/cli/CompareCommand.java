package dev.weir.cli;

import dev.weir.capture.CaptureException;
import dev.weir.comparison.ComparisonJson;
import dev.weir.comparison.ComparisonReport;
import dev.weir.comparison.ComparisonTable;
import dev.weir.comparison.Measure;
import dev.weir.comparison.MeasureTest;
import dev.weir.comparison.Measures;
import dev.weir.comparison.SideComparison;
import dev.weir.comparison.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir compare}: whether a service got worse between two captures. */
final class CompareCommand implements Command {
  private static final double USUAL_ALPHA = 0.01;
  private static final double USUAL_MARGIN = 0.05;
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "compare",
            "Compares two captures of the same service: round trips, retransmissions, resets,"
                + " failed handshakes, durations and more, and whether the difference is more than"
                + " chance.");
    command
        .addPositional(
            Options.words(
                "BEFORE AFTER",
                "Two captures, each a file, a folder or - for standard input; or what weir"
                    + " connections --format json printed of one, as a file, also in gzip."))
        .addOption(Options.value("FORMAT", "table (for people) or json (one object).", "--format"))
        .addOption(
            Options.value(
                "CHANCE",
                "How often, at most, a comparison of what does not differ may find a difference in"
                    + " any measure (0.01).",
                "--alpha"))
        .addOption(
            Options.value(
                "PERCENT",
                "How large a difference has to be to count, besides being more than chance (5%%).",
                "--margin"))
        .addOption(Options.value("NAME,...", "Compare these measures only.", "--only"))
        .addOption(Options.flag("Explain the measures, and end.", "--measures"));
    CaptureArguments.addChecksumsTo(
        CaptureArguments.addOptionsTo(command)
            .addOption(CaptureArguments.threadsOption())
            .addOption(CaptureArguments.memoryOption()));
    CaptureArguments.addSelectionTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir compare monday.pcap tuesday.pcap",
            "  weir compare --margin 20%% --where 'responder_port == 443' before.pcap after.pcap",
            "  weir compare --only syn_ack_delay,responder_rtt_mean before.json.gz after.pcap",
            "  weir compare --format json before.pcap after.pcap | jq .worse",
            "",
            "Exit status: 0 nothing is worse; 3 a measure is worse, by more than chance and more"
                + " than",
            "the margin; 1 nothing is worse, but a capture is damaged; 2 also where there are"
                + " fewer",
            "than 10 connections on a side, too few to compare.");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    if (given.has("--measures")) {
      return explain(shared);
    }
    final ComparisonReport report = report(given.text("--format", "table"));
    final MeasureTest.Levels levels = new MeasureTest.Levels(alpha(given), margin(given));
    final List<Measure> measures = measures(given);
    final List<String> names = names(shared);
    final ComparedSide before = ComparedSide.open(names.getFirst(), given, measures);
    final ComparedSide after = ComparedSide.open(names.getLast(), given, measures);
    try (Results results = shared.results()) {
      before.read();
      after.read();
      final SideComparison comparison =
          SideComparison.of(before.measured(), after.measured(), levels);
      report.write(before.compared(), after.compared(), comparison, results.stream());
      results.stream().flush();
      final int damaged = Math.max(before.report(errors), after.report(errors));
      if (!comparison.isConclusive()) {
        throw new UsageException("fewer than 10 connections on a side: too few to compare");
      }
      return comparison.results(Verdict.WORSE).isEmpty() ? damaged : ExitStatus.WORSE;
    }
  }

  private static ComparisonReport report(final String format) throws UsageException {
    return switch (format) {
      case "table" -> new ComparisonTable();
      case "json" -> new ComparisonJson();
      default -> throw new UsageException("--format is table or json, not '" + format + "'");
    };
  }

  private static List<String> names(final CaptureArguments shared) throws UsageException {
    final List<String> names = shared.names();
    if (names.size() != 2) {
      throw new UsageException(
          "two captures are compared: give BEFORE and AFTER (a folder counts as one), not "
              + names.size());
    }
    if (names.equals(List.of("-", "-"))) {
      throw new UsageException("only one of BEFORE and AFTER can be standard input");
    }
    return names;
  }

  private static List<Measure> measures(final Arguments given) throws UsageException {
    final String only = given.text("--only", null);
    if (only == null) {
      return Measures.ALL;
    }
    final Set<String> wanted = new HashSet<>(Arrays.asList(only.split(",", -1)));
    final List<Measure> measures = new ArrayList<>();
    for (final Measure measure : Measures.ALL) {
      if (wanted.remove(measure.name())) {
        measures.add(measure);
      }
    }
    if (!wanted.isEmpty()) {
      throw new UsageException(
          "--only: there is no measure '"
              + wanted.iterator().next()
              + "': weir compare --measures lists them");
    }
    return measures;
  }

  private static double alpha(final Arguments given) throws UsageException {
    final String text = given.text("--alpha", null);
    final double alpha = text == null ? USUAL_ALPHA : number(text);
    if (!(alpha > 0 && alpha < 1)) {
      throw new UsageException("--alpha takes a chance above 0 and below 1, not '" + text + "'");
    }
    return alpha;
  }

  private static double margin(final Arguments given) throws UsageException {
    final String text = given.text("--margin", null);
    if (text == null) {
      return USUAL_MARGIN;
    }
    final double percent =
        text.endsWith("%") ? number(text.substring(0, text.length() - 1)) : Double.NaN;
    if (!(percent >= 0 && percent < Double.POSITIVE_INFINITY)) {
      throw new UsageException("--margin takes a percentage such as 5%, not '" + text + "'");
    }
    return percent / PERCENT;
  }

  /** A plain decimal number, or NaN. */
  private static double number(final String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,15})?|\\.\\d{1,15}")
        ? Double.parseDouble(text)
        : Double.NaN;
  }

  private static int explain(final CaptureArguments shared) throws UsageException, IOException {
    try (Results results = shared.results()) {
      for (final Measure measure : Measures.ALL) {
        final String line =
            String.format(
                "%s: %s; %s%n    %s%s%n",
                measure.name(),
                measure.description(),
                measure.worse() == Measure.Worse.NEITHER
                    ? "neither way is worse"
                    : measure.worse().name().toLowerCase(Locale.ROOT) + " is worse",
                measure.value(),
                measure.among() == null ? "" : String.format("%n    among %s", measure.among()));
        results.stream().write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return ExitStatus.DONE;
  }
}
