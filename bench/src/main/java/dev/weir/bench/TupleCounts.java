package dev.weir.bench;

import java.util.HashMap;
import java.util.Map;

/** The table of connections that one writes first: a map from a record to counters. */
final class TupleCounts implements SegmentTaker {
  private final Map<TupleKey, Counters> map = new HashMap<>();
  private long packets;

  private static final class Counters {
    private final long[] packets = new long[2];
    private final long[] payload = new long[2];
    private int flags;
  }

  @Override
  public long take(
      final long sourceHigh,
      final long sourceLow,
      final int sourcePort,
      final long destinationHigh,
      final long destinationLow,
      final int destinationPort,
      final long numbers,
      final int flags,
      final int payload) {
    final TupleKey key =
        TupleKey.of(
            sourceHigh, sourceLow, sourcePort, destinationHigh, destinationLow, destinationPort);
    final Counters counters = map.computeIfAbsent(key, k -> new Counters());
    final boolean fromLower =
        key.lowerLow() == sourceLow
            && key.lowerHigh() == sourceHigh
            && key.ports() >>> 16 == sourcePort;
    final int direction = fromLower ? 0 : 1;
    packets++;
    counters.packets[direction]++;
    counters.payload[direction] += payload;
    counters.flags |= flags;
    return numbers;
  }

  int size() {
    return map.size();
  }

  long packets() {
    return packets;
  }
}
