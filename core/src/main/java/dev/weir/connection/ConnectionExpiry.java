package dev.weir.connection;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * When connections have been idle for too long, by capture time: a timer wheel of lists through
 * {@link RecordLinks}. A record is filed under the time at which it would expire were there no
 * further packet, and filed again when that time comes and packets have come: so a packet costs
 * nothing here.
 */
final class ConnectionExpiry implements AutoCloseable {
  /**
   * A slot of the wheel spans 2 to this power nanoseconds: 134 ms. The slot of now is looked at
   * again at each step of time, so it should not be much longer than the steps are: 65,536 packets,
   * 164 ms at 400,000 packets a second.
   */
  private static final int SLOT_SHIFT = 27;

  /** The wheel goes round in 18 minutes. */
  private static final int SLOTS = 1 << 13;

  private static final int NONE = RecordLinks.NONE;

  /** Answers until when a record may stay, in nanoseconds since 1970. */
  @FunctionalInterface
  interface Deadlines {
    long of(int record);
  }

  private final RecordLinks links = new RecordLinks();
  private final int[] heads = new int[SLOTS];
  private final Deadlines deadlines;
  private long currentSlot;
  private boolean started;

  ConnectionExpiry(final Deadlines deadlines) {
    this.deadlines = deadlines;
    Arrays.fill(heads, NONE);
  }

  /** Tells the time at which the first record is filed. */
  void start(final long now) {
    if (!started) {
      started = true;
      currentSlot = now >> SLOT_SHIFT;
    }
  }

  /** Files a record that is in no list, by its deadline. */
  void file(final int record) {
    links.ensure(record);
    final long slot = deadlines.of(record) >> SLOT_SHIFT;
    // What lies beyond the wheel goes into its last slot and is filed again from there.
    fileInto((int) (Math.clamp(slot, currentSlot, currentSlot + SLOTS - 1) & SLOTS - 1), record);
  }

  /** The slot goes into the head's back link, so that a record can be unlinked by itself. */
  private void fileInto(final int slot, final int record) {
    final int head = heads[slot];
    links.next(record, head);
    links.previous(record, ~slot - 1);
    if (head != NONE) {
      links.previous(head, record);
    }
    heads[slot] = record;
  }

  /** Notes the cache line that {@link #remove} will need first. */
  void note(final int record, final ReadAhead lines) {
    lines.add(links.address(record));
  }

  /** Takes a record out of its list. */
  void remove(final int record) {
    final int next = links.next(record);
    final int previous = links.previous(record);
    if (next != NONE) {
      links.previous(next, previous);
    }
    if (previous >= 0) {
      links.next(previous, next);
    } else {
      heads[~(previous + 1)] = next;
    }
  }

  /**
   * Finds every record whose deadline has come. Time may also step back: then nothing expires.
   *
   * @param now capture time, nanoseconds since 1970.
   * @param expired told of each record, which is in no list any more.
   */
  void advance(final long now, final IntConsumer expired) {
    final long slot = now >> SLOT_SHIFT;
    if (!started) {
      return;
    }
    final long first = Math.max(currentSlot, slot - SLOTS + 1);
    currentSlot = slot;
    for (long passed = first; passed <= slot; passed++) {
      sweep((int) (passed & SLOTS - 1), now, expired);
    }
  }

  private void sweep(final int slot, final long now, final IntConsumer expired) {
    int record = heads[slot];
    heads[slot] = NONE;
    while (record != NONE) {
      final int next = links.next(record);
      if (deadlines.of(record) <= now) {
        expired.accept(record);
      } else {
        file(record);
      }
      record = next;
    }
  }

  long memory() {
    return links.memory();
  }

  @Override
  public void close() {
    links.close();
  }
}
