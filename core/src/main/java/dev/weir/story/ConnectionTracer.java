package dev.weir.story;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.CaptureFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/**
 * Runs a capture once through the analysis, traces the connections that were picked, and tells of
 * every connection as it ends.
 */
public final class ConnectionTracer {
  private final AnalyzerOptions options;
  private final ConnectionPick pick;
  private final TraceLimits limits;
  private final AddressNames names;
  private final EndedConnections ended;
  private final PacketDecoder decoder = new PacketDecoder();
  private final Map<Long, TraceCollector> traced = new LinkedHashMap<>();
  private final Long2LongHashMap openNumbers = new Long2LongHashMap(0);
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
   * @param ended takes all connections, or null where nobody asks.
   */
  public ConnectionTracer(
      final AnalyzerOptions options,
      final ConnectionPick pick,
      final TraceLimits limits,
      final AddressNames names,
      final EndedConnections ended) {
    this.options = options;
    this.pick = pick;
    this.limits = limits;
    this.names = names;
    this.ended = ended;
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
    return decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength())
        == DecodeOutcome.TCP;
  }

  private void take(final PacketCursor cursor, final SegmentVerdict verdict) {
    if (!verdict.isKnown()) {
      return;
    }
    if (verdict.isFirst()) {
      connections++;
      if (ended != null) {
        openNumbers.put(verdict.identity(), connections);
      }
      if (pick.picks(connections, decoder, verdict)) {
        traced.put(
            verdict.identity(), new TraceCollector(connections, limits, names, decoder, verdict));
      }
    }
    if (!traced.isEmpty()) {
      final TraceCollector collector = traced.get(verdict.identity());
      if (collector != null) {
        collector.add(cursor, decoder, verdict);
      }
    }
  }

  private void end(final ConnectionView connection) {
    if (ended != null) {
      ended.accept(openNumbers.remove(connection.firstPacket()), connection);
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

  /**
   * What was traced.
   *
   * @return the picked connections, in the order of their first packets.
   */
  public List<ConnectionTrace> traces() {
    final List<ConnectionTrace> traces = new ArrayList<>();
    traced.values().forEach(collector -> traces.add(collector.trace()));
    return traces;
  }
}
