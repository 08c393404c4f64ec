package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the header of a GTP-U packet that carries an IP packet (3GPP TS 29.281 section 5).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----+-+-+-+-+-+---------------+-------------------------------+
 *  |Ver=1|1| |E|S|N|  Type = 255   |            Length             |
 *  +-----+-+-+-+-+-+---------------+-------------------------------+
 *  |                  Tunnel Endpoint Identifier                   |
 *  +-------------------------------+---------------+---------------+
 *  |  where E, S or N:  Sequence   |     N-PDU     |Next Extension |
 *  +-------------------------------+---------------+---------------+
 *  |  extension headers of Length * 4 bytes, the last of which is  |
 *  |  the type of the next, until that is 0                        |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class GtpFlyweight {
  /** Offset of version, flags and message type. */
  public static final int FLAGS_OFFSET = 0;

  /** Offset of the length. */
  public static final int LENGTH_OFFSET = FLAGS_OFFSET + 2;

  /** Offset of the tunnel endpoint identifier. */
  public static final int TUNNEL_OFFSET = LENGTH_OFFSET + 2;

  /** Bytes of a header without optional fields. */
  public static final int MIN_HEADER_LENGTH = TUNNEL_OFFSET + 4;

  /** Version 1 of GTP, not GTP', and the type of a message with a packet in it. */
  private static final int PACKET = 0x30FF;

  private static final int PACKET_MASK = 0xF0FF;
  private static final int OPTIONAL_FIELDS_MASK = 0x0700;
  private static final int EXTENSION_MASK = 0x0400;
  private static final int OPTIONAL_FIELDS_LENGTH = 4;
  private static final int EXTENSION_UNIT = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public GtpFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public GtpFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link TunnelFault#NOT_THIS_HEADER} for another version, for messages that carry no
   *     packet, and for an extension header of length 0.
   */
  public TunnelFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    if ((firstBits() & PACKET_MASK) != PACKET) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    final int headerLength = headerLength();
    if (headerLength == 0) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    return length < headerLength ? TunnelFault.CUT : TunnelFault.NONE;
  }

  private int firstBits() {
    return buffer.getShort(offset + FLAGS_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of what follows the first 8 bytes, optional fields included.
   *
   * @return bytes, 0 to 65535.
   */
  public int payloadLength() {
    return buffer.getShort(offset + LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Tunnel endpoint identifier.
   *
   * @return unsigned 32 bits.
   */
  public long tunnel() {
    return buffer.getInt(offset + TUNNEL_OFFSET, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * Length of the header with its optional fields and extension headers, as far as the bytes go:
   * more than the length given to {@code wrap} where they end before.
   *
   * @return bytes, 8 or more, or 0 where an extension header has the length 0.
   */
  public int headerLength() {
    final int flags = firstBits();
    if ((flags & OPTIONAL_FIELDS_MASK) == 0) {
      return MIN_HEADER_LENGTH;
    }
    int end = MIN_HEADER_LENGTH + OPTIONAL_FIELDS_LENGTH;
    if ((flags & EXTENSION_MASK) == 0) {
      return end;
    }
    while (end <= length && buffer.getByte(offset + end - 1) != 0) {
      if (end == length) {
        return length + EXTENSION_UNIT;
      }
      final int units = buffer.getByte(offset + end) & 0xFF;
      if (units == 0) {
        return 0;
      }
      end += units * EXTENSION_UNIT;
    }
    return end;
  }
}
