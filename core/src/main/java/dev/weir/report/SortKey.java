package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import java.util.function.ToLongFunction;

/** What connections can be sorted by: the largest come first, but for the start the earliest. */
public enum SortKey {
  /** Time of the first packet, earliest first. */
  START(c -> -c.startNanos()),
  /** From first packet to last. */
  DURATION(ConnectionView::durationNanos),
  /** Packets of both directions. */
  PACKETS(c -> c.packets(ORIGINATOR) + c.packets(RESPONDER)),
  /** TCP payload of both directions. */
  PAYLOAD(c -> c.payload(ORIGINATOR) + c.payload(RESPONDER)),
  /** Bytes on the wire of both directions. */
  WIRE(c -> c.wire(ORIGINATOR) + c.wire(RESPONDER)),
  /** Retransmitted payload of both directions. */
  RETRANSMITTED(c -> c.retransmitted(ORIGINATOR) + c.retransmitted(RESPONDER)),
  /** How long the SYN waited for its answer. */
  SYN_ACK_DELAY(ConnectionView::synAckDelayNanos);

  private final ToLongFunction<ConnectionView> value;

  SortKey(final ToLongFunction<ConnectionView> value) {
    this.value = value;
  }

  long of(final ConnectionView connection) {
    return value.applyAsLong(connection);
  }
}
