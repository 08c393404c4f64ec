package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.Damage;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import dev.weir.line.HostNames;
import dev.weir.selection.Selection;
import dev.weir.selection.SelectionException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that all commands share: what to read, how, and where results go. */
final class CaptureArguments {
  static final int MOST_THREADS = 256;
  static final String MAX_MEMORY = "--max-memory";

  private static final String READS_ON =
      ": tcpdump ends there, too; FILE without -r, or --format json, reads on";

  private final Arguments given;

  /** Reads the shared options of a command line. */
  CaptureArguments(final Arguments given) {
    this.given = given;
  }

  /** Adds the shared options to a command that analyses connections, behind its own. */
  static CommandSpec addAnalysisTo(final CommandSpec command) {
    return addChecksumsTo(addTo(command).addOption(threadsOption()).addOption(memoryOption()));
  }

  /** Adds what concerns checksums. */
  static CommandSpec addChecksumsTo(final CommandSpec command) {
    return command.addOption(
        Options.flag("Leave out segments with a wrong checksum.", "--verify-checksums"));
  }

  static OptionSpec threadsOption() {
    return Options.value("N", "Work with so many threads (all processors).", "--threads");
  }

  /** The option for commands that keep connections, all of which they report. */
  static OptionSpec memoryOption() {
    return Options.value(
        "SIZE",
        "Memory for connections, such as 512M or 2G: where they need more, those idle longest are"
            + " reported early (no bound).",
        MAX_MEMORY);
  }

  /** Adds {@code --where} to a command that does something with connections. */
  static CommandSpec addSelectionTo(final CommandSpec command) {
    return command.addOption(
        Options.value(
                "CONDITION",
                "Only connections for which this holds, such as 'handshake == refused' or"
                    + " 'retransmitted > 10kB && duration < 2s': over the columns that weir"
                    + " connections --columns explains.",
                "--where")
            .toBuilder()
            // Asked for by weir completion only.
            .completionCandidates(() -> Selection.names().iterator())
            .build());
  }

  /** Adds the options of all commands: what is read, how, and where results go. */
  static CommandSpec addTo(final CommandSpec command) {
    return addOptionsTo(
        command.addPositional(
            Options.words(
                "FILE",
                "Captures: files and folders, or - for standard input. Several are one capture in"
                    + " time order.")));
  }

  /** Adds these options only, to a command with words of its own. */
  static CommandSpec addOptionsTo(final CommandSpec command) {
    return command
        .addOption(Options.values("FILE", "Read this file (may be repeated).", "-r"))
        .addOption(
            Options.value(
                "EXPRESSION",
                "Only packets that pass this pcap-filter expression. With -r, tcpdump's way, the"
                    + " words behind the options are the expression.",
                "-f"))
        .addOption(
            Options.flag(
                "Apply the expression to the innermost IP packet, behind tags, tunnels and IPv6"
                    + " extension headers.",
                "--inner"))
        .addOption(
            Options.value(
                "FILE",
                "Names of addresses for filters and for packets, as hosts(5): no other are known."
                    + " Rows of connections keep numbers.",
                "--hosts"))
        .addOption(Options.value("FILE", "Write to this file, not to standard output.", "-o"))
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
    return open(false);
  }

  /**
   * Opens what is to be read.
   *
   * @param twice whether it is read more than once, so that streams have to be kept.
   * @throws UsageException where nothing is named.
   * @throws CaptureException where a file cannot be read.
   */
  Capture open(final boolean twice) throws UsageException, CaptureException {
    return open(twice, false);
  }

  /**
   * Opens what is to be read.
   *
   * @param twice whether it is read more than once, so that streams have to be kept.
   * @param firstInterfaceOnly see {@link CaptureOptions#firstInterfaceOnly()}.
   * @throws UsageException where nothing is named.
   * @throws CaptureException where a file cannot be read.
   */
  Capture open(final boolean twice, final boolean firstInterfaceOnly)
      throws UsageException, CaptureException {
    final List<String> names = names();
    if (names.isEmpty()) {
      throw new UsageException("no capture is named: give FILE... or -r FILE, - is standard input");
    }
    return open(names, twice, firstInterfaceOnly);
  }

  /** What is to be read, as it was given. */
  List<String> names() {
    return given.has("-r") ? given.list("-r") : given.words();
  }

  /**
   * Opens a capture.
   *
   * @param names of files and folders.
   * @param twice whether it is read more than once, so that streams have to be kept.
   * @param firstInterfaceOnly see {@link CaptureOptions#firstInterfaceOnly()}.
   * @throws CaptureException where a file cannot be read.
   */
  Capture open(final List<String> names, final boolean twice, final boolean firstInterfaceOnly)
      throws CaptureException {
    final List<Path> files = new ArrayList<>(names.size());
    for (final String name : names) {
      try {
        files.add(Path.of(name));
      } catch (final InvalidPathException e) {
        throw new CaptureException(name + ": no such file", e);
      }
    }
    return Capture.open(
        files, new CaptureOptions(!given.has("--no-mmap"), twice, firstInterfaceOnly));
  }

  /** Opens where results go. */
  Results results() throws UsageException {
    return Results.open(given.text("-o", null));
  }

  /**
   * The names of addresses.
   *
   * @return what the file of {@code --hosts} says.
   * @throws UsageException where it cannot be read.
   */
  HostNames hosts() throws UsageException {
    final String file = given.text("--hosts", null);
    if (file == null) {
      return HostNames.NONE;
    }
    try {
      return HostNames.read(Path.of(file));
    } catch (final NoSuchFileException e) {
      throw new UsageException("--hosts " + file + ": no such file");
    } catch (final IOException | InvalidPathException e) {
      throw new UsageException("--hosts " + e.getMessage());
    }
  }

  /**
   * Which packets count.
   *
   * @return the filter, or null where none is given.
   * @throws UsageException where it is given twice.
   */
  CaptureFilter filter() throws UsageException {
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
        expression,
        FilterOptions.DEFAULT.withHosts(hosts()::addressesOf).withInner(given.has("--inner")));
  }

  /**
   * Which connections are wanted.
   *
   * @return the selection, or null where all are.
   * @throws UsageException where the expression is refused, with a caret under the place.
   */
  Selection selection() throws UsageException {
    final String expression = given.text("--where", null);
    if (expression == null) {
      return null;
    }
    try {
      return Selection.of(expression);
    } catch (final SelectionException e) {
      throw new UsageException("--where: " + e.render(expression));
    }
  }

  /** How many threads may work. */
  static int threads(final Arguments given) throws UsageException {
    final int processors = Runtime.getRuntime().availableProcessors();
    return (int) given.number("--threads", processors, 1, MOST_THREADS);
  }

  /** How connections are analysed. */
  AnalyzerOptions analyzerOptions() throws UsageException {
    return AnalyzerOptions.defaults()
        .withThreads(threads(given))
        .withVerifyChecksums(given.has("--verify-checksums"))
        .withMaxMemory(
            given.size(MAX_MEMORY, AnalyzerOptions.UNBOUNDED, AnalyzerOptions.LEAST_MEMORY))
        .withFilter(filter());
  }

  /**
   * Whether progress is to be shown: only where no results run past it, on this terminal or in a
   * pager.
   *
   * @param resultsComeLast whether all results are printed after the work.
   */
  boolean showsProgress(final boolean resultsComeLast) {
    final boolean elsewhere = given.has("-o") || !Terminals.output() && !Terminals.outputPiped();
    return Terminals.errors() && !given.has("--quiet") && (resultsComeLast || elsewhere);
  }

  /**
   * Says what the user should know of what was read, a line each.
   *
   * @return the exit status.
   */
  static int report(
      final List<String> notices,
      final CaptureFilter filter,
      final List<Damage> damages,
      final PrintStream errors) {
    notices.forEach(notice -> errors.println("weir: " + notice));
    if (filter != null) {
      filter.notices().forEach(notice -> errors.println("weir: " + notice));
    }
    damages.forEach(
        damage -> errors.println("weir: " + damage.message() + (damage.whole() ? READS_ON : "")));
    return damages.isEmpty() ? ExitStatus.DONE : ExitStatus.DAMAGED;
  }

  /** The same for a finished analysis. */
  static int report(
      final CaptureAnalyzer analyzer, final AnalyzerOptions options, final PrintStream errors) {
    sayEvicted(analyzer.evicted(), errors);
    return report(analyzer.notices(), options.filter(), analyzer.damages(), errors);
  }

  /** Says how many connections were reported early. */
  static void sayEvicted(final long evicted, final PrintStream errors) {
    if (evicted > 0) {
      errors.println(
          "weir: --max-memory was reached: "
              + evicted
              + (evicted == 1 ? " connection was" : " connections were")
              + " reported early, those idle longest");
    }
  }
}
