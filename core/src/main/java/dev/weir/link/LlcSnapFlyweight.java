package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the LLC and SNAP headers of an 802.3 frame that names an EtherType (IEEE 802.2, RFC
 * 1042).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+---------------+---------------+
 *  |   DSAP = AA   |   SSAP = AA   | Control = 03  |               |
 *  +---------------+---------------+---------------+               +
 *  |  Organisation, 3 bytes        |           EtherType           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
public final class LlcSnapFlyweight {
  /** Offset of DSAP, SSAP and control. */
  public static final int LLC_OFFSET = 0;

  /** Offset of the organisation code. */
  public static final int ORGANISATION_OFFSET = LLC_OFFSET + 3;

  /** Offset of the EtherType. */
  public static final int TYPE_OFFSET = ORGANISATION_OFFSET + 3;

  /** Bytes of both headers. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  private static final int SNAP = 0xAAAA;
  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int ETHERNET_ORGANISATION = 0x000000;
  private static final int BRIDGE_ORGANISATION = 0x0000F8;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public LlcSnapFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public LlcSnapFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the headers. Where the answer is {@link LinkFault#NONE}, this is SNAP and all accessors
   * are in bounds.
   *
   * @return {@link LinkFault#NOT_THIS_HEADER} where LLC carries something else than SNAP.
   */
  public LinkFault check() {
    if (length < ORGANISATION_OFFSET) {
      return LinkFault.CUT;
    }
    final int serviceAccessPoints = buffer.getShort(offset + LLC_OFFSET, BIG_ENDIAN) & 0xFFFF;
    final int control = buffer.getByte(offset + LLC_OFFSET + 2) & 0xFF;
    if (serviceAccessPoints != SNAP || control != UNNUMBERED_INFORMATION) {
      return LinkFault.NOT_THIS_HEADER;
    }
    return length < HEADER_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  /**
   * Whose protocol number follows.
   *
   * @return 24 bits, 0 for EtherTypes.
   */
  public int organisation() {
    return buffer.getInt(offset + ORGANISATION_OFFSET, BIG_ENDIAN) >>> Byte.SIZE;
  }

  /**
   * Whether the protocol number is an EtherType: RFC 1042 and the bridge tunnel of IEEE 802.1H.
   *
   * @return true where {@link #etherType()} is one.
   */
  public boolean carriesEtherType() {
    final int organisation = organisation();
    return organisation == ETHERNET_ORGANISATION || organisation == BRIDGE_ORGANISATION;
  }

  /**
   * The protocol number.
   *
   * @return 0 to 65535.
   */
  public int etherType() {
    return buffer.getShort(offset + TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
