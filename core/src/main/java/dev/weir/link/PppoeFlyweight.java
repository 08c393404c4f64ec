package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a PPPoE header (RFC 2516 section 4).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+---------------+-------------------------------+
 *  |Ver = 1|Type= 1|     Code      |            Session            |
 *  +-------+-------+---------------+-------------------------------+
 *  |            Length             |
 *  +-------------------------------+
 * </pre>
 */
public final class PppoeFlyweight {
  /** Offset of version, type and code. */
  public static final int VERSION_OFFSET = 0;

  /** Offset of the session number. */
  public static final int SESSION_OFFSET = VERSION_OFFSET + 2;

  /** Offset of the length. */
  public static final int LENGTH_OFFSET = SESSION_OFFSET + 2;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = LENGTH_OFFSET + 2;

  private static final int SESSION_DATA = 0x1100;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public PppoeFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public PppoeFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link LinkFault#NONE}, a PPP packet without address and
   * control bytes follows, and all accessors are in bounds.
   *
   * @return {@link LinkFault#NOT_THIS_HEADER} where version, type or code are not those of data.
   */
  public LinkFault check() {
    if (length < HEADER_LENGTH) {
      return LinkFault.CUT;
    }
    final int versionTypeAndCode = buffer.getShort(offset + VERSION_OFFSET, BIG_ENDIAN) & 0xFFFF;
    return versionTypeAndCode == SESSION_DATA ? LinkFault.NONE : LinkFault.NOT_THIS_HEADER;
  }

  /**
   * Number of the session.
   *
   * @return 0 to 65535.
   */
  public int session() {
    return buffer.getShort(offset + SESSION_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of what follows.
   *
   * @return bytes, 0 to 65535.
   */
  public int payloadLength() {
    return buffer.getShort(offset + LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
