package dev.weir.filter;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides whether a packet passes.
 *
 * <p>Implementations keep no state between packets and may be shared by threads.
 */
public interface PacketFilter {
  /**
   * Whether a packet passes. A read beyond the captured bytes rejects the packet, whatever the rest
   * of the expression says; that is how libpcap means it.
   *
   * @param packet the captured bytes; index 0 is the first byte of the link-layer header.
   * @param capturedLength bytes that were captured, at most the capacity of {@code packet}.
   * @param originalLength bytes that the packet had on the wire: what {@code len} is compared with.
   * @return true where the packet passes.
   */
  boolean matches(UnsafeBuffer packet, int capturedLength, int originalLength);
}
