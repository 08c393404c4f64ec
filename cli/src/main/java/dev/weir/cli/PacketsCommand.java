package dev.weir.cli;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureFormat;
import dev.weir.capture.CaptureWriter;
import dev.weir.capture.PacketCursor;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import dev.weir.line.HostNames;
import dev.weir.line.JsonPrinter;
import dev.weir.line.LineListing;
import dev.weir.line.LineOptions;
import dev.weir.line.LinePrinter;
import dev.weir.line.PacketLines;
import dev.weir.text.TextBuffer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
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
        .addOption(Options.value("FILE", "Names of addresses: hosts(5).", "--hosts"))
        .addOption(Options.value("N", "End when N packets have passed the filter.", "-c"))
        .addOption(Options.flag("Print how many packets pass the filter, no lines.", "--count"))
        .addOption(Options.value("FILE", "Write the packets to a capture, print none.", "-w"))
        .addOption(Options.value("EXPRESSION", "Filter, where files are listed.", "-f"))
        .addOption(Options.value("FILE", "Read the filter from a file.", "-F"))
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
    final LineOptions options = LineArguments.options(given);
    final long most = given.number("-c", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    final HostNames hosts = hosts(given.text("--hosts", null));
    options.hosts(hosts);
    final CaptureFilter filter =
        new CaptureFilter(expression(given), FilterOptions.DEFAULT.withHosts(hosts::addressesOf));
    try (Capture capture = shared.open();
        PacketCursor cursor = capture.cursor();
        Results results = shared.results()) {
      filter.check(cursor.interfaces());
      final CaptureFilter.Walk walk = filter.walk();
      if (given.has("-w")) {
        write(given.text("-w", null), cursor, walk, most, given.has("--nano"));
      } else if (given.has("--count")) {
        count(cursor, walk, most, results);
      } else {
        list(given, options, cursor, walk, most, results, errors);
      }
      for (final String notice : filter.notices()) {
        errors.println("weir: " + notice);
      }
      return CaptureArguments.report(cursor.damages(), errors);
    } catch (final CaptureFilter.Refusal e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static void list(
      final Arguments given,
      final LineOptions options,
      final PacketCursor cursor,
      final CaptureFilter.Walk walk,
      final long most,
      final Results results,
      final PrintStream errors)
      throws UsageException, IOException {
    final TextBuffer text = new TextBuffer(FIRST_TEXT);
    try (PacketLines lines = lines(given, options, text)) {
      final boolean lineByLine = results.isTerminal() || given.has("-l");
      final LineListing listing = new LineListing(lines, text, walk::matches, most, lineByLine);
      listing.run(cursor, results.file());
      if (listing.unprinted() > 0) {
        errors.println(
            "weir: "
                + listing.unprinted()
                + (listing.unprinted() == 1 ? " packet" : " packets")
                + " without TCP passed the filter and "
                + (listing.unprinted() == 1 ? "was" : "were")
                + " not printed");
      }
    }
  }

  private static PacketLines lines(
      final Arguments given, final LineOptions options, final TextBuffer text)
      throws UsageException {
    final String format = given.text("--format", "line");
    final long seed = new SecureRandom().nextLong();
    return switch (format) {
      case "line" -> new LinePrinter(options, text, seed);
      case "json" -> new JsonPrinter(options, text, seed);
      default -> throw new UsageException("--format is line or json, not '" + format + "'");
    };
  }

  private static HostNames hosts(final String file) throws UsageException {
    if (file == null) {
      return HostNames.NONE;
    }
    try {
      return HostNames.read(Path.of(file));
    } catch (final IOException | InvalidPathException e) {
      throw new UsageException("--hosts " + e.getMessage());
    }
  }

  private static String expression(final Arguments given) throws UsageException {
    final String file = given.text("-F", null);
    if (file != null) {
      try {
        return Files.readString(Path.of(file), StandardCharsets.UTF_8);
      } catch (final IOException | InvalidPathException e) {
        throw new UsageException("-F " + e.getMessage());
      }
    }
    final String words = given.has("-r") ? String.join(" ", given.words()) : "";
    return given.text("-f", words);
  }

  private static void count(
      final PacketCursor cursor,
      final CaptureFilter.Walk walk,
      final long most,
      final Results results)
      throws IOException {
    long count = 0;
    while (count < most && cursor.next()) {
      if (walk.matches(cursor)) {
        count++;
      }
    }
    final String text = count + (count == 1 ? " packet\n" : " packets\n");
    results.stream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(
      final String name,
      final PacketCursor cursor,
      final CaptureFilter.Walk walk,
      final long most,
      final boolean nanoseconds)
      throws UsageException, IOException {
    final CaptureFormat format = nanoseconds ? CaptureFormat.PCAP_NANOSECONDS : CaptureFormat.PCAP;
    try (FileOutputStream file = open(name);
        CaptureWriter writer = new CaptureWriter(cursor, file.getChannel(), format)) {
      long count = 0;
      while (count < most && cursor.next()) {
        if (walk.matches(cursor)) {
          count++;
          writer.write();
        }
      }
    }
  }

  private static FileOutputStream open(final String name) throws UsageException {
    try {
      return name.equals("-")
          ? new FileOutputStream(java.io.FileDescriptor.out)
          : new FileOutputStream(name);
    } catch (final IOException e) {
      throw new UsageException("-w " + e.getMessage());
    }
  }
}
