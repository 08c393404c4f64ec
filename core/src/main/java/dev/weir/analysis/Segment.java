package dev.weir.analysis;

import dev.weir.connection.ConnectionKey;

/**
 * What the connection table needs of one TCP segment, taken out of the packet so that a batch of
 * them can be handled together. Reused.
 */
final class Segment {
  final ConnectionKey key = new ConnectionKey();
  long hash;
  long entry;
  long packetNumber;
  long timestampNanos;
  int sequence;
  int acknowledgment;
  int flags;
  int payloadLength;
  int wireLength;
}
