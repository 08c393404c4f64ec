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
 *                   ┌─&gt; batch ─&gt; table ─&gt; finished ─┐  (a line a worker)
 *   walk ─&gt; dealer ─┴─&gt; batch ─&gt; table ─&gt; finished ─┴─&gt; merger ─&gt; sink
 * </pre>
 *
 * <p>The capture is walked once; every worker tracks the connections whose hash falls to it, and
 * those that are ahead of the others do the walking: see {@link SegmentDealer}. Connections are
 * handed over in rounds of 65,536 packets, within a round in the order of their first packets; what
 * is open when the capture ends comes last, in that order too. So the order depends on the capture
 * alone. Where memory is bounded, what has to be reported early makes a round of its own: see
 * {@link MemoryBound}.
 */
public final class CaptureAnalyzer {
  private final Capture capture;
  private final AnalyzerOptions options;
  private final CaptureTotals totals;
  private List<ConnectionWorker> workers = List.of();
  private volatile PacketWalk walk;

  /**
   * Makes an analyzer of connections only.
   *
   * @param capture what to read.
   * @param options how.
   */
  public CaptureAnalyzer(final Capture capture, final AnalyzerOptions options) {
    this(capture, options, null);
  }

  /**
   * Makes an analyzer.
   *
   * @param capture what to read.
   * @param options how.
   * @param totals where all packets that pass the filter are counted, or null: complete after
   *     {@link #run}.
   */
  public CaptureAnalyzer(
      final Capture capture, final AnalyzerOptions options, final CaptureTotals totals) {
    this.capture = capture;
    this.options = options;
    this.totals = totals;
  }

  /**
   * Reads the capture to its end. May be called once.
   *
   * @param sink takes the connections, on the calling thread.
   * @throws CaptureException where a file cannot be read at all.
   * @throws IOException what the sink threw.
   */
  public void run(final ConnectionSink sink) throws CaptureException, IOException {
    walk = new PacketWalk(capture.cursor(), options, totals);
    final int count = options.threads();
    final List<FinishedQueue> queues = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      queues.add(new FinishedQueue());
    }
    final List<Thread> threads = new ArrayList<>(count);
    final SegmentDealer dealer = count == 1 ? null : new SegmentDealer(walk, count);
    try {
      workers = workers(dealer, queues);
      for (final ConnectionWorker worker : workers) {
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
      walk.cursor().close();
      if (dealer != null) {
        dealer.close();
      }
      queues.forEach(FinishedQueue::close);
    }
  }

  /** Makes the workers. */
  private List<ConnectionWorker> workers(
      final SegmentDealer dealer, final List<FinishedQueue> queues) {
    final MemoryBound bound = options.memoryBound(queues.size());
    final List<ConnectionWorker> made = new ArrayList<>(queues.size());
    for (int i = 0; i < queues.size(); i++) {
      final SegmentSource segments = dealer == null ? walk : dealer.hand(i);
      final MemoryBound.Share memory = bound == null ? null : bound.share(i);
      made.add(new ConnectionWorker(segments, queues.get(i), options, memory, queues.size()));
    }
    return made;
  }

  /** What to throw for what a thread failed with; an error is thrown at once. */
  static RuntimeException asThrown(final Throwable cause) {
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
    return walk.cursor().interfaces();
  }

  /**
   * The damage that was met; complete after {@link #run}.
   *
   * @return at most one for each file.
   */
  public List<Damage> damages() {
    return walk.cursor().damages();
  }

  /**
   * The files of the capture; complete after {@link #run}.
   *
   * @return what each says of itself and how many packets it had.
   */
  public List<CaptureFile> files() {
    return walk.cursor().files();
  }

  /**
   * What the user should know of how the files were read, though it is no damage.
   *
   * @return sentences.
   */
  public List<String> notices() {
    return walk.cursor().notices();
  }

  /**
   * How far the walk has come. May be called by any thread while {@link #run} goes on.
   *
   * @return bytes of the files.
   */
  public long bytesRead() {
    final PacketWalk begun = walk;
    return begun == null ? 0 : begun.bytesRead();
  }
}
