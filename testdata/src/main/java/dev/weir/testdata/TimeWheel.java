package dev.weir.testdata;

/**
 * Connections by the time of their next step: a wheel of ticks of 2^16 ns, 275 s around, so that
 * millions of them can wait at a constant cost each. Ticks are counted from the start of the
 * capture.
 */
final class TimeWheel {
  /** Length of a tick in nanoseconds. */
  static final long TICK_NANOS = 1L << 16;

  private static final int TICKS = 1 << 22;

  private final Connection[] due = new Connection[TICKS];
  private long tick;
  private int waiting;

  int waiting() {
    return waiting;
  }

  /**
   * Start of the tick that {@link #take} took from last, in nanoseconds since the start of the
   * capture.
   */
  long nanos() {
    return tick * TICK_NANOS;
  }

  /** Lets a connection wait until {@code nanos} since the start, at the soonest the next tick. */
  void add(final Connection connection, final long nanos) {
    final long wanted = Math.clamp(nanos / TICK_NANOS, tick + 1, tick + TICKS - 1);
    final int slot = (int) (wanted & TICKS - 1);
    connection.following = due[slot];
    due[slot] = connection;
    waiting++;
  }

  /**
   * Goes on to the next tick that is not empty and takes all its connections, a list by {@code
   * following}.
   */
  Connection take() {
    Connection first;
    do {
      tick++;
      first = due[(int) (tick & TICKS - 1)];
    } while (first == null);
    due[(int) (tick & TICKS - 1)] = null;
    for (Connection each = first; each != null; each = each.following) {
      waiting--;
    }
    return first;
  }
}
