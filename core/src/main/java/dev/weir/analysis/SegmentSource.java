package dev.weir.analysis;

/** Where a worker's segments come from: in the order of the capture, round by round. */
interface SegmentSource {
  /** Packets of a round: see {@link FinishedRound}. */
  int ROUND_PACKETS = 1 << 16;

  /**
   * Fills a batch with the next segments.
   *
   * @return how many; less than the batch has room for only where a round or the capture is over.
   */
  int fill(Segment[] batch);

  /** Whether a round ended behind the segments that were filled in last. */
  boolean isRoundOver();

  /** Whether the capture ended behind the segments that were filled in last. */
  boolean isOver();

  /** The last packet of the round that is over. */
  long packetNumber();

  /** When the last packet of the round that is over came, in nanoseconds since 1970. */
  long timestampNanos();

  /**
   * Tells that reading failed: see {@link dev.weir.capture.PacketCursor#endedBy}. The error may
   * come to light in whatever runs after the read, so whoever walks or tracks catches it around all
   * of that. Where the capture is the cause, it is over then.
   *
   * @throws InternalError the error, where it has another cause.
   */
  void endBy(InternalError error);

  /** The worker wants no more. */
  void leave();
}
