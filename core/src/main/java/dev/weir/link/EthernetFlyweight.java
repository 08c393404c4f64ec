package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of an Ethernet header (IEEE 802.3 section 3.2, RFC 894), without tags.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                 Destination Address, 6 bytes                  |
 *  +                               +-------------------------------+
 *  |                               |                               |
 *  +-------------------------------+                               +
 *  |                    Source Address, 6 bytes                    |
 *  +-------------------------------+-------------------------------+
 *  |         Type or Length        |
 *  +-------------------------------+
 * </pre>
 */
public final class EthernetFlyweight {
  /** Offset of the destination address. */
  public static final int DESTINATION_OFFSET = 0;

  /** Offset of the source address. */
  public static final int SOURCE_OFFSET = DESTINATION_OFFSET + 6;

  /** Offset of the EtherType, or of the length in an 802.3 frame. */
  public static final int TYPE_OFFSET = SOURCE_OFFSET + 6;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public EthernetFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public EthernetFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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

  private long address(final int at) {
    final long high = buffer.getShort(at, BIG_ENDIAN) & 0xFFFFL;
    return high << Integer.SIZE | buffer.getInt(at + Short.BYTES, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * Destination address.
   *
   * @return 48 bits, the first byte highest.
   */
  public long destination() {
    return address(offset + DESTINATION_OFFSET);
  }

  /**
   * Source address.
   *
   * @return 48 bits, the first byte highest.
   */
  public long source() {
    return address(offset + SOURCE_OFFSET);
  }

  /**
   * The EtherType, or the length of an 802.3 frame's data.
   *
   * @return 0 to 65535; a length below {@link EtherType#MIN_TYPE}.
   */
  public int etherType() {
    return buffer.getShort(offset + TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
