package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RecordKind;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * Keeps the tables of all workers together within a bound: where it is reached, the connections
 * that have been idle longest are reported early.
 *
 * <p>At the end of each round, after what is finished has been freed, every worker tells how many
 * records its connections take, and waits for the others; so the decision is made over the sums of
 * all, which do not depend on how connections are shared between workers. Memory that a pool of
 * records has grown to is never given back, so what counts is the most that there ever was of each
 * kind ({@link #marks}). While the marks stay within the limit they rise. Once they would not, they
 * stand, and of the connections that have records of a kind that exceeds its mark so many are
 * reported early that an eighth of the mark is free.
 *
 * <p>Idle longest is whose newest packet lies furthest back in the capture, to a 64th of that
 * distance: {@link AgeHistogram}.
 */
final class MemoryBound {
  private static final RecordKind[] KINDS = RecordKind.values();
  private static final long PATIENCE_MILLIS = 100;

  /** A packet makes a span for itself at most, and splits one that is there. */
  private static final int SPANS_OF_A_PACKET = 2;

  /** What tables may grow by within a round, where nothing is checked. */
  static final long GROWTH = growth();

  /** An eighth of a kind is given up at a time. */
  private static final int PART = 8;

  /** The share of the limit that connections may always take, and their records as much. */
  private static final int CONNECTIONS_PART = 4;

  /** The share that each other kind may always take. */
  private static final int OTHERS_PART = 32;

  private final long limit;
  private final Share[] shares;
  private final Phaser phaser;

  /** The most records of each kind that there ever were; set by the last worker that arrives. */
  private final long[] marks = new long[KINDS.length];

  /** How many records of each kind must go; as above. */
  private final long[] surplus = new long[KINDS.length];

  private boolean evicting;
  private boolean collected;

  /** Of each kind: the lowest bucket of the ages at which a connection that has it must go. */
  private final int[] firstBuckets = new int[KINDS.length];

  /**
   * Makes a bound.
   *
   * @param bytes of off-heap memory, for all tables together.
   * @param workers how many there are.
   */
  MemoryBound(final long bytes, final int workers) {
    limit = bytes - Math.min(GROWTH, bytes / 2);
    for (int kind = 0; kind < KINDS.length; kind++) {
      final int part =
          switch (KINDS[kind]) {
            case CONNECTION, RECORD -> CONNECTIONS_PART;
            default -> OTHERS_PART;
          };
      marks[kind] = limit / part / KINDS[kind].bytes();
    }
    shares = new Share[workers];
    for (int i = 0; i < workers; i++) {
      shares[i] = new Share();
    }
    phaser =
        new Phaser(workers) {
          @Override
          protected boolean onAdvance(final int phase, final int registered) {
            decide();
            return registered == 0;
          }
        };
  }

  private static long growth() {
    long bytes = 0;
    for (final RecordKind kind : KINDS) {
      bytes +=
          switch (kind) {
            case SPAN -> SPANS_OF_A_PACKET * (long) kind.bytes();
            case FEW_ROUND_TRIPS -> 0; // They are given back where a distribution is made.
            default -> kind.bytes();
          };
    }
    return bytes * SegmentSource.ROUND_PACKETS;
  }

  /** The part that a worker has in it. */
  Share share(final int worker) {
    return shares[worker];
  }

  /** All workers have arrived and wait: what follows from what they told. */
  private void decide() {
    if (evicting && !collected) {
      collected = true;
      findOldest();
    } else {
      collected = false;
      sum();
    }
  }

  private void sum() {
    final long[] sums = new long[KINDS.length];
    long bytes = 0;
    for (int kind = 0; kind < KINDS.length; kind++) {
      for (final Share share : shares) {
        sums[kind] += share.inUse[kind];
      }
      bytes += Math.max(marks[kind], sums[kind]) * KINDS[kind].bytes();
    }
    evicting = false;
    for (int kind = 0; kind < KINDS.length; kind++) {
      if (bytes <= limit) {
        marks[kind] = Math.max(marks[kind], sums[kind]);
      }
      final long left = marks[kind] - marks[kind] / PART;
      surplus[kind] = sums[kind] > marks[kind] ? sums[kind] - left : 0;
      evicting |= surplus[kind] > 0;
    }
  }

  private void findOldest() {
    for (int kind = 0; kind < KINDS.length; kind++) {
      if (surplus[kind] > 0) {
        final AgeHistogram all = new AgeHistogram();
        for (final Share share : shares) {
          all.add(share.ages[kind]);
        }
        firstBuckets[kind] = all.oldest(surplus[kind]);
      }
    }
  }

  /** What one worker tells the others. Belongs to that worker. */
  final class Share {
    private final int[] inUse = new int[KINDS.length];
    private final AgeHistogram[] ages = new AgeHistogram[KINDS.length];
    private long evicted;

    private Share() {
      for (int kind = 0; kind < KINDS.length; kind++) {
        ages[kind] = new AgeHistogram();
      }
    }

    /**
     * Keeps the bound at the end of a round.
     *
     * @param table the worker's, in which no record waits to be freed.
     * @param packetNumber of the round's last packet.
     * @param early told of each record that has to be reported early and freed.
     * @param checkCancelled throws where nobody waits for the analysis any more.
     * @return whether connections are reported early: the same for all workers.
     */
    boolean settle(
        final ConnectionTable table,
        final long packetNumber,
        final IntConsumer early,
        final Runnable checkCancelled) {
      for (int kind = 0; kind < KINDS.length; kind++) {
        inUse[kind] = table.inUse(KINDS[kind]);
      }
      await(checkCancelled);
      if (!evicting) {
        return false;
      }
      collect(table, packetNumber);
      await(checkCancelled);
      final int numbers = table.numbers();
      for (int number = 0; number < numbers; number++) {
        if (!table.isFinished(number) && mustGo(table, number, packetNumber)) {
          table.evict(number);
          early.accept(number);
          evicted++;
        }
      }
      return true;
    }

    private boolean mustGo(final ConnectionTable table, final int number, final long packetNumber) {
      final int bucket = AgeHistogram.bucket(age(table.record(number), packetNumber));
      for (int kind = 0; kind < KINDS.length; kind++) {
        if (surplus[kind] > 0
            && bucket >= firstBuckets[kind]
            && table.inUse(number, KINDS[kind]) > 0) {
          return true;
        }
      }
      return false;
    }

    private void collect(final ConnectionTable table, final long packetNumber) {
      final int numbers = table.numbers();
      for (int kind = 0; kind < KINDS.length; kind++) {
        ages[kind].clear();
      }
      for (int number = 0; number < numbers; number++) {
        if (!table.isFinished(number)) {
          final long age = age(table.record(number), packetNumber);
          for (int kind = 0; kind < KINDS.length; kind++) {
            if (surplus[kind] > 0) {
              ages[kind].add(age, table.inUse(number, KINDS[kind]));
            }
          }
        }
      }
    }

    /** Packets of the capture since the connection's newest; a first one may have a bad header. */
    private static long age(final OffHeapRecord record, final long packetNumber) {
      return packetNumber
          - Math.max(
              record.getLong(ConnectionLayout.FIRST_PACKET_OFFSET),
              record.getLong(ConnectionLayout.LAST_PACKET_OFFSET));
    }

    private void await(final Runnable checkCancelled) {
      final int phase = phaser.arrive();
      while (true) {
        try {
          phaser.awaitAdvanceInterruptibly(phase, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
          return;
        } catch (final TimeoutException e) {
          checkCancelled.run();
        } catch (final InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CancellationException();
        }
      }
    }

    /** The worker's walk is over: the others wait for it no longer. */
    void leave() {
      Arrays.fill(inUse, 0);
      for (final AgeHistogram histogram : ages) {
        histogram.clear();
      }
      phaser.arriveAndDeregister();
    }

    /** Connections that were reported early. */
    long evicted() {
      return evicted;
    }
  }
}
