package dev.weir.analysis;

import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionTable;

/**
 * What the connection table needs of one TCP segment, taken out of the packet so that a batch of
 * them can be handled together. Reused.
 */
final class Segment {
  final ConnectionKey key = new ConnectionKey();
  long hash;

  /** The record that was guessed for it: see {@link ConnectionTable#guess}. */
  int guess = ConnectionTable.NONE;

  long packetNumber;
  long timestampNanos;
  int sequence;
  int acknowledgment;
  int flags;
  int payloadLength;
  int wireLength;
}
