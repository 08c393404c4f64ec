package dev.weir.link;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the radiotap header before an IEEE 802.11 frame (radiotap.org). Little-endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |    Version    |      Pad      |  Length of the whole header   |
 *  +---------------+---------------+-------------------------------+
 *  |   Which fields follow; another such word where bit 31 is set  |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The first two fields, by bits 0 and 1, are a time of 8 aligned bytes and a byte of flags.
 */
public final class RadiotapFlyweight {
  /** Offset of the header's length. */
  public static final int LENGTH_OFFSET = 2;

  /** Offset of the first word that says what follows. */
  public static final int PRESENT_OFFSET = LENGTH_OFFSET + 2;

  /** Bytes of a header without fields. */
  public static final int MIN_HEADER_LENGTH = PRESENT_OFFSET + 4;

  private static final int MORE_WORDS = 1 << 31;
  private static final int HAS_TIME = 1;
  private static final int HAS_FLAGS = 2;
  private static final int PADDED = 0x20;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public RadiotapFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public RadiotapFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link LinkFault#NOT_THIS_HEADER} where its length is impossible.
   */
  public LinkFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return LinkFault.CUT;
    }
    if (headerLength() < MIN_HEADER_LENGTH) {
      return LinkFault.NOT_THIS_HEADER;
    }
    return length < headerLength() ? LinkFault.CUT : LinkFault.NONE;
  }

  /**
   * Bytes from the header's begin to the frame's.
   *
   * @return 8 to 65535.
   */
  public int headerLength() {
    return buffer.getShort(offset + LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  /**
   * Whether the frame's own header is padded to a multiple of four bytes.
   *
   * @return what the flags say; false where there are none.
   */
  public boolean isFramePadded() {
    final int end = headerLength();
    int at = PRESENT_OFFSET;
    final int present = word(at);
    while (at + 4 <= end && (word(at) & MORE_WORDS) != 0) {
      at += 4;
    }
    at += 4;
    if ((present & HAS_TIME) != 0) {
      at = (at + 7 & ~7) + 8;
    }
    return (present & HAS_FLAGS) != 0 && at < end && (buffer.getByte(offset + at) & PADDED) != 0;
  }

  private int word(final int at) {
    return buffer.getInt(offset + at, LITTLE_ENDIAN);
  }
}
