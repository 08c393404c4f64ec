package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.PacketCursor;
import dev.weir.line.JsonPrinter;
import dev.weir.line.JudgedLines;
import dev.weir.line.LineListing;
import dev.weir.line.LineOptions;
import dev.weir.line.LinePrinter;
import dev.weir.line.PacketLines;
import dev.weir.line.PacketTest;
import dev.weir.line.ParallelListing;
import dev.weir.selection.Selection;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir packets}: tcpdump's line for each TCP segment, or the same as JSON. */
final class PacketsCommand implements Command {
  private static final int FIRST_TEXT = 1 << 18;
  private static final String ANALYSIS = "--analysis";

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
        .addOption(
            Options.flag(
                "Add to each line how the segment is judged and the states of both ends.",
                ANALYSIS))
        .addOption(Options.value("N", "End when N packets have passed the filter.", "-c"))
        .addOption(Options.flag("Print how many packets pass the filter, no lines.", "--count"))
        .addOption(Options.value("FILE", "Write the packets to a capture, print none.", "-w"))
        .addOption(Options.flag("Write each line as soon as it is complete.", "-l"));
    CaptureArguments.addTo(command);
    command.addOption(CaptureArguments.threadsOption()).addOption(CaptureArguments.memoryOption());
    CaptureArguments.addSelectionTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir packets -nn -r capture.pcap 'src host 10.0.0.1 and tcp'",
            "  weir packets -ttt --hosts /etc/hosts monday.pcap tuesday.pcap",
            "  weir packets --analysis -r capture.pcap | grep retransmission",
            "  weir packets --format json capture.pcap | jq .flags",
            "  weir packets --where 'handshake == refused' -w refused.pcap capture.pcap",
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
    final AnalyzerOptions analysis = shared.analyzerOptions();
    final Selection selection = shared.selection();
    checkMemory(given);
    try (Capture capture = shared.open(selection != null, selection == null && isAsTcpdump(given));
        PacketChoice choice =
            selection == null
                ? PacketChoice.of(analysis.filter())
                : PacketChoice.of(capture, analysis, selection, shared.showsProgress(true))) {
      if (given.has("-w")) {
        final String name = given.text("-w", null);
        return PacketWriting.write(capture, choice, most, name, errors);
      }
      try (PacketCursor cursor = capture.cursor();
          Results results = shared.results()) {
        choice.check(cursor);
        final PacketTest test = choice.test();
        final boolean counts = given.has("--count");
        try (var _ = Progress.of(shared.showsProgress(counts), cursor::bytesRead, capture.size())) {
          if (counts) {
            count(cursor, test, most, results);
          } else {
            sayUnprinted(
                list(given, options, analysis, cursor, test, most, results, errors), errors);
          }
        }
        return choice.report(cursor, errors);
      }
    }
  }

  /** A bound of memory without connections would be ignored. */
  private static void checkMemory(final Arguments given) throws UsageException {
    final boolean judges = given.has(ANALYSIS) || given.text("--format", "line").equals("json");
    final boolean lists = !given.has("-w") && !given.has("--count");
    if (given.has(CaptureArguments.MAX_MEMORY) && !given.has("--where") && !(judges && lists)) {
      throw new UsageException(
          "--max-memory bounds what is kept of connections: packets keeps some with --where,"
              + " --analysis or --format json only");
    }
  }

  /** Whether it is called as tcpdump is, and lines are wanted: then they end where tcpdump's do. */
  private static boolean isAsTcpdump(final Arguments given) {
    return given.list("-r").size() == 1
        && given.text("--format", "line").equals("line")
        && !given.has(ANALYSIS)
        && !given.has("-w")
        && !given.has("--count");
  }

  /** Prints; returns how many packets have no TCP in them. */
  private static long list(
      final Arguments given,
      final LineOptions options,
      final AnalyzerOptions analysis,
      final PacketCursor cursor,
      final PacketTest test,
      final long most,
      final Results results,
      final PrintStream errors)
      throws UsageException, IOException {
    final String format = given.text("--format", "line");
    if (!format.equals("line") && !format.equals("json")) {
      throw new UsageException("--format is line or json, not '" + format + "'");
    }
    final boolean asLines = format.equals("line");
    final boolean judges = given.has(ANALYSIS);
    if (judges && !asLines) {
      throw new UsageException("--analysis is for lines; --format json has the analysis anyway");
    }
    final int threads = CaptureArguments.threads(given);
    final boolean lineByLine = given.has("-l") || results.isTerminal();
    final long seed = AnalyzerOptions.randomSeed();
    if (threads > 1 && asLines && !judges && !lineByLine) {
      final ParallelListing listing = new ParallelListing(options, seed, test, most, threads);
      listing.run(cursor, results.file());
      return listing.unprinted();
    }
    final TextBuffer text = new TextBuffer(FIRST_TEXT);
    if (asLines && !judges) {
      try (LinePrinter lines = new LinePrinter(options, text, seed)) {
        return list(lines, cursor, test, most, lineByLine, results);
      }
    }
    try (SegmentAnalyzer analyzer = new SegmentAnalyzer(analysis.withHashSeed(seed), ended -> {})) {
      final JudgedPackets judged = new JudgedPackets(analyzer, test);
      try (PacketLines lines =
          asLines
              ? new JudgedLines(new LinePrinter(options, text, seed), judged)
              : new JsonPrinter(options, text, seed, judged)) {
        final long unprinted = list(lines, cursor, judged, most, lineByLine, results);
        if (!given.has("--where")) { // else the first walk says it
          CaptureArguments.sayEvicted(analyzer.evicted(), errors);
        }
        return unprinted;
      }
    }
  }

  private static long list(
      final PacketLines lines,
      final PacketCursor cursor,
      final PacketTest test,
      final long most,
      final boolean lineByLine,
      final Results results)
      throws IOException {
    final LineListing listing = new LineListing(lines, test, most, lineByLine);
    listing.run(cursor, results.file());
    return listing.unprinted();
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
