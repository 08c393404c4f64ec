package dev.weir.testdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the blocks of a pcapng file, in either byte order, good ones and odd ones. Source:
 * draft-ietf-opsawg-pcapng section 4. Not thread-safe.
 */
public final class PcapngFileWriter implements CaptureWriter {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int INTERFACE = 1;
  static final int OBSOLETE_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int NAME_RESOLUTION = 4;
  static final int STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;
  static final int SECRETS = 10;
  static final int CUSTOM = 0x0bad;
  static final int CUSTOM_NOT_COPIED = 0x4000_0bad;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int FRAME_LENGTH = 12;
  private static final int NANOSECOND_RESOLUTION = 9;

  private final OutputStream out;
  private ByteSink sink;
  private boolean bigEndian;
  private long nanosPerUnit = 1_000;

  /**
   * A file without any block yet.
   *
   * @param out closed with this writer
   * @param bigEndian byte order of what is written until {@link #section} changes it
   */
  public PcapngFileWriter(final OutputStream out, final boolean bigEndian) {
    this.out = out;
    this.bigEndian = bigEndian;
    this.sink = new ByteSink(out, bigEndian);
  }

  /**
   * A little-endian file with one section and one Ethernet interface, ready for {@link #packet}.
   *
   * @param path created or replaced
   * @param snaplen of the interface
   * @param nanoseconds whether times are nanoseconds rather than microseconds
   * @return the writer
   * @throws IOException when the file cannot be written
   */
  public static PcapngFileWriter create(
      final Path path, final int snaplen, final boolean nanoseconds) throws IOException {
    final PcapngFileWriter writer = new PcapngFileWriter(Files.newOutputStream(path), false);
    writer.section(false);
    if (nanoseconds) {
      writer.nanosPerUnit = 1;
      writer.describe(PcapFormat.ETHERNET, snaplen, PcapngOption.resolution(NANOSECOND_RESOLUTION));
    } else {
      writer.describe(PcapFormat.ETHERNET, snaplen);
    }
    return writer;
  }

  /**
   * Begins a section of version 1.0 and unknown length.
   *
   * @param big its byte order
   * @param options of the section header
   * @throws IOException when it cannot be written
   */
  public void section(final boolean big, final PcapngOption... options) throws IOException {
    section(big, 1, 0, -1, options);
  }

  /**
   * Begins a section.
   *
   * @param big its byte order
   * @param major version
   * @param minor version
   * @param length of the section in bytes without this header; -1 for unknown
   * @param options of the section header
   * @throws IOException when it cannot be written
   */
  public void section(
      final boolean big,
      final int major,
      final int minor,
      final long length,
      final PcapngOption... options)
      throws IOException {
    if (big != bigEndian) {
      sink.flush();
      sink = new ByteSink(out, big);
      bigEndian = big;
    }
    begin(SECTION_HEADER, 16 + optionsLength(options));
    sink.u32(BYTE_ORDER_MAGIC);
    sink.u16(major);
    sink.u16(minor);
    sink.u64(length);
    options(options);
    end(16 + optionsLength(options));
  }

  /**
   * Describes the section's next interface.
   *
   * @param linkType 0 to 65535
   * @param snaplen 0 for none
   * @param options of the interface
   * @throws IOException when it cannot be written
   */
  public void describe(final int linkType, final int snaplen, final PcapngOption... options)
      throws IOException {
    begin(INTERFACE, 8 + optionsLength(options));
    sink.u16(linkType);
    sink.u16(0);
    sink.u32(snaplen);
    options(options);
    end(8 + optionsLength(options));
  }

  /**
   * An enhanced packet block.
   *
   * @param inter number of the interface in this section, from 0
   * @param units time in the interface's units, unsigned
   * @param frame the captured bytes, all of them
   * @param length on the wire
   * @param options of the packet
   * @throws IOException when it cannot be written
   */
  public void enhanced(
      final int inter,
      final long units,
      final byte[] frame,
      final int length,
      final PcapngOption... options)
      throws IOException {
    enhanced(inter, units, frame, frame.length, length, options);
  }

  private void enhanced(
      final int inter,
      final long units,
      final byte[] frame,
      final int captured,
      final int length,
      final PcapngOption... options)
      throws IOException {
    final int body = 20 + padded(captured) + optionsLength(options);
    begin(ENHANCED_PACKET, body);
    sink.u32(inter);
    time(units);
    sink.u32(captured);
    sink.u32(length);
    data(frame, captured);
    options(options);
    end(body);
  }

  /**
   * A simple packet block: interface 0, no time.
   *
   * @param frame the captured bytes, all of them
   * @param length on the wire
   * @throws IOException when it cannot be written
   */
  public void simple(final byte[] frame, final int length) throws IOException {
    begin(SIMPLE_PACKET, 4 + padded(frame.length));
    sink.u32(length);
    data(frame, frame.length);
    end(4 + padded(frame.length));
  }

  /**
   * The packet block that enhanced ones replaced.
   *
   * @param inter number of the interface
   * @param drops packets lost since the one before; 0xffff for unknown
   * @param units time in the interface's units
   * @param frame the captured bytes, all of them
   * @param length on the wire
   * @param options of the packet
   * @throws IOException when it cannot be written
   */
  public void obsolete(
      final int inter,
      final int drops,
      final long units,
      final byte[] frame,
      final int length,
      final PcapngOption... options)
      throws IOException {
    final int body = 20 + padded(frame.length) + optionsLength(options);
    begin(OBSOLETE_PACKET, body);
    sink.u16(inter);
    sink.u16(drops);
    time(units);
    sink.u32(frame.length);
    sink.u32(length);
    data(frame, frame.length);
    options(options);
    end(body);
  }

  /**
   * A name resolution block that gives one IPv4 and one IPv6 address names.
   *
   * @param ipv4 4 bytes
   * @param ipv4Names its names
   * @param ipv6 16 bytes
   * @param ipv6Name its name
   * @param options of the block
   * @throws IOException when it cannot be written
   */
  public void names(
      final byte[] ipv4,
      final List<String> ipv4Names,
      final byte[] ipv6,
      final String ipv6Name,
      final PcapngOption... options)
      throws IOException {
    final byte[] first = nameRecord(ipv4, ipv4Names);
    final byte[] second = nameRecord(ipv6, List.of(ipv6Name));
    final int body = 12 + padded(first.length) + padded(second.length) + optionsLength(options);
    begin(NAME_RESOLUTION, body);
    sink.u16(1);
    sink.u16(first.length);
    data(first, first.length);
    sink.u16(2);
    sink.u16(second.length);
    data(second, second.length);
    sink.u32(0);
    options(options);
    end(body);
  }

  private static byte[] nameRecord(final byte[] address, final List<String> names) {
    final ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(address);
    for (final String name : names) {
      record.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      record.write(0);
    }
    return record.toByteArray();
  }

  /**
   * An interface statistics block.
   *
   * @param inter number of the interface
   * @param units time in the interface's units
   * @param options the counters: 4 received, 5 dropped by the interface, 7 dropped by the system
   * @throws IOException when it cannot be written
   */
  public void statistics(final int inter, final long units, final PcapngOption... options)
      throws IOException {
    begin(STATISTICS, 12 + optionsLength(options));
    sink.u32(inter);
    time(units);
    options(options);
    end(12 + optionsLength(options));
  }

  /**
   * A decryption secrets block.
   *
   * @param type for example 0x544c534b, a TLS key log
   * @param secrets all of them are written
   * @throws IOException when it cannot be written
   */
  public void secrets(final int type, final byte[] secrets) throws IOException {
    begin(SECRETS, 8 + padded(secrets.length));
    sink.u32(type);
    sink.u32(secrets.length);
    data(secrets, secrets.length);
    end(8 + padded(secrets.length));
  }

  /**
   * A custom block.
   *
   * @param copied whether tools may copy it: type 0xbad, else 0x40000bad
   * @param enterprise the private enterprise number
   * @param data all of it is written
   * @throws IOException when it cannot be written
   */
  public void custom(final boolean copied, final int enterprise, final byte[] data)
      throws IOException {
    begin(copied ? CUSTOM : CUSTOM_NOT_COPIED, 4 + padded(data.length));
    sink.u32(enterprise);
    data(data, data.length);
    end(4 + padded(data.length));
  }

  /**
   * Any block, with whatever lengths it states.
   *
   * @param type of the block
   * @param total the total length at its start, in bytes
   * @param body written and padded to 4 bytes
   * @param trailer the total length at its end
   * @throws IOException when it cannot be written
   */
  public void block(final int type, final int total, final byte[] body, final int trailer)
      throws IOException {
    sink.u32(type);
    sink.u32(total);
    data(body, body.length);
    sink.u32(trailer);
  }

  /**
   * A block with the lengths that it has.
   *
   * @param type of the block
   * @param body written and padded to 4 bytes
   * @throws IOException when it cannot be written
   */
  public void block(final int type, final byte[] body) throws IOException {
    final int total = FRAME_LENGTH + padded(body.length);
    block(type, total, body, total);
  }

  /**
   * Writes bytes as they are.
   *
   * @param bytes all of them are written
   * @throws IOException when they cannot be written
   */
  public void raw(final byte... bytes) throws IOException {
    sink.bytes(bytes, 0, bytes.length);
  }

  @Override
  public void packet(final long timeNanos, final byte[] frame, final int captured, final int length)
      throws IOException {
    enhanced(0, timeNanos / nanosPerUnit, frame, captured, length);
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }

  private void begin(final int type, final int body) throws IOException {
    sink.u32(type);
    sink.u32(FRAME_LENGTH + body);
  }

  private void end(final int body) throws IOException {
    sink.u32(FRAME_LENGTH + body);
  }

  private void time(final long units) throws IOException {
    sink.u32((int) (units >>> 32));
    sink.u32((int) units);
  }

  private void data(final byte[] bytes, final int count) throws IOException {
    sink.bytes(bytes, 0, count);
    sink.zeros(padded(count) - count);
  }

  private static int padded(final int length) {
    return length + 3 & ~3;
  }

  private static int optionsLength(final PcapngOption... options) {
    int length = 0;
    boolean end = false;
    for (final PcapngOption option : options) {
      end = option != PcapngOption.WITHOUT_END;
      length += end ? 4 + padded(option.length()) : 0;
    }
    return end ? length + 4 : length;
  }

  private void options(final PcapngOption... options) throws IOException {
    boolean end = false;
    for (final PcapngOption option : options) {
      end = option != PcapngOption.WITHOUT_END;
      if (end) {
        option(option);
      }
    }
    if (end) {
      sink.u32(0);
    }
  }

  private void option(final PcapngOption option) throws IOException {
    sink.u16(option.code());
    sink.u16(option.length());
    switch (option.width()) {
      case 0 -> data(option.bytes(), option.bytes().length);
      case 1 -> {
        sink.u8((int) option.number());
        sink.zeros(3);
      }
      case 4 -> sink.u32((int) option.number());
      default -> sink.u64(option.number());
    }
  }
}
