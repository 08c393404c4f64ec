package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.SegmentVerdict;

/** What was said of the segment of each packet that is printed. */
@FunctionalInterface
public interface SegmentVerdicts {
  /**
   * The verdict on a packet's segment.
   *
   * @param cursor stands on the packet.
   * @return the verdict, not known where the packet has none; valid until the next packet.
   */
  SegmentVerdict of(PacketCursor cursor);
}
