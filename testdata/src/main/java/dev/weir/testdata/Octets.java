package dev.weir.testdata;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Byte strings: written down, joined, changed in one place. All results are new arrays. */
final class Octets {
  private Octets() {}

  /** Bytes from hexadecimal digits; blanks are ignored. */
  static byte[] hex(final String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] join(final byte[]... parts) {
    final ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (final byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** A part of {@code bytes}; zeros where it goes beyond their end. */
  static byte[] slice(final byte[] bytes, final int from, final int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  static byte[] with8(final byte[] bytes, final int at, final int value) {
    final byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** With a 16-bit number in network byte order. */
  static byte[] with16(final byte[] bytes, final int at, final int value) {
    return with8(with8(bytes, at, value >> 8), at + 1, value);
  }

  static int u16(final byte[] bytes, final int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
