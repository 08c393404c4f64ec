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
import dev.weir.line.ParallelListing;
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
    try (Capture capture = shared.open(isAsTcpdump(given))) {
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
            sayUnprinted(list(given, options, cursor, test, most, results), errors);
          }
        }
        return CaptureArguments.report(cursor.notices(), filter, cursor.damages(), errors);
      }
    }
  }

  /** Whether it is called as tcpdump is, and lines are wanted: then they end where tcpdump's do. */
  private static boolean isAsTcpdump(final Arguments given) {
    return given.list("-r").size() == 1
        && given.text("--format", "line").equals("line")
        && !given.has("-w")
        && !given.has("--count");
  }

  /** Prints; returns how many packets have no TCP in them. */
  private static long list(
      final Arguments given,
      final LineOptions options,
      final PacketCursor cursor,
      final PacketTest test,
      final long most,
      final Results results)
      throws UsageException, IOException {
    final String format = given.text("--format", "line");
    if (!format.equals("line") && !format.equals("json")) {
      throw new UsageException("--format is line or json, not '" + format + "'");
    }
    final boolean asLines = format.equals("line");
    final int processors = Runtime.getRuntime().availableProcessors();
    final int threads =
        (int) given.number("--threads", processors, 1, CaptureArguments.MOST_THREADS);
    final boolean lineByLine = given.has("-l") || results.isTerminal();
    final long seed = AnalyzerOptions.randomSeed();
    if (threads > 1 && asLines && !lineByLine) {
      final ParallelListing listing = new ParallelListing(options, seed, test, most, threads);
      listing.run(cursor, results.file());
      return listing.unprinted();
    }
    final TextBuffer text = new TextBuffer(FIRST_TEXT);
    try (PacketLines lines =
        asLines ? new LinePrinter(options, text, seed) : new JsonPrinter(options, text, seed)) {
      final LineListing listing = new LineListing(lines, test, most, lineByLine);
      listing.run(cursor, results.file());
      return listing.unprinted();
    }
  }

  private static void sayUnprinted(final long packets, final PrintStream errors) {
    if (packets > 0) {
      errors.println(
          "weir: "
              + packets
              + (packets == 1 ? " packet" : " packets")
              + " without TCP passed the filter and "
              + (packets == 1 ? "was" : "were")
              + " not printed");
    }
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
