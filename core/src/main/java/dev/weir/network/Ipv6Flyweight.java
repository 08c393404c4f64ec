package dev.weir.network;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of an IPv6 header (RFC 8200 section 3), without its extension headers.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+---------------+---------------------------------------+
 *  |Version| Traffic Class |              Flow Label               |
 *  +-------+---------------+-------+---------------+---------------+
 *  |         Payload Length        |  Next Header  |   Hop Limit   |
 *  +-------------------------------+---------------+---------------+
 *  |                                                               |
 *  +                    Source Address, 16 bytes                   +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                                                               |
 *  +                 Destination Address, 16 bytes                 +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv6Flyweight {
  /** Offset of version, traffic class and flow label. */
  public static final int VERSION_OFFSET = 0;

  /** Offset of the payload length. */
  public static final int PAYLOAD_LENGTH_OFFSET = VERSION_OFFSET + 4;

  /** Offset of the next header number. */
  public static final int NEXT_HEADER_OFFSET = PAYLOAD_LENGTH_OFFSET + 2;

  /** Offset of the hop limit. */
  public static final int HOP_LIMIT_OFFSET = NEXT_HEADER_OFFSET + 1;

  /** Offset of the source address. */
  public static final int SOURCE_ADDRESS_OFFSET = HOP_LIMIT_OFFSET + 1;

  /** Offset of the destination address. */
  public static final int DESTINATION_ADDRESS_OFFSET = SOURCE_ADDRESS_OFFSET + 16;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = DESTINATION_ADDRESS_OFFSET + 16;

  /** What the version field holds. */
  public static final int VERSION = 6;

  private static final int VERSION_SHIFT = 28;
  private static final int FIRST_VERSION_SHIFT = Long.SIZE - 4;
  private static final int TRAFFIC_CLASS_SHIFT = 20;
  private static final int FLOW_LABEL_MASK = 0xFFFFF;
  private static final int LOW_OFFSET = 8;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public Ipv6Flyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public Ipv6Flyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link NetworkFault#NONE}, all accessors are in bounds.
   *
   * @return the first fault found.
   */
  public NetworkFault check() {
    if (length < HEADER_LENGTH) {
      return NetworkFault.CUT;
    }
    return version() == VERSION ? NetworkFault.NONE : NetworkFault.VERSION_WRONG;
  }

  private int firstWord() {
    return buffer.getInt(offset + VERSION_OFFSET, BIG_ENDIAN);
  }

  /**
   * Version of the Internet Protocol.
   *
   * @return 6.
   */
  public int version() {
    return firstWord() >>> VERSION_SHIFT;
  }

  /**
   * Traffic class: DSCP in the upper 6 bits, ECN in the lower 2.
   *
   * @return 0 to 255.
   */
  public int trafficClass() {
    return firstWord() >>> TRAFFIC_CLASS_SHIFT & 0xFF;
  }

  /**
   * Explicit congestion notification.
   *
   * @return 0 not capable, 1 ECT(1), 2 ECT(0), 3 congestion experienced.
   */
  public int ecn() {
    return trafficClass() & 0x3;
  }

  /**
   * Flow label.
   *
   * @return 20 bits.
   */
  public int flowLabel() {
    return firstWord() & FLOW_LABEL_MASK;
  }

  /**
   * Length of what follows this header, extension headers included, as the header says.
   *
   * @return bytes, 0 to 65535; 0 for a jumbogram (RFC 2675) and for segmentation offload.
   */
  public int payloadLength() {
    return buffer.getShort(offset + PAYLOAD_LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Whether a header has version 6 and another one follows at once.
   *
   * @param first its first 8 bytes, as a big-endian number.
   * @param protocol the other one: see {@link IpProtocol}.
   * @return true where both hold; lengths are not looked at.
   */
  public static boolean isPlain(final long first, final int protocol) {
    return first >>> FIRST_VERSION_SHIFT == VERSION && (first >>> Byte.SIZE & 0xFF) == protocol;
  }

  /**
   * Length of a packet by its header.
   *
   * @param first its first 8 bytes, as a big-endian number.
   * @return bytes, the header included.
   */
  public static int totalLength(final long first) {
    return ((int) (first >>> Short.SIZE) & 0xFFFF) + HEADER_LENGTH;
  }

  /**
   * The header that follows: see {@link IpProtocol}.
   *
   * @return 0 to 255.
   */
  public int nextHeader() {
    return buffer.getByte(offset + NEXT_HEADER_OFFSET) & 0xFF;
  }

  /**
   * Hop limit.
   *
   * @return hops, 0 to 255.
   */
  public int hopLimit() {
    return buffer.getByte(offset + HOP_LIMIT_OFFSET) & 0xFF;
  }

  /**
   * First 8 bytes of the source address.
   *
   * @return 64 bits, the first byte highest.
   */
  public long sourceHigh() {
    return buffer.getLong(offset + SOURCE_ADDRESS_OFFSET, BIG_ENDIAN);
  }

  /**
   * Last 8 bytes of the source address.
   *
   * @return 64 bits, the first byte highest.
   */
  public long sourceLow() {
    return buffer.getLong(offset + SOURCE_ADDRESS_OFFSET + LOW_OFFSET, BIG_ENDIAN);
  }

  /**
   * First 8 bytes of the destination address.
   *
   * @return 64 bits, the first byte highest.
   */
  public long destinationHigh() {
    return buffer.getLong(offset + DESTINATION_ADDRESS_OFFSET, BIG_ENDIAN);
  }

  /**
   * Last 8 bytes of the destination address.
   *
   * @return 64 bits, the first byte highest.
   */
  public long destinationLow() {
    return buffer.getLong(offset + DESTINATION_ADDRESS_OFFSET + LOW_OFFSET, BIG_ENDIAN);
  }
}
