package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a bridge port extension tag (E-tag) behind the EtherType that announces it (IEEE
 * 802.1BR section 7.5).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-----------------------+---+---+-----------------------+
 *  | PCP |D|  Ingress E-CID base   |Res|GRP|      E-CID base       |
 *  +-----+-+-------+---------------+---+---+-----------------------+
 *  | Ingress ext.  |  E-CID ext.   |           EtherType           |
 *  +---------------+---------------+-------------------------------+
 * </pre>
 */
public final class PortExtensionTagFlyweight {
  /** Offset of priority and ingress channel. */
  public static final int INGRESS_OFFSET = 0;

  /** Offset of group and channel. */
  public static final int CHANNEL_OFFSET = INGRESS_OFFSET + 2;

  /** Offset of the EtherType of what follows the tag. */
  public static final int TYPE_OFFSET = CHANNEL_OFFSET + 4;

  /** Bytes of the tag. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  private static final int CHANNEL_MASK = 0x3FFF;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public PortExtensionTagFlyweight() {}

  /**
   * Lays this view over a tag. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the tag's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public PortExtensionTagFlyweight wrap(
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
   * The channel: group and base of its identifier.
   *
   * @return 14 bits.
   */
  public int channel() {
    return buffer.getShort(offset + CHANNEL_OFFSET, BIG_ENDIAN) & CHANNEL_MASK;
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
