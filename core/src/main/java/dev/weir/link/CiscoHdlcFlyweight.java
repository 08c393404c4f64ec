package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a Cisco HDLC header (RFC 1547 section 4.3.1).
 *
 * <pre>
 *  +---------------+---------------+-------------------------------+
 *  |Address 0F, 8F |  Control = 00 |           EtherType           |
 *  +---------------+---------------+-------------------------------+
 * </pre>
 */
public final class CiscoHdlcFlyweight {
  /** Offset of the address. */
  public static final int ADDRESS_OFFSET = 0;

  /** Offset of the control byte. */
  public static final int CONTROL_OFFSET = ADDRESS_OFFSET + 1;

  /** Offset of the EtherType. */
  public static final int TYPE_OFFSET = CONTROL_OFFSET + 1;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = TYPE_OFFSET + 2;

  /** Address of a frame to the other end. */
  public static final int UNICAST = 0x0F;

  /** Address of a frame to all. */
  public static final int MULTICAST = 0x8F;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public CiscoHdlcFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public CiscoHdlcFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return the first fault found.
   */
  public LinkFault check() {
    return length < HEADER_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  /**
   * The address: {@link #UNICAST} or {@link #MULTICAST}.
   *
   * @return 0 to 255.
   */
  public int address() {
    return buffer.getByte(offset + ADDRESS_OFFSET) & 0xFF;
  }

  /**
   * The protocol that follows.
   *
   * @return 0 to 65535: an {@link EtherType}, or one of Cisco's own.
   */
  public int etherType() {
    return buffer.getShort(offset + TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
