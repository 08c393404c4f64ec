package dev.weir.analysis;

import java.lang.foreign.Arena;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * The bounded way of finished records from one worker to the merger: a worker that is ahead waits,
 * so that memory stays bounded.
 */
final class FinishedQueue implements AutoCloseable {
  private static final int CHUNKS = 16;
  private static final long PATIENCE_MILLIS = 100;

  private final Arena arena = Arena.ofShared();
  private final BlockingQueue<FinishedRecords> full = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<FinishedRecords> empty = new ArrayBlockingQueue<>(CHUNKS);
  private int made;
  private volatile boolean cancelled;
  private volatile Throwable failure;

  /** For the worker: a chunk to fill. */
  FinishedRecords take() {
    FinishedRecords chunk = empty.poll();
    if (chunk == null && made < CHUNKS) {
      made++;
      chunk = new FinishedRecords(arena);
    }
    while (chunk == null) {
      checkCancelled();
      chunk = poll(empty);
    }
    chunk.reset();
    return chunk;
  }

  /** For the worker: hands a chunk over. Never waits: there are no more chunks than places. */
  void put(final FinishedRecords chunk) {
    full.add(chunk);
  }

  /** For the worker: says why no more will come. */
  void fail(final Throwable cause) {
    failure = cause;
  }

  /** For the worker, now and then: ends it where nobody wants its records any more. */
  void checkCancelled() {
    if (cancelled) {
      throw new CancellationException();
    }
  }

  /** For the merger: the next chunk; throws where the worker failed. */
  FinishedRecords next() {
    FinishedRecords chunk = full.poll();
    while (chunk == null) {
      // Looked at before the last poll: what was put before the failure still counts.
      final Throwable cause = failure;
      chunk = poll(full);
      if (chunk == null && cause != null) {
        throw new WorkerFailure(cause);
      }
    }
    return chunk;
  }

  /** For the merger: gives a chunk back. */
  void release(final FinishedRecords chunk) {
    empty.add(chunk);
  }

  /** For the merger: wants no more. */
  void cancel() {
    cancelled = true;
  }

  private static FinishedRecords poll(final BlockingQueue<FinishedRecords> queue) {
    try {
      return queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  /** A worker ended with an exception; the cause says which. */
  static final class WorkerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerFailure(final Throwable cause) {
      super(cause);
    }
  }
}
