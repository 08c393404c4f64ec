package dev.weir.http;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment as {@link HttpConnection} needs it. Reused: filled anew for each segment, by all three
 * methods.
 */
public final class StreamSegment {
  Endpoint from = Endpoint.ORIGINATOR;
  int sequence;
  int acknowledgment;
  int flags;
  DirectBuffer buffer = new UnsafeBuffer(0, 0);
  int offset;
  int captured;
  int length;
  long packet;
  long nanos;

  /** Makes a segment of nothing. */
  public StreamSegment() {}

  /**
   * Sets what its header says.
   *
   * @param sender who sent it.
   * @param sequenceNumber its sequence number.
   * @param acknowledgmentNumber its acknowledgement number; counts with {@link TcpFlags#ACK} only.
   * @param tcpFlags its {@link TcpFlags}.
   * @return this.
   */
  public StreamSegment header(
      final Endpoint sender,
      final int sequenceNumber,
      final int acknowledgmentNumber,
      final int tcpFlags) {
    from = sender;
    sequence = sequenceNumber;
    acknowledgment = acknowledgmentNumber;
    flags = tcpFlags;
    return this;
  }

  /**
   * Sets its payload.
   *
   * @param bytes where the payload is; read while the segment is handled, not later.
   * @param start where it begins there.
   * @param capturedLength bytes of it that are there.
   * @param wholeLength bytes of it by the IP length; captured ones beyond do not count.
   * @return this.
   */
  public StreamSegment payload(
      final DirectBuffer bytes, final int start, final int capturedLength, final int wholeLength) {
    buffer = bytes;
    offset = start;
    captured = Math.max(0, Math.min(capturedLength, wholeLength));
    length = wholeLength;
    return this;
  }

  /**
   * Sets the packet that carried it.
   *
   * @param number the packet's number in the capture, from 1, growing.
   * @param time the packet's time, nanoseconds since 1970-01-01 00:00 UTC.
   * @return this.
   */
  public StreamSegment carriedBy(final long number, final long time) {
    packet = number;
    nanos = time;
    return this;
  }

  int side() {
    return from.ordinal();
  }

  boolean has(final int mask) {
    return (flags & mask) != 0;
  }

  /** Sequence number of its first byte of payload: a SYN takes one. */
  int dataSequence() {
    return has(TcpFlags.SYN) ? TcpSequence.add(sequence, 1) : sequence;
  }

  /** Bytes of payload that belong to the stream: a reset's explain it (RFC 9293 section 3.5.3). */
  int dataLength() {
    return has(TcpFlags.RST) ? 0 : length;
  }
}
