package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of one entry of an MPLS label stack (RFC 3032 section 2.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------+-----+-+---------------+
 *  |                 Label                 | TC  |S|      TTL      |
 *  +---------------------------------------+-----+-+---------------+
 * </pre>
 */
public final class MplsLabelFlyweight {
  /** Offset of the entry's 32 bits. */
  public static final int ENTRY_OFFSET = 0;

  /** Bytes of an entry. */
  public static final int HEADER_LENGTH = ENTRY_OFFSET + 4;

  private static final int LABEL_SHIFT = 12;
  private static final int TRAFFIC_CLASS_SHIFT = 9;
  private static final int TRAFFIC_CLASS_MASK = 0x7;
  private static final int BOTTOM_MASK = 0x100;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public MplsLabelFlyweight() {}

  /**
   * Lays this view over a entry. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the entry's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public MplsLabelFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link LinkFault#NONE}, all accessors are in bounds.
   *
   * @return the first fault found.
   */
  public LinkFault check() {
    return length < HEADER_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  private int entry() {
    return buffer.getInt(offset + ENTRY_OFFSET, BIG_ENDIAN);
  }

  /**
   * The label.
   *
   * @return 20 bits; 0 to 15 are reserved.
   */
  public int label() {
    return entry() >>> LABEL_SHIFT;
  }

  /**
   * Traffic class (RFC 5462).
   *
   * @return 0 to 7.
   */
  public int trafficClass() {
    return entry() >>> TRAFFIC_CLASS_SHIFT & TRAFFIC_CLASS_MASK;
  }

  /**
   * Whether this is the last entry of the stack.
   *
   * @return the S bit.
   */
  public boolean isBottom() {
    return (entry() & BOTTOM_MASK) != 0;
  }

  /**
   * Time to live.
   *
   * @return hops, 0 to 255.
   */
  public int timeToLive() {
    return entry() & 0xFF;
  }
}
