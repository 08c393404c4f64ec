package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a VXLAN header, behind UDP and before an Ethernet frame (RFC 7348 section 5).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-----------------------------------------------+
 *  |R|R|R|R|I|R|R|R|                   Reserved                    |
 *  +-+-+-+-+-+-+-+-+-------------------------------+---------------+
 *  |            VXLAN Network Identifier           |    Reserved   |
 *  +-----------------------------------------------+---------------+
 * </pre>
 */
public final class VxlanFlyweight {
  /** Offset of the flags. */
  public static final int FLAGS_OFFSET = 0;

  /** Offset of the network identifier. */
  public static final int NETWORK_OFFSET = FLAGS_OFFSET + 4;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = NETWORK_OFFSET + 4;

  private static final int NETWORK_VALID = 0x0800_0000;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public VxlanFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public VxlanFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link TunnelFault#NOT_THIS_HEADER} where the I flag is not set.
   */
  public TunnelFault check() {
    if (length < HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    final int flags = buffer.getInt(offset + FLAGS_OFFSET, BIG_ENDIAN);
    return (flags & NETWORK_VALID) == 0 ? TunnelFault.NOT_THIS_HEADER : TunnelFault.NONE;
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
