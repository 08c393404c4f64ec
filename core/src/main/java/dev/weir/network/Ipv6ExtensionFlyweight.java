package dev.weir.network;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of one IPv6 extension header (RFC 8200 section 4), or of an authentication header behind
 * IPv4 (RFC 4302).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------------------------------+
 *  |  Next Header  |    Length     |     as the kind has it ...    |
 *  +---------------+---------------+-------------------------------+
 *
 *  options, routing, mobility, HIP, shim6:  (Length + 1) * 8 bytes
 *  authentication:                          (Length + 2) * 4 bytes
 *  fragment:                                8 bytes, Length reserved
 *
 *  fragment:  |  Next Header  |   Reserved    |   Fragment Offset   |Res|M|
 *             |                       Identification                      |
 *  routing:   |  Next Header  |    Length     |  Routing Type |Segm. Left |
 *             |            4 bytes, then addresses of 16 bytes            |
 * </pre>
 */
public final class Ipv6ExtensionFlyweight {
  /** Offset of the next header number. */
  public static final int NEXT_HEADER_OFFSET = 0;

  /** Offset of the length. */
  public static final int LENGTH_OFFSET = NEXT_HEADER_OFFSET + 1;

  /** Bytes of the shortest extension header. */
  public static final int MIN_HEADER_LENGTH = 8;

  /** Routing header with a list of addresses to visit, deprecated (RFC 5095). */
  public static final int SOURCE_ROUTE = 0;

  /** Routing header of mobile IPv6 (RFC 6275 section 6.4). */
  public static final int MOBILE_ROUTE = 2;

  /** Segment routing header (RFC 8754 section 2), whose list runs backwards. */
  public static final int SEGMENT_ROUTE = 4;

  private static final int OPTIONS_OFFSET = LENGTH_OFFSET + 1;
  private static final int FRAGMENT_BITS_OFFSET = LENGTH_OFFSET + 1;
  private static final int IDENTIFICATION_OFFSET = FRAGMENT_BITS_OFFSET + 2;
  private static final int FRAGMENT_OFFSET_MASK = 0xFFF8;
  private static final int MORE_FRAGMENTS_MASK = 0x1;
  private static final int ROUTING_TYPE_OFFSET = LENGTH_OFFSET + 1;
  private static final int SEGMENTS_LEFT_OFFSET = ROUTING_TYPE_OFFSET + 1;
  private static final int ADDRESSES_OFFSET = SEGMENTS_LEFT_OFFSET + 5;
  private static final int ADDRESS_LENGTH = 16;
  private static final int OPTION_PAD1 = 0x00;
  private static final int OPTION_JUMBO_PAYLOAD = 0xC2;
  private static final int JUMBO_PAYLOAD_LENGTH = 4;
  private static final long MIN_JUMBO_PAYLOAD = 65_536;

  private UnsafeBuffer buffer;
  private int kind;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public Ipv6ExtensionFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param kind the number by which the header before names this one: see {@link
   *     IpProtocol#isIpv6Extension(int)}.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public Ipv6ExtensionFlyweight wrap(
      final UnsafeBuffer buffer, final int kind, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.kind = kind;
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link NetworkFault#NONE}, all accessors of its kind and
   * all its {@link #headerLength()} bytes are in bounds.
   *
   * @return the first fault found.
   */
  public NetworkFault check() {
    if (length < MIN_HEADER_LENGTH || length < headerLength()) {
      return NetworkFault.CUT;
    }
    return NetworkFault.NONE;
  }

  /**
   * Which extension header this is.
   *
   * @return the number given to {@code wrap}.
   */
  public int kind() {
    return kind;
  }

  /**
   * The header that follows this one. It is in bounds as soon as one byte is.
   *
   * @return 0 to 255: see {@link IpProtocol}.
   */
  public int nextHeader() {
    return buffer.getByte(offset + NEXT_HEADER_OFFSET) & 0xFF;
  }

  /**
   * Length of this header. It is in bounds as soon as two bytes are.
   *
   * @return bytes, 8 to 2048.
   */
  public int headerLength() {
    if (kind == IpProtocol.FRAGMENT) {
      return MIN_HEADER_LENGTH;
    }
    final int units = buffer.getByte(offset + LENGTH_OFFSET) & 0xFF;
    return kind == IpProtocol.AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
  }

  /**
   * For a fragment header: where the payload of this fragment belongs.
   *
   * @return bytes, a multiple of 8.
   */
  public int fragmentOffset() {
    return buffer.getShort(offset + FRAGMENT_BITS_OFFSET, BIG_ENDIAN) & FRAGMENT_OFFSET_MASK;
  }

  /**
   * For a fragment header: whether fragments follow this one.
   *
   * @return the M flag.
   */
  public boolean moreFragments() {
    final int bits = buffer.getShort(offset + FRAGMENT_BITS_OFFSET, BIG_ENDIAN);
    return (bits & MORE_FRAGMENTS_MASK) != 0;
  }

  /**
   * For a fragment header: the identification that the fragments of a packet share.
   *
   * @return unsigned 32 bits.
   */
  public long identification() {
    return buffer.getInt(offset + IDENTIFICATION_OFFSET, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * For a routing header: its type.
   *
   * @return 0 to 255: {@link #SOURCE_ROUTE}, {@link #MOBILE_ROUTE}, {@link #SEGMENT_ROUTE} or
   *     another.
   */
  public int routingType() {
    return buffer.getByte(offset + ROUTING_TYPE_OFFSET) & 0xFF;
  }

  /**
   * For a routing header: how many of its addresses are still to be visited.
   *
   * @return 0 to 255.
   */
  public int segmentsLeft() {
    return buffer.getByte(offset + SEGMENTS_LEFT_OFFSET) & 0xFF;
  }

  /**
   * For a routing header: where the address of the final destination is, which stands in the pseudo
   * header of a checksum in place of that of the IPv6 header (RFC 8200 section 8.1).
   *
   * @return index in the buffer of 16 bytes that are in bounds, or -1 where the IPv6 header has it.
   */
  public int finalDestinationOffset() {
    final int addresses = (headerLength() - ADDRESSES_OFFSET) / ADDRESS_LENGTH;
    if (addresses == 0 || segmentsLeft() == 0) {
      return -1;
    }
    final int first = offset + ADDRESSES_OFFSET;
    return switch (routingType()) {
      case SOURCE_ROUTE, MOBILE_ROUTE -> first + (addresses - 1) * ADDRESS_LENGTH;
      case SEGMENT_ROUTE -> first;
      default -> -1;
    };
  }

  /**
   * For hop-by-hop options: the payload length of a jumbogram (RFC 2675 section 2).
   *
   * @return bytes after the IPv6 header, 65536 to 2^32 - 1, or -1 where there is no such option.
   */
  public long jumboPayloadLength() {
    final int end = offset + headerLength();
    int option = offset + OPTIONS_OFFSET;
    while (option < end) {
      final int type = buffer.getByte(option) & 0xFF;
      if (type == OPTION_PAD1) {
        option++;
        continue;
      }
      if (option + 2 > end) {
        return -1;
      }
      final int optionLength = buffer.getByte(option + 1) & 0xFF;
      final int data = option + 2;
      if (type == OPTION_JUMBO_PAYLOAD
          && optionLength == JUMBO_PAYLOAD_LENGTH
          && data + JUMBO_PAYLOAD_LENGTH <= end) {
        final long payload = buffer.getInt(data, BIG_ENDIAN) & 0xFFFF_FFFFL;
        return payload < MIN_JUMBO_PAYLOAD ? -1 : payload;
      }
      option = data + optionLength;
    }
    return -1;
  }
}
