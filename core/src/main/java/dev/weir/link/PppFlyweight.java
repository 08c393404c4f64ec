package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a PPP header (RFC 1661 section 2, RFC 1662 section 3.1), in each of its four lengths.
 *
 * <pre>
 *  +---------------+---------------+-------------------------------+
 *  | Address = FF  | Control = 03  |           Protocol            |
 *  +---------------+---------------+-------------------------------+
 * </pre>
 *
 * <p>Address and control are left out where the two sides agreed to (RFC 1661 section 6.6) and in
 * what is not framed like HDLC. A protocol below 256 may be sent as its low byte alone (section
 * 6.5): the low byte of a protocol number is odd, the high one even.
 */
public final class PppFlyweight {
  /** Protocol of IPv4 (RFC 1332). */
  public static final int IPV4 = 0x0021;

  /** Protocol of IPv6 (RFC 5072). */
  public static final int IPV6 = 0x0057;

  /** Protocol of MPLS labels (RFC 3032 section 4.3). */
  public static final int MPLS = 0x0281;

  /** Protocol of MPLS labels, the second number. */
  public static final int MPLS_UPSTREAM = 0x0283;

  /** Bytes of the longest header. */
  public static final int MAX_HEADER_LENGTH = 4;

  private static final int ADDRESS_AND_CONTROL = 0xFF03;
  private static final int ADDRESS_AND_CONTROL_LENGTH = 2;
  private static final int PROTOCOL_LENGTH = 2;
  private static final int FIRST_BYTE_IS_LAST = 0x0100;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public PppFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public PppFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
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
   * @return {@link LinkFault#CUT} also where a protocol of one byte has nothing behind it.
   */
  public LinkFault check() {
    if (length < PROTOCOL_LENGTH) {
      return LinkFault.CUT;
    }
    return length < protocolOffset() + PROTOCOL_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  /**
   * Whether the header begins with the address and control bytes FF 03.
   *
   * @return false where they were left out.
   */
  public boolean hasAddressAndControl() {
    return (buffer.getShort(offset, BIG_ENDIAN) & 0xFFFF) == ADDRESS_AND_CONTROL;
  }

  private int protocolOffset() {
    return hasAddressAndControl() ? ADDRESS_AND_CONTROL_LENGTH : 0;
  }

  private int protocolWord() {
    return buffer.getShort(offset + protocolOffset(), BIG_ENDIAN) & 0xFFFF;
  }

  private static boolean isCompressed(final int protocolWord) {
    return (protocolWord & FIRST_BYTE_IS_LAST) != 0;
  }

  /**
   * Length of the header as it is.
   *
   * @return bytes, 1 to 4.
   */
  public int headerLength() {
    return protocolOffset() + (isCompressed(protocolWord()) ? 1 : PROTOCOL_LENGTH);
  }

  /**
   * The protocol that follows.
   *
   * @return 0 to 65535: {@link #IPV4}, {@link #IPV6}, {@link #MPLS} or another.
   */
  public int protocol() {
    final int word = protocolWord();
    return isCompressed(word) ? word >>> Byte.SIZE : word;
  }

  /**
   * What the protocol means.
   *
   * @return {@link EtherType#IPV4}, {@link EtherType#IPV6}, {@link EtherType#MPLS}, or 0.
   */
  public int etherType() {
    return switch (protocol()) {
      case IPV4 -> EtherType.IPV4;
      case IPV6 -> EtherType.IPV6;
      case MPLS, MPLS_UPSTREAM -> EtherType.MPLS;
      default -> 0;
    };
  }
}
