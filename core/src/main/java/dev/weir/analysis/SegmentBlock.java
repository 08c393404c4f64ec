package dev.weir.analysis;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;

/**
 * Segments on their way from the walk to the worker whose connections they belong to, in the order
 * of the capture.
 *
 * <pre>
 *    0  time, ns since 1970                     8
 *    8  hash of the key                         8
 *   16  lower address, of IPv4                  4
 *   20  higher address, of IPv4                 4
 *   24  ports                                   4
 *   28  sequence number                         4
 *   32  acknowledgement number                  4
 *   36  bytes of payload                        4
 *   40  captured bytes of it                    4
 *   44  bytes of the IP packet                  4
 *   48  bytes on the wire                       4
 *   52  packet number, from the block's first   4
 *   56  window                                  2
 *   58  flags                                   2
 *   60  option bits                             1
 *   62  the bits below                          2
 *  only where {@link #LONG}:
 *   64  key, as in a connection's record       40
 *  104  clock, ns since 1970                    8
 *  112  bytes of payload in the frame           4
 *  116  operations of MPTCP                     4
 *  120  window scale                            2
 *  122  maximum segment size                    2
 * </pre>
 *
 * <p>The first part is one cache line: another processor has written it.
 */
final class SegmentBlock {
  private static final int TIME_OFFSET = 0;
  private static final int HASH_OFFSET = TIME_OFFSET + Long.BYTES;
  private static final int ADDRESSES_OFFSET = HASH_OFFSET + Long.BYTES;
  private static final int PORTS_OFFSET = ADDRESSES_OFFSET + Long.BYTES;
  private static final int SEQUENCE_OFFSET = PORTS_OFFSET + Integer.BYTES;
  private static final int ACKNOWLEDGMENT_OFFSET = SEQUENCE_OFFSET + Integer.BYTES;
  private static final int PAYLOAD_OFFSET = ACKNOWLEDGMENT_OFFSET + Integer.BYTES;
  private static final int CAPTURED_OFFSET = PAYLOAD_OFFSET + Integer.BYTES;
  private static final int IP_LENGTH_OFFSET = CAPTURED_OFFSET + Integer.BYTES;
  private static final int WIRE_LENGTH_OFFSET = IP_LENGTH_OFFSET + Integer.BYTES;
  private static final int PACKET_OFFSET = WIRE_LENGTH_OFFSET + Integer.BYTES;
  private static final int WINDOW_OFFSET = PACKET_OFFSET + Integer.BYTES;
  private static final int FLAGS_OFFSET = WINDOW_OFFSET + Short.BYTES;
  private static final int OPTIONS_OFFSET = FLAGS_OFFSET + Short.BYTES;
  private static final int BITS_OFFSET = OPTIONS_OFFSET + Short.BYTES;
  private static final int SHORT_LENGTH = BITS_OFFSET + Short.BYTES;

  private static final int KEY_OFFSET = SHORT_LENGTH;
  private static final int KEY_LENGTH = ConnectionLayout.STATE_OFFSET + Integer.BYTES;
  private static final int CLOCK_OFFSET = KEY_OFFSET + KEY_LENGTH;
  private static final int FRAMED_OFFSET = CLOCK_OFFSET + Long.BYTES;
  private static final int MULTIPATH_OFFSET = FRAMED_OFFSET + Integer.BYTES;
  private static final int SCALE_OFFSET = MULTIPATH_OFFSET + Integer.BYTES;
  private static final int MAXIMUM_OFFSET = SCALE_OFFSET + Short.BYTES;

  /** The most bytes of a segment. */
  static final int LONGEST = 2 * SHORT_LENGTH;

  private static final int FROM_HIGHER = 1;
  private static final int FRAGMENTED = 1 << 1;
  private static final int BAD_CHECKSUM = 1 << 2;
  private static final int BAD_HEADER = 1 << 3;
  private static final int HEADER_CUT = 1 << 4;
  private static final int BEYOND_FRAME = 1 << 5;
  private static final int LONG = 1 << 6;

  private static final int MOST_BYTE = 0xFF;
  private static final int MOST_SHORT = 0xFFFF;

  private final OffHeapRecord memory;
  private final OffHeapRecord key = new OffHeapRecord();
  private long firstPacket;
  private int written;
  private int read;
  private boolean isRoundOver;
  private boolean isOver;
  private long packetNumber;
  private long timestampNanos;

  /**
   * Makes an empty block.
   *
   * @param memory {@link #LONGEST} bytes for each segment that is written.
   */
  SegmentBlock(final OffHeapRecord memory) {
    this.memory = memory;
  }

  /**
   * Empties it.
   *
   * @param packet a number not above that of any segment's packet to come, and near it.
   */
  void begin(final long packet) {
    firstPacket = packet;
    written = 0;
    read = 0;
  }

  /** Says what the walk has come to: whether a round or the capture is over, and where. */
  void end(final PacketWalk walk) {
    isRoundOver = walk.isRoundOver();
    isOver = walk.isOver();
    packetNumber = walk.packetNumber();
    timestampNanos = walk.timestampNanos();
  }

  /** Writes a segment. */
  void add(final Segment segment) {
    final OffHeapRecord to = memory;
    final int at = written;
    final boolean isLong = isLong(segment);
    to.putLong(at + TIME_OFFSET, segment.timestampNanos);
    to.putLong(at + HASH_OFFSET, segment.hash);
    to.putLong(at + ADDRESSES_OFFSET, segment.key.addresses());
    to.putInt(at + PORTS_OFFSET, segment.key.ports());
    to.putInt(at + SEQUENCE_OFFSET, segment.sequence);
    to.putInt(at + ACKNOWLEDGMENT_OFFSET, segment.acknowledgment);
    to.putInt(at + PAYLOAD_OFFSET, segment.payloadLength);
    to.putInt(at + CAPTURED_OFFSET, segment.capturedPayload);
    to.putInt(at + IP_LENGTH_OFFSET, segment.ipLength);
    to.putInt(at + WIRE_LENGTH_OFFSET, segment.wireLength);
    to.putInt(at + PACKET_OFFSET, (int) (segment.packetNumber - firstPacket));
    to.putShort(at + WINDOW_OFFSET, (short) segment.window);
    to.putShort(at + FLAGS_OFFSET, (short) segment.flags);
    to.putByte(at + OPTIONS_OFFSET, (byte) segment.optionBits);
    to.putShort(at + BITS_OFFSET, (short) (bits(segment) | (isLong ? LONG : 0)));
    written = at + SHORT_LENGTH;
    if (isLong) {
      addRest(segment);
    }
  }

  private static boolean isLong(final Segment segment) {
    return segment.key.isIpv6()
        || segment.clockNanos != segment.timestampNanos
        || segment.framedPayload != segment.payloadLength
        || (segment.multipathOperations | segment.maximumSegmentSize) != 0
        || segment.windowScale >= 0;
  }

  private static int bits(final Segment segment) {
    return (segment.key.direction() == 0 ? 0 : FROM_HIGHER)
        | (segment.fragmented ? FRAGMENTED : 0)
        | (segment.badChecksum ? BAD_CHECKSUM : 0)
        | (segment.badHeader ? BAD_HEADER : 0)
        | (segment.isHeaderCut ? HEADER_CUT : 0)
        | (segment.isBeyondFrame ? BEYOND_FRAME : 0);
  }

  private void addRest(final Segment segment) {
    final OffHeapRecord to = memory;
    final int at = written - SHORT_LENGTH;
    segment.key.put(key.wrap(to, at + KEY_OFFSET, KEY_LENGTH));
    to.putLong(at + CLOCK_OFFSET, segment.clockNanos);
    to.putInt(at + FRAMED_OFFSET, segment.framedPayload);
    to.putInt(at + MULTIPATH_OFFSET, segment.multipathOperations);
    to.putShort(at + SCALE_OFFSET, (short) segment.windowScale);
    to.putShort(at + MAXIMUM_OFFSET, (short) segment.maximumSegmentSize);
    written = at + LONGEST;
  }

  /**
   * Reads the next segment.
   *
   * @return false where there is none.
   */
  boolean read(final Segment segment) {
    final int at = read;
    if (at == written) {
      return false;
    }
    final OffHeapRecord from = memory;
    final int bits = from.getShort(at + BITS_OFFSET);
    segment.timestampNanos = from.getLong(at + TIME_OFFSET);
    segment.hash = from.getLong(at + HASH_OFFSET);
    segment.sequence = from.getInt(at + SEQUENCE_OFFSET);
    segment.acknowledgment = from.getInt(at + ACKNOWLEDGMENT_OFFSET);
    segment.payloadLength = from.getInt(at + PAYLOAD_OFFSET);
    segment.capturedPayload = from.getInt(at + CAPTURED_OFFSET);
    segment.ipLength = from.getInt(at + IP_LENGTH_OFFSET);
    segment.wireLength = from.getInt(at + WIRE_LENGTH_OFFSET);
    segment.packetNumber = firstPacket + from.getInt(at + PACKET_OFFSET);
    segment.window = from.getShort(at + WINDOW_OFFSET) & MOST_SHORT;
    segment.flags = from.getShort(at + FLAGS_OFFSET) & MOST_SHORT;
    segment.fragmented = (bits & FRAGMENTED) != 0;
    segment.badChecksum = (bits & BAD_CHECKSUM) != 0;
    segment.badHeader = (bits & BAD_HEADER) != 0;
    segment.isHeaderCut = (bits & HEADER_CUT) != 0;
    segment.isBeyondFrame = (bits & BEYOND_FRAME) != 0;
    if ((bits & LONG) == 0) {
      readUsual(segment, at);
    } else {
      readRest(segment, at);
    }
    segment.optionBits = from.getByte(at + OPTIONS_OFFSET) & MOST_BYTE;
    segment.key.from(bits & FROM_HIGHER);
    return true;
  }

  private void readUsual(final Segment segment, final int at) {
    segment.key.setIpv4(memory.getLong(at + ADDRESSES_OFFSET), memory.getInt(at + PORTS_OFFSET));
    segment.clockNanos = segment.timestampNanos;
    segment.framedPayload = segment.payloadLength;
    segment.clearOptions();
    read = at + SHORT_LENGTH;
  }

  private void readRest(final Segment segment, final int at) {
    final OffHeapRecord from = memory;
    segment.key.set(key.wrap(from, at + KEY_OFFSET, KEY_LENGTH));
    segment.clockNanos = from.getLong(at + CLOCK_OFFSET);
    segment.framedPayload = from.getInt(at + FRAMED_OFFSET);
    segment.multipathOperations = from.getInt(at + MULTIPATH_OFFSET);
    segment.windowScale = from.getShort(at + SCALE_OFFSET);
    segment.maximumSegmentSize = from.getShort(at + MAXIMUM_OFFSET) & MOST_SHORT;
    read = at + LONGEST;
  }

  /** Whether there is nothing left to read. */
  boolean isRead() {
    return read == written;
  }

  /** Whether a round ended with it. */
  boolean isRoundOver() {
    return isRoundOver;
  }

  /** Whether the capture ended with it. */
  boolean isOver() {
    return isOver;
  }

  /** The last packet that was walked before it ended. */
  long packetNumber() {
    return packetNumber;
  }

  /** When that came, in nanoseconds since 1970. */
  long timestampNanos() {
    return timestampNanos;
  }
}
