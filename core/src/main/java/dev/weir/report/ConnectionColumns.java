package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.ConnectionColumn.count;
import static dev.weir.report.ConnectionColumn.seconds;
import static dev.weir.report.ConnectionColumn.text;
import static dev.weir.report.ConnectionColumn.truth;

import dev.weir.text.TextBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of {@code weir connections --format csv} and {@code json}, in order: the one place
 * where they are defined and documented.
 */
public final class ConnectionColumns {
  /** Flag letters from the lowest bit up, as tcpdump orders them. */
  private static final String FLAG_LETTERS = "FSRP.UEW";

  private static final List<ConnectionColumn> TRAFFIC =
      List.of(
          count(
              "first_packet",
              "number of the connection's first packet in the capture, from 1: identifies it",
              c -> c.firstPacket()),
          count("last_packet", "number of its last packet", c -> c.lastPacket()),
          seconds(
              "start",
              "time of the first packet, seconds since 1970-01-01 00:00 UTC",
              c -> c.startNanos()),
          seconds("duration", "from the first packet to the last, seconds", c -> c.durationNanos()),
          text(
              "originator_address",
              "who sent the first SYN; where the capture begins later, who is taken for the client",
              (c, out) -> c.writeAddress(ORIGINATOR, out)),
          count("originator_port", "its port", c -> c.port(ORIGINATOR)),
          text(
              "responder_address",
              "the other endpoint",
              (c, out) -> c.writeAddress(RESPONDER, out)),
          count("responder_port", "its port", c -> c.port(RESPONDER)),
          count(
              "originator_packets",
              "TCP packets that the originator sent",
              c -> c.packets(ORIGINATOR)),
          count(
              "responder_packets",
              "TCP packets that the responder sent",
              c -> c.packets(RESPONDER)),
          count(
              "originator_payload",
              "TCP payload bytes that the originator sent, by IP length, retransmissions included",
              c -> c.payload(ORIGINATOR)),
          count(
              "responder_payload",
              "TCP payload bytes that the responder sent",
              c -> c.payload(RESPONDER)),
          count(
              "originator_wire",
              "bytes of the originator's packets on the wire, link headers included",
              c -> c.wire(ORIGINATOR)),
          count(
              "responder_wire",
              "bytes of the responder's packets on the wire",
              c -> c.wire(RESPONDER)),
          text(
              "originator_flags",
              "TCP flags seen in any of the originator's packets, in tcpdump's letters: "
                  + FLAG_LETTERS,
              (c, out) -> flags(c.flags(ORIGINATOR), out)),
          text(
              "responder_flags",
              "TCP flags seen in any of the responder's packets",
              (c, out) -> flags(c.flags(RESPONDER), out)),
          count(
              "originator_retransmitted",
              "payload bytes below the highest sequence number that the originator had sent before;"
                  + " keep-alive probes are none",
              c -> c.retransmitted(ORIGINATOR)),
          count(
              "responder_retransmitted",
              "the same for the responder",
              c -> c.retransmitted(RESPONDER)),
          text(
              "handshake",
              "complete, no_ack (SYN and SYN-ACK, no ACK), no_answer (SYN only), refused (SYN"
                  + " answered by RST), simultaneous, partial (one half of it is missing in the"
                  + " capture), midstream (none of it)",
              (c, out) -> out.ascii(c.handshake().label())),
          seconds(
              "syn_ack_delay",
              "from the newest SYN to the first SYN-ACK, seconds",
              c -> delay(c.synAckDelayNanos())),
          seconds(
              "ack_delay",
              "from the newest SYN-ACK to the ACK that completes the handshake, seconds",
              c -> delay(c.ackDelayNanos())),
          text(
              "ending",
              "open, half_closed_WHO (only WHO sent a FIN), closed_WHO (both did, WHO first),"
                  + " reset_WHO (WHO sent the first RST, before both had sent a FIN), evicted (open"
                  + " when reported early)",
              (c, out) -> out.ascii(c.ending().label())),
          truth(
              "reported_early",
              "whether --max-memory was reached and the connection was idle longer than others: its"
                  + " later packets make another one",
              c -> c.isReportedEarly() ? 1 : 0));

  /** All columns. */
  public static final List<ConnectionColumn> ALL =
      Stream.of(TRAFFIC, JudgementColumns.ALL, LifeColumns.ALL, ZeekColumns.ALL)
          .flatMap(List::stream)
          .toList();

  private ConnectionColumns() {}

  private static void flags(final int flags, final TextBuffer out) {
    out.ensure(FLAG_LETTERS.length());
    out.extendTo(flags(flags, out.array(), out.length()));
  }

  /** Writes the letters of flags; returns the index behind them. */
  static int flags(final int flags, final byte[] to, final int at) {
    int next = at;
    for (int rest = flags & (1 << FLAG_LETTERS.length()) - 1; rest != 0; rest &= rest - 1) {
      to[next++] = (byte) FLAG_LETTERS.charAt(Integer.numberOfTrailingZeros(rest));
    }
    return next;
  }

  private static long delay(final long nanos) {
    return nanos >= 0 ? nanos : ConnectionColumn.NONE;
  }
}
