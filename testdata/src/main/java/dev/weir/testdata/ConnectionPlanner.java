package dev.weir.testdata;

import static dev.weir.testdata.TcpFlags.ACK;
import static dev.weir.testdata.TcpFlags.CWR;
import static dev.weir.testdata.TcpFlags.ECE;
import static dev.weir.testdata.TcpFlags.FIN;
import static dev.weir.testdata.TcpFlags.PSH;
import static dev.weir.testdata.TcpFlags.RST;
import static dev.weir.testdata.TcpFlags.SYN;
import static dev.weir.testdata.TcpFlags.URG;

import dev.weir.testdata.PlanStep.Delay;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Turns a kind of connection into the segments that it sends, in order. */
final class ConnectionPlanner {
  private static final int SERVER = PlanStep.FROM_SERVER;
  private static final int CLIENT = 0;
  private static final int SHORTEST_SEGMENT = 40;
  private static final int MOST_ROUNDS = 100_000;

  private final SplittableRandom random;
  private final double loss;
  private final double captureLoss;
  private final double meanRounds;
  private int[] steps = new int[1 << 12];
  private int count;
  private int maximumSegment;

  ConnectionPlanner(final SplittableRandom random, final TrafficSettings settings) {
    this.random = random;
    this.loss = settings.loss();
    this.captureLoss = settings.captureLoss();
    this.meanRounds = Math.max(1.05, (settings.meanPackets() - 8.75) / 5.5);
  }

  /** The plan of a new connection whose data segments hold up to {@code mss} bytes. */
  int[] plan(final ConnectionKind kind, final int mss) {
    count = 0;
    maximumSegment = mss;
    switch (kind) {
      case CLOSE_SIMULTANEOUS -> closedSimultaneously();
      case HALF_CLOSED -> halfClosed();
      case LEFT_OPEN -> handshakeAndRounds();
      case RESET_BY_CLIENT -> resetAmidData(CLIENT);
      case RESET_BY_SERVER -> resetAmidData(SERVER);
      case RESET_AFTER_FIN -> resetAfterFin();
      case REFUSED, SCAN, SCAN_RESET, NO_ACK -> withoutHandshake(kind);
      case HANDSHAKE_REPEATED -> handshakeRepeated();
      case KEEP_ALIVE -> keptAlive();
      case KEEP_ALIVE_LOST -> keptAliveInVain();
      case ZERO_WINDOW -> zeroWindow();
      case PORT_REUSE -> reused();
      case MIDSTREAM -> midstream();
      case ONLY_CLIENT -> oneDirection(SERVER);
      case ONLY_SERVER -> oneDirection(CLIENT);
      case OPEN_SIMULTANEOUS -> openedSimultaneously();
      case IDLE -> idle();
      case ECN -> congestionNotified();
      case URGENT -> urgent();
      case BULK -> bulk();
      case CLOSE_THREE, CLOSE_FOUR, CLOSE_WITH_DATA -> closed(kind);
      default -> throw new IllegalStateException(kind.label());
    }
    return Arrays.copyOf(steps, count);
  }

  private void closed(final ConnectionKind kind) {
    handshakeAndRounds();
    close(kind, side());
  }

  private void handshakeAndRounds() {
    handshake();
    rounds(countOfRounds());
  }

  private void handshake() {
    step(Delay.THINK, SYN, 0, CLIENT);
    step(Delay.ROUND_TRIP, SYN | ACK, 0, SERVER);
    step(Delay.BURST, ACK, 0, CLIENT);
  }

  private int countOfRounds() {
    int rounds = 1;
    while (rounds < MOST_ROUNDS && random.nextDouble() > 1 / meanRounds) {
      rounds++;
    }
    return rounds;
  }

  private void rounds(final int rounds) {
    for (int i = 0; i < rounds; i++) {
      round(i == 0 && random.nextInt(3) != 0 ? Delay.BURST : Delay.THINK);
    }
  }

  /**
   * A request of a segment or two, its acknowledgment, a response, acknowledged every other
   * segment.
   */
  private void round(final Delay before) {
    int request = random.nextInt(8) == 0 ? 2 : 1;
    for (; request > 1; request--) {
      data(before, CLIENT, maximumSegment, ACK);
    }
    data(before, CLIENT, segment(), ACK | PSH);
    if (random.nextInt(3) != 0) {
      acknowledge(Delay.ROUND_TRIP, SERVER);
    }
    final int full = random.nextInt(5);
    response(full);
  }

  private void response(final int full) {
    Delay before = Delay.ROUND_TRIP;
    for (int i = 0; i < full; i++) {
      data(before, SERVER, maximumSegment, ACK | (i % 8 == 7 ? PSH : 0));
      if (i % 2 == 1) {
        acknowledge(Delay.BURST, CLIENT);
      }
      before = i % 4 == 3 ? Delay.HALF_ROUND_TRIP : Delay.BURST;
    }
    data(before, SERVER, segment(), ACK | PSH);
    acknowledge(random.nextInt(4) == 0 ? Delay.ACK_TIMER : Delay.BURST, CLIENT);
  }

  /** A data segment, and what follows where it is lost. */
  private void data(final Delay before, final int from, final int length, final int flags) {
    if (random.nextDouble() >= loss) {
      step(before, flags, length, from | dropped());
      return;
    }
    final int other = from ^ SERVER;
    switch (random.nextInt(4)) {
      case 0 -> {
        // Lost behind the point of capture; the segments after it draw duplicate acknowledgments.
        step(before, flags, length, from | PlanStep.MARK);
        lostThenRepeated(from, flags);
      }
      case 1 -> {
        // Lost before the point of capture: the capture holds it once, late.
        step(before, flags, length, from | PlanStep.MARK | PlanStep.UNCAPTURED);
        lostThenRepeated(from, flags);
      }
      case 2 -> {
        step(before, flags, length, from | PlanStep.MARK);
        step(Delay.TIMEOUT, flags, 0, from | PlanStep.AGAIN);
      }
      default -> {
        // Repeated in vain: the acknowledgment came late.
        step(before, flags, length, from | PlanStep.MARK);
        step(Delay.ROUND_TRIP, ACK, 0, other);
        step(Delay.TIMEOUT, flags, 0, from | PlanStep.AGAIN);
        step(Delay.ROUND_TRIP, ACK, 0, other);
      }
    }
  }

  private void lostThenRepeated(final int from, final int flags) {
    final int duplicates = 1 + random.nextInt(4);
    for (int i = 0; i < duplicates; i++) {
      step(Delay.BURST, ACK, maximumSegment, from);
      step(Delay.BURST, ACK, 0, from ^ SERVER | PlanStep.ACK_MARK);
    }
    final Delay wait = duplicates < 3 ? Delay.TIMEOUT : Delay.ROUND_TRIP;
    step(wait, flags, 0, from | PlanStep.AGAIN);
  }

  private void acknowledge(final Delay before, final int from) {
    step(before, ACK, 0, from | dropped());
  }

  private int dropped() {
    return random.nextDouble() < captureLoss ? PlanStep.UNCAPTURED : 0;
  }

  private int segment() {
    return SHORTEST_SEGMENT + random.nextInt(maximumSegment - SHORTEST_SEGMENT);
  }

  private int side() {
    return random.nextInt(3) == 0 ? CLIENT : SERVER;
  }

  private void close(final ConnectionKind kind, final int first) {
    final int second = first ^ SERVER;
    switch (kind) {
      case CLOSE_FOUR -> {
        step(Delay.THINK, FIN | ACK, 0, first);
        step(Delay.ROUND_TRIP, ACK, 0, second);
        step(Delay.ACK_TIMER, FIN | ACK, 0, second);
      }
      case CLOSE_WITH_DATA -> {
        step(Delay.BURST, FIN | ACK | PSH, segment(), first);
        if (random.nextBoolean()) {
          step(Delay.BURST, ACK, 0, second);
        }
        step(Delay.ROUND_TRIP, FIN | ACK, 0, second);
      }
      default -> {
        step(Delay.THINK, FIN | ACK, 0, first);
        step(Delay.ROUND_TRIP, FIN | ACK, 0, second);
      }
    }
    if (random.nextInt(50) == 0) {
      step(Delay.TIMEOUT, FIN | ACK, 0, second | PlanStep.CONTROL_AGAIN);
    }
    step(Delay.ROUND_TRIP, ACK, 0, first);
  }

  private void anyClose() {
    switch (random.nextInt(3)) {
      case 0 -> close(ConnectionKind.CLOSE_THREE, side());
      case 1 -> close(ConnectionKind.CLOSE_FOUR, side());
      default -> close(ConnectionKind.CLOSE_WITH_DATA, side());
    }
  }

  private void closedSimultaneously() {
    handshakeAndRounds();
    final int first = side();
    final int second = first ^ SERVER;
    step(Delay.THINK, FIN | ACK, 0, first | PlanStep.MARK);
    step(Delay.BURST, FIN | ACK, 0, second | PlanStep.ACK_MARK);
    step(Delay.HALF_ROUND_TRIP, ACK, 0, first);
    step(Delay.BURST, ACK, 0, second);
  }

  private void halfClosed() {
    handshakeAndRounds();
    final int first = side();
    final int second = first ^ SERVER;
    step(Delay.THINK, FIN | ACK, 0, first);
    step(Delay.ROUND_TRIP, ACK, 0, second);
    for (int more = random.nextInt(4); more > 0; more--) {
      step(Delay.ACK_TIMER, ACK | PSH, segment(), second);
      step(Delay.ROUND_TRIP, ACK, 0, first);
    }
  }

  private void resetAmidData(final int from) {
    handshakeAndRounds();
    final int other = from ^ SERVER;
    step(Delay.THINK, ACK | PSH, segment(), other);
    step(Delay.ROUND_TRIP, random.nextBoolean() ? RST : RST | ACK, 0, from);
  }

  private void resetAfterFin() {
    handshakeAndRounds();
    final int first = side();
    step(Delay.THINK, FIN | ACK, 0, first);
    final int resetter = random.nextInt(4) == 0 ? first : first ^ SERVER;
    step(Delay.ROUND_TRIP, random.nextBoolean() ? RST : RST | ACK, 0, resetter);
  }

  private void withoutHandshake(final ConnectionKind kind) {
    step(Delay.THINK, SYN, 0, CLIENT);
    switch (kind) {
      case REFUSED -> step(Delay.ROUND_TRIP, RST | ACK, 0, SERVER);
      case SCAN -> {
        final int again = random.nextInt(3);
        if (again > 0) {
          step(Delay.SECOND, SYN, 0, PlanStep.CONTROL_AGAIN);
        }
        if (again > 1) {
          step(Delay.TWO_SECONDS, SYN, 0, PlanStep.CONTROL_AGAIN);
        }
      }
      case SCAN_RESET -> {
        step(Delay.ROUND_TRIP, SYN | ACK, 0, SERVER);
        step(Delay.BURST, RST, 0, CLIENT);
      }
      default -> {
        step(Delay.ROUND_TRIP, SYN | ACK, 0, SERVER);
        step(Delay.SECOND, SYN | ACK, 0, SERVER | PlanStep.CONTROL_AGAIN);
        step(Delay.TWO_SECONDS, SYN | ACK, 0, SERVER | PlanStep.CONTROL_AGAIN);
      }
    }
  }

  private void handshakeRepeated() {
    step(Delay.THINK, SYN, 0, CLIENT);
    final int what = random.nextInt(3);
    if (what != 1) {
      step(Delay.SECOND, SYN, 0, PlanStep.CONTROL_AGAIN);
    }
    step(Delay.ROUND_TRIP, SYN | ACK, 0, SERVER);
    if (what != 0) {
      step(Delay.SECOND, SYN | ACK, 0, SERVER | PlanStep.CONTROL_AGAIN);
    }
    step(Delay.BURST, ACK, 0, CLIENT);
    rounds(countOfRounds());
    anyClose();
  }

  private void keptAlive() {
    handshakeAndRounds();
    final int prober = side();
    final int length = random.nextInt(4) == 0 ? 1 : 0;
    for (int probes = 1 + random.nextInt(8); probes > 0; probes--) {
      step(Delay.PROBE, ACK, length, prober | PlanStep.PROBE);
      step(Delay.ROUND_TRIP, ACK, 0, prober ^ SERVER);
    }
    if (random.nextBoolean()) {
      rounds(1);
    }
    anyClose();
  }

  private void keptAliveInVain() {
    handshakeAndRounds();
    final int prober = side();
    final int length = random.nextInt(4) == 0 ? 1 : 0;
    for (int probes = 3 + random.nextInt(7); probes > 0; probes--) {
      step(Delay.PROBE, ACK, length, prober | PlanStep.PROBE);
    }
    step(Delay.PROBE, RST | ACK, 0, prober);
  }

  private void zeroWindow() {
    handshakeAndRounds();
    step(Delay.THINK, ACK | PSH, maximumSegment, SERVER);
    step(Delay.ROUND_TRIP, ACK, 0, PlanStep.ZERO_WINDOW);
    for (int probes = 1 + random.nextInt(4); probes > 0; probes--) {
      step(Delay.TIMEOUT, ACK, 0, SERVER | PlanStep.PROBE);
      step(Delay.ROUND_TRIP, ACK, 0, PlanStep.ZERO_WINDOW);
    }
    step(Delay.THINK, ACK, 0, CLIENT);
    step(Delay.ROUND_TRIP, ACK | PSH, segment(), SERVER);
    step(Delay.BURST, ACK, 0, CLIENT);
    anyClose();
  }

  private void reused() {
    handshake();
    rounds(1);
    switch (random.nextInt(4)) {
      case 0 -> step(Delay.THINK, RST | ACK, 0, CLIENT);
      case 1 -> {
        // The client lost its state and starts anew: the old connection is never closed.
      }
      default -> anyClose();
    }
  }

  private void midstream() {
    rounds(countOfRounds());
    if (random.nextBoolean()) {
      count = 0;
      response(1 + random.nextInt(5));
      rounds(1);
    }
    if (random.nextInt(3) != 0) {
      anyClose();
    }
  }

  private void oneDirection(final int missing) {
    handshakeAndRounds();
    anyClose();
    for (int i = 0; i < count; i++) {
      if ((steps[i] & SERVER) == missing) {
        steps[i] |= PlanStep.UNCAPTURED;
      }
    }
  }

  private void openedSimultaneously() {
    step(Delay.THINK, SYN, 0, CLIENT);
    step(Delay.BURST, SYN, 0, SERVER);
    step(Delay.HALF_ROUND_TRIP, SYN | ACK, 0, PlanStep.CONTROL_AGAIN);
    step(Delay.BURST, SYN | ACK, 0, SERVER | PlanStep.CONTROL_AGAIN);
    rounds(countOfRounds());
    anyClose();
  }

  private void idle() {
    handshake();
    for (int phases = 1 + random.nextInt(3); phases > 0; phases--) {
      rounds(1);
      round(Delay.IDLE);
    }
    anyClose();
  }

  private void congestionNotified() {
    step(Delay.THINK, SYN | ECE | CWR, 0, CLIENT);
    step(Delay.ROUND_TRIP, SYN | ACK | ECE, 0, SERVER);
    step(Delay.BURST, ACK, 0, CLIENT);
    rounds(countOfRounds());
    step(Delay.BURST, ACK | PSH, segment(), SERVER);
    step(Delay.BURST, ACK | ECE, 0, CLIENT);
    step(Delay.ROUND_TRIP, ACK | PSH | CWR, segment(), SERVER);
    step(Delay.BURST, ACK, 0, CLIENT);
    anyClose();
  }

  private void urgent() {
    handshakeAndRounds();
    step(Delay.THINK, ACK | PSH | URG, 3, CLIENT);
    step(Delay.ROUND_TRIP, ACK, 0, SERVER);
    anyClose();
  }

  private void bulk() {
    handshake();
    data(Delay.BURST, CLIENT, segment(), ACK | PSH);
    response(40 + random.nextInt(400));
    anyClose();
  }

  private void step(final Delay delay, final int flags, final int length, final int marks) {
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, count * 2);
    }
    steps[count++] = PlanStep.of(delay, flags, length, marks);
  }
}
