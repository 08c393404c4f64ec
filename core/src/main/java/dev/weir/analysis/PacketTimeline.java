package dev.weir.analysis;

/**
 * Packets and bytes over time, in a fixed number of equal steps: when a packet comes that lies
 * beyond the last step, neighbours are added up and the steps become twice as long.
 */
public final class PacketTimeline {
  /** The most steps that there are. */
  public static final int MAX_STEPS = 64;

  private static final long FIRST_STEP_NANOS = 1_000_000L;

  private final long[] packets = new long[MAX_STEPS];
  private final long[] bytes = new long[MAX_STEPS];
  private long origin = Long.MIN_VALUE;
  private long stepNanos = FIRST_STEP_NANOS;
  private int steps;
  private int current;
  private long currentFrom = Long.MAX_VALUE;
  private long currentTo = Long.MAX_VALUE;

  /** Made by {@link CaptureTotals}. */
  PacketTimeline() {}

  void add(final long nanos, final long wireBytes) {
    if (nanos < currentFrom || nanos >= currentTo) {
      moveTo(nanos);
    }
    packets[current]++;
    bytes[current] += wireBytes;
  }

  /** Makes the step of a time the current one, so that its neighbours need no division. */
  private void moveTo(final long nanos) {
    if (origin == Long.MIN_VALUE) {
      origin = nanos;
    }
    // What is older than the first packet is counted with it.
    final long since = Math.max(0, nanos - origin);
    if (since / stepNanos >= MAX_STEPS) {
      widen(since);
    }
    current = (int) (since / stepNanos);
    currentFrom = origin + current * stepNanos;
    currentTo = currentFrom + stepNanos;
    steps = Math.max(steps, current + 1);
  }

  private void widen(final long since) {
    while (since / stepNanos >= MAX_STEPS) {
      stepNanos *= 2;
      for (int i = 0; i < MAX_STEPS / 2; i++) {
        packets[i] = packets[2 * i] + packets[2 * i + 1];
        bytes[i] = bytes[2 * i] + bytes[2 * i + 1];
      }
      for (int i = MAX_STEPS / 2; i < MAX_STEPS; i++) {
        packets[i] = 0;
        bytes[i] = 0;
      }
    }
  }

  /**
   * How long a step is.
   *
   * @return nanoseconds.
   */
  public long stepNanos() {
    return stepNanos;
  }

  /**
   * How many steps there are, up to the one of the latest packet.
   *
   * @return 0 to {@value #MAX_STEPS}.
   */
  public int steps() {
    // Widening halves the place of what was there; the step of the latest packet comes after it.
    int last = Math.min(steps, MAX_STEPS);
    while (last > 0 && packets[last - 1] == 0) {
      last--;
    }
    return last;
  }

  /**
   * Packets of a step.
   *
   * @param step 0 for the first.
   * @return how many.
   */
  public long packets(final int step) {
    return packets[step];
  }

  /**
   * Bytes on the wire of a step.
   *
   * @param step 0 for the first.
   * @return bytes.
   */
  public long bytes(final int step) {
    return bytes[step];
  }
}
