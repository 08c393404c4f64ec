package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a VLAN tag behind the EtherType that announces it (IEEE 802.1Q section 9.6).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-----------------------+-------------------------------+
 *  | PCP |D|        VLAN ID        |      EtherType or Length      |
 *  +-----+-+-----------------------+-------------------------------+
 * </pre>
 */
public final class VlanTagFlyweight {
  /** Offset of priority, drop-eligible bit and VLAN identifier. */
  public static final int TAG_OFFSET = 0;

  /** Offset of the EtherType of what follows the tag. */
  public static final int TYPE_OFFSET = TAG_OFFSET + 2;

  /** Bytes of the tag. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  /** Mask of the VLAN identifier in the 16 bits at {@link #TAG_OFFSET}. */
  public static final int ID_MASK = 0x0FFF;

  private static final int PRIORITY_SHIFT = 13;
  private static final int DROP_ELIGIBLE_MASK = 0x1000;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public VlanTagFlyweight() {}

  /**
   * Lays this view over a tag. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the tag's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public VlanTagFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * Priority code point.
   *
   * @return 0 to 7.
   */
  public int priority() {
    return tag() >>> PRIORITY_SHIFT;
  }

  /**
   * Whether the frame may be dropped first.
   *
   * @return the DEI bit.
   */
  public boolean dropEligible() {
    return (tag() & DROP_ELIGIBLE_MASK) != 0;
  }

  /**
   * VLAN identifier.
   *
   * @return 0 to 4095; 0 where the tag only carries the priority.
   */
  public int id() {
    return tag() & ID_MASK;
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
