package dev.weir.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes packets of a cursor as a capture: their bytes, times, captured and original lengths as
 * they were read, little-endian. A classic file equals the one that tcpdump 4.99.3 writes with
 * {@code -w}, byte for byte, on a little-endian machine; the one exception is tcpdump's rewriting
 * of headers inside USB and NFLOG packets of big-endian files. In pcapng each interface is
 * described before its first packet; names, comments and statistics are not carried over.
 *
 * <p>Packets are collected and written in large pieces; nothing is allocated per packet.
 */
public final class CaptureWriter implements AutoCloseable {
  private static final int BUFFER_LENGTH = 1 << 20;

  private static final int PCAP_RECORD_HEADER_LENGTH = 16;
  private static final int MICROSECONDS_MAGIC = 0xa1b2c3d4;
  private static final int NANOSECONDS_MAGIC = 0xa1b23c4d;
  private static final int FCS_LENGTH_PRESENT = 1 << 26;
  private static final int FCS_LENGTH_SHIFT = 28;
  private static final int FCS_UNIT_BITS = 16;

  private static final int SECTION_LENGTH = 28;
  private static final int INTERFACE_LENGTH = 20;
  private static final int PACKET_BLOCK_LENGTH = 32;
  private static final int PACKET_OFFSET = 28;
  private static final int RESOLUTION_OPTION = 9;
  private static final int FCS_OPTION = 13;
  private static final int TIME_OFFSET_OPTION = 14;
  private static final int MAX_DECIMAL_RESOLUTION = 9;

  private final PacketCursor cursor;
  private final WritableByteChannel channel;
  private final CaptureFormat format;
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private int position;
  private boolean begun;
  private long packets;

  /** Fraction units in nanoseconds, of the classic formats. */
  private final long nanosPerFraction;

  /** By the cursor's interface: its number in the pcapng file, or -1 while it has none. */
  private int[] numbers = {};

  /** By number in the pcapng file: what packets of that interface are held to. */
  private Kind[] kinds = {};

  private int described;

  /** How packets of one interface are written. */
  private record Kind(int snapLength, long unitsPerSecond, long nanosPerUnit, long offsetSeconds) {}

  /**
   * Makes a writer. The file's header is written with the first packet, or at the end.
   *
   * @param cursor whose packets are written.
   * @param channel where to; closed with this writer.
   * @param format how. In a classic format packets of another link type than the first interface's
   *     are refused, and nanoseconds that it has no room for are cut off.
   */
  public CaptureWriter(
      final PacketCursor cursor, final WritableByteChannel channel, final CaptureFormat format) {
    this.cursor = cursor;
    this.channel = channel;
    this.format = format;
    this.nanosPerFraction = format == CaptureFormat.PCAP ? 1000 : 1;
  }

  /**
   * Writes the cursor's current packet.
   *
   * @throws IOException where the channel fails, or where a classic file would have to hold packets
   *     of two link types.
   */
  public void write() throws IOException {
    if (!begun) {
      begin();
    }
    if (format == CaptureFormat.PCAPNG) {
      writeBlock();
    } else {
      writeRecord();
    }
    packets++;
  }

  /**
   * How many packets have been written.
   *
   * @return packets.
   */
  public long packets() {
    return packets;
  }

  private void writeRecord() throws IOException {
    final int index = cursor.interfaceIndex();
    if (index >= numbers.length || numbers[index] < 0) {
      admit(index);
    }
    final int captured = cursor.capturedLength();
    final int length = PCAP_RECORD_HEADER_LENGTH + captured;
    reserve(length);
    final int at = position;
    buffer.putInt(at, (int) cursor.timestampSeconds(), ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(
        at + 4, (int) (cursor.timestampFraction() / nanosPerFraction), ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 8, captured, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 12, cursor.originalLength(), ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(at + PCAP_RECORD_HEADER_LENGTH, cursor.packet(), 0, captured);
    position = at + length;
  }

  /** Makes sure that packets of an interface fit into a classic file. */
  private void admit(final int index) throws IOException {
    final List<CaptureInterface> all = cursor.interfaces();
    final CaptureInterface of = all.get(index);
    if (CaptureFormat.linkTypeWord(of) != CaptureFormat.linkTypeWord(all.getFirst())) {
      throw new IOException(
          of.file()
              + ": packets of link type "
              + LinkType.nameOf(of.linkType())
              + " do not go into a pcap file of link type "
              + LinkType.nameOf(all.getFirst().linkType())
              + ": pcapng can hold both");
    }
    number(index, 0);
  }

  private void writeBlock() throws IOException {
    final int index = cursor.interfaceIndex();
    if (index >= numbers.length || numbers[index] < 0) {
      describe(index, cursor.interfaces().get(index).snapLength());
    }
    final int captured = cursor.capturedLength();
    if (captured > kinds[numbers[index]].snapLength) {
      // A file that breaks its own limit; readers would refuse the packet if we repeated that.
      describe(index, 0);
    }
    final int padded = captured + 3 & ~3;
    final int length = PACKET_BLOCK_LENGTH + padded;
    reserve(length);
    final Kind kind = kinds[numbers[index]];
    final long units =
        (cursor.timestampSeconds() - kind.offsetSeconds) * kind.unitsPerSecond
            + cursor.timestampFraction() / kind.nanosPerUnit;
    final int at = position;
    buffer.putInt(at, 6, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 4, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 8, numbers[index], ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 12, (int) (units >>> 32), ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 16, (int) units, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 20, captured, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at + 24, cursor.originalLength(), ByteOrder.LITTLE_ENDIAN);
    if (padded > captured) {
      buffer.putInt(at + PACKET_OFFSET + padded - 4, 0, ByteOrder.LITTLE_ENDIAN);
    }
    buffer.putBytes(at + PACKET_OFFSET, cursor.packet(), 0, captured);
    buffer.putInt(at + length - 4, length, ByteOrder.LITTLE_ENDIAN);
    position = at + length;
  }

  private void reserve(final int length) throws IOException {
    if (length > BUFFER_LENGTH - position) {
      flush();
    }
  }

  private void begin() throws IOException {
    begun = true;
    bytes.clear();
    if (format == CaptureFormat.PCAPNG) {
      bytes.putInt(PcapngCursor.SECTION_HEADER).putInt(SECTION_LENGTH).putInt(0x1a2b3c4d);
      bytes.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(SECTION_LENGTH);
    } else {
      // What tcpdump would have taken from the first interface of the file.
      int snapLength = 0;
      for (final CaptureInterface one : cursor.interfaces()) {
        snapLength = Math.max(snapLength, one.snapLength());
      }
      final boolean none = cursor.interfaces().isEmpty();
      bytes.putInt(format == CaptureFormat.PCAP ? MICROSECONDS_MAGIC : NANOSECONDS_MAGIC);
      bytes.putShort((short) 2).putShort((short) 4).putLong(0);
      bytes.putInt(none ? PacketCursor.MAX_CAPTURED_LENGTH : snapLength);
      bytes.putInt(
          none ? LinkType.ETHERNET : CaptureFormat.linkTypeWord(cursor.interfaces().getFirst()));
    }
    position = bytes.position();
  }

  /** Writes the description of an interface of the cursor; 0 is no limit of length. */
  private void describe(final int index, final int snapLength) throws IOException {
    final CaptureInterface of = cursor.interfaces().get(index);
    final int resolution = Math.min(of.resolution(), MAX_DECIMAL_RESOLUTION);
    final boolean fcs = (of.linkTypeFlags() & FCS_LENGTH_PRESENT) != 0;
    final boolean offset = of.offsetSeconds() != 0;
    final int length = INTERFACE_LENGTH + 8 + (fcs ? 8 : 0) + (offset ? 12 : 0) + 4;
    reserve(length);
    bytes.clear().position(position);
    bytes.putInt(1).putInt(length);
    bytes.putShort((short) of.linkType()).putShort((short) 0).putInt(snapLength);
    bytes.putShort((short) RESOLUTION_OPTION).putShort((short) 1).putInt(resolution);
    if (fcs) {
      final int bits = (of.linkTypeFlags() >>> FCS_LENGTH_SHIFT) * FCS_UNIT_BITS;
      bytes.putShort((short) FCS_OPTION).putShort((short) 1).putInt(bits);
    }
    if (offset) {
      bytes.putShort((short) TIME_OFFSET_OPTION).putShort((short) 8).putLong(of.offsetSeconds());
    }
    bytes.putInt(0).putInt(length);
    position = bytes.position();
    number(index, described);
    kinds = Arrays.copyOf(kinds, described + 1);
    final long unitsPerSecond = (long) Math.pow(10, resolution);
    kinds[described++] =
        new Kind(
            snapLength == 0 ? Integer.MAX_VALUE : snapLength,
            unitsPerSecond,
            InterfaceClock.NANOS_PER_SECOND / unitsPerSecond,
            of.offsetSeconds());
  }

  private void number(final int index, final int number) {
    if (index >= numbers.length) {
      final int before = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(index + 1, 2 * before));
      Arrays.fill(numbers, before, numbers.length, -1);
    }
    numbers[index] = number;
  }

  /**
   * Writes what has been collected.
   *
   * @throws IOException where the channel fails.
   */
  public void flush() throws IOException {
    bytes.limit(position).position(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    bytes.clear();
    position = 0;
  }

  /**
   * Writes what is left, the header where there was no packet, and closes the channel.
   *
   * @throws IOException where the channel fails.
   */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!begun) {
        begin();
      }
      flush();
    }
  }
}
