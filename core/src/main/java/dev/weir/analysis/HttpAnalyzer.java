package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.Endpoint;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.CaptureFilter;
import dev.weir.http.HttpConnections;
import dev.weir.http.HttpRow;
import dev.weir.http.StreamSegment;
import dev.weir.transport.TcpFlyweight;
import java.util.function.Consumer;

/**
 * Finds the HTTP transactions of a capture, in one walk on one thread. They come in the order in
 * which it is settled what came after them, which depends on the capture alone.
 */
public final class HttpAnalyzer {
  private final PacketCursor cursor;
  private final CaptureFilter.Walk filter;
  private final AnalyzerOptions options;
  private final HttpConnections http;
  private final PacketDecoder decoder = new PacketDecoder();
  private final StreamSegment segment = new StreamSegment();

  /**
   * Makes an analyzer.
   *
   * @param cursor stands before the first packet.
   * @param options how; the number of threads does not count here.
   * @param sink takes the transactions.
   */
  public HttpAnalyzer(
      final PacketCursor cursor, final AnalyzerOptions options, final Consumer<HttpRow> sink) {
    this.cursor = cursor;
    this.options = options;
    filter = options.filter() == null ? null : options.filter().walk();
    http = new HttpConnections(sink);
  }

  /** Reads the capture to its end. May be called once. */
  public void run() {
    try (SegmentAnalyzer analyzer = new SegmentAnalyzer(options, http::end)) {
      try {
        walk(analyzer);
      } catch (final InternalError e) {
        // A mapped file became shorter under us: where the JVM survives that, it is damage.
        if (!cursor.endedBy(e)) {
          throw e;
        }
      }
      analyzer.finish();
    }
  }

  private void walk(final SegmentAnalyzer analyzer) {
    while (cursor.next()) {
      if ((filter == null || filter.matches(cursor))
          && SegmentAnalyzer.isSegment(
              decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength()))) {
        final SegmentVerdict verdict = analyzer.analyze(cursor, decoder);
        if (verdict.isKnown()) {
          analyzer.mark(follow(analyzer, verdict));
        }
      }
    }
  }

  private int follow(final SegmentAnalyzer analyzer, final SegmentVerdict verdict) {
    final TcpFlyweight tcp = decoder.tcp();
    final Endpoint from = verdict.isFromOriginator() ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
    segment
        .header(from, tcp.sequence(), tcp.acknowledgment(), tcp.flags())
        .payload(
            cursor.packet(),
            decoder.payloadOffset(),
            decoder.capturedPayloadLength(),
            decoder.payloadLength())
        .carriedBy(cursor.packetNumber(), cursor.timestampNanos());
    return http.segment(analyzer.connection(), segment);
  }

  /**
   * How often a connection was followed no further because there was no room: see {@link
   * HttpConnections}.
   *
   * @return 0 or more.
   */
  public long dropped() {
    return http.dropped();
  }
}
