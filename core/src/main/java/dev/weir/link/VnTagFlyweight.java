package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a Cisco VN-Tag behind the EtherType that announces it (the proposal from which IEEE
 * 802.1BR grew).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+---------------------------+-+-+---+-----------------------+
 *  |D|P|   Destination Interface   |L|R|Ver|   Source Interface    |
 *  +-+-+---------------------------+-+-+---+-----------------------+
 *  |           EtherType           |
 *  +-------------------------------+
 * </pre>
 */
public final class VnTagFlyweight {
  /** Offset of the tag's 32 bits. */
  public static final int TAG_OFFSET = 0;

  /** Offset of the EtherType of what follows the tag. */
  public static final int TYPE_OFFSET = TAG_OFFSET + 4;

  /** Bytes of the tag. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  private static final int INTERFACE_SHIFT = 16;
  private static final int DESTINATION_MASK = 0x3FFF;
  private static final int SOURCE_MASK = 0x0FFF;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public VnTagFlyweight() {}

  /**
   * Lays this view over a tag. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the tag's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public VnTagFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * Virtual interface that the frame goes to.
   *
   * @return 14 bits.
   */
  public int destinationInterface() {
    return buffer.getInt(offset + TAG_OFFSET, BIG_ENDIAN) >>> INTERFACE_SHIFT & DESTINATION_MASK;
  }

  /**
   * Virtual interface that the frame comes from.
   *
   * @return 12 bits.
   */
  public int sourceInterface() {
    return buffer.getInt(offset + TAG_OFFSET, BIG_ENDIAN) & SOURCE_MASK;
  }

  /**
   * What follows the tag: an EtherType, or the length of an 802.3 frame's data.
   *
   * @return 0 to 65535.
   */
  public int etherType() {
    return buffer.getShort(offset + TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
