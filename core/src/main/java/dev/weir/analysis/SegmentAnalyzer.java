package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionIdentity;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;

/**
 * Judges segments one by one, in the order of the capture and on one thread: what {@link
 * CaptureAnalyzer} does for whole connections, for whoever has to look at each packet.
 */
public final class SegmentAnalyzer implements AutoCloseable {
  private final ConnectionHash hash;
  private final ConnectionTable table;
  private final SegmentTracker tracker;
  private final ConnectionSink sink;
  private final PacketDecoder decoder = new PacketDecoder();
  private final Segment segment = new Segment();
  private final SegmentVerdict none = new SegmentVerdict();
  private final ConnectionView view = new ConnectionView();
  private final OffHeapRecord copy =
      OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
  private final boolean verifyChecksums;

  /** Null where memory is not bounded. */
  private final MemoryBound.Share memory;

  private final ConnectionView live = new ConnectionView();
  private int current = ConnectionTable.NONE;
  private long round;
  private long clockNanos = Long.MIN_VALUE;

  /**
   * Makes an analyzer.
   *
   * @param options how; the filter and the number of threads do not count here.
   * @param sink takes connections as they end.
   */
  public SegmentAnalyzer(final AnalyzerOptions options, final ConnectionSink sink) {
    this.sink = sink;
    verifyChecksums = options.verifyChecksums();
    final MemoryBound bound = options.memoryBound(1);
    memory = bound == null ? null : bound.share(0);
    hash = new ConnectionHash(options.hashSeed());
    final ConnectionBounds bounds = options.bounds();
    table = new ConnectionTable(hash, bounds);
    tracker = new SegmentTracker(table, bounds, this::report, false);
    none.clear();
  }

  /**
   * Judges the innermost segment of a packet.
   *
   * @param cursor stands on the packet.
   * @return one verdict, filled anew by every call; not known where the packet has no segment or
   *     where it was left out.
   */
  public SegmentVerdict analyze(final PacketCursor cursor) {
    final DecodeOutcome outcome =
        decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
    return isSegment(outcome) ? analyze(cursor, decoder) : none;
  }

  /**
   * Whether a packet is to be {@link #analyze(PacketCursor, PacketDecoder) analyzed}.
   *
   * @param outcome what decoding it came to.
   * @return true for TCP segments, those with an impossible header length among them: nothing is
   *     known of these then, but the judgements of later ones may depend on them.
   */
  public static boolean isSegment(final DecodeOutcome outcome) {
    return outcome == DecodeOutcome.TCP || outcome == DecodeOutcome.TCP_HEADER_LENGTH_IMPOSSIBLE;
  }

  /**
   * Judges a segment.
   *
   * @param cursor stands on the packet.
   * @param decoder has decoded it to the end: {@link #isSegment}.
   * @return one verdict, filled anew by every call; not known where the segment was left out.
   */
  public SegmentVerdict analyze(final PacketCursor cursor, final PacketDecoder decoder) {
    clockNanos = Math.max(clockNanos, cursor.timestampNanos());
    if (!segment.take(cursor, decoder, hash, verifyChecksums)) {
      return none;
    }
    segment.clockNanos = clockNanos;
    segment.guess = ConnectionTable.NONE;
    expire(cursor);
    current = tracker.apply(segment);
    if (segment.verdict.isKnown()) {
      segment.verdict.identify(ConnectionIdentity.of(table.record(current)));
    }
    return segment.verdict;
  }

  /**
   * The connection of the segment that was judged last: only where its verdict is known.
   *
   * @return one view, valid until the next segment; it has no side records.
   */
  public ConnectionView connection() {
    return live.wrapLive(table.record(current));
  }

  /**
   * Keeps something with the connection of the segment that was judged last: its {@link
   * ConnectionView#mark()}.
   *
   * @param value any number.
   */
  public void mark(final int value) {
    table.record(current).putInt(ConnectionLayout.MARK_OFFSET, value);
  }

  /** Expires by the same clock as {@link ConnectionWorker}: at the ends of rounds. */
  private void expire(final PacketCursor cursor) {
    final long current = (cursor.packetNumber() - 1) / SegmentSource.ROUND_PACKETS;
    if (current != round) {
      round = current;
      table.expire(cursor.timestampNanos(), this::report);
      if (memory != null) {
        final long last = current * SegmentSource.ROUND_PACKETS;
        memory.settle(table, last, this::report, () -> {});
      }
    }
  }

  private void report(final int number) {
    copyToSink(number);
    table.free(number);
  }

  private void copyToSink(final int number) {
    table.copyTo(number, copy, 0);
    try {
      sink.accept(view.wrap(copy, 0));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands over the connections that are still open: the capture is over. */
  public void finish() {
    for (int n = table.oldest(); n != ConnectionTable.NONE; n = table.younger(n)) {
      copyToSink(n);
    }
  }

  /**
   * Connections that were reported before their end, since memory is bounded.
   *
   * @return how many so far.
   */
  public long evicted() {
    return memory == null ? 0 : memory.evicted();
  }

  @Override
  public void close() {
    table.close();
  }
}
