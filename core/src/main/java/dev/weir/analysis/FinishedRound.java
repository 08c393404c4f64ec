package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.TableReadAhead;

/**
 * The connections that one worker found finished in the current round, reported at its end in the
 * order of their first packets.
 *
 * <p>A round is a fixed number of the capture's packets, so that which connections belong to it
 * does not depend on how connections are shared between workers.
 */
final class FinishedRound {
  private static final int POSITION_BITS = 16;
  private static final int LIMIT = 1 << POSITION_BITS;

  /** Steps of a sort are 1, and each three times the one before and one (Knuth). */
  private static final int GAPS = 3;

  /** Connections whose memory is read ahead together. */
  private static final int READ_AHEAD = 16;

  private final ConnectionTable table;
  private final ConnectionTracker tracker;
  private final FinishedQueue queue;
  private final TableReadAhead ahead;
  private final int[] numbers = new int[LIMIT];
  private final long[] order = new long[LIMIT];
  private final int[] block = new int[READ_AHEAD];
  private int inBlock;
  private int count;
  private boolean overflow;
  private FinishedRecords chunk;

  FinishedRound(
      final ConnectionTable table, final ConnectionTracker tracker, final FinishedQueue queue) {
    this.table = table;
    ahead = table.readAhead();
    this.tracker = tracker;
    this.queue = queue;
  }

  void add(final int number) {
    if (count == LIMIT) {
      overflow = true;
      return;
    }
    final long firstPacket = table.record(number).getLong(ConnectionLayout.FIRST_PACKET_OFFSET);
    order[count] = firstPacket << POSITION_BITS | count;
    numbers[count++] = number;
  }

  /** Reports and frees what was found finished. */
  void end() {
    chunk = queue.take();
    if (overflow) {
      reportByCreation(false);
    } else {
      reportSorted();
    }
    count = 0;
    overflow = false;
    chunk.endOfRound = true;
    queue.put(chunk);
  }

  /** Reports everything that is left: the capture is over. */
  void endCapture() {
    chunk = queue.take();
    reportByCreation(true);
    chunk.endOfRound = true;
    chunk.endOfCapture = true;
    queue.put(chunk);
  }

  private void reportSorted() {
    sort(order, count);
    for (int i = 0; i < count; i++) {
      addToBlock(numbers[(int) order[i] & LIMIT - 1]);
    }
    reportBlock();
  }

  /**
   * Sorts numbers (Shell's way). The library's is as fast for some thousands, but keeps the JIT
   * compilers busy for a tenth of a second.
   */
  private static void sort(final long[] values, final int count) {
    int gap = 1;
    while (gap < count / GAPS) {
      gap = GAPS * gap + 1;
    }
    for (; gap > 0; gap /= GAPS) {
      for (int i = gap; i < count; i++) {
        final long value = values[i];
        int at = i;
        while (at >= gap && values[at - gap] > value) {
          values[at] = values[at - gap];
          at -= gap;
        }
        values[at] = value;
      }
    }
  }

  /**
   * Too many to sort in bounded memory: the list of all records is in the wanted order.
   *
   * @param all whether those are reported, too, that are not finished.
   */
  private void reportByCreation(final boolean all) {
    int number = table.oldest();
    while (number != ConnectionTable.NONE) {
      final int younger = table.younger(number);
      if (all || table.isFinished(number)) {
        addToBlock(number);
      }
      number = younger;
    }
    reportBlock();
  }

  private void addToBlock(final int number) {
    block[inBlock++] = number;
    if (inBlock == block.length) {
      reportBlock();
    }
  }

  /** Reports and frees the connections of a block, whose memory is read ahead together. */
  private void reportBlock() {
    for (int i = 0; i < inBlock; i++) {
      ahead.noteFinished(block[i]);
    }
    ahead.readFinished();
    for (int i = 0; i < inBlock; i++) {
      ahead.noteContents(block[i]);
    }
    ahead.readContents();
    for (int i = 0; i < inBlock; i++) {
      report(block[i]);
      table.free(block[i]);
    }
    inBlock = 0;
  }

  private void report(final int number) {
    if (chunk.isFull()) {
      queue.put(chunk);
      chunk = queue.take();
    }
    tracker.complete(number);
    chunk.add(table, number);
  }
}
