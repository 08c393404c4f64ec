package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the header of a Linux "cooked" capture, version 2 (LINKTYPE_LINUX_SLL2).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |           Protocol            |           Reserved            |
 *  +-------------------------------+-------------------------------+
 *  |                        Interface Index                        |
 *  +-------------------------------+---------------+---------------+
 *  |          ARPHRD Type          |  Packet Type  |Address Length |
 *  +-------------------------------+---------------+---------------+
 *  |                     Link Address, 8 bytes                     |
 *  +                                                               +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class LinuxSll2Flyweight {
  /** Offset of the protocol. */
  public static final int PROTOCOL_OFFSET = 0;

  /** Offset of the index of the interface. */
  public static final int INTERFACE_OFFSET = PROTOCOL_OFFSET + 4;

  /** Offset of the type of the interface. */
  public static final int HARDWARE_TYPE_OFFSET = INTERFACE_OFFSET + 4;

  /** Offset of the packet type. */
  public static final int PACKET_TYPE_OFFSET = HARDWARE_TYPE_OFFSET + 2;

  /** Offset of the length of the sender's link address. */
  public static final int ADDRESS_LENGTH_OFFSET = PACKET_TYPE_OFFSET + 1;

  /** Offset of the sender's link address. */
  public static final int ADDRESS_OFFSET = ADDRESS_LENGTH_OFFSET + 1;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = ADDRESS_OFFSET + 8;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public LinuxSll2Flyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public LinuxSll2Flyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * What follows: an EtherType, or a number below {@link EtherType#MIN_TYPE} that Linux gives to
   * frames without one.
   *
   * @return 0 to 65535.
   */
  public int protocol() {
    return buffer.getShort(offset + PROTOCOL_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Number of the interface on the machine that captured.
   *
   * @return unsigned 32 bits.
   */
  public long interfaceIndex() {
    return buffer.getInt(offset + INTERFACE_OFFSET, BIG_ENDIAN) & 0xFFFF_FFFFL;
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
   * Which way the packet went.
   *
   * @return 0 to us, 1 broadcast, 2 multicast, 3 to somebody else, 4 from us.
   */
  public int packetType() {
    return buffer.getByte(offset + PACKET_TYPE_OFFSET) & 0xFF;
  }

  /**
   * Length of the sender's link address.
   *
   * @return bytes, of which no more than 8 are in the header.
   */
  public int addressLength() {
    return buffer.getByte(offset + ADDRESS_LENGTH_OFFSET) & 0xFF;
  }

  /**
   * The sender's link address, padded to 8 bytes.
   *
   * @return 64 bits, the first byte highest.
   */
  public long address() {
    return buffer.getLong(offset + ADDRESS_OFFSET, BIG_ENDIAN);
  }
}
