package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.ConnectionColumn.Kind.NUMBER;
import static dev.weir.report.ConnectionColumn.Kind.TEXT;

import dev.weir.text.TextBuffer;
import java.util.List;

/**
 * The columns of {@code weir connections --format csv} and {@code json}, in order: the one place
 * where they are defined and documented.
 */
public final class ConnectionColumns {
  private static final int NANO_DIGITS = 9;

  /** Flag letters from the lowest bit up, as tcpdump orders them. */
  private static final String FLAG_LETTERS = "FSRP.UEW";

  /** All columns. */
  public static final List<ConnectionColumn> ALL =
      List.of(
          number(
              "first_packet",
              "number of the connection's first packet in the capture, from 1: identifies it",
              (c, out) -> out.decimal(c.firstPacket())),
          number(
              "last_packet", "number of its last packet", (c, out) -> out.decimal(c.lastPacket())),
          number(
              "start",
              "time of the first packet, seconds since 1970-01-01 00:00 UTC",
              (c, out) -> out.fixedPoint(c.startNanos(), NANO_DIGITS)),
          number(
              "duration",
              "from the first packet to the last, seconds",
              (c, out) -> out.fixedPoint(c.durationNanos(), NANO_DIGITS)),
          text(
              "originator_address",
              "who sent the first SYN; where the capture begins later, who is taken for the client",
              (c, out) -> c.writeAddress(ORIGINATOR, out)),
          number("originator_port", "its port", (c, out) -> out.decimal(c.port(ORIGINATOR))),
          text(
              "responder_address",
              "the other endpoint",
              (c, out) -> c.writeAddress(RESPONDER, out)),
          number("responder_port", "its port", (c, out) -> out.decimal(c.port(RESPONDER))),
          number(
              "originator_packets",
              "TCP packets that the originator sent",
              (c, out) -> out.decimal(c.packets(ORIGINATOR))),
          number(
              "responder_packets",
              "TCP packets that the responder sent",
              (c, out) -> out.decimal(c.packets(RESPONDER))),
          number(
              "originator_payload",
              "TCP payload bytes that the originator sent, by IP length, retransmissions included",
              (c, out) -> out.decimal(c.payload(ORIGINATOR))),
          number(
              "responder_payload",
              "TCP payload bytes that the responder sent",
              (c, out) -> out.decimal(c.payload(RESPONDER))),
          number(
              "originator_wire",
              "bytes of the originator's packets on the wire, link headers included",
              (c, out) -> out.decimal(c.wire(ORIGINATOR))),
          number(
              "responder_wire",
              "bytes of the responder's packets on the wire",
              (c, out) -> out.decimal(c.wire(RESPONDER))),
          text(
              "originator_flags",
              "TCP flags seen in any of the originator's packets, in tcpdump's letters: "
                  + FLAG_LETTERS,
              (c, out) -> flags(c.flags(ORIGINATOR), out)),
          text(
              "responder_flags",
              "TCP flags seen in any of the responder's packets",
              (c, out) -> flags(c.flags(RESPONDER), out)),
          number(
              "originator_retransmitted",
              "payload bytes below the highest sequence number that the originator had sent before;"
                  + " keep-alive probes are none",
              (c, out) -> out.decimal(c.retransmitted(ORIGINATOR))),
          number(
              "responder_retransmitted",
              "the same for the responder",
              (c, out) -> out.decimal(c.retransmitted(RESPONDER))),
          text(
              "handshake",
              "complete, no_ack (SYN and SYN-ACK, no ACK), no_answer (SYN only), refused (SYN"
                  + " answered by RST), simultaneous, partial (one half of it is missing in the"
                  + " capture), midstream (none of it)",
              (c, out) -> out.ascii(c.handshake().label())),
          number(
              "syn_ack_delay",
              "from the newest SYN to the first SYN-ACK, seconds",
              (c, out) -> delay(c.synAckDelayNanos(), out)),
          number(
              "ack_delay",
              "from the newest SYN-ACK to the ACK that completes the handshake, seconds",
              (c, out) -> delay(c.ackDelayNanos(), out)),
          text(
              "ending",
              "open, half_closed_WHO (only WHO sent a FIN), closed_WHO (both did, WHO first),"
                  + " reset_WHO (WHO sent the first RST, before both had sent a FIN)",
              (c, out) -> out.ascii(c.ending().label())));

  private ConnectionColumns() {}

  private static ConnectionColumn number(
      final String name, final String description, final ConnectionColumn.Writer writer) {
    return new ConnectionColumn(name, NUMBER, description, writer);
  }

  private static ConnectionColumn text(
      final String name, final String description, final ConnectionColumn.Writer writer) {
    return new ConnectionColumn(name, TEXT, description, writer);
  }

  private static void flags(final int flags, final TextBuffer out) {
    for (int bit = 0; bit < FLAG_LETTERS.length(); bit++) {
      if ((flags & 1 << bit) != 0) {
        out.append(FLAG_LETTERS.charAt(bit));
      }
    }
  }

  private static void delay(final long nanos, final TextBuffer out) {
    if (nanos >= 0) {
      out.fixedPoint(nanos, NANO_DIGITS);
    }
  }
}
