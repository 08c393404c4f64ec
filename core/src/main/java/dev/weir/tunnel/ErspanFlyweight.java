package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of an ERSPAN header of type II or III, behind GRE and before an Ethernet frame
 * (draft-foschiano-erspan section 4). Type I has no header.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-----------------------+-----+---+-+-------------------+
 *  |Version|          VLAN         | COS |BSO|T|     Session ID    |
 *  +-------+-----------------------+-----+---+-+-------------------+
 *  |  II: 4 bytes, index;  III: 8 bytes, of which the last bit (O) |
 *  |  says that 8 bytes more follow                                |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class ErspanFlyweight {
  /** Offset of version and VLAN. */
  public static final int VERSION_OFFSET = 0;

  /** Offset of the session number. */
  public static final int SESSION_OFFSET = VERSION_OFFSET + 2;

  /** Bytes of a header of type II. */
  public static final int TYPE_2_HEADER_LENGTH = SESSION_OFFSET + 6;

  /** Bytes of a header of type III without the optional part. */
  public static final int TYPE_3_HEADER_LENGTH = SESSION_OFFSET + 10;

  private static final int TYPE_2_VERSION = 1;
  private static final int TYPE_3_VERSION = 2;
  private static final int VERSION_SHIFT = 12;
  private static final int VLAN_MASK = 0x0FFF;
  private static final int SESSION_MASK = 0x03FF;
  private static final int OPTIONAL_OFFSET = TYPE_3_HEADER_LENGTH - 2;
  private static final int OPTIONAL_PRESENT = 0x0001;
  private static final int OPTIONAL_LENGTH = 8;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public ErspanFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public ErspanFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link TunnelFault#NONE}, all accessors are in bounds.
   *
   * @return {@link TunnelFault#NOT_THIS_HEADER} for another version than those of types II and III.
   */
  public TunnelFault check() {
    if (length < TYPE_2_HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    final int version = version();
    if (version == TYPE_2_VERSION) {
      return TunnelFault.NONE;
    }
    if (version != TYPE_3_VERSION) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    return length < TYPE_3_HEADER_LENGTH || length < headerLength()
        ? TunnelFault.CUT
        : TunnelFault.NONE;
  }

  private int firstBits() {
    return buffer.getShort(offset + VERSION_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Version.
   *
   * @return 1 for type II, 2 for type III.
   */
  public int version() {
    return firstBits() >>> VERSION_SHIFT;
  }

  /**
   * VLAN of the mirrored frame.
   *
   * @return 0 to 4095.
   */
  public int vlanId() {
    return firstBits() & VLAN_MASK;
  }

  /**
   * Number of the mirroring session.
   *
   * @return 0 to 1023.
   */
  public int session() {
    return buffer.getShort(offset + SESSION_OFFSET, BIG_ENDIAN) & SESSION_MASK;
  }

  /**
   * Length of the header.
   *
   * @return bytes: 8, 12 or 20.
   */
  public int headerLength() {
    if (version() == TYPE_2_VERSION) {
      return TYPE_2_HEADER_LENGTH;
    }
    final int bits = buffer.getShort(offset + OPTIONAL_OFFSET, BIG_ENDIAN);
    return (bits & OPTIONAL_PRESENT) == 0
        ? TYPE_3_HEADER_LENGTH
        : TYPE_3_HEADER_LENGTH + OPTIONAL_LENGTH;
  }
}
