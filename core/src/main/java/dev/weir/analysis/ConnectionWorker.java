package dev.weir.analysis;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.TableReadAhead;
import java.util.concurrent.CancellationException;

/**
 * One worker: tracks the connections whose hash falls to it.
 *
 * <p>Segments are handled in batches: first the slots and records of a batch are touched, and only
 * then are its segments applied, so that the memory reads of a batch overlap (design, decision 5).
 */
final class ConnectionWorker implements Runnable {
  private static final int BATCH = 64;

  private final SegmentSource segments;
  private final FinishedQueue queue;
  private final ConnectionTable table;
  private final FinishedRound round;
  private final ConnectionTracker tracker;

  /** Null where memory is not bounded. */
  private final MemoryBound.Share memory;

  private final Segment[] batch = new Segment[BATCH];

  /** Consumes what {@link TableReadAhead#touchIndex} returns, so that its reads are made. */
  private long touched;

  /**
   * Makes a worker.
   *
   * @param segments those of its connections.
   * @param queue where to finished connections go.
   * @param options how connections are tracked.
   * @param memory its part in the bound; null where memory is not bounded.
   * @param workers how many there are.
   */
  ConnectionWorker(
      final SegmentSource segments,
      final FinishedQueue queue,
      final AnalyzerOptions options,
      final MemoryBound.Share memory,
      final int workers) {
    this.segments = segments;
    this.queue = queue;
    this.memory = memory;
    final ConnectionBounds bounds = options.bounds();
    table = new ConnectionTable(new ConnectionHash(options.hashSeed()), bounds);
    // Which connections a bound on memory puts an end to must not depend on how they are shared.
    final int few = memory == null ? JournalingTracker.FEW / workers : 0;
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
      trackToTheEnd();
      round.endCapture();
    } catch (final CancellationException e) {
      // The merger has given up and says why itself.
    } catch (final Throwable e) {
      queue.fail(e);
    } finally {
      segments.leave();
      if (memory != null) {
        memory.leave();
      }
      table.close();
    }
  }

  private void trackToTheEnd() {
    while (!segments.isOver()) {
      try {
        track();
      } catch (final InternalError e) {
        segments.endBy(e);
      }
    }
  }

  private void track() {
    while (!segments.isOver()) {
      applyBatch(segments.fill(batch));
      if (segments.isRoundOver()) {
        endRound();
      }
    }
  }

  private void applyBatch(final int count) {
    final TableReadAhead ahead = table.readAhead();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += ahead.touchIndex(batch[i].hash);
    }
    touched = sum;
    for (int i = 0; i < count; i++) {
      batch[i].guess = ahead.guess(batch[i].hash);
    }
    ahead.readGuessed();
    for (int i = 0; i < count; i++) {
      final Segment segment = batch[i];
      ahead.noteRest(segment.guess, HeaderPrediction.mayTake(segment), segment.key.direction());
    }
    ahead.readRest();
    for (int i = 0; i < count; i++) {
      tracker.apply(batch[i]);
    }
  }

  private void endRound() {
    table.expire(segments.timestampNanos(), round::add);
    round.end();
    if (memory != null
        && memory.settle(table, segments.packetNumber(), round::add, queue::checkCancelled)) {
      round.end();
    }
    queue.checkCancelled();
  }

  /** Connections that were reported early, since memory is bounded. */
  long evicted() {
    return memory == null ? 0 : memory.evicted();
  }
}
