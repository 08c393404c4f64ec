package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import java.io.IOException;
import java.util.List;

/** Merges what the workers found finished, round by round, by first packet. */
final class ConnectionMerger {
  private final List<FinishedQueue> queues;
  private final FinishedRecords[] chunks;
  private final int[] positions;
  private final boolean[] roundEnded;
  private final ConnectionView view = new ConnectionView();
  private boolean captureEnded;

  ConnectionMerger(final List<FinishedQueue> queues) {
    this.queues = queues;
    chunks = new FinishedRecords[queues.size()];
    positions = new int[queues.size()];
    roundEnded = new boolean[queues.size()];
  }

  void run(final ConnectionSink sink) throws IOException {
    while (!captureEnded) {
      mergeRound(sink);
    }
  }

  private void mergeRound(final ConnectionSink sink) throws IOException {
    for (int worker = 0; worker < chunks.length; worker++) {
      roundEnded[worker] = false;
      load(worker);
    }
    for (int worker = oldest(); worker >= 0; worker = oldest()) {
      final int offset = positions[worker]++ * ConnectionLayout.COPY_LENGTH;
      sink.accept(view.wrap(chunks[worker].records, offset));
      if (positions[worker] == chunks[worker].count) {
        finishChunk(worker);
      }
    }
  }

  /** Takes the worker's next chunk of the round that is not empty, if there is one. */
  private void load(final int worker) {
    chunks[worker] = queues.get(worker).next();
    positions[worker] = 0;
    if (chunks[worker].count == 0) {
      finishChunk(worker);
    }
  }

  private void finishChunk(final int worker) {
    final FinishedRecords done = chunks[worker];
    roundEnded[worker] = done.endOfRound;
    captureEnded |= done.endOfCapture;
    chunks[worker] = null;
    queues.get(worker).release(done);
    if (!roundEnded[worker]) {
      load(worker);
    }
  }

  /** The worker whose next record has the lowest first packet, or -1 at the round's end. */
  private int oldest() {
    int oldest = -1;
    long lowest = Long.MAX_VALUE;
    for (int worker = 0; worker < chunks.length; worker++) {
      if (!roundEnded[worker]) {
        final long firstPacket = chunks[worker].firstPacket(positions[worker]);
        if (firstPacket < lowest) {
          lowest = firstPacket;
          oldest = worker;
        }
      }
    }
    return oldest;
  }
}
