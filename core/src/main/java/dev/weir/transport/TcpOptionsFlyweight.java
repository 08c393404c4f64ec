package dev.weir.transport;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A walk over the options of a TCP header (RFC 9293 section 3.1), one view that moves from option
 * to option.
 *
 * <pre>
 *  +--------+     +--------+--------+----------------+
 *  |  0, 1  |  or |  Kind  | Length |  Data ...      |   Length counts itself and the kind
 *  +--------+     +--------+--------+----------------+
 * </pre>
 *
 * <p>After {@link #next()} has answered true the whole option is in bounds. {@link
 * #isWellFormed()}, the check of one option, then says whether its length fits its kind; where it
 * does, the accessors of that kind are in bounds. Where {@link #next()} has answered false, {@link
 * #fault()} says whether the list was walked to its end.
 */
public final class TcpOptionsFlyweight {
  private static final int KIND_LENGTH = 1;
  private static final int DATA_OFFSET = 2;
  private static final int SACK_BLOCK_LENGTH = 8;
  private static final int MIN_COOKIE_LENGTH = 4;
  private static final int MAX_COOKIE_LENGTH = 16;
  private static final int MD5_DIGEST_LENGTH = 16;
  private static final int AUTHENTICATION_KEYS_LENGTH = 2;
  private static final int EXPERIMENT_ID_LENGTH = 2;
  private static final int USER_TIMEOUT_MINUTES_MASK = 0x8000;
  private static final int SECONDS_PER_MINUTE = 60;

  private UnsafeBuffer buffer;
  private int start;
  private int end;
  private int capturedEnd;
  private int offset;
  private int nextOffset;
  private int kind;
  private int length;
  private TransportFault fault = TransportFault.NONE;

  /** Makes a view that lies over nothing yet. */
  public TcpOptionsFlyweight() {}

  /**
   * Lays this view before the first option. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the first option.
   * @param length bytes of options that the header has.
   * @param captured bytes of them that may be read, at most {@code length}.
   * @return this.
   */
  public TcpOptionsFlyweight wrap(
      final UnsafeBuffer buffer, final int offset, final int length, final int captured) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    start = offset;
    end = offset + length;
    capturedEnd = offset + captured;
    return rewind();
  }

  /**
   * Goes back before the first option.
   *
   * @return this.
   */
  public TcpOptionsFlyweight rewind() {
    offset = start;
    nextOffset = start;
    kind = TcpOptionKind.END;
    length = 0;
    fault = TransportFault.NONE;
    return this;
  }

  /**
   * Moves to the next option. The end-of-list option is one, and the last.
   *
   * @return true where there is one, whole and captured.
   */
  public boolean next() {
    offset = nextOffset;
    if (offset >= end || fault != TransportFault.NONE) {
      return false;
    }
    if (offset >= capturedEnd) {
      return stop(TransportFault.CUT);
    }
    kind = buffer.getByte(offset) & 0xFF;
    if (kind == TcpOptionKind.END) {
      length = KIND_LENGTH;
      nextOffset = end;
      return true;
    }
    if (kind == TcpOptionKind.NO_OPERATION) {
      length = KIND_LENGTH;
      nextOffset = offset + KIND_LENGTH;
      return true;
    }
    return nextWithLength();
  }

  private boolean nextWithLength() {
    final int lengthOffset = offset + KIND_LENGTH;
    if (lengthOffset >= end) {
      return stop(TransportFault.LENGTH_IMPOSSIBLE);
    }
    if (lengthOffset >= capturedEnd) {
      return stop(TransportFault.CUT);
    }
    length = buffer.getByte(lengthOffset) & 0xFF;
    if (length < DATA_OFFSET || length > end - offset) {
      return stop(TransportFault.LENGTH_IMPOSSIBLE);
    }
    if (length > capturedEnd - offset) {
      return stop(TransportFault.CUT);
    }
    nextOffset = offset + length;
    return true;
  }

  private boolean stop(final TransportFault reason) {
    fault = reason;
    length = 0;
    return false;
  }

  /**
   * Goes back and moves to the first well-formed option of a kind.
   *
   * @param wanted see {@link TcpOptionKind}.
   * @return true where there is one.
   */
  public boolean find(final int wanted) {
    rewind();
    while (next()) {
      if (kind == wanted && isWellFormed()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Why the walk ended.
   *
   * @return {@link TransportFault#NONE} at the end of the list, {@link TransportFault#CUT} where
   *     the rest was not captured, {@link TransportFault#LENGTH_IMPOSSIBLE} at an option that
   *     claims fewer than 2 bytes or more than the header has left.
   */
  public TransportFault fault() {
    return fault;
  }

  /**
   * Whether the length of the current option fits its kind, so that the accessors of its kind may
   * be called. An unknown kind fits any length.
   *
   * @return false where the accessors must not be called.
   */
  public boolean isWellFormed() {
    final int data = dataLength();
    return switch (kind) {
      case TcpOptionKind.MAXIMUM_SEGMENT_SIZE,
          TcpOptionKind.SCPS_CAPABILITIES,
          TcpOptionKind.USER_TIMEOUT ->
          data == Short.BYTES;
      case TcpOptionKind.WINDOW_SCALE -> data == Byte.BYTES;
      case TcpOptionKind.SACK_PERMITTED -> data == 0;
      case TcpOptionKind.SACK -> data != 0 && data % SACK_BLOCK_LENGTH == 0;
      case TcpOptionKind.ECHO,
          TcpOptionKind.ECHO_REPLY,
          TcpOptionKind.CONNECTION_COUNT,
          TcpOptionKind.CONNECTION_COUNT_NEW,
          TcpOptionKind.CONNECTION_COUNT_ECHO ->
          data == Integer.BYTES;
      case TcpOptionKind.TIMESTAMPS -> data == 2 * Integer.BYTES;
      case TcpOptionKind.MD5_SIGNATURE -> data == MD5_DIGEST_LENGTH;
      case TcpOptionKind.AUTHENTICATION -> data >= AUTHENTICATION_KEYS_LENGTH;
      case TcpOptionKind.MULTIPATH -> data > 0;
      case TcpOptionKind.FAST_OPEN -> data == 0 || isCookieLength(data);
      case TcpOptionKind.EXPERIMENT_1, TcpOptionKind.EXPERIMENT_2 -> data >= EXPERIMENT_ID_LENGTH;
      default -> true;
    };
  }

  private static boolean isCookieLength(final int bytes) {
    return bytes >= MIN_COOKIE_LENGTH && bytes <= MAX_COOKIE_LENGTH && bytes % 2 == 0;
  }

  /**
   * Kind of the current option; after a fault that of the option that has it, where the kind was
   * captured.
   *
   * @return 0 to 255: see {@link TcpOptionKind}.
   */
  public int kind() {
    return kind;
  }

  /**
   * Length of the current option, kind and length bytes included.
   *
   * @return bytes: 1 for the two kinds without a length, else 2 to 40.
   */
  public int length() {
    return length;
  }

  /**
   * Where the current option is.
   *
   * @return index in the buffer of its kind.
   */
  public int offset() {
    return offset;
  }

  /**
   * Where the data of the current option is.
   *
   * @return index in the buffer.
   */
  public int dataOffset() {
    return offset + Math.min(length, DATA_OFFSET);
  }

  /**
   * Length of the data of the current option.
   *
   * @return bytes, 0 to 38.
   */
  public int dataLength() {
    return Math.max(length - DATA_OFFSET, 0);
  }

  private int data16(final int at) {
    return buffer.getShort(offset + DATA_OFFSET + at, BIG_ENDIAN) & 0xFFFF;
  }

  private int data32(final int at) {
    return buffer.getInt(offset + DATA_OFFSET + at, BIG_ENDIAN);
  }

  /**
   * {@link TcpOptionKind#MAXIMUM_SEGMENT_SIZE}: the largest payload that the sender takes.
   *
   * @return bytes, 0 to 65535.
   */
  public int maximumSegmentSize() {
    return data16(0);
  }

  /**
   * {@link TcpOptionKind#WINDOW_SCALE}: by how many bits windows are to be shifted to the left.
   *
   * @return 0 to 255 as it is in the header; more than 14 means 14 (RFC 7323 section 2.3).
   */
  public int windowScale() {
    return buffer.getByte(offset + DATA_OFFSET) & 0xFF;
  }

  /**
   * {@link TcpOptionKind#SACK}: number of blocks.
   *
   * @return 1 to 4.
   */
  public int sackBlocks() {
    return dataLength() / SACK_BLOCK_LENGTH;
  }

  /**
   * {@link TcpOptionKind#SACK}: first sequence number of a block.
   *
   * @param block 0 to {@link #sackBlocks()} - 1.
   * @return 32 bits: see {@link TcpSequence}.
   */
  public int sackLeft(final int block) {
    return data32(block * SACK_BLOCK_LENGTH);
  }

  /**
   * {@link TcpOptionKind#SACK}: sequence number behind the last byte of a block.
   *
   * @param block 0 to {@link #sackBlocks()} - 1.
   * @return 32 bits: see {@link TcpSequence}.
   */
  public int sackRight(final int block) {
    return data32(block * SACK_BLOCK_LENGTH + Integer.BYTES);
  }

  /**
   * {@link TcpOptionKind#ECHO} and {@link TcpOptionKind#ECHO_REPLY}: the value.
   *
   * @return unsigned 32 bits.
   */
  public long echo() {
    return data32(0) & 0xFFFF_FFFFL;
  }

  /**
   * {@link TcpOptionKind#TIMESTAMPS}: the sender's clock.
   *
   * @return 32 bits that wrap.
   */
  public int timestamp() {
    return data32(0);
  }

  /**
   * {@link TcpOptionKind#TIMESTAMPS}: the clock value of the other side that is sent back.
   *
   * @return 32 bits that wrap.
   */
  public int timestampEcho() {
    return data32(Integer.BYTES);
  }

  /**
   * {@link TcpOptionKind#CONNECTION_COUNT}, {@link TcpOptionKind#CONNECTION_COUNT_NEW} and {@link
   * TcpOptionKind#CONNECTION_COUNT_ECHO}: the count.
   *
   * @return unsigned 32 bits.
   */
  public long connectionCount() {
    return data32(0) & 0xFFFF_FFFFL;
  }

  /**
   * {@link TcpOptionKind#SCPS_CAPABILITIES}: the capability bits.
   *
   * @return 0 to 255.
   */
  public int scpsCapabilities() {
    return data16(0) >>> Byte.SIZE;
  }

  /**
   * {@link TcpOptionKind#SCPS_CAPABILITIES}: the connection identifier.
   *
   * @return 0 to 255.
   */
  public int scpsConnectionId() {
    return data16(0) & 0xFF;
  }

  /**
   * {@link TcpOptionKind#USER_TIMEOUT}: the 16 bits as they are in the header; the highest says
   * that the others count minutes.
   *
   * @return 0 to 65535.
   */
  public int userTimeoutBits() {
    return data16(0);
  }

  /**
   * {@link TcpOptionKind#USER_TIMEOUT}: how long data may stay unacknowledged.
   *
   * @return seconds, 0 to 32767 * 60.
   */
  public int userTimeoutSeconds() {
    final int bits = data16(0);
    final int value = bits & ~USER_TIMEOUT_MINUTES_MASK;
    return (bits & USER_TIMEOUT_MINUTES_MASK) == 0 ? value : value * SECONDS_PER_MINUTE;
  }

  /**
   * {@link TcpOptionKind#AUTHENTICATION}: which key made the code.
   *
   * @return 0 to 255.
   */
  public int authenticationKeyId() {
    return data16(0) >>> Byte.SIZE;
  }

  /**
   * {@link TcpOptionKind#AUTHENTICATION}: which key the sender will take next.
   *
   * @return 0 to 255.
   */
  public int authenticationNextKeyId() {
    return data16(0) & 0xFF;
  }

  /**
   * {@link TcpOptionKind#AUTHENTICATION}: where the authentication code is.
   *
   * @return index in the buffer.
   */
  public int authenticationCodeOffset() {
    return offset + DATA_OFFSET + AUTHENTICATION_KEYS_LENGTH;
  }

  /**
   * {@link TcpOptionKind#AUTHENTICATION}: length of the authentication code.
   *
   * @return bytes, 0 to 36.
   */
  public int authenticationCodeLength() {
    return dataLength() - AUTHENTICATION_KEYS_LENGTH;
  }

  /**
   * {@link TcpOptionKind#EXPERIMENT_1} and {@link TcpOptionKind#EXPERIMENT_2}: the experiment's
   * identifier, its first 16 bits.
   *
   * @return 0 to 65535; 0xF989 for fast open before it had a kind of its own.
   */
  public int experimentId() {
    return data16(0);
  }

  /**
   * {@link TcpOptionKind#MULTIPATH}: lays a view over the option.
   *
   * @param option the view to lay.
   * @return {@code option}, not yet checked.
   */
  public MptcpOptionFlyweight multipath(final MptcpOptionFlyweight option) {
    return option.wrap(buffer, offset, length);
  }
}
