package dev.weir.http;

/** Which packet carried a piece of a stream. Reused. */
final class Carrier {
  long packet;
  long nanos;

  /** The newest packet that this piece or any before it came with: it made the stream whole. */
  long latestPacket;

  long latestNanos;

  /** The segment's acknowledgement number, if it has one. */
  int acknowledgment;

  boolean hasAcknowledgment;
}
