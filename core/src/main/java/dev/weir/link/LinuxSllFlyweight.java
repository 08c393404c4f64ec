package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the header of a Linux "cooked" capture, version 1 (LINKTYPE_LINUX_SLL).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Packet Type          |          ARPHRD Type          |
 *  +-------------------------------+-------------------------------+
 *  |    Link Address Length        |                               |
 *  +-------------------------------+                               +
 *  |                     Link Address, 8 bytes                     |
 *  +                               +-------------------------------+
 *  |                               |           Protocol            |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
public final class LinuxSllFlyweight {
  /** Offset of the packet type. */
  public static final int PACKET_TYPE_OFFSET = 0;

  /** Offset of the type of the interface. */
  public static final int HARDWARE_TYPE_OFFSET = PACKET_TYPE_OFFSET + 2;

  /** Offset of the length of the sender's link address. */
  public static final int ADDRESS_LENGTH_OFFSET = HARDWARE_TYPE_OFFSET + 2;

  /** Offset of the sender's link address. */
  public static final int ADDRESS_OFFSET = ADDRESS_LENGTH_OFFSET + 2;

  /** Offset of the protocol. */
  public static final int PROTOCOL_OFFSET = ADDRESS_OFFSET + 8;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = PROTOCOL_OFFSET + 2;

  /** Protocol of a frame that goes on with an LLC header. */
  public static final int LLC_PROTOCOL = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public LinuxSllFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public LinuxSllFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * Which way the packet went.
   *
   * @return 0 to us, 1 broadcast, 2 multicast, 3 to somebody else, 4 from us.
   */
  public int packetType() {
    return buffer.getShort(offset + PACKET_TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Type of the interface.
   *
   * @return an ARPHRD number of Linux.
   */
  public int hardwareType() {
    return buffer.getShort(offset + HARDWARE_TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of the sender's link address.
   *
   * @return bytes, of which no more than 8 are in the header.
   */
  public int addressLength() {
    return buffer.getShort(offset + ADDRESS_LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * The sender's link address, padded to 8 bytes.
   *
   * @return 64 bits, the first byte highest.
   */
  public long address() {
    return buffer.getLong(offset + ADDRESS_OFFSET, BIG_ENDIAN);
  }

  /**
   * What follows: an EtherType, or a number below {@link EtherType#MIN_TYPE} that Linux gives to
   * frames without one.
   *
   * @return 0 to 65535.
   */
  public int protocol() {
    return buffer.getShort(offset + PROTOCOL_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
