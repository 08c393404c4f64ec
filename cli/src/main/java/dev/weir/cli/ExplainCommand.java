package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.PacketCursor;
import dev.weir.line.HostNames;
import dev.weir.report.StoryJsonReport;
import dev.weir.report.StoryReport;
import dev.weir.report.StoryTextReport;
import dev.weir.report.TellingConnections;
import dev.weir.story.AddressNames;
import dev.weir.story.ConnectionPick;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.ConnectionTracer;
import dev.weir.story.Phrases;
import dev.weir.story.StoryLanguage;
import dev.weir.story.StoryTeller;
import dev.weir.story.TraceLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir explain}: the life of a connection, step by step. */
final class ExplainCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "explain",
            "Tells the life of a TCP connection, step by step: how it was opened, what was sent and"
                + " lost, how it was kept alive, who closed it and why. Where there are many, lists"
                + " the most telling ones.");
    command
        .addOption(
            Options.value(
                "CLIENT:PORT-SERVER:PORT",
                "Tell the connections between these two, in either order; IPv6 addresses in"
                    + " brackets.",
                "--connection"))
        .addOption(
            Options.value(
                "N",
                "Tell connection N: counted from 1 in the order in which they begin, of those"
                    + " that pass the filter.",
                "--number"))
        .addOption(Options.value("LANG", "en, or zh for Simplified Chinese.", "--lang"))
        .addOption(Options.value("FORMAT", "text (for people) or json (lines).", "--format"))
        .addOption(Options.flag("Leave out segments with a wrong checksum.", "--verify-checksums"));
    CaptureArguments.addTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir explain capture.pcap",
            "  weir explain --number 12 capture.pcap",
            "  weir explain --connection 10.0.0.5:42002-93.184.216.1:80 capture.pcap",
            "  weir explain --lang zh --hosts /etc/hosts -r capture.pcap port 42002",
            "  weir explain --format json --number 12 capture.pcap | jq '.steps[].kind'");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    final String format = given.text("--format", "text");
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format is one of " + FORMATS + ", not '" + format + "'");
    }
    final boolean asJson = format.equals("json");
    final Phrases phrases = new Phrases(language(given.text("--lang", "en")));
    final HostNames hosts = shared.hosts();
    final AddressNames names = hosts::nameOf;
    final ConnectionPick pick = ConnectionChoice.of(given, hosts);
    final AnalyzerOptions options =
        AnalyzerOptions.defaults()
            .withVerifyChecksums(given.has("--verify-checksums"))
            .withFilter(shared.filter());
    try (Capture capture = shared.open();
        PacketCursor cursor = capture.cursor();
        Results results = shared.results()) {
      final TellingConnections telling = new TellingConnections(names);
      final ConnectionTracer tracer =
          new ConnectionTracer(
              options,
              pick == null ? ConnectionPick.number(1) : pick,
              TraceLimits.DEFAULT,
              names,
              pick == null ? telling : null);
      if (options.filter() != null) {
        options.filter().check(cursor.interfaces());
      }
      try (Progress progress =
          Progress.of(shared.showsProgress(true), cursor::bytesRead, capture.size())) {
        tracer.run(cursor);
        progress.end();
      }
      if (pick == null && tracer.connections() > 1) {
        if (asJson) {
          telling.writeJson(results.stream());
        } else {
          telling.writeText(results.stream(), phrases);
        }
      } else if (tracer.connections() > 0) {
        final StoryReport report =
            asJson
                ? new StoryJsonReport(results.stream())
                : new StoryTextReport(results.stream(), phrases, story -> List.of());
        tell(tracer, new StoryTeller(phrases), report);
      }
      results.stream().flush();
      sayNothingFound(given, tracer, errors);
      return CaptureArguments.report(
          cursor.notices(), options.filter(), cursor.damages(), errors);
    }
  }

  private static void tell(
      final ConnectionTracer tracer, final StoryTeller teller, final StoryReport report)
      throws IOException {
    for (final ConnectionTrace trace : tracer.traces()) {
      report.write(teller.tell(trace));
    }
  }

  private static void sayNothingFound(
      final Arguments given, final ConnectionTracer tracer, final PrintStream errors)
      throws UsageException {
    final long count = tracer.connections();
    if (count == 0) {
      errors.println("weir: there is no TCP connection to tell of");
    } else if (tracer.traces().isEmpty()) {
      final String all = count == 1 ? "the only one" : "none of the " + count;
      throw new UsageException(
          given.has("--number")
              ? "there is no connection "
                  + given.text("--number", "")
                  + ": there "
                  + (count == 1 ? "is 1" : "are " + count)
              : "no connection is " + given.text("--connection", "") + ": " + all);
    }
  }

  private static StoryLanguage language(final String code) throws UsageException {
    for (final StoryLanguage language : StoryLanguage.values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    throw new UsageException("--lang is en or zh, not '" + code + "'");
  }
}
