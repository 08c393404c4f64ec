package dev.weir.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a capture file, written field by field in either byte order. */
final class FileImage {
  static final int MICROSECONDS = 0xa1b2c3d4;
  static final int NANOSECONDS = 0xa1b23c4d;
  static final int MODIFIED = 0xa1b2cd34;

  private final ByteBuffer buffer;

  private FileImage(final ByteOrder order) {
    buffer = ByteBuffer.allocate(1 << 20).order(order);
  }

  static FileImage of(final ByteOrder order) {
    return new FileImage(order);
  }

  static FileImage little() {
    return of(ByteOrder.LITTLE_ENDIAN);
  }

  static FileImage big() {
    return of(ByteOrder.BIG_ENDIAN);
  }

  FileImage u8(final int... values) {
    for (final int value : values) {
      buffer.put((byte) value);
    }
    return this;
  }

  FileImage u16(final int... values) {
    for (final int value : values) {
      buffer.putShort((short) value);
    }
    return this;
  }

  FileImage u32(final long... values) {
    for (final long value : values) {
      buffer.putInt((int) value);
    }
    return this;
  }

  FileImage u64(final long value) {
    buffer.putLong(value);
    return this;
  }

  /** Bytes that tell one packet from another. */
  FileImage data(final int first, final int count) {
    for (int i = 0; i < count; i++) {
      buffer.put((byte) (first + i));
    }
    return this;
  }

  FileImage order(final ByteOrder order) {
    buffer.order(order);
    return this;
  }

  /** A classic header of version 2.4 with link type Ethernet. */
  FileImage pcap(final int magic, final long snapLength) {
    return pcap(magic, 2, 4, snapLength, 1);
  }

  FileImage pcap(
      final int magic,
      final int major,
      final int minor,
      final long snapLength,
      final long linkTypeWord) {
    return u32(magic).u16(major, minor).u32(0, 0, snapLength, linkTypeWord);
  }

  /** A classic record whose packet was captured whole. */
  FileImage record(final long seconds, final long fraction, final int length) {
    return u32(seconds, fraction, length, length).data(length, length);
  }

  FileImage section() {
    return u32(0x0a0d0d0a, 28, 0x1a2b3c4d).u16(1, 0).u64(-1).u32(28);
  }

  /** An interface without options: microseconds. */
  FileImage description(final int linkType, final long snapLength) {
    return u32(1, 20).u16(linkType, 0).u32(snapLength, 20);
  }

  /** An interface with an if_tsresol. */
  FileImage description(final int linkType, final long snapLength, final int resolution) {
    return u32(1, 32).u16(linkType, 0).u32(snapLength).u16(9, 1).u8(resolution, 0, 0, 0).u32(0, 32);
  }

  /** An enhanced packet block without options. */
  FileImage enhanced(final int number, final long units, final int captured, final long original) {
    final int padded = captured + 3 & ~3;
    return u32(6, 32 + padded, number, units >>> 32, units, captured, original)
        .data(captured, captured)
        .zeros(padded - captured)
        .u32(32 + padded);
  }

  FileImage zeros(final int count) {
    buffer.put(new byte[count]);
    return this;
  }

  int length() {
    return buffer.position();
  }

  byte[] bytes() {
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  Path writeTo(final Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
