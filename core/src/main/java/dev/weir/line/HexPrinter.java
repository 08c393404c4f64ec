package dev.weir.line;

import dev.weir.text.TextBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The bytes of a packet below its line: {@code -x}, {@code -X} and {@code -A}. */
final class HexPrinter {
  private static final int BYTES_A_LINE = 16;
  private static final int HEX_WIDTH = 40;

  private HexPrinter() {}

  static void hex(final TextBuffer text, final UnsafeBuffer bytes, final int from, final int to) {
    for (int line = from; line < to; line += BYTES_A_LINE) {
      label(text, line - from);
      groups(text, bytes, line, Math.min(line + BYTES_A_LINE, to));
    }
  }

  static void hexAndAscii(
      final TextBuffer text, final UnsafeBuffer bytes, final int from, final int to) {
    for (int line = from; line < to; line += BYTES_A_LINE) {
      final int end = Math.min(line + BYTES_A_LINE, to);
      label(text, line - from);
      final int start = text.length();
      groups(text, bytes, line, end);
      text.repeat(' ', HEX_WIDTH - (text.length() - start) + 2);
      for (int i = line; i < end; i++) {
        final byte b = bytes.getByte(i);
        text.append(b > ' ' && b < 0x7F ? b : (byte) '.');
      }
    }
  }

  private static void label(final TextBuffer text, final int offset) {
    text.ascii("\n\t0x").hexFixed(offset, offset > 0xFFFF ? 5 : 4).ascii(": ");
  }

  private static void groups(
      final TextBuffer text, final UnsafeBuffer bytes, final int from, final int to) {
    for (int i = from; i < to; i++) {
      if ((i - from & 1) == 0) {
        text.append(' ');
      }
      text.hexFixed(bytes.getByte(i), 2);
    }
  }

  static void ascii(final TextBuffer text, final UnsafeBuffer bytes, final int from, final int to) {
    text.append('\n');
    for (int i = from; i < to; i++) {
      final byte b = bytes.getByte(i);
      if (b == '\r') {
        // Lines end as they do on this system; elsewhere it is one more byte that cannot be shown,
        // but for the last two bytes, where tcpdump looks no further.
        if (i + 2 < to && bytes.getByte(i + 1) != '\n') {
          text.append('.');
        }
      } else {
        text.append(b > ' ' && b < 0x7F || b == '\t' || b == ' ' || b == '\n' ? b : (byte) '.');
      }
    }
  }

  /** Bytes below a line, as far as they are there, each row behind an indentation. */
  static void indented(final Printout out, final String indent, final int at, final int length) {
    final int to = Math.min(at + length, out.end);
    for (int i = at; i < to; i++) {
      if ((i - at) % BYTES_A_LINE == 0) {
        out.ascii(indent).ascii("0x").hexFixed(i - at, 4).ascii(": ");
      }
      out.ascii((i - at & 1) == 0 ? " " : "").hexFixed(out.u8(i), 2);
    }
  }
}
