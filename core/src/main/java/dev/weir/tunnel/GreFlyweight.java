package dev.weir.tunnel;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a GRE header (RFC 2784 section 2, RFC 2890; version 1, that of PPTP: RFC 2637 section
 * 4.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-------+-+-------+-----+-------------------------------+
 *  |C|R|K|S|       |A|       | Ver |         Protocol Type         |
 *  +-+-+-+-+-------+-+-------+-----+-------------------------------+
 *  |  Checksum (where C)           |           Reserved            |
 *  +-------------------------------+-------------------------------+
 *  |  Key (where K); in version 1 Payload Length and Call ID       |
 *  +---------------------------------------------------------------+
 *  |  Sequence Number (where S)                                    |
 *  +---------------------------------------------------------------+
 *  |  Acknowledgment Number (where A, version 1)                   |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class GreFlyweight {
  /** Offset of flags and version. */
  public static final int FLAGS_OFFSET = 0;

  /** Offset of the protocol type. */
  public static final int PROTOCOL_OFFSET = FLAGS_OFFSET + 2;

  /** Bytes of a header without optional fields. */
  public static final int MIN_HEADER_LENGTH = PROTOCOL_OFFSET + 2;

  /** Protocol type of ERSPAN I and II. */
  public static final int ERSPAN = 0x88BE;

  /** Protocol type of ERSPAN III. */
  public static final int ERSPAN_III = 0x22EB;

  private static final int CHECKSUM_PRESENT = 0x8000;
  private static final int ROUTING_PRESENT = 0x4000;
  private static final int KEY_PRESENT = 0x2000;
  private static final int SEQUENCE_PRESENT = 0x1000;
  private static final int ACKNOWLEDGMENT_PRESENT = 0x0080;
  private static final int VERSION_MASK = 0x0007;
  private static final int POINT_TO_POINT_VERSION = 1;
  private static final int FIELD_LENGTH = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public GreFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public GreFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link TunnelFault#NONE}, all accessors are in bounds.
   *
   * @return {@link TunnelFault#NOT_THIS_HEADER} for versions above 1 and for the source routes of
   *     RFC 1701, which RFC 2784 took back.
   */
  public TunnelFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return TunnelFault.CUT;
    }
    final int flags = flags();
    if ((flags & VERSION_MASK) > POINT_TO_POINT_VERSION || (flags & ROUTING_PRESENT) != 0) {
      return TunnelFault.NOT_THIS_HEADER;
    }
    return length < headerLength() ? TunnelFault.CUT : TunnelFault.NONE;
  }

  private int flags() {
    return buffer.getShort(offset + FLAGS_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Version.
   *
   * @return 0, or 1 for PPTP.
   */
  public int version() {
    return flags() & VERSION_MASK;
  }

  /**
   * What the tunnel carries.
   *
   * @return 0 to 65535: an EtherType, or {@link #ERSPAN} or {@link #ERSPAN_III}.
   */
  public int protocol() {
    return buffer.getShort(offset + PROTOCOL_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Whether the header has a sequence number. In version 1 a packet without one carries nothing.
   *
   * @return the S flag.
   */
  public boolean hasSequence() {
    return (flags() & SEQUENCE_PRESENT) != 0;
  }

  /**
   * Whether the header has a key.
   *
   * @return the K flag.
   */
  public boolean hasKey() {
    return (flags() & KEY_PRESENT) != 0;
  }

  /**
   * The key, which tells tunnels between the same hosts apart.
   *
   * @return unsigned 32 bits, or -1 where there is none.
   */
  public long key() {
    if (!hasKey()) {
      return -1;
    }
    final int before = (flags() & CHECKSUM_PRESENT) == 0 ? 0 : FIELD_LENGTH;
    return buffer.getInt(offset + MIN_HEADER_LENGTH + before, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * Length of the header with the fields that its flags name.
   *
   * @return bytes, 4 to 20.
   */
  public int headerLength() {
    final int flags = flags();
    int fields = Integer.bitCount(flags & (CHECKSUM_PRESENT | KEY_PRESENT | SEQUENCE_PRESENT));
    if ((flags & VERSION_MASK) == POINT_TO_POINT_VERSION) {
      fields += Integer.bitCount(flags & ACKNOWLEDGMENT_PRESENT);
    }
    return MIN_HEADER_LENGTH + fields * FIELD_LENGTH;
  }
}
