package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;

/**
 * One segment of the connection whose story is told.
 *
 * @param number the packet's number in the capture, from 1.
 * @param timeNanos its time, nanoseconds since 1970-01-01 00:00 UTC.
 * @param from who sent it.
 * @param flags the TCP flags: see {@link dev.weir.transport.TcpFlags}.
 * @param sequence the sequence number as sent, unsigned 32 bits.
 * @param acknowledgment the acknowledgement number as sent, unsigned 32 bits.
 * @param relativeSequence the sequence number counted from the sender's initial one, which is 0; in
 *     a connection that began before the capture the sender's first segment has 1.
 * @param relativeAcknowledgment the acknowledgement number counted from the receiver's initial one.
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
   * @param mask one of {@link dev.weir.transport.TcpFlags}.
   * @return true where any bit of it is.
   */
  public boolean has(final int mask) {
    return (flags & mask) != 0;
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
