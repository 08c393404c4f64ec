package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.transport.TcpFlags;

/**
 * One segment of the connection whose story is told.
 *
 * @param number the packet's number in the capture, from 1.
 * @param timeNanos its time, nanoseconds since 1970-01-01 00:00 UTC.
 * @param from who sent it.
 * @param flags the TCP flags: see {@link TcpFlags}.
 * @param sequence the sequence number as sent, unsigned 32 bits.
 * @param acknowledgment the acknowledgement number as sent, unsigned 32 bits.
 * @param relativeSequence the sequence number counted from the sender's initial one, which is 0; in
 *     a connection that began before the capture the sender's first segment, or the first
 *     acknowledgement of it, has 1. It is counted on beyond 32 bits, and is below 0 where the
 *     segment lies before the first.
 * @param relativeAcknowledgment the acknowledgement number counted from the receiver's initial one,
 *     in the same way; without meaning where the ACK flag is not set.
 * @param window the window field, 0 to 65535.
 * @param scaledWindow the window in bytes, scaled where both scales are known, otherwise as sent.
 * @param payloadLength TCP payload in bytes by the IP length, captured or not.
 * @param payload the captured part of the payload.
 * @param options what its options say.
 * @param judgements {@link Judgement} bits.
 * @param originatorStates {@link dev.weir.connection.TcpState} bits: the states in which the
 *     originator can be after the segment.
 * @param responderStates the same for the responder.
 */
public record TracedSegment(
    long number,
    long timeNanos,
    Endpoint from,
    int flags,
    long sequence,
    long acknowledgment,
    long relativeSequence,
    long relativeAcknowledgment,
    int window,
    long scaledWindow,
    int payloadLength,
    byte[] payload,
    TracedOptions options,
    int judgements,
    int originatorStates,
    int responderStates) {

  /**
   * Whether a flag is set.
   *
   * @param mask one of {@link TcpFlags}.
   * @return true where any bit of it is.
   */
  public boolean has(final int mask) {
    return (flags & mask) != 0;
  }

  /**
   * The relative sequence number behind the segment: SYN and FIN take one number each.
   *
   * @return {@code relativeSequence}, payload and flags, added.
   */
  public long relativeEnd() {
    return relativeSequence
        + payloadLength
        + Integer.bitCount(flags & (TcpFlags.SYN | TcpFlags.FIN));
  }

  /**
   * Whether the segment has neither payload nor SYN, FIN or RST, but acknowledges.
   *
   * @return true for a pure ACK.
   */
  public boolean isPureAck() {
    return payloadLength == 0
        && (flags & (TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.ACK)) == TcpFlags.ACK;
  }

  /**
   * Whether the segment is judged so.
   *
   * @param judgement which.
   * @return true where it is.
   */
  public boolean is(final Judgement judgement) {
    return judgement.isIn(judgements);
  }

  /**
   * In which states an endpoint can be after the segment.
   *
   * @param endpoint which.
   * @return {@link dev.weir.connection.TcpState} bits.
   */
  public int states(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originatorStates : responderStates;
  }
}
