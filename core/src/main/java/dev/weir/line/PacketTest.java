package dev.weir.line;

import dev.weir.capture.PacketCursor;

/** Which packets are listed. */
@FunctionalInterface
public interface PacketTest {
  /**
   * Whether a packet is listed.
   *
   * @param cursor stands on the packet.
   * @return true where it is.
   */
  boolean passes(PacketCursor cursor);
}
