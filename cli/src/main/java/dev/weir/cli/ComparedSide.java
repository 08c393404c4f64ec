package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.ConnectionSink;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.comparison.ComparedCapture;
import dev.weir.comparison.KeptConnections;
import dev.weir.comparison.KeptException;
import dev.weir.comparison.Measure;
import dev.weir.comparison.MeasuredSide;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import dev.weir.selection.SelectedConnections;
import dev.weir.selection.Selection;
import dev.weir.selection.SelectionException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One side of {@code weir compare}: a capture, or a result that was kept of one. */
abstract class ComparedSide {
  private final String name;
  private final MeasuredSide measured;
  private final SelectedConnections selected;

  private ComparedSide(final String name, final Selection selection, final MeasuredSide measured) {
    this.name = name;
    this.measured = measured;
    selected = selection == null ? null : new SelectedConnections(selection, measured);
  }

  /** Tells what a name is of. Nothing is read yet. */
  static ComparedSide open(final String name, final Arguments given, final List<Measure> measures)
      throws UsageException {
    final Path file;
    try {
      file = Path.of(name);
    } catch (final InvalidPathException e) {
      throw new UsageException(name + ": no such file");
    }
    return KeptConnections.isOne(file)
        ? Kept.of(name, new KeptConnections(file), given, measures)
        : new Captured(name, given, measures);
  }

  /** Reads all of it. */
  abstract void read() throws UsageException, CaptureException, IOException;

  /** Says what the user should know of what was read, a line each; returns the exit status. */
  abstract int report(PrintStream errors);

  abstract boolean isDamaged();

  MeasuredSide measured() {
    return measured;
  }

  ConnectionSink sink() {
    return selected == null ? measured : selected;
  }

  ComparedCapture compared() {
    final long all = selected == null ? measured.connections() : selected.seen();
    return new ComparedCapture(name, measured.connections(), all, isDamaged());
  }

  /** A capture. */
  private static final class Captured extends ComparedSide {
    private final String name;
    private final CaptureArguments shared;
    private final AnalyzerOptions options;
    private CaptureAnalyzer analyzer;

    Captured(final String name, final Arguments given, final List<Measure> measures)
        throws UsageException {
      this(name, new CaptureArguments(given), measures);
    }

    private Captured(final String name, final CaptureArguments shared, final List<Measure> measures)
        throws UsageException {
      super(name, shared.selection(), new MeasuredSide(measures, ConnectionColumns.ALL));
      this.name = name;
      this.shared = shared;
      options = shared.analyzerOptions();
    }

    @Override
    void read() throws CaptureException, IOException {
      try (Capture capture = shared.open(List.of(name), false, false)) {
        analyzer = new CaptureAnalyzer(capture, options);
        try (var _ = Progress.of(shared.showsProgress(true), analyzer::bytesRead, capture.size())) {
          analyzer.run(sink());
        }
      }
    }

    @Override
    int report(final PrintStream errors) {
      return CaptureArguments.report(analyzer, options, errors);
    }

    @Override
    boolean isDamaged() {
      return !analyzer.damages().isEmpty();
    }
  }

  /** What weir connections --format json printed. */
  private static final class Kept extends ComparedSide {
    private final KeptConnections kept;
    private final CaptureArguments shared;
    private final Set<String> needed;

    private Kept(
        final String name,
        final KeptConnections kept,
        final Selection selection,
        final CaptureArguments shared,
        final List<Measure> measures,
        final Set<String> needed) {
      super(name, selection, new MeasuredSide(measures, kept.columns()));
      this.kept = kept;
      this.shared = shared;
      this.needed = needed;
    }

    static Kept of(
        final String name,
        final KeptConnections kept,
        final Arguments given,
        final List<Measure> measures)
        throws UsageException {
      final CaptureArguments shared = new CaptureArguments(given);
      if (shared.filter() != null
          || given.has("--verify-checksums")
          || given.has(CaptureArguments.MAX_MEMORY)) {
        throw new UsageException(
            name
                + " holds no packets: filters, --verify-checksums and --max-memory are for the"
                + " command that makes it");
      }
      final String where = given.text("--where", null);
      final Set<String> needed = kept.needed(measures, where);
      return new Kept(name, kept, selection(where, kept.columns()), shared, measures, needed);
    }

    private static Selection selection(final String where, final List<ConnectionColumn> columns)
        throws UsageException {
      try {
        return where == null ? null : Selection.over(where, columns);
      } catch (final SelectionException e) {
        throw new UsageException("--where: " + e.render(where));
      }
    }

    @Override
    void read() throws UsageException, IOException {
      try (var _ = Progress.of(shared.showsProgress(true), kept::bytesRead, kept.size())) {
        kept.run(needed, sink());
      } catch (final KeptException e) {
        throw new UsageException(e.getMessage());
      }
    }

    @Override
    int report(final PrintStream errors) {
      if (kept.damage() == null) {
        return ExitStatus.DONE;
      }
      errors.println("weir: " + kept.damage());
      return ExitStatus.DAMAGED;
    }

    @Override
    boolean isDamaged() {
      return kept.damage() != null;
    }
  }
}
