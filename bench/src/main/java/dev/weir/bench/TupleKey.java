package dev.weir.bench;

/**
 * The key that one writes first: both endpoints of a connection as a record, lower one first, so
 * that both directions have one key.
 */
record TupleKey(long lowerHigh, long lowerLow, long higherHigh, long higherLow, int ports) {
  static TupleKey of(
      final long sourceHigh,
      final long sourceLow,
      final int sourcePort,
      final long destinationHigh,
      final long destinationLow,
      final int destinationPort) {
    int order = Long.compareUnsigned(sourceHigh, destinationHigh);
    if (order == 0) {
      order = Long.compareUnsigned(sourceLow, destinationLow);
    }
    if (order == 0) {
      order = sourcePort - destinationPort;
    }
    return order <= 0
        ? new TupleKey(
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            sourcePort << 16 | destinationPort)
        : new TupleKey(
            destinationHigh,
            destinationLow,
            sourceHigh,
            sourceLow,
            destinationPort << 16 | sourcePort);
  }
}
