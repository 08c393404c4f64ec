package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the headers of a Frame Relay packet: a Q.922 address of 2 to 4 bytes, the last of which
 * has its lowest bit set, and what is carried, by RFC 2427 or by an EtherType, as Cisco has it.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+---------------+---------------+
 *  |   Address, or 3 or 4 bytes    | Control 0x03  | (Pad,) NLPID  |
 *  +-------------------------------+---------------+---------------+
 *  |   Address, or 3 or 4 bytes    |           EtherType           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
public final class FrameRelayFlyweight {
  /** What {@link #etherType()} says where a SNAP header without LLC follows. */
  public static final int SNAP = -1;

  private static final int MIN_ADDRESS_LENGTH = 2;
  private static final int MAX_ADDRESS_LENGTH = 4;
  private static final int LAST = 0x01;
  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int NLPID_IPV4 = 0xCC;
  private static final int NLPID_IPV6 = 0x8E;
  private static final int NLPID_SNAP = 0x80;
  private static final int NLPID_PPP = 0xCF;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;
  private int headerLength;
  private int etherType;

  /** Makes a view that lies over nothing yet. */
  public FrameRelayFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public FrameRelayFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the headers. Where the answer is {@link LinkFault#NONE}, the accessors may be called.
   *
   * @return {@link LinkFault#NOT_THIS_HEADER} where the address does not end.
   */
  public LinkFault check() {
    int address = MIN_ADDRESS_LENGTH;
    while (address <= MAX_ADDRESS_LENGTH && address <= length && !isLast(address - 1)) {
      address++;
    }
    if (address > MAX_ADDRESS_LENGTH || length > 0 && isLast(0)) {
      return LinkFault.NOT_THIS_HEADER;
    }
    if (length < address + 2) {
      return LinkFault.CUT;
    }
    if (octet(address) != UNNUMBERED_INFORMATION) {
      headerLength = address + 2;
      etherType = buffer.getShort(offset + address, BIG_ENDIAN) & 0xFFFF;
      return LinkFault.NONE;
    }
    headerLength = octet(address + 1) == 0 ? address + 3 : address + 2;
    if (length < headerLength) {
      return LinkFault.CUT;
    }
    etherType =
        switch (octet(headerLength - 1)) {
          case NLPID_IPV4 -> EtherType.IPV4;
          case NLPID_IPV6 -> EtherType.IPV6;
          case NLPID_PPP -> EtherType.PPP;
          case NLPID_SNAP -> SNAP;
          default -> 0;
        };
    return LinkFault.NONE;
  }

  private boolean isLast(final int at) {
    return (octet(at) & LAST) != 0;
  }

  private int octet(final int at) {
    return buffer.getByte(offset + at) & 0xFF;
  }

  /**
   * Bytes of address, control and protocol.
   *
   * @return 4 to 7.
   */
  public int headerLength() {
    return headerLength;
  }

  /**
   * What follows.
   *
   * @return an EtherType, {@link #SNAP}, or 0 for anything else.
   */
  public int etherType() {
    return etherType;
  }
}
