package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.Damage;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** The options that all commands share: what to read, how, and where results go. */
final class CaptureArguments {
  static final int MOST_THREADS = 256;

  private final Arguments given;

  /** Reads the shared options of a command line. */
  CaptureArguments(final Arguments given) {
    this.given = given;
  }

  /** Adds the shared options to a command, behind its own. */
  static CommandSpec addTo(final CommandSpec command) {
    return command
        .addPositional(
            Options.words(
                "FILE",
                "Captures: files and folders, or - for standard input. Several are one capture in"
                    + " time order."))
        .addOption(
            Options.values(
                "FILE",
                "Read this file (may be repeated). The words that are no options are then the"
                    + " filter, as tcpdump has it.",
                "-r"))
        .addOption(
            Options.value("FILTER", "Only what this pcap-filter expression lets pass.", "-f"))
        .addOption(Options.flag("Apply the filter to the innermost IP packet.", "--inner"))
        .addOption(Options.value("FILE", "Write to this file, not to standard output.", "-o"))
        .addOption(Options.value("N", "Work with so many threads (all processors).", "--threads"))
        .addOption(Options.flag("Leave out segments with a wrong checksum.", "--verify-checksums"))
        .addOption(
            Options.flag(
                "Read files without mapping them: for files that may be cut short meanwhile.",
                "--no-mmap"))
        .addOption(Options.flag("Show no progress.", "--quiet"));
  }

  /**
   * Opens what is to be read.
   *
   * @throws UsageException where nothing is named.
   * @throws CaptureException where a file cannot be read.
   */
  Capture open() throws UsageException, CaptureException {
    final List<String> names = given.has("-r") ? given.list("-r") : given.words();
    if (names.isEmpty()) {
      throw new UsageException("no capture is named: give FILE... or -r FILE, - is standard input");
    }
    final List<Path> files = new ArrayList<>(names.size());
    for (final String name : names) {
      try {
        files.add(Path.of(name));
      } catch (final InvalidPathException e) {
        throw new CaptureException(name + ": no such file", e);
      }
    }
    return Capture.open(files, new CaptureOptions(!given.has("--no-mmap")));
  }

  /** Opens where results go. */
  Results results() throws UsageException {
    return Results.open(given.text("-o", null));
  }

  /**
   * Which packets count.
   *
   * @return the filter, or null where none is given.
   * @throws UsageException where it is given twice.
   */
  CaptureFilter filter() throws UsageException {
    return filter(FilterOptions.DEFAULT.hosts());
  }

  /**
   * The filter.
   *
   * @param hosts the addresses of a host by its name.
   * @return null where every packet counts.
   * @throws UsageException where an expression is given twice, or its file cannot be read.
   */
  CaptureFilter filter(final Function<String, List<byte[]>> hosts) throws UsageException {
    final String words = given.has("-r") ? String.join(" ", given.words()) : "";
    if (given.has("-f") && !words.isEmpty()) {
      throw new UsageException(
          "two filters: -f '" + given.text("-f", "") + "' and '" + words + "'");
    }
    final String expression = given.text("-f", words);
    if (expression.isBlank()) {
      if (given.has("--inner")) {
        throw new UsageException("--inner needs a filter");
      }
      return null;
    }
    return new CaptureFilter(
        expression, FilterOptions.DEFAULT.withHosts(hosts).withInner(given.has("--inner")));
  }

  /** How connections are analysed. */
  AnalyzerOptions analyzerOptions() throws UsageException {
    final AnalyzerOptions defaults = AnalyzerOptions.defaults();
    return defaults
        .withThreads((int) given.number("--threads", defaults.threads(), 1, MOST_THREADS))
        .withVerifyChecksums(given.has("--verify-checksums"))
        .withFilter(filter());
  }

  /** Whether progress is to be shown, which only makes sense where results do not run past it. */
  boolean showsProgress(final boolean resultsComeLast) {
    return Terminals.errors()
        && !given.has("--quiet")
        && (resultsComeLast || given.has("-o") || !Terminals.output());
  }

  /** Says what is damaged or strange, a line each; the result is the exit status. */
  static int report(
      final CaptureFilter filter, final List<Damage> damages, final PrintStream errors) {
    if (filter != null) {
      filter.notices().forEach(notice -> errors.println("weir: " + notice));
    }
    for (final Damage damage : damages) {
      errors.println("weir: " + damage.message());
    }
    return damages.isEmpty() ? ExitStatus.DONE : ExitStatus.DAMAGED;
  }
}
