package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionView;
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
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run of {@code weir explain}. */
final class Explanation {
  private static final List<String> FORMATS = List.of("text", "json");

  private final ConnectionChoice choice;
  private final CaptureArguments shared;
  private final AnalyzerOptions options;
  private final AddressNames names;
  private final Phrases phrases;
  private final StoryTeller teller;
  private final StoryPictures pictures;
  private final boolean asJson;
  private final TellingConnections telling;

  /** The matching connections that began first, by their places: as many as are to be told. */
  private final TreeMap<Long, Long> first = new TreeMap<>();

  private long matching;
  private ConnectionTrace only;

  /** Reads the command line. */
  Explanation(
      final Arguments given,
      final CaptureArguments shared,
      final ConnectionChoice choice,
      final boolean onTerminal)
      throws UsageException {
    this.shared = shared;
    this.choice = choice;
    final String format = given.text("--format", "text");
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format is one of " + FORMATS + ", not '" + format + "'");
    }
    asJson = format.equals("json");
    final StoryLanguage language = language(given.text("--lang", StoryLanguage.ENGLISH.code()));
    phrases = new Phrases(language);
    pictures = new StoryPictures(given, language, onTerminal);
    teller = new StoryTeller(phrases);
    names = shared.hosts()::nameOf;
    telling = new TellingConnections(names);
    options =
        AnalyzerOptions.defaults()
            .withVerifyChecksums(given.has("--verify-checksums"))
            .withFilter(shared.filter());
  }

  private static StoryLanguage language(final String code) throws UsageException {
    for (final StoryLanguage language : StoryLanguage.values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    throw new UsageException("--lang is en or zh, not '" + code + "'");
  }

  /** Walks the capture, once or twice, and writes; returns the exit status. */
  int run(final Capture capture, final OutputStream out, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final StoryReport report =
        pictures.beside(
            asJson
                ? new StoryJsonReport(out)
                : new StoryTextReport(out, phrases, pictures::ladder));
    if (choice.pick() != null) {
      return tellPicked(capture, choice.pick(), TraceLimits.DEFAULT, report, errors);
    }
    final int status = look(capture, errors);
    if (matching > 1 && choice.top() == 0) {
      list(out);
      if (pictures.areAsked()) {
        throw new UsageException("--svg and --html need to know which connection: see --number");
      }
    } else if (only != null) {
      report.write(teller.tell(only));
    } else if (!first.isEmpty()) {
      final TreeSet<Long> wanted = new TreeSet<>(first.values());
      final TraceLimits limits = TraceLimits.DEFAULT.sharedBy(wanted.size());
      return tellPicked(capture, ConnectionPick.identities(wanted), limits, report, errors);
    }
    return status;
  }

  private void list(final OutputStream out) throws IOException {
    if (asJson) {
      telling.writeJson(out);
    } else {
      telling.writeText(out, phrases);
    }
  }

  /** Walks the capture to see which connections there are; traces the first, if it is the only. */
  private int look(final Capture capture, final PrintStream errors)
      throws UsageException, CaptureException {
    try (PacketCursor cursor = capture.cursor()) {
      final ConnectionTracer tracer =
          new ConnectionTracer(
              options,
              choice.looksOnly() ? (number, packet, verdict) -> false : ConnectionPick.number(1),
              TraceLimits.DEFAULT,
              names,
              trace -> only = trace,
              this::count);
      run(tracer, cursor, capture);
      if (tracer.connections() > 1) {
        only = null;
      }
      if (tracer.connections() == 0) {
        errors.println("weir: there is no TCP connection to tell of");
      } else if (matching == 0) {
        throw new UsageException(
            "no connection matches --where, of " + tracer.connections() + " in the capture");
      }
      return CaptureArguments.report(cursor.notices(), options.filter(), cursor.damages(), errors);
    }
  }

  private void count(final long number, final ConnectionView connection) {
    if (choice.selection() != null && !choice.selection().matches(connection)) {
      return;
    }
    matching++;
    telling.accept(number, connection);
    first.put(number, connection.identity());
    if (first.size() > Math.max(1, choice.top())) {
      first.pollLastEntry();
    }
  }

  private int tellPicked(
      final Capture capture,
      final ConnectionPick pick,
      final TraceLimits limits,
      final StoryReport report,
      final PrintStream errors)
      throws UsageException, CaptureException {
    final long[] told = new long[1];
    try (PacketCursor cursor = capture.cursor()) {
      final Progress[] progress = new Progress[1];
      final ConnectionTracer tracer =
          new ConnectionTracer(
              options,
              pick,
              limits,
              names,
              trace -> {
                told[0]++;
                progress[0].end();
                write(report, trace);
              },
              null);
      check(cursor);
      progress[0] = Progress.of(shared.showsProgress(true), cursor::bytesRead, capture.size());
      try (Progress _ = progress[0]) {
        tracer.run(cursor);
      }
      if (told[0] == 0) {
        throw new UsageException(choice.missing(tracer.connections()));
      }
      return CaptureArguments.report(cursor.notices(), options.filter(), cursor.damages(), errors);
    }
  }

  private void write(final StoryReport report, final ConnectionTrace trace) {
    try {
      report.write(teller.tell(trace));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(
      final ConnectionTracer tracer, final PacketCursor cursor, final Capture capture) {
    check(cursor);
    try (var _ = Progress.of(shared.showsProgress(true), cursor::bytesRead, capture.size())) {
      tracer.run(cursor);
    }
  }

  private void check(final PacketCursor cursor) {
    if (options.filter() != null) {
      options.filter().check(cursor.interfaces());
    }
  }
}
