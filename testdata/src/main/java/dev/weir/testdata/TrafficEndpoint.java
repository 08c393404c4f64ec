package dev.weir.testdata;

/** One side of a generated connection: how it sends, and what of it reached the capture. */
final class TrafficEndpoint {
  long addressHigh;
  long addressLow;
  int port;

  int initialSequence;

  /** Next sequence number that this side will send. */
  int next;

  /** Sequence number and length of the segment that a later step sends again. */
  int marked;

  int markedLength;

  int lastTimestamp;
  int timestampBase;
  int windowScale;
  int identification;
  boolean padded;

  /** One past the highest sequence number of this side in the capture; valid where {@code seen}. */
  int highest;

  boolean seen;
  int flags;
  long packets;
  long payload;
  long wire;
  long retransmitted;

  void restart(final int isn) {
    initialSequence = isn;
    next = isn;
    marked = isn;
    markedLength = 0;
    lastTimestamp = 0;
    highest = 0;
    seen = false;
    flags = 0;
    packets = 0;
    payload = 0;
    wire = 0;
    retransmitted = 0;
  }

  /** Books a captured segment of this side. */
  void captured(final int sequence, final int length, final int segmentFlags, final int frame) {
    flags |= segmentFlags;
    packets++;
    payload += length;
    wire += frame;
    final boolean probe = length == 1 && sequence == highest - 1;
    final int below = seen ? highest - sequence : 0;
    if (below > 0 && !probe) {
      retransmitted += Math.min(below, length);
    }
    if ((segmentFlags & TcpFlags.RST) != 0) {
      return;
    }
    final int controls = Integer.bitCount(segmentFlags & (TcpFlags.SYN | TcpFlags.FIN));
    final int end = sequence + length + controls;
    if (!seen || end - highest > 0) {
      highest = end;
    }
    seen = true;
  }
}
