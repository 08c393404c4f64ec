package dev.weir.analysis;

import dev.weir.transport.TcpFlags;
import java.util.SplittableRandom;

/**
 * Segments of two endpoints that mostly do as they should, with all that goes wrong now and then:
 * losses, repetitions, holes of the capture, odd numbers, probes, resets, cut payload, clocks that
 * go back. The same seed gives the same segments.
 */
final class RandomConversation {
  private static final int WINDOW = 500;

  /** So many segments of some conversations acknowledge no data. */
  private static final int LATE_ACKS = 20;

  private final SplittableRandom random;
  private final Segment segment = new Segment();
  private final int id;
  private final int[] next = new int[2];
  private final int[] window = {WINDOW, WINDOW};
  private final boolean cuts;
  private final int trouble;
  private final boolean large;
  private final boolean acksLate;
  private final int[] acknowledged = new int[2];
  private int step;
  private long packets;
  private long time;

  /**
   * Begins a conversation.
   *
   * @param seed of everything random.
   * @param initial the client's initial sequence number, near the server's.
   * @param id makes its tuple different from others.
   */
  RandomConversation(final long seed, final int initial, final int id) {
    random = new SplittableRandom(seed);
    this.id = id;
    next[0] = initial;
    next[1] = initial + random.nextInt(-500, 500);
    cuts = random.nextBoolean();
    large = random.nextInt(8) == 0;
    acksLate = random.nextInt(4) == 0;
    trouble = random.nextInt(3) == 0 ? 5 : 40;
    step = random.nextInt(6) == 0 ? 3 : 0;
    time = 1_000_000_000L * (1_000 + 100L * id);
  }

  /** The next segment: one object, filled anew. */
  Segment next() {
    time +=
        random.nextInt(30) == 0
            ? random.nextLong(-2_000_000, 90_000_000_000L)
            : random.nextInt(9) * 100_000;
    segment.windowScale = -1;
    segment.multipathOperations = 0;
    segment.optionBits = 0;
    segment.fragmented = false;
    segment.badChecksum = false;
    segment.isHeaderCut = false;
    switch (step++) {
      case 0 -> open(0, TcpFlags.SYN);
      case 1 -> open(1, TcpFlags.SYN | TcpFlags.ACK);
      case 2 -> send(0, TcpFlags.ACK, 0);
      default -> goOn();
    }
    if (random.nextInt(trouble) == 0) {
      disturb();
    }
    segment.packetNumber = ++packets;
    segment.timestampNanos = time;
    segment.clockNanos = time;
    return segment;
  }

  private void open(final int from, final int flags) {
    send(from, flags, 0);
    segment.windowScale = id % 4 == 0 ? -1 : random.nextInt(16);
    segment.maximumSegmentSize = random.nextInt(3) * 730;
    segment.optionBits = random.nextInt(Segment.FAST_OPEN);
    if (random.nextInt(12) == 0) {
      segment.optionBits |= random.nextBoolean() ? Segment.FAST_OPEN : Segment.OPTIONS_CUT;
    }
    next[from]++;
  }

  private void goOn() {
    final int from = random.nextInt(2);
    if (random.nextInt(8) == 0) {
      window[from] = random.nextInt(1, 900);
    }
    final int length = random.nextInt(3) == 0 ? 0 : random.nextInt(1, large ? 9_000_000 : 1_400);
    send(from, TcpFlags.ACK | (random.nextBoolean() ? TcpFlags.PSH : 0), length);
    next[from] += length;
  }

  private void send(final int from, final int flags, final int length) {
    final int client = 1_000 + id;
    final int host = id % 2 == 0 ? 10 : 30;
    final int port = id % 5 == 0 ? 22 : 80;
    if (from == 0) {
      segment.key.set(false, 0, host, client, 0, 20, port);
    } else {
      segment.key.set(false, 0, 20, port, 0, host, client);
    }
    segment.flags = flags;
    segment.sequence = next[from];
    if (!acksLate || step <= 3 || packets >= LATE_ACKS) {
      acknowledged[from] = next[1 - from];
    }
    segment.acknowledgment = (flags & TcpFlags.ACK) == 0 ? 0 : acknowledged[from];
    segment.window = window[from];
    payload(length);
    segment.capturedPayload = cuts ? Math.min(length, 20) : length;
  }

  private void payload(final int length) {
    segment.payloadLength = length;
    segment.framedPayload = length;
    segment.capturedPayload = length;
    segment.wireLength = length + 54;
    segment.ipLength = length + 40;
  }

  private void disturb() {
    switch (random.nextInt(16)) {
      case 0 -> segment.sequence -= random.nextInt(3_000);
      case 1 -> segment.sequence += random.nextInt(3_000);
      case 2 -> segment.acknowledgment -= random.nextInt(3_000);
      case 3 -> segment.acknowledgment += random.nextInt(3_000);
      case 4 -> segment.flags |= TcpFlags.FIN;
      case 5 -> segment.flags = random.nextBoolean() ? TcpFlags.RST : TcpFlags.RST | TcpFlags.ACK;
      case 6 -> segment.window = 0;
      case 7 -> segment.badChecksum = true;
      case 8 -> {
        payload(random.nextInt(2));
        segment.sequence--;
      }
      case 9 -> segment.fragmented = true;
      case 10 -> segment.isHeaderCut = true;
      case 11 -> segment.multipathOperations = 1 << random.nextInt(8);
      case 12 -> segment.capturedPayload = segment.payloadLength / 2;
      case 13 -> segment.framedPayload = segment.payloadLength / 2;
      case 14 -> segment.flags |= TcpFlags.SYN;
      default -> segment.windowScale = random.nextInt(4);
    }
  }
}
