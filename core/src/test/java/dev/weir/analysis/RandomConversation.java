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
  private int closing;
  private int closer;

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
    segment.badHeader = false;
    switch (step++) {
      case 0 -> open(0, TcpFlags.SYN);
      case 1 -> open(1, TcpFlags.SYN | TcpFlags.ACK);
      case 2 -> {
        send(0, TcpFlags.ACK, random.nextInt(8) == 0 ? 10 : 0);
        next[0] += segment.payloadLength;
        segment.windowScale = random.nextInt(8) == 0 ? 3 : -1;
      }
      default -> {
        if (closing > 0 || random.nextInt(30) == 0) {
          close();
        } else {
          goOn();
        }
      }
    }
    if (random.nextInt(closing > 0 ? Math.min(trouble, 8) : trouble) == 0) {
      disturb();
    }
    segment.packetNumber = ++packets;
    segment.timestampNanos = time;
    segment.clockNanos = time;
    return segment;
  }

  private void open(final int from, final int flags) {
    send(from, flags, random.nextInt(12) == 0 ? 10 : 0);
    next[from] += segment.payloadLength;
    segment.window = random.nextInt(1, 900);
    if (random.nextInt(12) == 0) {
      segment.acknowledgment = random.nextInt(1 << 20);
    }
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

  /** A close, a segment at a time: usual ones, and such as might be taken for usual. */
  private void close() {
    if (closing == 0) {
      closer = random.nextInt(2);
    }
    switch (closing++) {
      case 0 -> finish(closer, random.nextInt(3) == 0 ? random.nextInt(1_400) : 0);
      case 1 -> {
        if (random.nextBoolean()) {
          send(1 - closer, TcpFlags.ACK, random.nextInt(6) == 0 ? 100 : 0);
          next[1 - closer] += segment.payloadLength;
        } else {
          finish(1 - closer, random.nextInt(6) == 0 ? 100 : 0);
        }
      }
      case 2 -> {
        if (random.nextInt(3) == 0) {
          send(closer, TcpFlags.ACK, 0);
        } else {
          finish(1 - closer, 0);
        }
      }
      case 3 -> send(random.nextInt(4) == 0 ? 1 - closer : closer, TcpFlags.ACK, 0);
      default -> {
        if (random.nextBoolean()) {
          closing = random.nextInt(4) == 0 ? 2 : closing;
        } else {
          // The tuple is used again.
          closing = 0;
          step = 0;
        }
        goOn();
      }
    }
    if (random.nextInt(12) == 0) {
      segment.acknowledgment -= random.nextInt(3_000);
    }
  }

  private void finish(final int from, final int wanted) {
    // The number behind the FIN may be 0, which stands for an unknown one.
    final int toZero = -1 - next[from];
    final int length = toZero >= 0 && toZero < 9_000_000 && wanted > 0 ? toZero : wanted;
    send(from, TcpFlags.FIN | TcpFlags.ACK, length);
    next[from] += length + 1;
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
    switch (random.nextInt(18)) {
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
      case 15 -> segment.badHeader = true;
      case 16 -> {
        segment.badHeader = random.nextBoolean();
        segment.framedPayload = -8;
      }
      default -> segment.windowScale = random.nextInt(4);
    }
  }
}
