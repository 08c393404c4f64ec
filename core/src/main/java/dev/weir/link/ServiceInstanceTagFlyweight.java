package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a backbone service instance tag, behind which a customer's Ethernet frame follows (IEEE
 * 802.1Q section 9.7, once 802.1ah).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-+-----+-----------------------------------------------+
 *  | PCP |D|U| Res |              Service Instance                 |
 *  +-----+-+-+-----+-----------------------------------------------+
 * </pre>
 */
public final class ServiceInstanceTagFlyweight {
  /** Offset of the tag's 32 bits. */
  public static final int TAG_OFFSET = 0;

  /** Bytes of the tag. */
  public static final int HEADER_LENGTH = TAG_OFFSET + 4;

  private static final int SERVICE_MASK = 0xFFFFFF;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public ServiceInstanceTagFlyweight() {}

  /**
   * Lays this view over a tag. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the tag's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public ServiceInstanceTagFlyweight wrap(
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

  /**
   * The service instance.
   *
   * @return 24 bits.
   */
  public int service() {
    return buffer.getInt(offset + TAG_OFFSET, BIG_ENDIAN) & SERVICE_MASK;
  }
}
