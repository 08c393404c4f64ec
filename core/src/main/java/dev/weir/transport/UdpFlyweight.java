package dev.weir.transport;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a UDP header (RFC 768).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source Port          |       Destination Port        |
 *  +-------------------------------+-------------------------------+
 *  |             Length            |            Checksum           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
public final class UdpFlyweight {
  /** Offset of the source port. */
  public static final int SOURCE_PORT_OFFSET = 0;

  /** Offset of the destination port. */
  public static final int DESTINATION_PORT_OFFSET = SOURCE_PORT_OFFSET + 2;

  /** Offset of the length. */
  public static final int LENGTH_OFFSET = DESTINATION_PORT_OFFSET + 2;

  /** Offset of the checksum. */
  public static final int CHECKSUM_OFFSET = LENGTH_OFFSET + 2;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = CHECKSUM_OFFSET + 2;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public UdpFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public UdpFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link TransportFault#NONE}, all accessors are in
   * bounds, and {@link #length()} is 0 or not below 8.
   *
   * @return the first fault found.
   */
  public TransportFault check() {
    if (length < HEADER_LENGTH) {
      return TransportFault.CUT;
    }
    final int claimed = length();
    return claimed != 0 && claimed < HEADER_LENGTH
        ? TransportFault.LENGTH_IMPOSSIBLE
        : TransportFault.NONE;
  }

  /**
   * Source port.
   *
   * @return 0 to 65535.
   */
  public int sourcePort() {
    return buffer.getShort(offset + SOURCE_PORT_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Destination port.
   *
   * @return 0 to 65535.
   */
  public int destinationPort() {
    return buffer.getShort(offset + DESTINATION_PORT_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of header and payload, as the header says.
   *
   * @return bytes, 8 to 65535, or 0 in a jumbogram (RFC 2675 section 4) and with segmentation
   *     offload.
   */
  public int length() {
    return buffer.getShort(offset + LENGTH_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * The checksum as it is in the header.
   *
   * @return 0 to 65535, 0 for none.
   */
  public int checksum() {
    return buffer.getShort(offset + CHECKSUM_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }
}
