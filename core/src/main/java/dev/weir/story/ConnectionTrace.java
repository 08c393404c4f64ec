package dev.weir.story;

import java.util.List;

/**
 * One connection with its segments, in the order of the capture.
 *
 * @param number the connection's place in the capture, counted from 1 in the order of first
 *     packets; 0 where it was not counted.
 * @param identity what results call it: see {@link dev.weir.connection.ConnectionIdentity}.
 * @param originatorAddress who opened it, as text: a number, or a name where one is known.
 * @param originatorPort 0 to 65535.
 * @param responderAddress the other endpoint, as text.
 * @param responderPort 0 to 65535.
 * @param segments its segments, at least one.
 * @param omitted segments that were left out, since there were too many to keep.
 * @param omittedAt before which place in {@code segments} they were: all before it and all from it
 *     on are without a hole. The number of segments where none was left out behind.
 */
public record ConnectionTrace(
    long number,
    long identity,
    String originatorAddress,
    int originatorPort,
    String responderAddress,
    int responderPort,
    List<TracedSegment> segments,
    long omitted,
    int omittedAt) {
  /** Keeps a copy of the list. */
  public ConnectionTrace {
    segments = List.copyOf(segments);
  }

  /**
   * A connection whose segments, as far as some are missing, are missing at its end.
   *
   * @param originatorAddress who opened it, as text.
   * @param originatorPort 0 to 65535.
   * @param responderAddress the other endpoint, as text.
   * @param responderPort 0 to 65535.
   * @param segments its segments, at least one.
   * @param omitted segments that were left out behind the last.
   */
  public ConnectionTrace(
      final String originatorAddress,
      final int originatorPort,
      final String responderAddress,
      final int responderPort,
      final List<TracedSegment> segments,
      final long omitted) {
    this(
        0,
        0,
        originatorAddress,
        originatorPort,
        responderAddress,
        responderPort,
        segments,
        omitted,
        segments.size());
  }

  /**
   * Time of the first segment.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long startNanos() {
    return segments.getFirst().timeNanos();
  }

  /**
   * Time of the last segment.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long endNanos() {
    return segments.getLast().timeNanos();
  }
}
