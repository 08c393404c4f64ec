package dev.weir.story;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.CaptureFilter;
import java.util.function.Consumer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Runs a capture once through the analysis, traces the connections that were picked, and tells of
 * every connection as it ends.
 */
public final class ConnectionTracer {
  private final AnalyzerOptions options;
  private final ConnectionPick pick;
  private final TraceLimits limits;
  private final AddressNames names;
  private final Consumer<ConnectionTrace> traces;
  private final EndedConnections ended;
  private final PacketDecoder decoder = new PacketDecoder();
  private final Long2ObjectHashMap<TraceCollector> traced = new Long2ObjectHashMap<>();

  /** Places of the connections that have not ended, by identity; 0 for one that is not there. */
  private final Long2LongHashMap open = new Long2LongHashMap(0);

  private final boolean countsOpen;
  private long connections;

  /** Takes each connection as it ends. */
  @FunctionalInterface
  public interface EndedConnections {
    /**
     * Takes one.
     *
     * @param number its place in the capture, counted from 1 in the order of first packets.
     * @param connection a view that is valid during the call only.
     */
    void accept(long number, ConnectionView connection);
  }

  /**
   * Makes a tracer.
   *
   * @param options how connections are analysed; the number of threads does not count.
   * @param pick which ones are traced.
   * @param limits how much is kept of each.
   * @param names of addresses.
   * @param traces takes each picked connection as it ends.
   * @param ended takes all connections, or null where nobody asks.
   */
  public ConnectionTracer(
      final AnalyzerOptions options,
      final ConnectionPick pick,
      final TraceLimits limits,
      final AddressNames names,
      final Consumer<ConnectionTrace> traces,
      final EndedConnections ended) {
    this.options = options;
    this.pick = pick;
    this.limits = limits;
    this.names = names;
    this.traces = traces;
    this.ended = ended;
    // Where a connection's first segment may be left out, no segment says that it is the first.
    countsOpen = ended != null || options.verifyChecksums();
  }

  /**
   * Walks to the capture's end. May be called once.
   *
   * @param cursor stands before the first packet.
   */
  public void run(final PacketCursor cursor) {
    final CaptureFilter.Walk walk = options.filter() == null ? null : options.filter().walk();
    try (SegmentAnalyzer analyzer = new SegmentAnalyzer(options, this::end)) {
      try {
        while (cursor.next()) {
          if ((walk == null || walk.matches(cursor)) && isSegment(cursor)) {
            take(cursor, analyzer.analyze(cursor, decoder));
          }
        }
      } catch (final InternalError e) {
        if (!cursor.endedBy(e)) {
          throw e;
        }
      }
      analyzer.finish();
    }
  }

  private boolean isSegment(final PacketCursor cursor) {
    return SegmentAnalyzer.isSegment(
        decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength()));
  }

  private void take(final PacketCursor cursor, final SegmentVerdict verdict) {
    if (!verdict.isKnown()) {
      return;
    }
    final long identity = verdict.identity();
    if (verdict.isFirst() || options.verifyChecksums() && open.get(identity) == 0) {
      begin(identity, verdict);
    }
    if (!traced.isEmpty()) {
      final TraceCollector collector = traced.get(identity);
      if (collector != null) {
        collector.add(cursor, decoder, verdict);
      }
    }
  }

  private void begin(final long identity, final SegmentVerdict verdict) {
    connections++;
    if (countsOpen) {
      open.put(identity, connections);
    }
    if (pick.picks(connections, decoder, verdict)) {
      traced.put(identity, new TraceCollector(connections, limits, names, decoder, verdict));
    }
  }

  private void end(final ConnectionView connection) {
    final long identity = connection.identity();
    final long number = countsOpen ? open.remove(identity) : 0;
    if (ended != null && number > 0) {
      ended.accept(number, connection);
    }
    final TraceCollector collector = traced.isEmpty() ? null : traced.remove(identity);
    if (collector != null) {
      traces.accept(collector.trace());
    }
  }

  /**
   * How many connections were found.
   *
   * @return complete after {@link #run}.
   */
  public long connections() {
    return connections;
  }
}
