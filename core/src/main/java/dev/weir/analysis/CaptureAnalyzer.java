package dev.weir.analysis;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the connections of a capture.
 *
 * <pre>
 *   cursor ─&gt; decoder ─&gt; batch ─&gt; table ─&gt; finished ─┐  (a line a worker)
 *   cursor ─&gt; decoder ─&gt; batch ─&gt; table ─&gt; finished ─┴─&gt; merger ─&gt; sink
 * </pre>
 *
 * <p>Every worker walks all packets and tracks the connections whose hash falls to it, so no lock
 * is taken on the way of a packet. Connections are handed over in rounds of 65,536 packets, within
 * a round in the order of their first packets; what is open when the capture ends comes last, in
 * that order too. So the order depends on the capture alone. Where memory is bounded, what has to
 * be reported early makes a round of its own: see {@link MemoryBound}.
 */
public final class CaptureAnalyzer {
  private final Capture capture;
  private final AnalyzerOptions options;
  private volatile List<ConnectionWorker> workers = List.of();

  /**
   * Makes an analyzer.
   *
   * @param capture what to read.
   * @param options how.
   */
  public CaptureAnalyzer(final Capture capture, final AnalyzerOptions options) {
    this.capture = capture;
    this.options = options;
  }

  /**
   * Reads the capture to its end. May be called once.
   *
   * @param sink takes the connections, on the calling thread.
   * @throws CaptureException where a file cannot be read at all.
   * @throws IOException what the sink threw.
   */
  public void run(final ConnectionSink sink) throws CaptureException, IOException {
    final int count = capture.isRepeatable() ? options.threads() : 1;
    final List<ConnectionWorker> started = new ArrayList<>(count);
    final List<FinishedQueue> queues = new ArrayList<>(count);
    final List<Thread> threads = new ArrayList<>(count);
    final MemoryBound bound = options.memoryBound(count);
    try {
      for (int i = 0; i < count; i++) {
        final FinishedQueue queue = new FinishedQueue();
        queues.add(queue);
        started.add(new ConnectionWorker(capture.cursor(), queue, options, bound, i, count));
      }
      workers = List.copyOf(started);
      for (final ConnectionWorker worker : started) {
        threads.add(Thread.ofPlatform().name("weir-worker").daemon().start(worker));
      }
      new ConnectionMerger(queues).run(sink);
      if (options.filter() != null) {
        options.filter().check(interfaces());
      }
    } catch (final FinishedQueue.WorkerFailure e) {
      throw asThrown(e.getCause());
    } finally {
      queues.forEach(FinishedQueue::cancel);
      threads.forEach(CaptureAnalyzer::join);
      started.forEach(worker -> started.getFirst().totals().addBadChecksums(worker.badChecksums()));
      started.forEach(worker -> worker.cursor().close());
      queues.forEach(FinishedQueue::close);
    }
  }

  private static RuntimeException asThrown(final Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }

  private static void join(final Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (final InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What all packets amount to; complete after {@link #run}.
   *
   * @return the totals.
   */
  public CaptureTotals totals() {
    return workers.getFirst().totals();
  }

  /**
   * Connections that were reported before their end, since memory is bounded; complete after {@link
   * #run}.
   *
   * @return how many.
   */
  public long evicted() {
    return workers.stream().mapToLong(ConnectionWorker::evicted).sum();
  }

  /**
   * The interfaces of the capture; complete after {@link #run}.
   *
   * @return their list, in the order in which they were met.
   */
  public List<CaptureInterface> interfaces() {
    return workers.getFirst().cursor().interfaces();
  }

  /**
   * The damage that was met; complete after {@link #run}.
   *
   * @return at most one for each file.
   */
  public List<Damage> damages() {
    return workers.getFirst().cursor().damages();
  }

  /**
   * The files of the capture; complete after {@link #run}.
   *
   * @return what each says of itself and how many packets it had.
   */
  public List<CaptureFile> files() {
    return workers.getFirst().cursor().files();
  }

  /**
   * What the user should know of how the files were read, though it is no damage.
   *
   * @return sentences.
   */
  public List<String> notices() {
    return workers.getFirst().cursor().notices();
  }

  /**
   * How far the slowest worker has come. May be called by any thread while {@link #run} goes on.
   *
   * @return bytes of the files.
   */
  public long bytesRead() {
    long least = Long.MAX_VALUE;
    for (final ConnectionWorker worker : workers) {
      least = Math.min(least, worker.bytesRead());
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }
}
