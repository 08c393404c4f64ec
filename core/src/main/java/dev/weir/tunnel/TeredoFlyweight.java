package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of what Teredo may put between UDP and an IPv6 packet (RFC 4380 section 5.1.1): an
 * authentication field, then an origin field. Most packets have neither.
 *
 * <pre>
 *  +--------+--------+--------+--------+
 *  |  0x00  |  0x01  | ID-len | AU-len |   ID, authentication, 8 bytes of nonce, 1 of confirmation
 *  +--------+--------+--------+--------+
 *  |  0x00  |  0x00  |  Origin port    |   4 bytes of origin address
 *  +--------+--------+-----------------+
 * </pre>
 */
public final class TeredoFlyweight {
  private static final int AUTHENTICATION = 0x0001;
  private static final int ORIGIN = 0x0000;
  private static final int INDICATOR_LENGTH = 2;
  private static final int AUTHENTICATION_LENGTHS_OFFSET = 2;
  private static final int MIN_AUTHENTICATION_LENGTH = 4 + 8 + 1;
  private static final int ORIGIN_LENGTH = 8;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public TeredoFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public TeredoFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the fields. Where the answer is {@link TunnelFault#NONE}, {@link #headerLength()} is in
   * bounds.
   *
   * @return {@link TunnelFault#CUT} where the bytes end inside one of them.
   */
  public TunnelFault check() {
    return length < headerLength() ? TunnelFault.CUT : TunnelFault.NONE;
  }

  /**
   * Length of the fields, as far as the bytes go: more than the length given to {@code wrap} where
   * they end before.
   *
   * @return bytes, 0 or more.
   */
  public int headerLength() {
    int end = 0;
    if (indicatorAt(end) == AUTHENTICATION) {
      if (length < AUTHENTICATION_LENGTHS_OFFSET + Short.BYTES) {
        return MIN_AUTHENTICATION_LENGTH;
      }
      final int lengths =
          buffer.getShort(offset + AUTHENTICATION_LENGTHS_OFFSET, BIG_ENDIAN) & 0xFFFF;
      end = MIN_AUTHENTICATION_LENGTH + (lengths >>> Byte.SIZE) + (lengths & 0xFF);
    }
    return indicatorAt(end) == ORIGIN ? end + ORIGIN_LENGTH : end;
  }

  private int indicatorAt(final int at) {
    return length - at < INDICATOR_LENGTH ? -1 : buffer.getShort(offset + at, BIG_ENDIAN) & 0xFFFF;
  }
}
