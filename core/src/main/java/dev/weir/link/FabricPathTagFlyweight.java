package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a Cisco FabricPath tag, behind which the frame that the fabric carries follows.
 *
 * <pre>
 *   0                   1
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 *  +-------------------+-----------+
 *  |   Forwarding Tag  |    TTL    |
 *  +-------------------+-----------+
 * </pre>
 */
public final class FabricPathTagFlyweight {
  /** Offset of the tag's 16 bits. */
  public static final int TAG_OFFSET = 0;

  /** Bytes of the tag. */
  public static final int HEADER_LENGTH = TAG_OFFSET + 2;

  private static final int FORWARDING_TAG_SHIFT = 6;
  private static final int TIME_TO_LIVE_MASK = 0x3F;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public FabricPathTagFlyweight() {}

  /**
   * Lays this view over a tag. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the tag's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public FabricPathTagFlyweight wrap(
      final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the tag. Where the answer is {@link LinkFault#NONE}, all accessors are in bounds.
   *
   * @return the first fault found.
   */
  public LinkFault check() {
    return length < HEADER_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  private int tag() {
    return buffer.getShort(offset + TAG_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * The forwarding tag, which names a topology or a tree.
   *
   * @return 10 bits.
   */
  public int forwardingTag() {
    return tag() >>> FORWARDING_TAG_SHIFT;
  }

  /**
   * Time to live.
   *
   * @return hops, 0 to 63.
   */
  public int timeToLive() {
    return tag() & TIME_TO_LIVE_MASK;
  }
}
