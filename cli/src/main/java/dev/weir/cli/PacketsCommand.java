package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.PacketCursor;
import dev.weir.filter.CaptureFilter;
import dev.weir.line.JsonPrinter;
import dev.weir.line.LineListing;
import dev.weir.line.LineOptions;
import dev.weir.line.LinePrinter;
import dev.weir.line.PacketLines;
import dev.weir.line.PacketTest;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir packets}: tcpdump's line for each TCP segment, or the same as JSON. */
final class PacketsCommand implements Command {
  private static final int FIRST_TEXT = 1 << 18;

  @Override
  public String name() {
    return "packets";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command("packets", "Prints tcpdump's line for each TCP segment, to the letter.");
    LineArguments.addTo(command);
    command
        .addOption(Options.value("FORMAT", "line (as tcpdump) or json (lines).", "--format"))
        .addOption(Options.value("N", "End when N packets have passed the filter.", "-c"))
        .addOption(Options.flag("Print how many packets pass the filter, no lines.", "--count"))
        .addOption(Options.value("FILE", "Write the packets to a capture, print none.", "-w"))
        .addOption(Options.flag("Write each line as soon as it is complete.", "-l"));
    CaptureArguments.addTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir packets -nn -r capture.pcap 'src host 10.0.0.1 and tcp'",
            "  weir packets -ttt --hosts /etc/hosts monday.pcap tuesday.pcap",
            "  weir packets --format json capture.pcap | jq .flags",
            "",
            "Packets without TCP are not printed. What tcpdump needs to capture (-i, -s, -p, ...)",
            "is accepted and has no meaning here.");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    final long most = given.number("-c", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    final LineOptions options = LineArguments.options(given).hosts(shared.hosts());
    final CaptureFilter filter = shared.filter();
    try (Capture capture = shared.open()) {
      if (given.has("-w")) {
        final String name = given.text("-w", null);
        return PacketWriting.write(capture, filter, most, name, errors);
      }
      try (PacketCursor cursor = capture.cursor();
          Results results = shared.results()) {
        if (filter != null) {
          filter.check(cursor.interfaces());
        }
        final PacketTest test = filter == null ? packet -> true : filter.walk()::matches;
        final boolean counts = given.has("--count");
        try (var _ = Progress.of(shared.showsProgress(counts), cursor::bytesRead, capture.size())) {
          if (counts) {
            count(cursor, test, most, results);
          } else {
            list(lines(given, options), cursor, test, most, results, given.has("-l"), errors);
          }
        }
        return CaptureArguments.report(cursor.notices(), filter, cursor.damages(), errors);
      }
    }
  }

  private static void list(
      final PacketLines lines,
      final PacketCursor cursor,
      final PacketTest test,
      final long most,
      final Results results,
      final boolean lineByLine,
      final PrintStream errors)
      throws IOException {
    try (lines) {
      final boolean flushed = lineByLine || results.isTerminal();
      final LineListing listing = new LineListing(lines, test, most, flushed);
      listing.run(cursor, results.file());
      final long unprinted = listing.unprinted();
      if (unprinted > 0) {
        errors.println(
            "weir: "
                + unprinted
                + (unprinted == 1 ? " packet" : " packets")
                + " without TCP passed the filter and "
                + (unprinted == 1 ? "was" : "were")
                + " not printed");
      }
    }
  }

  private static PacketLines lines(final Arguments given, final LineOptions options)
      throws UsageException {
    final TextBuffer text = new TextBuffer(FIRST_TEXT);
    final String format = given.text("--format", "line");
    final long seed = AnalyzerOptions.randomSeed();
    return switch (format) {
      case "line" -> new LinePrinter(options, text, seed);
      case "json" -> new JsonPrinter(options, text, seed);
      default -> throw new UsageException("--format is line or json, not '" + format + "'");
    };
  }

  private static void count(
      final PacketCursor cursor, final PacketTest test, final long most, final Results results)
      throws IOException {
    long count = 0;
    try {
      while (count < most && cursor.next()) {
        if (test.passes(cursor)) {
          count++;
        }
      }
    } catch (final InternalError e) {
      if (!cursor.endedBy(e)) {
        throw e;
      }
    }
    final String text = count + (count == 1 ? " packet\n" : " packets\n");
    results.stream().write(text.getBytes(StandardCharsets.US_ASCII));
    results.stream().flush();
  }
}
