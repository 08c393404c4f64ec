package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a GENEVE header, behind UDP (RFC 8926 section 3.4).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---+-----------+-+-+-----------+-------------------------------+
 *  |Ver|  Opt Len  |O|C|   Rsvd    |         Protocol Type         |
 *  +---+-----------+-+-+-----------+---------------+---------------+
 *  |           Virtual Network Identifier          |    Reserved   |
 *  +-----------------------------------------------+---------------+
 *  |               Options, Opt Len * 4 bytes                      |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class GeneveFlyweight {
  /** Offset of version, length of the options, and flags. */
  public static final int VERSION_OFFSET = 0;

  /** Offset of the protocol type. */
  public static final int PROTOCOL_OFFSET = VERSION_OFFSET + 2;

  /** Offset of the network identifier. */
  public static final int NETWORK_OFFSET = PROTOCOL_OFFSET + 2;

  /** Bytes of a header without options. */
  public static final int MIN_HEADER_LENGTH = NETWORK_OFFSET + 4;

  private static final int VERSION_SHIFT = 14;
  private static final int OPTIONS_SHIFT = 8;
  private static final int OPTIONS_MASK = 0x3F;
  private static final int CONTROL_MASK = 0x80;
  private static final int WORD_LENGTH = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public GeneveFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public GeneveFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link TunnelFault#NOT_THIS_HEADER} for another version than 0 and for control packets.
   */
  public TunnelFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    final int bits = firstBits();
    if (bits >>> VERSION_SHIFT != 0 || (bits & CONTROL_MASK) != 0) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    return length < headerLength() ? TunnelFault.CUT : TunnelFault.NONE;
  }

  private int firstBits() {
    return buffer.getShort(offset + VERSION_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of the header with its options.
   *
   * @return bytes, 8 to 260.
   */
  public int headerLength() {
    return MIN_HEADER_LENGTH + (firstBits() >>> OPTIONS_SHIFT & OPTIONS_MASK) * WORD_LENGTH;
  }

  /**
   * What the tunnel carries.
   *
   * @return an EtherType, 0 to 65535.
   */
  public int protocol() {
    return buffer.getShort(offset + PROTOCOL_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Network identifier.
   *
   * @return 24 bits.
   */
  public int network() {
    return buffer.getInt(offset + NETWORK_OFFSET, BIG_ENDIAN) >>> Byte.SIZE;
  }
}
