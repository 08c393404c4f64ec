package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints all packets of a capture that pass a test, in order, on several processors: threads that
 * are all alike take turns to fill a block of packets from the capture, print their blocks at the
 * same time, and take turns again to write them. The bytes that come out are those of {@link
 * LineListing}.
 */
public final class ParallelListing {
  /** The first blocks are small, so that whoever only wants some lines has them at once. */
  private static final int FIRST_PACKETS = 64;

  /** More threads than this only wait to fill their blocks, and their text takes memory. */
  private static final int MOST_THREADS = 8;

  private final LineOptions options;
  private final long seed;
  private final PacketTest test;
  private final long most;
  private final int threads;
  private final Object writing = new Object();
  private int blockPackets = FIRST_PACKETS;
  private boolean ended;
  private long filled;
  private long written;
  private long passed;
  private long unprinted;
  private volatile Throwable failure;

  /**
   * Makes a listing.
   *
   * @param options what lines show.
   * @param seed for the table of conversations.
   * @param test which packets are printed; never called by two threads at the same time.
   * @param most how many packets may pass the test before the listing ends.
   * @param threads how many threads may work, the caller's among them.
   */
  public ParallelListing(
      final LineOptions options,
      final long seed,
      final PacketTest test,
      final long most,
      final int threads) {
    this.options = options;
    this.seed = seed;
    this.test = test;
    this.most = most;
    this.threads = Math.min(threads, MOST_THREADS);
  }

  /**
   * Walks to the capture's end.
   *
   * @param cursor stands before the first packet.
   * @param out where lines go; it should have no buffer of its own.
   * @throws IOException what the stream throws.
   */
  public void run(final PacketCursor cursor, final OutputStream out) throws IOException {
    final List<Thread> others = new ArrayList<>();
    try (LinePrinter orderly = new LinePrinter(options, new TextBuffer(), seed)) {
      for (int i = 1; i < threads; i++) {
        others.add(
            Thread.ofPlatform()
                .daemon()
                .name("weir-lines-" + i)
                .start(() -> work(orderly, cursor, out)));
      }
      work(orderly, cursor, out);
      join(others);
    }
    rethrow(failure);
  }

  /** Not a switch over types: the JVM makes code for one when it comes to it, for milliseconds. */
  private static void rethrow(final Throwable thrown) throws IOException {
    if (thrown instanceof final IOException e) {
      throw e;
    }
    if (thrown instanceof final RuntimeException e) {
      throw e;
    }
    if (thrown instanceof final Error e) {
      throw e;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  private void join(final List<Thread> others) {
    for (final Thread thread : others) {
      boolean joined = false;
      while (!joined) {
        try {
          thread.join();
          joined = true;
        } catch (final InterruptedException e) {
          fail(new IllegalStateException("interrupted", e));
        }
      }
    }
  }

  private void work(final LinePrinter orderly, final PacketCursor cursor, final OutputStream out) {
    final PacketBlock block = new PacketBlock();
    final TextBuffer text = new TextBuffer(1 << 18);
    try (LinePrinter printer = new LinePrinter(options, text, seed)) {
      while (failure == null) {
        final long turn = fill(block, orderly, cursor);
        if (block.count() > 0) {
          block.print(printer);
        }
        write(turn, text, out);
        if (block.count() == 0) {
          return;
        }
        text.clear();
      }
    } catch (final Throwable e) {
      fail(e);
    }
  }

  private void fail(final Throwable thrown) {
    synchronized (writing) {
      if (failure == null) {
        failure = thrown;
      }
      writing.notifyAll();
    }
  }

  /** Takes the next packets; returns the block's place among all. */
  private synchronized long fill(
      final PacketBlock block, final LinePrinter orderly, final PacketCursor cursor) {
    block.clear();
    try {
      while (!ended && block.hasRoom(blockPackets)) {
        if (passed == most || !cursor.next()) {
          ended = true;
        } else if (test.passes(cursor)) {
          passed++;
          block.add(cursor, passed);
        }
      }
    } catch (final InternalError e) {
      if (!cursor.endedBy(e)) {
        throw e;
      }
      ended = true;
    }
    unprinted += block.number(orderly);
    blockPackets = Math.min(2 * blockPackets, PacketBlock.MOST_PACKETS);
    return filled++;
  }

  /** Waits for the blocks before and writes. */
  private void write(final long turn, final TextBuffer text, final OutputStream out)
      throws IOException, InterruptedException {
    synchronized (writing) {
      while (written != turn && failure == null) {
        writing.wait();
      }
      if (failure == null) {
        text.writeTo(out);
        written++;
        writing.notifyAll();
      }
    }
  }

  /**
   * How many packets passed the test.
   *
   * @return packets, printed or not.
   */
  public long passed() {
    return passed;
  }

  /**
   * How many packets passed the test but have no TCP in them.
   *
   * @return packets that were not printed.
   */
  public long unprinted() {
    return unprinted;
  }
}
