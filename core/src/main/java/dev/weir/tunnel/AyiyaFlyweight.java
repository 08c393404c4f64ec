package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of an AYIYA header, behind UDP (draft-massar-v6ops-ayiya section 3).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+-------+-------+-------+-------+---------------+
 *  | IDLen | IDType| SigLen|HshMeth|AutMeth| OpCode|  Next Header  |
 *  +-------+-------+-------+-------+-------+-------+---------------+
 *  |                          Epoch Time                           |
 *  +---------------------------------------------------------------+
 *  |  Identity, 2^IDLen bytes, and signature, SigLen * 4 bytes     |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class AyiyaFlyweight {
  /** Offset of lengths, methods and operation. */
  public static final int LENGTHS_OFFSET = 0;

  /** Offset of the number of the header that follows. */
  public static final int NEXT_HEADER_OFFSET = LENGTHS_OFFSET + 3;

  /** Bytes of a header without identity and signature. */
  public static final int MIN_HEADER_LENGTH = NEXT_HEADER_OFFSET + 5;

  private static final int IDENTITY_SHIFT = 28;
  private static final int SIGNATURE_SHIFT = 20;
  private static final int OPERATION_SHIFT = 8;
  private static final int NIBBLE_MASK = 0xF;
  private static final int FORWARD = 1;
  private static final int SIGNATURE_UNIT = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public AyiyaFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public AyiyaFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link TunnelFault#NOT_THIS_HEADER} where the operation is not to forward a packet.
   */
  public TunnelFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    if ((firstBits() >>> OPERATION_SHIFT & NIBBLE_MASK) != FORWARD) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    return length < headerLength() ? TunnelFault.CUT : TunnelFault.NONE;
  }

  private int firstBits() {
    return buffer.getInt(offset + LENGTHS_OFFSET, BIG_ENDIAN);
  }

  /**
   * The header that follows, as IP numbers them.
   *
   * @return 0 to 255: 4 for IPv4, 41 for IPv6.
   */
  public int nextHeader() {
    return firstBits() & 0xFF;
  }

  /**
   * Length of the header with identity and signature.
   *
   * @return bytes, 9 to 32836.
   */
  public int headerLength() {
    final int bits = firstBits();
    final int identity = 1 << (bits >>> IDENTITY_SHIFT);
    final int signature = (bits >>> SIGNATURE_SHIFT & NIBBLE_MASK) * SIGNATURE_UNIT;
    return MIN_HEADER_LENGTH + identity + signature;
  }
}
