package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionTable;
import dev.weir.decode.ChecksumVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.InternetChecksum;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.CaptureFilter;
import java.util.concurrent.CancellationException;

/**
 * One worker: walks all packets of the capture and tracks the connections whose hash falls to it.
 *
 * <p>Segments are handled in batches: first all of a batch are decoded and hashed, then their slots
 * and records are touched, and only then are they applied, so that the memory reads of a batch
 * overlap (design, decision 5).
 */
final class ConnectionWorker implements Runnable {
  /** Packets of a round: see {@link FinishedRound}. */
  static final int ROUND_PACKETS = 1 << 16;

  private static final int BATCH = PacketCursor.PACKETS_KEPT;

  private final PacketCursor cursor;
  private final FinishedQueue queue;
  private final int worker;
  private final int workers;
  private final CaptureTotals totals;
  private final ConnectionHash hash;
  private final ConnectionTable table;
  private final FinishedRound round;
  private final ConnectionTracker tracker;
  private final CaptureFilter.Walk filter;

  /** Null where memory is not bounded. */
  private final MemoryBound.Share memory;

  private final UsualSegments usual = new UsualSegments();
  private final PacketDecoder decoder = new PacketDecoder();
  private final Segment[] batch = new Segment[BATCH];
  private final boolean verifyChecksums;
  private long clockNanos = Long.MIN_VALUE;
  private int batched;
  private long badChecksums;

  /** Consumes what {@link ConnectionTable#touchIndex} returns, so that its reads are made. */
  private long touched;

  private volatile long bytesRead;

  ConnectionWorker(
      final PacketCursor cursor,
      final FinishedQueue queue,
      final AnalyzerOptions options,
      final MemoryBound bound,
      final int worker,
      final int workers) {
    this.cursor = cursor;
    this.queue = queue;
    this.worker = worker;
    this.workers = workers;
    filter = options.filter() == null ? null : options.filter().walk();
    verifyChecksums = options.verifyChecksums();
    memory = bound == null ? null : bound.share(worker);
    totals = worker == 0 ? new CaptureTotals() : null;
    hash = new ConnectionHash(options.hashSeed());
    final ConnectionBounds bounds = options.bounds();
    table = new ConnectionTable(hash, bounds);
    // Which connections a bound on memory puts an end to must not depend on how they are shared.
    final int few = memory == null ? JournalingTracker.FEW : 0;
    tracker =
        bounds instanceof WeirBounds weirs
            ? new JournalingTracker(table, weirs, this::finish, few)
            : new SegmentTracker(table, bounds, this::finish, true);
    round = new FinishedRound(table, tracker, queue);
    for (int i = 0; i < BATCH; i++) {
      batch[i] = new Segment();
    }
  }

  private void finish(final int number) {
    round.add(number);
  }

  @Override
  public void run() {
    try {
      walkToTheEnd();
      applyBatch();
      round.endCapture();
    } catch (final CancellationException e) {
      // The merger has given up and says why itself.
    } catch (final Throwable e) {
      queue.fail(e);
    } finally {
      if (memory != null) {
        memory.leave();
      }
      table.close();
    }
  }

  private void walkToTheEnd() {
    try {
      walk();
    } catch (final InternalError e) {
      // A mapped file became shorter under us: where the JVM survives that, it is damage.
      if (!cursor.endedBy(e)) {
        throw e;
      }
    }
    bytesRead = cursor.bytesRead();
  }

  private void walk() {
    while (cursor.next()) {
      clockNanos = Math.max(clockNanos, cursor.timestampNanos());
      if (filter == null || filter.matches(cursor)) {
        analyse();
      }
      if ((cursor.packetNumber() & ROUND_PACKETS - 1) == 0) {
        endRound();
      }
    }
  }

  private void analyse() {
    if (totals != null) {
      totals.count(cursor);
    }
    final Segment segment = batch[batched];
    final boolean mayBeUsual = !verifyChecksums && (totals == null || !totals.wantsDecoded());
    if (mayBeUsual && usual.identify(cursor, hash, segment)) {
      if (totals != null) {
        totals.countTcp();
      }
      if (isOwn(segment)) {
        usual.take(cursor, segment);
        addToBatch(segment);
      }
    } else {
      take(decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength()));
    }
  }

  /** Whether its connection is this worker's. */
  private boolean isOwn(final Segment segment) {
    return workers == 1 || (int) ((segment.hash >>> 32) * workers >>> 32) == worker;
  }

  private void take(final DecodeOutcome outcome) {
    if (totals != null) {
      totals.count(cursor, decoder);
    }
    if (!SegmentAnalyzer.isSegment(outcome)) {
      return;
    }
    final Segment segment = batch[batched];
    segment.identify(decoder, hash);
    if (!isOwn(segment)) {
      return;
    }
    final boolean badTcp = verifyChecksums && hasBadTcpChecksum();
    final boolean badIp = verifyChecksums && hasBadIpChecksum();
    if (outcome == DecodeOutcome.TCP && (badTcp || badIp)) {
      badChecksums++;
    }
    if (badIp) {
      return;
    }
    segment.take(cursor, decoder);
    segment.badChecksum = badTcp;
    addToBatch(segment);
  }

  private void addToBatch(final Segment segment) {
    segment.clockNanos = clockNanos;
    if (++batched == BATCH) {
      applyBatch();
    }
  }

  private boolean hasBadTcpChecksum() {
    return InternetChecksum.verifyTcp(cursor.packet(), decoder) == ChecksumVerdict.INVALID;
  }

  private boolean hasBadIpChecksum() {
    return InternetChecksum.verifyIpv4Header(cursor.packet(), decoder) == ChecksumVerdict.INVALID;
  }

  private void applyBatch() {
    final int count = batched;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += table.touchIndex(batch[i].hash);
    }
    touched = sum;
    for (int i = 0; i < count; i++) {
      batch[i].guess = table.guess(batch[i].hash);
    }
    table.readGuessed();
    for (int i = 0; i < count; i++) {
      final Segment segment = batch[i];
      table.noteRest(segment.guess, HeaderPrediction.mayTake(segment), segment.key.direction());
    }
    table.readRest();
    for (int i = 0; i < count; i++) {
      tracker.apply(batch[i]);
    }
    batched = 0;
  }

  private void endRound() {
    applyBatch();
    table.expire(cursor.timestampNanos(), round::add);
    round.end();
    if (memory != null
        && memory.settle(table, cursor.packetNumber(), round::add, queue::checkCancelled)) {
      round.end();
    }
    bytesRead = cursor.bytesRead();
    queue.checkCancelled();
  }

  PacketCursor cursor() {
    return cursor;
  }

  /** Segments of this worker's connections that were left out. */
  long badChecksums() {
    return badChecksums;
  }

  /** Connections that were reported early, since memory is bounded. */
  long evicted() {
    return memory == null ? 0 : memory.evicted();
  }

  CaptureTotals totals() {
    return totals;
  }

  /** Bytes of the files that have been walked; may be read by any thread. */
  long bytesRead() {
    return bytesRead;
  }
}
