package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.PacketDecoder;

/** Judges segments for whoever prints them: called once for each, in the order of the capture. */
@FunctionalInterface
public interface SegmentVerdicts {
  /**
   * Judges a segment.
   *
   * @param cursor stands on the packet.
   * @param decoder has decoded it to the end: a TCP segment.
   * @return the verdict, valid until the next call.
   */
  SegmentVerdict of(PacketCursor cursor, PacketDecoder decoder);
}
