package dev.weir.analysis;

import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP endpoint as RFC 9293 section 3.10 describes it, as far as its states go: one that sends
 * real segments with real numbers, and can be copied to ask what it would do.
 */
final class SimulatedEndpoint {
  /** A segment on its way. */
  record Sent(boolean fromClient, int flags, int sequence, int acknowledgment, int length) {
    boolean has(final int mask) {
      return (flags & mask) != 0;
    }

    int end() {
      return sequence + length + (has(TcpFlags.SYN) ? 1 : 0) + (has(TcpFlags.FIN) ? 1 : 0);
    }
  }

  private static final int WINDOW = 50_000;
  private static final int MAXIMUM_SEGMENT = 1_000;

  final boolean client;
  TcpState state = TcpState.CLOSED;

  /** What it has sent since this was last emptied. */
  final List<Sent> out = new ArrayList<>();

  private final int initial;
  private boolean passive;
  private boolean muted;
  private int unacknowledged;
  private int next;
  private int expected;
  private boolean finSent;

  SimulatedEndpoint(final boolean client, final int initial) {
    this.client = client;
    this.initial = initial;
    unacknowledged = initial;
    next = initial;
  }

  /** The same endpoint, which receives but sends no more. */
  SimulatedEndpoint silentCopy() {
    final SimulatedEndpoint copy = new SimulatedEndpoint(client, initial);
    copy.state = state;
    copy.passive = passive;
    copy.muted = true;
    copy.unacknowledged = unacknowledged;
    copy.next = next;
    copy.expected = expected;
    copy.finSent = finSent;
    return copy;
  }

  private void emit(final int flags, final int sequence, final int length) {
    if (!muted) {
      out.add(
          new Sent(client, flags, sequence, (flags & TcpFlags.ACK) != 0 ? expected : 0, length));
    }
  }

  void listen() {
    passive = true;
    state = TcpState.LISTEN;
  }

  void connect() {
    next = initial + 1;
    state = TcpState.SYN_SENT;
    emit(TcpFlags.SYN, initial, 0);
  }

  boolean maySend() {
    return state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT;
  }

  void sendData(final int length) {
    emit(TcpFlags.ACK | TcpFlags.PSH, next, length);
    next += length;
  }

  /** Closes; with data, the FIN rides on it. */
  void close(final int length) {
    emit(TcpFlags.FIN | TcpFlags.ACK, next, length);
    next += length + 1;
    finSent = true;
    state = state == TcpState.CLOSE_WAIT ? TcpState.LAST_ACK : TcpState.FIN_WAIT_1;
  }

  void abort() {
    emit(TcpFlags.RST | TcpFlags.ACK, next, 0);
    state = TcpState.CLOSED;
  }

  boolean hasUnacknowledged() {
    return unacknowledged != next && state != TcpState.CLOSED && state != TcpState.LISTEN;
  }

  /** The retransmission timer expires: the oldest unacknowledged segment is sent again. */
  void repeat() {
    if (state == TcpState.SYN_SENT) {
      emit(TcpFlags.SYN, initial, 0);
    } else if (state == TcpState.SYN_RECEIVED) {
      emit(TcpFlags.SYN | TcpFlags.ACK, initial, 0);
    } else {
      final int data = next - unacknowledged - (finSent ? 1 : 0);
      final int length = Math.min(data, MAXIMUM_SEGMENT);
      final boolean fin = finSent && length == data;
      emit(TcpFlags.ACK | (fin ? TcpFlags.FIN : 0), unacknowledged, length);
    }
  }

  void receive(final Sent segment) {
    switch (state) {
      case CLOSED -> answerWithReset(segment);
      case LISTEN -> receiveListening(segment);
      case SYN_SENT -> receiveOpening(segment);
      default -> receiveSynchronized(segment);
    }
  }

  private void answerWithReset(final Sent segment) {
    if (segment.has(TcpFlags.RST)) {
      return;
    }
    if (segment.has(TcpFlags.ACK)) {
      emit(TcpFlags.RST, segment.acknowledgment(), 0);
    } else {
      final int atFirst = expected;
      expected = segment.end();
      emit(TcpFlags.RST | TcpFlags.ACK, 0, 0);
      expected = atFirst;
    }
  }

  private void receiveListening(final Sent segment) {
    if (segment.has(TcpFlags.RST)) {
      return;
    }
    if (segment.has(TcpFlags.ACK)) {
      answerWithReset(segment);
    } else if (segment.has(TcpFlags.SYN)) {
      expected = segment.sequence() + 1;
      unacknowledged = initial;
      next = initial + 1;
      state = TcpState.SYN_RECEIVED;
      emit(TcpFlags.SYN | TcpFlags.ACK, initial, 0);
    }
  }

  private void receiveOpening(final Sent segment) {
    final boolean ack = segment.has(TcpFlags.ACK);
    if (ack && segment.acknowledgment() != next) {
      answerWithReset(segment);
      return;
    }
    if (segment.has(TcpFlags.RST)) {
      state = ack ? TcpState.CLOSED : state;
    } else if (segment.has(TcpFlags.SYN)) {
      expected = segment.sequence() + 1;
      if (ack) {
        unacknowledged = next;
        state = TcpState.ESTABLISHED;
        emit(TcpFlags.ACK, next, 0);
      } else {
        state = TcpState.SYN_RECEIVED;
        emit(TcpFlags.SYN | TcpFlags.ACK, initial, 0);
      }
    }
  }

  private void receiveSynchronized(final Sent segment) {
    final boolean secondSyn =
        state == TcpState.SYN_RECEIVED
            && segment.has(TcpFlags.SYN)
            && segment.has(TcpFlags.ACK)
            && segment.sequence() == expected - 1;
    if (!secondSyn && !isAcceptable(segment)) {
      if (!segment.has(TcpFlags.RST)) {
        emit(TcpFlags.ACK, next, 0);
      }
      return;
    }
    if (segment.has(TcpFlags.RST)) {
      receiveReset(segment);
    } else if (segment.has(TcpFlags.SYN) && !secondSyn) {
      emit(TcpFlags.ACK, next, 0);
    } else if (segment.has(TcpFlags.ACK)) {
      acknowledge(segment);
      take(segment, secondSyn);
    }
  }

  private boolean isAcceptable(final Sent segment) {
    final int length = segment.end() - segment.sequence();
    final boolean begins =
        segment.sequence() - expected >= 0 && segment.sequence() - expected < WINDOW;
    final int last = segment.end() - 1;
    return begins || length > 0 && last - expected >= 0 && last - expected < WINDOW;
  }

  /** RFC 5961: only the exact number resets. */
  private void receiveReset(final Sent segment) {
    if (segment.sequence() != expected) {
      emit(TcpFlags.ACK, next, 0);
    } else if (state == TcpState.SYN_RECEIVED && passive) {
      state = TcpState.LISTEN;
    } else {
      state = TcpState.CLOSED;
    }
  }

  private void acknowledge(final Sent segment) {
    final int ack = segment.acknowledgment();
    if (ack - unacknowledged > 0 && ack - next <= 0) {
      unacknowledged = ack;
      if (state == TcpState.SYN_RECEIVED) {
        state = TcpState.ESTABLISHED;
      }
    }
    if (finSent && unacknowledged == next) {
      state =
          switch (state) {
            case FIN_WAIT_1 -> TcpState.FIN_WAIT_2;
            case CLOSING -> TcpState.TIME_WAIT;
            case LAST_ACK -> TcpState.CLOSED;
            default -> state;
          };
    }
  }

  /** Text and FIN, in order only: whatever comes behind a hole is discarded. */
  private void take(final Sent segment, final boolean secondSyn) {
    if (secondSyn || state == TcpState.CLOSED) {
      return;
    }
    final int from = segment.sequence();
    if (segment.end() == from) {
      return;
    }
    if (from - expected > 0) {
      emit(TcpFlags.ACK, next, 0);
      return;
    }
    final boolean more = segment.end() - expected > 0;
    expected = more ? segment.end() : expected;
    if (more && segment.has(TcpFlags.FIN)) {
      state =
          switch (state) {
            case SYN_RECEIVED, ESTABLISHED -> TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> TcpState.CLOSING;
            case FIN_WAIT_2 -> TcpState.TIME_WAIT;
            default -> state;
          };
    }
    emit(TcpFlags.ACK, next, 0);
  }
}
