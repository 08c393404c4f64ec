package dev.weir.network;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of an IPv4 header (RFC 791 section 3.1; DSCP and ECN: RFC 2474, RFC 3168).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+-----------+---+-------------------------------+
 *  |Version|  IHL  |   DSCP    |ECN|          Total Length         |
 *  +-------+-------+-----------+---+-----+-------------------------+
 *  |         Identification        |Flags|     Fragment Offset     |
 *  +---------------+---------------+-----+-------------------------+
 *  |  Time to Live |    Protocol   |        Header Checksum        |
 *  +---------------+---------------+-------------------------------+
 *  |                         Source Address                        |
 *  +---------------------------------------------------------------+
 *  |                      Destination Address                      |
 *  +---------------------------------------------------------------+
 *  |                    Options, 0 to 40 bytes                     |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4Flyweight {
  /** Offset of version and header length. */
  public static final int VERSION_OFFSET = 0;

  /** Offset of DSCP and ECN. */
  public static final int TYPE_OF_SERVICE_OFFSET = VERSION_OFFSET + 1;

  /** Offset of the total length. */
  public static final int TOTAL_LENGTH_OFFSET = TYPE_OF_SERVICE_OFFSET + 1;

  /** Offset of the identification. */
  public static final int IDENTIFICATION_OFFSET = TOTAL_LENGTH_OFFSET + 2;

  /** Offset of flags and fragment offset. */
  public static final int FRAGMENT_OFFSET = IDENTIFICATION_OFFSET + 2;

  /** Offset of the time to live. */
  public static final int TIME_TO_LIVE_OFFSET = FRAGMENT_OFFSET + 2;

  /** Offset of the protocol. */
  public static final int PROTOCOL_OFFSET = TIME_TO_LIVE_OFFSET + 1;

  /** Offset of the header checksum. */
  public static final int HEADER_CHECKSUM_OFFSET = PROTOCOL_OFFSET + 1;

  /** Offset of the source address. */
  public static final int SOURCE_ADDRESS_OFFSET = HEADER_CHECKSUM_OFFSET + 2;

  /** Offset of the destination address. */
  public static final int DESTINATION_ADDRESS_OFFSET = SOURCE_ADDRESS_OFFSET + 4;

  /** Bytes of a header without options. */
  public static final int MIN_HEADER_LENGTH = DESTINATION_ADDRESS_OFFSET + 4;

  /** Bytes of a header with all the options that it can hold. */
  public static final int MAX_HEADER_LENGTH = 60;

  /** What the version field holds. */
  public static final int VERSION = 4;

  /** Mask of the more-fragments bit in the 16 bits at {@link #FRAGMENT_OFFSET}. */
  public static final int MORE_FRAGMENTS_MASK = 0x2000;

  /** Mask of the fragment offset in the 16 bits at {@link #FRAGMENT_OFFSET}. */
  public static final int FRAGMENT_OFFSET_MASK = 0x1FFF;

  private static final int OPTION_END = 0;
  private static final int OPTION_NO_OPERATION = 1;
  private static final int OPTION_LOOSE_ROUTE = 131;
  private static final int OPTION_STRICT_ROUTE = 137;

  /** Version 4 and a header of 5 words, in the highest of the first 8 bytes. */
  private static final int PLAIN_BEGIN = 0x45;

  private static final int PLAIN_BEGIN_SHIFT = Long.SIZE - Byte.SIZE;
  private static final int FRAGMENT_BITS_MASK = MORE_FRAGMENTS_MASK | FRAGMENT_OFFSET_MASK;

  private static final int OPTION_DATA_OFFSET = 2;
  private static final int ROUTE_POINTER_OFFSET = 2;
  private static final int MIN_ROUTE_LENGTH = 7;
  private static final int DONT_FRAGMENT_MASK = 0x4000;
  private static final int RESERVED_FLAG_MASK = 0x8000;
  private static final int FRAGMENT_UNIT = 8;
  private static final int VERSION_SHIFT = 12;
  private static final int HEADER_LENGTH_SHIFT = 8;
  private static final int HEADER_LENGTH_MASK = 0xF;
  private static final int WORD_LENGTH = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public Ipv4Flyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public Ipv4Flyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header, options included. Where the answer is {@link NetworkFault#NONE}, all
   * accessors and the bytes from {@link #optionsOffset()} for {@link #optionsLength()} are in
   * bounds, {@link #headerLength()} is 20 to 60, and {@link #totalLength()} is 0 or not below it.
   *
   * @return the first fault found; contradictions in the fixed part go before a cut in the options.
   */
  public NetworkFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return NetworkFault.CUT;
    }
    if (version() != VERSION) {
      return NetworkFault.VERSION_WRONG;
    }
    final int headerLength = headerLength();
    if (headerLength < MIN_HEADER_LENGTH) {
      return NetworkFault.HEADER_LENGTH_IMPOSSIBLE;
    }
    final int totalLength = totalLength();
    if (totalLength < headerLength && totalLength != 0) {
      return NetworkFault.TOTAL_LENGTH_IMPOSSIBLE;
    }
    return length < headerLength ? NetworkFault.CUT : NetworkFault.NONE;
  }

  private int firstBits() {
    return buffer.getShort(offset + VERSION_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Version of the Internet Protocol.
   *
   * @return 4.
   */
  public int version() {
    return firstBits() >>> VERSION_SHIFT;
  }

  /**
   * Length of the header with its options.
   *
   * @return bytes, 20 to 60.
   */
  public int headerLength() {
    return (firstBits() >>> HEADER_LENGTH_SHIFT & HEADER_LENGTH_MASK) * WORD_LENGTH;
  }

  /**
   * The whole type-of-service byte: DSCP and ECN.
   *
   * @return 0 to 255.
   */
  public int typeOfService() {
    return firstBits() & 0xFF;
  }

  /**
   * Differentiated services code point.
   *
   * @return 0 to 63.
   */
  public int dscp() {
    return typeOfService() >>> 2;
  }

  /**
   * Explicit congestion notification.
   *
   * @return 0 not capable, 1 ECT(1), 2 ECT(0), 3 congestion experienced.
   */
  public int ecn() {
    return typeOfService() & 0x3;
  }

  /**
   * Length of the packet, header included, as the header says.
   *
   * @return bytes, 0 to 65535; 0 where the network card was to cut the packet up (segmentation
   *     offload).
   */
  public int totalLength() {
    return buffer.getShort(offset + TOTAL_LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Identification, shared by the fragments of a packet.
   *
   * @return 0 to 65535.
   */
  public int identification() {
    return buffer.getShort(offset + IDENTIFICATION_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Flags and fragment offset as they are in the header.
   *
   * @return 16 bits: see {@link #MORE_FRAGMENTS_MASK} and {@link #FRAGMENT_OFFSET_MASK}.
   */
  public int fragmentBits() {
    return buffer.getShort(offset + FRAGMENT_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * The reserved flag (RFC 3514 means it well).
   *
   * @return true where it is set.
   */
  public boolean reservedFlag() {
    return (fragmentBits() & RESERVED_FLAG_MASK) != 0;
  }

  /**
   * Whether routers must not fragment the packet.
   *
   * @return the DF flag.
   */
  public boolean dontFragment() {
    return (fragmentBits() & DONT_FRAGMENT_MASK) != 0;
  }

  /**
   * Whether fragments follow this one.
   *
   * @return the MF flag.
   */
  public boolean moreFragments() {
    return (fragmentBits() & MORE_FRAGMENTS_MASK) != 0;
  }

  /**
   * Where the payload of this fragment belongs in the packet's.
   *
   * @return bytes, a multiple of 8, 0 to 65528.
   */
  public int fragmentOffset() {
    return (fragmentBits() & FRAGMENT_OFFSET_MASK) * FRAGMENT_UNIT;
  }

  /**
   * Time to live.
   *
   * @return hops, 0 to 255.
   */
  public int timeToLive() {
    return buffer.getByte(offset + TIME_TO_LIVE_OFFSET) & 0xFF;
  }

  /**
   * The protocol that follows: see {@link IpProtocol}.
   *
   * @return 0 to 255.
   */
  public int protocol() {
    return buffer.getByte(offset + PROTOCOL_OFFSET) & 0xFF;
  }

  /**
   * The header's checksum, as it is in the header.
   *
   * @return 0 to 65535.
   */
  public int headerChecksum() {
    return buffer.getShort(offset + HEADER_CHECKSUM_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Source address.
   *
   * @return 32 bits, the first byte of the address highest.
   */
  public int sourceAddress() {
    return buffer.getInt(offset + SOURCE_ADDRESS_OFFSET, BIG_ENDIAN);
  }

  /**
   * Destination address.
   *
   * @return 32 bits, the first byte of the address highest.
   */
  public int destinationAddress() {
    return buffer.getInt(offset + DESTINATION_ADDRESS_OFFSET, BIG_ENDIAN);
  }

  /**
   * Where the options are.
   *
   * @return index in the buffer.
   */
  public int optionsOffset() {
    return offset + MIN_HEADER_LENGTH;
  }

  /**
   * How long the options are, padding included.
   *
   * @return bytes, 0 to 40.
   */
  public int optionsLength() {
    return headerLength() - MIN_HEADER_LENGTH;
  }

  /**
   * Destination at the end of a source route, which stands in the pseudo header of a checksum in
   * place of the next stop (RFC 1122 section 4.2.3.8).
   *
   * @return 32 bits: {@link #destinationAddress()} where there is no route, or none left to go.
   */
  public int finalDestinationAddress() {
    final int end = optionsOffset() + optionsLength();
    int option = optionsOffset();
    while (option + ROUTE_POINTER_OFFSET < end) {
      final int kind = buffer.getByte(option) & 0xFF;
      if (kind == OPTION_END) {
        break;
      }
      if (kind == OPTION_NO_OPERATION) {
        option++;
        continue;
      }
      final int optionLength = buffer.getByte(option + 1) & 0xFF;
      if (optionLength < OPTION_DATA_OFFSET || optionLength > end - option) {
        break;
      }
      final boolean isRoute = kind == OPTION_LOOSE_ROUTE || kind == OPTION_STRICT_ROUTE;
      if (isRoute && optionLength >= MIN_ROUTE_LENGTH) {
        final int pointer = buffer.getByte(option + ROUTE_POINTER_OFFSET) & 0xFF;
        return pointer > optionLength
            ? destinationAddress()
            : buffer.getInt(option + optionLength - Integer.BYTES, BIG_ENDIAN);
      }
      option += optionLength;
    }
    return destinationAddress();
  }

  /**
   * Whether a header has version 4, no options, and is of no fragment.
   *
   * @param first its first 8 bytes, as a big-endian number.
   * @return true where all of that holds; lengths are not looked at.
   */
  public static boolean isPlain(final long first) {
    return first >>> PLAIN_BEGIN_SHIFT == PLAIN_BEGIN && (first & FRAGMENT_BITS_MASK) == 0;
  }
}
