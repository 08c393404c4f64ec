package dev.weir.transport;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a multipath TCP option (RFC 8684 section 3; version 0: RFC 6824).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+---------------+-------+-----------------------+
 *  |   Kind = 30   |    Length     |Subtype|    as the subtype     |
 *  +---------------+---------------+-------+   has it ...          |
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class MptcpOptionFlyweight {
  /** Offset of the 16 bits that hold subtype and flags. */
  public static final int SUBTYPE_OFFSET = 2;

  /** MP_CAPABLE: multipath is offered, accepted or confirmed (section 3.1). */
  public static final int CAPABLE = 0;

  /** MP_JOIN: another path joins (section 3.2). */
  public static final int JOIN = 1;

  /** DSS: data sequence signal (section 3.3). */
  public static final int DATA_SEQUENCE_SIGNAL = 2;

  /** ADD_ADDR: another address (section 3.4.1). */
  public static final int ADD_ADDRESS = 3;

  /** REMOVE_ADDR: addresses that are gone (section 3.4.2). */
  public static final int REMOVE_ADDRESS = 4;

  /** MP_PRIO: priority of a path (section 3.3.8). */
  public static final int PRIORITY = 5;

  /** MP_FAIL: back to plain TCP (section 3.7). */
  public static final int FAIL = 6;

  /** MP_FASTCLOSE: the whole connection is closed (section 3.5). */
  public static final int FAST_CLOSE = 7;

  /** MP_TCPRST: why a path is reset (section 3.6). */
  public static final int RESET = 8;

  private static final int MIN_LENGTH = 3;
  private static final int BODY_OFFSET = SUBTYPE_OFFSET + 2;
  private static final int CAPABLE_LENGTH = 4;
  private static final int KEY_LENGTH = 8;
  private static final int JOIN_SYN_LENGTH = 12;
  private static final int JOIN_SYN_ACK_LENGTH = 16;
  private static final int JOIN_ACK_LENGTH = 24;
  private static final int FAIL_LENGTH = 12;
  private static final int FAST_CLOSE_LENGTH = 12;
  private static final int MAPPING_LENGTH = 6;
  private static final int ACK_PRESENT = 0x01;
  private static final int ACK_IS_LONG = 0x02;
  private static final int MAPPING_PRESENT = 0x04;
  private static final int SEQUENCE_IS_LONG = 0x08;
  private static final int DATA_FIN = 0x10;
  private static final int BACKUP = 0x01;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public MptcpOptionFlyweight() {}

  /**
   * Lays this view over an option. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the option's kind.
   * @param length bytes of the option, all of which may be read.
   * @return this.
   */
  public MptcpOptionFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks that the length fits the subtype. Where the answer is {@link TransportFault#NONE}, the
   * accessors of the subtype are in bounds. Without it only {@link #subtype()} may be called, for
   * an option of 3 bytes or more.
   *
   * @return the fault found; {@link TransportFault#NONE} for an unknown subtype of any length.
   */
  public TransportFault check() {
    if (length < MIN_LENGTH) {
      return TransportFault.LENGTH_IMPOSSIBLE;
    }
    final boolean fits =
        switch (subtype()) {
          case CAPABLE -> length >= CAPABLE_LENGTH;
          case JOIN ->
              length == JOIN_SYN_LENGTH
                  || length == JOIN_SYN_ACK_LENGTH
                  || length == JOIN_ACK_LENGTH;
          case DATA_SEQUENCE_SIGNAL -> length >= BODY_OFFSET && length >= signalLength();
          case ADD_ADDRESS -> length >= BODY_OFFSET + Integer.BYTES;
          case REMOVE_ADDRESS -> length >= BODY_OFFSET;
          case FAIL -> length == FAIL_LENGTH;
          case FAST_CLOSE -> length == FAST_CLOSE_LENGTH;
          case RESET -> length == BODY_OFFSET;
          default -> true;
        };
    return fits ? TransportFault.NONE : TransportFault.LENGTH_IMPOSSIBLE;
  }

  /** The byte with subtype and flags, read with the length byte before it: a 16-bit word. */
  private int subtypeByte() {
    return buffer.getShort(offset + SUBTYPE_OFFSET - 1, BIG_ENDIAN) & 0xFF;
  }

  private int flagsByte() {
    return buffer.getShort(offset + SUBTYPE_OFFSET, BIG_ENDIAN) & 0xFF;
  }

  /**
   * What the option is for: {@link #CAPABLE} to {@link #RESET}, or another.
   *
   * @return 0 to 15.
   */
  public int subtype() {
    return subtypeByte() >>> 4;
  }

  /**
   * Length of the option, kind and length bytes included.
   *
   * @return bytes, 2 to 40.
   */
  public int length() {
    return length;
  }

  /**
   * {@link #CAPABLE}: version of the protocol.
   *
   * @return 0 to 15.
   */
  public int version() {
    return subtypeByte() & 0x0F;
  }

  /**
   * {@link #CAPABLE}: its flags A (checksum required) to H, highest bit first; {@link
   * #DATA_SEQUENCE_SIGNAL}: its flags F m M a A, from bit 4 down.
   *
   * @return 8 bits.
   */
  public int flags() {
    return flagsByte();
  }

  /**
   * {@link #CAPABLE}: how many of the keys the option holds.
   *
   * @return 0 none, 1 the sender's, 2 the receiver's too.
   */
  public int keys() {
    return Math.min((length - BODY_OFFSET) / KEY_LENGTH, 2);
  }

  /**
   * {@link #CAPABLE}: a key.
   *
   * @param index 0 for the sender's, 1 for the receiver's; less than {@link #keys()}.
   * @return 64 bits.
   */
  public long key(final int index) {
    return buffer.getLong(offset + BODY_OFFSET + index * KEY_LENGTH, BIG_ENDIAN);
  }

  /**
   * {@link #JOIN} in a SYN, and {@link #PRIORITY}: whether the path is only a spare one.
   *
   * @return the B flag.
   */
  public boolean backup() {
    return (subtypeByte() & BACKUP) != 0;
  }

  /**
   * {@link #JOIN} in a SYN, {@link #ADD_ADDRESS} and {@link #REMOVE_ADDRESS}: identifier of the
   * address, of the first one for {@link #REMOVE_ADDRESS}.
   *
   * @return 0 to 255.
   */
  public int addressId() {
    return flagsByte();
  }

  /**
   * {@link #JOIN} of 12 bytes: the token that names the connection to join.
   *
   * @return unsigned 32 bits.
   */
  public long token() {
    return buffer.getInt(offset + BODY_OFFSET, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * {@link #JOIN} of 12 or 16 bytes: the sender's random number.
   *
   * @return unsigned 32 bits.
   */
  public long nonce() {
    return buffer.getInt(offset + length - Integer.BYTES, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL}: whether the connection as a whole ends.
   *
   * @return the F flag.
   */
  public boolean dataFin() {
    return (flagsByte() & DATA_FIN) != 0;
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL}: whether the option acknowledges data of the connection.
   *
   * @return the A flag.
   */
  public boolean hasDataAck() {
    return (flagsByte() & ACK_PRESENT) != 0;
  }

  private int dataAckLength() {
    final int flags = flagsByte();
    if ((flags & ACK_PRESENT) == 0) {
      return 0;
    }
    return (flags & ACK_IS_LONG) == 0 ? Integer.BYTES : Long.BYTES;
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL} with {@link #hasDataAck()}: the data acknowledged.
   *
   * @return 64 bits, or unsigned 32 bits in the short form.
   */
  public long dataAck() {
    return number(offset + BODY_OFFSET, dataAckLength());
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL}: whether the option maps the path's bytes to the connection's.
   *
   * @return the M flag.
   */
  public boolean hasMapping() {
    return (flagsByte() & MAPPING_PRESENT) != 0;
  }

  private int dataSequenceLength() {
    final int flags = flagsByte();
    if ((flags & MAPPING_PRESENT) == 0) {
      return 0;
    }
    return (flags & SEQUENCE_IS_LONG) == 0 ? Integer.BYTES : Long.BYTES;
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL} with {@link #hasMapping()}: first byte in the connection.
   *
   * @return 64 bits, or unsigned 32 bits in the short form.
   */
  public long dataSequence() {
    return number(offset + BODY_OFFSET + dataAckLength(), dataSequenceLength());
  }

  private int mappingOffset() {
    return offset + BODY_OFFSET + dataAckLength() + dataSequenceLength();
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL} with {@link #hasMapping()}: first byte on the path, relative to
   * its first.
   *
   * @return unsigned 32 bits.
   */
  public long subflowSequence() {
    return buffer.getInt(mappingOffset(), BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * {@link #DATA_SEQUENCE_SIGNAL} with {@link #hasMapping()}: how many bytes are mapped.
   *
   * @return bytes, 0 to 65535.
   */
  public int dataLength() {
    return buffer.getShort(mappingOffset() + Integer.BYTES, BIG_ENDIAN) & 0xFFFF;
  }

  /** Bytes that the flags of a data sequence signal ask for, without the checksum. */
  private int signalLength() {
    final int mapping = hasMapping() ? MAPPING_LENGTH : 0;
    return BODY_OFFSET + dataAckLength() + dataSequenceLength() + mapping;
  }

  /**
   * {@link #FAIL}: where the connection falls back; {@link #FAST_CLOSE}: the receiver's key.
   *
   * @return 64 bits.
   */
  public long number() {
    return number(offset + BODY_OFFSET, Long.BYTES);
  }

  private long number(final int at, final int bytes) {
    return bytes == Long.BYTES
        ? buffer.getLong(at, BIG_ENDIAN)
        : buffer.getInt(at, BIG_ENDIAN) & 0xFFFF_FFFFL;
  }

  /**
   * Where the bytes behind subtype and flags are, for what has no accessor here: the codes of
   * {@link #JOIN}, the addresses of {@link #ADD_ADDRESS}, the identifiers of {@link
   * #REMOVE_ADDRESS}.
   *
   * @return index in the buffer.
   */
  public int bodyOffset() {
    return offset + BODY_OFFSET;
  }

  /**
   * Length of the bytes behind subtype and flags.
   *
   * @return bytes, 0 to 36.
   */
  public int bodyLength() {
    return Math.max(length - BODY_OFFSET, 0);
  }
}
