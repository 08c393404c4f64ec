package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;

/**
 * Tells in which state each endpoint is after a segment, as RFC 9293's figures do: the sender as it
 * sends, the receiver as the segment arrives. The analysis says which states are possible at the
 * point of capture, where nobody knows yet whether the segment arrives; of these the narrator names
 * the one.
 */
final class StateNarrator {
  private final TcpState[] states = new TcpState[2];
  private final long[] finEnds = {Long.MAX_VALUE, Long.MAX_VALUE};

  /**
   * Begins.
   *
   * @param isMidstream whether the capture begins amid the connection.
   */
  StateNarrator(final boolean isMidstream) {
    states[0] = isMidstream ? TcpState.ESTABLISHED : TcpState.CLOSED;
    states[1] = isMidstream ? TcpState.ESTABLISHED : TcpState.LISTEN;
  }

  /** Takes in the next segment. */
  void take(final TracedSegment segment) {
    final int from = segment.from().ordinal();
    final int to = 1 - from;
    if (segment.has(TcpFlags.RST)) {
      reset(from, to);
    } else if (segment.has(TcpFlags.SYN)) {
      synchronise(segment, from, to);
    } else {
      if (segment.has(TcpFlags.ACK)) {
        acknowledge(segment, from, to);
      }
      if (segment.has(TcpFlags.FIN)) {
        close(segment, from, to);
      }
    }
    agree(segment, ORIGINATOR);
    agree(segment, RESPONDER);
  }

  private void reset(final int from, final int to) {
    if (states[from] != TcpState.LISTEN) {
      states[from] = TcpState.CLOSED;
    } else if (states[to] == TcpState.SYN_SENT) {
      // Nobody listened: only now it is known.
      states[from] = TcpState.CLOSED;
    }
    states[to] = TcpState.CLOSED;
  }

  private void synchronise(final TracedSegment segment, final int from, final int to) {
    if (!segment.has(TcpFlags.ACK)) {
      if (states[from] == TcpState.CLOSED || states[from] == TcpState.LISTEN) {
        states[from] = TcpState.SYN_SENT;
      }
      if (states[to] == TcpState.SYN_SENT) {
        // Both SYNs crossed.
        states[from] = TcpState.SYN_RECEIVED;
        states[to] = TcpState.SYN_RECEIVED;
      }
      return;
    }
    if (states[from] == TcpState.LISTEN || states[from] == TcpState.CLOSED) {
      states[from] = TcpState.SYN_RECEIVED;
    }
    if (states[to] == TcpState.SYN_SENT
        || states[to] == TcpState.SYN_RECEIVED
        || states[to] == TcpState.CLOSED) {
      states[to] = TcpState.ESTABLISHED;
    }
  }

  private void acknowledge(final TracedSegment segment, final int from, final int to) {
    if (states[from] == TcpState.SYN_SENT || states[from] == TcpState.SYN_RECEIVED) {
      states[from] = TcpState.ESTABLISHED;
    }
    if (states[to] == TcpState.SYN_RECEIVED || states[to] == TcpState.LISTEN) {
      states[to] = TcpState.ESTABLISHED;
    }
    if (segment.relativeAcknowledgment() < finEnds[to]) {
      return;
    }
    states[to] =
        switch (states[to]) {
          case FIN_WAIT_1 -> TcpState.FIN_WAIT_2;
          case CLOSING -> TcpState.TIME_WAIT;
          case LAST_ACK -> TcpState.CLOSED;
          default -> states[to];
        };
  }

  private void close(final TracedSegment segment, final int from, final int to) {
    finEnds[from] = Math.min(finEnds[from], segment.relativeEnd());
    final boolean knowsOfPeers = segment.relativeAcknowledgment() >= finEnds[to];
    final boolean again =
        states[from] != TcpState.ESTABLISHED
            && states[from] != TcpState.CLOSE_WAIT
            && states[from] != TcpState.SYN_RECEIVED;
    if (again) {
      return;
    }
    final boolean peerClosed = finEnds[to] != Long.MAX_VALUE;
    if (!peerClosed) {
      states[from] = TcpState.FIN_WAIT_1;
      states[to] = TcpState.CLOSE_WAIT;
    } else if (knowsOfPeers) {
      states[from] = TcpState.LAST_ACK;
      states[to] = TcpState.TIME_WAIT;
    } else {
      // Sent before the peer's FIN arrived: both wait for the acknowledgement of their own.
      states[from] = TcpState.CLOSING;
      states[to] = TcpState.CLOSING;
    }
  }

  /** Where the analysis knows one state only, that is the state. */
  private void agree(final TracedSegment segment, final Endpoint endpoint) {
    final int possible = segment.states(endpoint);
    final TcpState only = TcpState.only(possible);
    if (only != null && !states[endpoint.ordinal()].isIn(possible)) {
      states[endpoint.ordinal()] = only;
    }
  }

  /** The state of an endpoint after the newest segment. */
  TcpState state(final Endpoint endpoint) {
    return states[endpoint.ordinal()];
  }
}
