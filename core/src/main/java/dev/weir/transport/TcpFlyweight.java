package dev.weir.transport;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a TCP header (RFC 9293 section 3.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |          Source Port          |       Destination Port        |
 *  +-------------------------------+-------------------------------+
 *  |                        Sequence Number                        |
 *  +---------------------------------------------------------------+
 *  |                     Acknowledgment Number                     |
 *  +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *  |  Data |     |A|C|E|U|A|P|R|S|F|                               |
 *  | Offset| Res.|E|W|C|R|C|S|S|Y|I|            Window             |
 *  |       |     | |R|E|G|K|H|T|N|N|                               |
 *  +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *  |            Checksum           |         Urgent Pointer        |
 *  +-------------------------------+-------------------------------+
 *  |                    Options, 0 to 40 bytes                     |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class TcpFlyweight {
  /** Offset of the source port. */
  public static final int SOURCE_PORT_OFFSET = 0;

  /** Offset of the destination port. */
  public static final int DESTINATION_PORT_OFFSET = SOURCE_PORT_OFFSET + 2;

  /** Offset of the sequence number. */
  public static final int SEQUENCE_OFFSET = DESTINATION_PORT_OFFSET + 2;

  /** Offset of the acknowledgement number. */
  public static final int ACKNOWLEDGMENT_OFFSET = SEQUENCE_OFFSET + 4;

  /** Offset of the 16 bits with data offset, reserved bits and flags. */
  public static final int FLAGS_OFFSET = ACKNOWLEDGMENT_OFFSET + 4;

  /** Offset of the window. */
  public static final int WINDOW_OFFSET = FLAGS_OFFSET + 2;

  /** Offset of the checksum. */
  public static final int CHECKSUM_OFFSET = WINDOW_OFFSET + 2;

  /** Offset of the urgent pointer. */
  public static final int URGENT_POINTER_OFFSET = CHECKSUM_OFFSET + 2;

  /** Bytes of a header without options. */
  public static final int MIN_HEADER_LENGTH = URGENT_POINTER_OFFSET + 2;

  /** Bytes of a header with all the options that it can hold. */
  public static final int MAX_HEADER_LENGTH = 60;

  private static final int DATA_OFFSET_SHIFT = 12;
  private static final int FLAGS_MASK = 0xFFF;
  private static final int WORD_LENGTH = 4;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public TcpFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public TcpFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the fixed part of the header. Where the answer is {@link TransportFault#NONE}, all
   * accessors are in bounds, {@link #headerLength()} is 20 to 60, and the bytes from {@link
   * #optionsOffset()} may be read for {@link #capturedOptionsLength()}: options that the snapshot
   * length cut off are no fault.
   *
   * @return the first fault found.
   */
  public TransportFault check() {
    if (length < MIN_HEADER_LENGTH) {
      return TransportFault.CUT;
    }
    return headerLength() < MIN_HEADER_LENGTH
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
   * Sequence number of the first byte of payload, or of the SYN.
   *
   * @return 32 bits: see {@link TcpSequence}.
   */
  public int sequence() {
    return buffer.getInt(offset + SEQUENCE_OFFSET, BIG_ENDIAN);
  }

  /**
   * Acknowledgement number: the next byte that the sender expects, where {@link TcpFlags#ACK} is
   * set.
   *
   * @return 32 bits: see {@link TcpSequence}.
   */
  public int acknowledgment() {
    return buffer.getInt(offset + ACKNOWLEDGMENT_OFFSET, BIG_ENDIAN);
  }

  private int flagsWord() {
    return buffer.getShort(offset + FLAGS_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Length of the header with its options.
   *
   * @return bytes, 0 to 60; 20 to 60 after a check that found no fault.
   */
  public int headerLength() {
    return headerLength(flagsWord());
  }

  /**
   * Length of a header by the 16 bits at {@link #FLAGS_OFFSET}.
   *
   * @param flagsWord data offset, reserved bits and flags, as an unsigned big-endian number.
   * @return bytes, 0 to 60.
   */
  public static int headerLength(final int flagsWord) {
    return (flagsWord >>> DATA_OFFSET_SHIFT) * WORD_LENGTH;
  }

  /**
   * The flags, {@link TcpFlags#AE} and the three reserved bits above them.
   *
   * @return 12 bits: see {@link TcpFlags}.
   */
  public int flags() {
    return flags(flagsWord());
  }

  /**
   * The flags by the 16 bits at {@link #FLAGS_OFFSET}.
   *
   * @param flagsWord data offset, reserved bits and flags, as a big-endian number.
   * @return 12 bits: see {@link #flags()}.
   */
  public static int flags(final int flagsWord) {
    return flagsWord & FLAGS_MASK;
  }

  /**
   * Whether a flag is set.
   *
   * @param mask one or more of {@link TcpFlags}.
   * @return true where any of them is.
   */
  public boolean has(final int mask) {
    return (flagsWord() & FLAGS_MASK & mask) != 0;
  }

  /**
   * The window as it is in the header, not scaled.
   *
   * @return 0 to 65535.
   */
  public int window() {
    return buffer.getShort(offset + WINDOW_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * The checksum as it is in the header.
   *
   * @return 0 to 65535.
   */
  public int checksum() {
    return buffer.getShort(offset + CHECKSUM_OFFSET, BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Urgent pointer: bytes after the sequence number, where {@link TcpFlags#URG} is set.
   *
   * @return 0 to 65535.
   */
  public int urgentPointer() {
    return buffer.getShort(offset + URGENT_POINTER_OFFSET, BIG_ENDIAN) & 0xFFFF;
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
   * How long the options are by the header, padding included.
   *
   * @return bytes, 0 to 40.
   */
  public int optionsLength() {
    return headerLength() - MIN_HEADER_LENGTH;
  }

  /**
   * How much of the options may be read.
   *
   * @return bytes, 0 to {@link #optionsLength()}.
   */
  public int capturedOptionsLength() {
    return Math.min(optionsLength(), length - MIN_HEADER_LENGTH);
  }

  /**
   * Lays a view over the options.
   *
   * @param options the view to lay.
   * @return {@code options}, before the first one.
   */
  public TcpOptionsFlyweight options(final TcpOptionsFlyweight options) {
    return options.wrap(buffer, optionsOffset(), optionsLength(), capturedOptionsLength());
  }
}
