package dev.weir.analysis;

import dev.weir.connection.ConnectionTable;
import org.agrona.concurrent.UnsafeBuffer;

/** Judges each segment as Wireshark 4.0 does ({@code tcp.analysis}), and counts the judgements. */
final class SegmentJudge {
  private final ConnectionTable table;

  SegmentJudge(final ConnectionTable table) {
    this.table = table;
  }

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final UnsafeBuffer record, final Segment segment) {}
}
