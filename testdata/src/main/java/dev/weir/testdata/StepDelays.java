package dev.weir.testdata;

import java.util.SplittableRandom;

/** How long generated hosts and networks take, in nanoseconds. */
final class StepDelays {
  private static final long MICROSECOND = 1_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long SHORTEST_THINK = 20 * MILLISECOND;
  private static final long LONGEST_THINK = 100 * SECOND;

  /** About how many packets a connection sends between two pauses. */
  private static final double PACKETS_PER_THINK = 6;

  private final SplittableRandom random;
  private final long thinkNanos;
  private final int packetsPerSecond;
  private final boolean hold;

  StepDelays(final TrafficSettings settings, final SplittableRandom random) {
    this.random = random;
    this.packetsPerSecond = settings.packetsPerSecond();
    this.hold = settings.hold();
    final double wanted =
        PACKETS_PER_THINK * SECOND * settings.concurrent() / settings.packetsPerSecond();
    this.thinkNanos = Math.clamp((long) wanted, SHORTEST_THINK, LONGEST_THINK);
  }

  /**
   * Over how long the first connections start: as much as their handshakes need at the wanted rate.
   */
  long rampNanos(final int connections) {
    final long atRate = 3L * connections * SECOND / packetsPerSecond;
    return hold ? MILLISECOND + atRate : 2 * thinkNanos + atRate;
  }

  long roundTrip() {
    // Between 0.2 and 200 ms, as many in each decade.
    return (long) (200 * MICROSECOND * Math.pow(10, 3 * random.nextDouble()));
  }

  long probeInterval() {
    return SECOND + random.nextLong(9 * SECOND);
  }

  long beforeNext() {
    return MILLISECOND + random.nextLong(SHORTEST_THINK);
  }

  long beforeReuse() {
    return 100 * MILLISECOND + random.nextLong(SECOND);
  }

  /** The wait before the step that is a connection's next one. */
  long before(final Connection connection) {
    return switch (PlanStep.Delay.of(connection.plan[connection.step])) {
      case BURST -> 8 * MICROSECOND + random.nextLong(50 * MICROSECOND);
      case HALF_ROUND_TRIP -> connection.roundTripNanos / 2;
      case ROUND_TRIP -> connection.roundTripNanos + random.nextLong(20 * MICROSECOND);
      case THINK -> thinkNanos / 2 + random.nextLong(thinkNanos);
      case TIMEOUT -> 200 * MILLISECOND + random.nextLong(100 * MILLISECOND);
      case SECOND -> SECOND + random.nextLong(30 * MILLISECOND);
      case TWO_SECONDS -> 2 * SECOND + random.nextLong(30 * MILLISECOND);
      case PROBE -> connection.probeNanos + random.nextLong(5 * MILLISECOND);
      case IDLE -> 30 * SECOND + random.nextLong(120 * SECOND);
      case ACK_TIMER -> 40 * MILLISECOND;
      default -> throw new IllegalStateException("a delay without a length");
    };
  }
}
