package dev.weir.link;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the header of an IEEE 802.11 data frame (IEEE 802.11-2020, 9.3.2). Fields are
 * little-endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---+---+-------+-+-+-+-+-+-+-+-+-------------------------------+
 *  |ver|typ|subtype|T|F|M|R|P|D|E|O|           Duration            |
 *  +---+---+-------+-+-+-+-+-+-+-+-+-------------------------------+
 *  |   Address 1, 6 bytes; Address 2, 6 bytes; Address 3, 6 bytes  |
 *  |   Sequence Control, 2 bytes                                   |
 *  |   Address 4, 6 bytes, where T (to) and F (from) are both set  |
 *  |   Quality of service, 2 bytes, where bit 3 of subtype is set  |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>E tells that the body is encrypted; management and control frames have none that matters here.
 */
public final class Ieee80211Flyweight {
  /** Offset of version, type and subtype. */
  public static final int CONTROL_OFFSET = 0;

  /** Offset of the flags. */
  public static final int FLAGS_OFFSET = CONTROL_OFFSET + 1;

  /** Bytes of the shortest header of a data frame. */
  public static final int MIN_HEADER_LENGTH = 24;

  private static final int ADDRESS_LENGTH = 6;
  private static final int QUALITY_LENGTH = 2;
  private static final int TYPE_MASK = 0x0C;
  private static final int DATA = 0x08;
  private static final int NO_DATA = 0x40;
  private static final int QUALITY_OF_SERVICE = 0x80;
  private static final int RELAYED = 0x03;
  private static final int PROTECTED = 0x40;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public Ieee80211Flyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public Ieee80211Flyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link LinkFault#NONE}, this is a data frame with a body
   * that can be read, and all accessors are in bounds.
   *
   * @return the first fault found.
   */
  public LinkFault check() {
    if (length <= FLAGS_OFFSET) {
      return LinkFault.CUT;
    }
    final boolean data = (control() & TYPE_MASK) == DATA && (control() & NO_DATA) == 0;
    if (!data || (flags() & PROTECTED) != 0) {
      return LinkFault.NOT_THIS_HEADER;
    }
    return length < headerLength() ? LinkFault.CUT : LinkFault.NONE;
  }

  private int control() {
    return buffer.getByte(offset + CONTROL_OFFSET) & 0xFF;
  }

  private int flags() {
    return buffer.getByte(offset + FLAGS_OFFSET) & 0xFF;
  }

  /**
   * Bytes of the header, without what a driver may add to align what follows.
   *
   * @return 24, 26, 30 or 32.
   */
  public int headerLength() {
    return MIN_HEADER_LENGTH
        + ((flags() & RELAYED) == RELAYED ? ADDRESS_LENGTH : 0)
        + ((control() & QUALITY_OF_SERVICE) != 0 ? QUALITY_LENGTH : 0);
  }
}
