package dev.weir.testdata;

import java.util.Locale;

/**
 * What is true of one generated connection, as far as its capture shows it.
 *
 * @param id from 1, in order of first packets
 * @param firstPacket number of its first packet in the file, from 1
 * @param lastPacket number of its last packet
 * @param startNanos time of the first packet, nanoseconds since 1970 at the file's resolution
 * @param endNanos time of the last packet
 * @param originator the side that a decoder must take for the originator
 * @param responder the other side
 * @param handshake what the capture shows of the handshake
 * @param ending how far it was closed when the capture ended
 * @param kind the generator's own name of the scenario
 */
public record ConnectionTruth(
    long id,
    long firstPacket,
    long lastPacket,
    long startNanos,
    long endNanos,
    Side originator,
    Side responder,
    Handshake handshake,
    Ending ending,
    String kind) {

  /** The header line of the CSV form. */
  public static final String HEADER =
      "id,first_packet,last_packet,start_ns,end_ns,originator_address,originator_port,"
          + "responder_address,responder_port,originator_packets,responder_packets,"
          + "originator_payload,responder_payload,originator_wire,responder_wire,"
          + "originator_flags,responder_flags,originator_retransmitted,responder_retransmitted,"
          + "handshake,ending,kind";

  /** What the capture shows of a handshake. */
  public enum Handshake {
    /** SYN, SYN-ACK, and an acknowledging segment of the originator after it. */
    COMPLETE,
    /** SYN and SYN-ACK, but no segment of the originator acknowledges (a RST does not). */
    NO_ACK,
    /** SYN, and nothing else. */
    NO_ANSWER,
    /** SYN answered by RST, without SYN-ACK. */
    REFUSED,
    /** SYN without SYN-ACK, or the other way round, and more: the capture misses one of them. */
    PARTIAL,
    /** Neither SYN nor SYN-ACK. */
    MIDSTREAM,
    /** Both sides sent a bare SYN. */
    SIMULTANEOUS
  }

  /** How a connection ended within the capture; a RST from either side outweighs any FIN. */
  public enum Ending {
    /** Neither FIN nor RST. */
    OPEN,
    /** Only the originator sent FIN. */
    HALF_CLOSED_ORIGINATOR,
    /** Only the responder sent FIN. */
    HALF_CLOSED_RESPONDER,
    /** Both sent FIN, the originator first. */
    CLOSED_ORIGINATOR,
    /** Both sent FIN, the responder first. */
    CLOSED_RESPONDER,
    /** The first RST came from the originator. */
    RESET_ORIGINATOR,
    /** The first RST came from the responder. */
    RESET_RESPONDER
  }

  /**
   * One side.
   *
   * @param address as text: dotted quad, or RFC 5952
   * @param port 0 to 65535
   * @param packets captured segments that it sent
   * @param payload TCP payload bytes by IP length, retransmissions included
   * @param wire bytes of its frames on the wire, link header and padding included
   * @param flags letters of all flags that it set, in the order {@code FSRP.UEW}
   * @param retransmitted payload bytes below the highest sequence number that it had sent before in
   *     this capture; probes of one byte at that number minus one are left out
   */
  public record Side(
      String address,
      int port,
      long packets,
      long payload,
      long wire,
      String flags,
      long retransmitted) {}

  /**
   * Appends the row, without a line end.
   *
   * @param to appended to
   */
  public void appendCsv(final StringBuilder to) {
    to.append(id).append(',').append(firstPacket).append(',').append(lastPacket).append(',');
    to.append(startNanos).append(',').append(endNanos).append(',');
    to.append(originator.address).append(',').append(originator.port).append(',');
    to.append(responder.address).append(',').append(responder.port).append(',');
    to.append(originator.packets).append(',').append(responder.packets).append(',');
    to.append(originator.payload).append(',').append(responder.payload).append(',');
    to.append(originator.wire).append(',').append(responder.wire).append(',');
    to.append(originator.flags).append(',').append(responder.flags).append(',');
    to.append(originator.retransmitted).append(',').append(responder.retransmitted).append(',');
    to.append(word(handshake)).append(',').append(word(ending)).append(',').append(kind);
  }

  private static String word(final Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
