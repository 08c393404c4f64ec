package dev.weir.bench;

/** What a peer does with the fields of a segment. */
@FunctionalInterface
interface SegmentTaker {
  /** Adds the fields up, as {@link TcpFields} does. */
  SegmentTaker SUM =
      (sourceHigh, sourceLow, sourcePort, toHigh, toLow, toPort, numbers, flags, payload) ->
          TcpFields.sum(
              sourceLow,
              toLow,
              sourcePort,
              toPort,
              (int) (numbers >>> 32),
              (int) numbers,
              flags,
              payload);

  /**
   * Takes a segment.
   *
   * @param sourceHigh first half of an IPv6 address, 0 for IPv4; and so on
   * @param numbers sequence number above, acknowledgment number below
   * @param flags the six of RFC 793
   * @param payload bytes by the IP length
   * @return something to be summed
   */
  long take(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort,
      long numbers,
      int flags,
      int payload);
}
