package dev.weir.story;

import java.util.List;

/**
 * One connection with all of its segments, in the order of the capture.
 *
 * @param originatorAddress who opened it, as text: a number, or a name where one is known.
 * @param originatorPort 0 to 65535.
 * @param responderAddress the other endpoint, as text.
 * @param responderPort 0 to 65535.
 * @param segments its segments, at least one.
 * @param omitted segments that were left out behind the last, since there were too many to keep.
 */
public record ConnectionTrace(
    String originatorAddress,
    int originatorPort,
    String responderAddress,
    int responderPort,
    List<TracedSegment> segments,
    long omitted) {
  /** Keeps a copy of the list. */
  public ConnectionTrace {
    segments = List.copyOf(segments);
  }

  /**
   * Time of the first segment.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long startNanos() {
    return segments.getFirst().timeNanos();
  }
}
