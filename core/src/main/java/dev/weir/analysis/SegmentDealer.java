package dev.weir.analysis;

import dev.weir.connection.OffHeapRecord;
import java.util.concurrent.CancellationException;
import org.agrona.UnsafeApi;

/**
 * Deals the segments of one walk to several workers, by the hashes of their connections, so that
 * each packet is walked and decoded once.
 *
 * <p>There is no thread for it: the worker that has nearly nothing left to track walks on for all
 * of them. So those that are ahead do the walking, whoever has more to track than others does none,
 * and nobody waits but where one worker is far behind: then there is no room for more of its
 * segments, and memory is bounded. A lock is taken once for a block of segments.
 */
final class SegmentDealer implements AutoCloseable {
  /** Segments that are dealt at a time, to all workers together. */
  static final int BLOCK_SEGMENTS = 1 << 11;

  /** Blocks that a worker can be behind. */
  static final int BLOCKS = 32;

  /**
   * With fewer blocks than this left to it a worker deals: so many that the others need not wait
   * where it loses its processor for a while.
   */
  private static final int FEW = 6;

  private static final long CACHE_LINE = 64;

  private final PacketWalk walk;
  private final Hand[] hands;
  private final Segment segment = new Segment();

  /** How many blocks were dealt to each. */
  private long dealt;

  private boolean isDealing;

  /** The blocks that say so were dealt: later than the walk itself may be over. */
  private boolean isOver;

  private Throwable failure;

  /**
   * Makes a dealer.
   *
   * @param walk what to deal.
   * @param workers how many there are.
   */
  SegmentDealer(final PacketWalk walk, final int workers) {
    this.walk = walk;
    hands = new Hand[workers];
    for (int i = 0; i < workers; i++) {
      hands[i] = new Hand();
    }
  }

  /** The segments that a worker gets. */
  SegmentSource hand(final int worker) {
    return hands[worker];
  }

  /** The next block for a worker, once it has read all before. */
  private SegmentBlock next(final Hand hand) {
    while (!isReady(hand)) {
      deal();
    }
    return hand.block(hand.taken);
  }

  /** Whether there is a block for a worker; false where it has to deal now. */
  private synchronized boolean isReady(final Hand hand) {
    if (hand.isReading) {
      hand.isReading = false;
      hand.taken++;
      notifyAll();
    }
    while (true) {
      if (failure != null) {
        throw CaptureAnalyzer.asThrown(failure);
      }
      final long ahead = dealt - hand.taken;
      if (!isDealing && !isOver && ahead < FEW && hasRoom()) {
        isDealing = true;
        return false;
      }
      if (ahead > 0) {
        hand.isReading = true;
        return true;
      }
      await();
    }
  }

  private boolean hasRoom() {
    for (final Hand hand : hands) {
      if (dealt - hand.taken >= BLOCKS) {
        return false;
      }
    }
    return true;
  }

  private void await() {
    try {
      wait();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /** Deals a block to each worker. Nobody else does so meanwhile. */
  private void deal() {
    Throwable cause = null;
    try {
      dealBlocks();
    } catch (final RuntimeException | Error e) {
      cause = e;
    }
    synchronized (this) {
      isDealing = false;
      isOver |= walk.isOver();
      dealt += cause == null ? 1 : 0;
      failure = cause;
      notifyAll();
    }
  }

  private void dealBlocks() {
    for (final Hand hand : hands) {
      hand.block(dealt).begin(walk.packetNumber());
    }
    try {
      dealSegments();
    } catch (final InternalError e) {
      walk.endBy(e);
    }
    for (final Hand hand : hands) {
      hand.block(dealt).end(walk);
    }
  }

  private void dealSegments() {
    int left = BLOCK_SEGMENTS;
    while (left > 0 && walk.next(segment)) {
      final int owner = (int) ((segment.hash >>> Integer.SIZE) * hands.length >>> Integer.SIZE);
      hands[owner].block(dealt).add(segment);
      left = walk.isRoundOver() ? 0 : left - 1;
    }
  }

  private synchronized void endBy(final InternalError error) {
    while (isDealing) {
      await();
    }
    walk.endBy(error);
  }

  private synchronized void leave(final Hand hand) {
    // Whatever is dealt to it from now on has room.
    hand.taken = Long.MAX_VALUE;
    notifyAll();
  }

  @Override
  public void close() {
    for (final Hand hand : hands) {
      UnsafeApi.freeMemory(hand.memory);
    }
  }

  /** What is dealt to one worker. */
  private final class Hand implements SegmentSource {
    private final SegmentBlock[] blocks = new SegmentBlock[BLOCKS];

    /** Not from an Arena, which would clear it: few pages of it are ever used. */
    private final long memory;

    /** Blocks that it has read; guarded by the dealer. */
    private long taken;

    /** It is reading one more. */
    private boolean isReading;

    private SegmentBlock block;

    Hand() {
      final int length = BLOCK_SEGMENTS * SegmentBlock.LONGEST;
      memory = UnsafeApi.allocateMemory((long) BLOCKS * length + CACHE_LINE);
      final long start = memory + CACHE_LINE - 1 & -CACHE_LINE;
      for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = new SegmentBlock(new OffHeapRecord().wrap(start + (long) i * length, length));
      }
    }

    private SegmentBlock block(final long number) {
      return blocks[(int) (number % BLOCKS)];
    }

    @Override
    public int fill(final Segment[] batch) {
      int count = 0;
      do {
        if (block == null || block.isRead()) {
          block = next(this);
        }
        while (count < batch.length && block.read(batch[count])) {
          count++;
        }
      } while (count < batch.length && !isRoundOver() && !isOver());
      return count;
    }

    @Override
    public boolean isRoundOver() {
      return block != null && block.isRead() && block.isRoundOver();
    }

    @Override
    public boolean isOver() {
      return block != null && block.isRead() && block.isOver();
    }

    @Override
    public long packetNumber() {
      return block.packetNumber();
    }

    @Override
    public long timestampNanos() {
      return block.timestampNanos();
    }

    @Override
    public void endBy(final InternalError error) {
      SegmentDealer.this.endBy(error);
    }

    @Override
    public void leave() {
      SegmentDealer.this.leave(this);
    }
  }
}
