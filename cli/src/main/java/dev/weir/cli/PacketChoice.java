package dev.weir.cli;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.PacketsOfConnections;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.Damage;
import dev.weir.capture.PacketCursor;
import dev.weir.filter.CaptureFilter;
import dev.weir.line.PacketTest;
import dev.weir.selection.SelectedConnections;
import dev.weir.selection.Selection;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which packets are printed or written: those that pass the filter and, with {@code --where},
 * belong to a connection that is selected. Connections are known only when they have ended, so that
 * the capture is then walked twice.
 */
final class PacketChoice implements AutoCloseable {
  private final CaptureFilter filter;
  private final PacketsOfConnections connections;
  private final List<String> notices;
  private final List<Damage> damages;
  private final long evicted;

  private PacketChoice(
      final CaptureFilter filter,
      final PacketsOfConnections connections,
      final List<String> notices,
      final List<Damage> damages,
      final long evicted) {
    this.filter = filter;
    this.connections = connections;
    this.notices = notices;
    this.damages = damages;
    this.evicted = evicted;
  }

  /** All that passes a filter, or everything where it is null. */
  static PacketChoice of(final CaptureFilter filter) {
    return new PacketChoice(filter, null, List.of(), List.of(), 0);
  }

  /**
   * Walks the capture to find the connections that are selected.
   *
   * @param capture can be read more than once.
   * @param options with the filter.
   * @param selection which connections are wanted.
   * @param showsProgress whether progress is shown.
   */
  static PacketChoice of(
      final Capture capture,
      final AnalyzerOptions options,
      final Selection selection,
      final boolean showsProgress)
      throws CaptureException, IOException {
    final PacketsOfConnections found = new PacketsOfConnections(AnalyzerOptions.randomSeed());
    try {
      final CaptureAnalyzer analyzer = new CaptureAnalyzer(capture, options);
      try (var _ = Progress.of(showsProgress, analyzer::bytesRead, capture.size())) {
        analyzer.run(new SelectedConnections(selection, found));
      }
      return new PacketChoice(
          options.filter(),
          found,
          List.copyOf(analyzer.notices()),
          List.copyOf(analyzer.damages()),
          analyzer.evicted());
    } catch (final CaptureException | IOException | RuntimeException | Error e) {
      found.close();
      throw e;
    }
  }

  CaptureFilter filter() {
    return filter;
  }

  /** Refuses an expression that the link types of the capture have no use for. */
  void check(final PacketCursor cursor) {
    if (filter != null) {
      filter.check(cursor.interfaces());
    }
  }

  /** A test for one walk. */
  PacketTest test() {
    final CaptureFilter.Walk walk = filter == null ? null : filter.walk();
    if (connections == null) {
      return walk == null ? packet -> true : walk::matches;
    }
    return walk == null
        ? connections::hold
        : packet -> walk.matches(packet) && connections.hold(packet);
  }

  /**
   * Says what the user should know of both walks, each thing once.
   *
   * @param cursor has made the second one.
   * @return the exit status.
   */
  int report(final PacketCursor cursor, final PrintStream errors) {
    CaptureArguments.sayEvicted(evicted, errors);
    final Set<String> allNotices = new LinkedHashSet<>(notices);
    allNotices.addAll(cursor.notices());
    final Set<Damage> allDamages = new LinkedHashSet<>(damages);
    allDamages.addAll(cursor.damages());
    return CaptureArguments.report(
        List.copyOf(allNotices), filter, List.copyOf(allDamages), errors);
  }

  @Override
  public void close() {
    if (connections != null) {
      connections.close();
    }
  }
}
