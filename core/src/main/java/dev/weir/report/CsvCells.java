package dev.weir.report;

import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;

/**
 * The cells of a row of CSV, each with the comma behind it, written straight into the bytes of a
 * text. Room is made once for many cells.
 */
final class CsvCells {
  /** Cells are written until room is made anew: a row has 145, each shorter than 40 bytes. */
  private static final int MOST_BYTES = 8192;

  private static final long TRUE = TextBuffer.pack("true,");
  private static final long FALSE = TextBuffer.pack("false,");

  private TextBuffer text;
  private byte[] to;
  private int at;

  CsvCells() {}

  /** Begins a row at the end of a text. */
  void begin(final TextBuffer out) {
    text = out;
    written();
  }

  /** Puts the end of a line in place of the last comma. */
  void end() {
    to[at - 1] = '\n';
    text.extendTo(at);
  }

  /**
   * The text, for whoever writes a cell that is none of those here; {@link #written} follows.
   *
   * @return where to, all cells before in it.
   */
  TextBuffer text() {
    text.extendTo(at);
    return text;
  }

  /** Cells go on behind what has been written into the {@link #text}; the comma is there. */
  void written() {
    text.ensure(MOST_BYTES);
    to = text.array();
    at = text.length();
  }

  void ipv4(final int address) {
    at = Ascii.ipv4(to, at, address);
    comma();
  }

  void ipv6(final long high, final long low) {
    at = Ascii.ipv6(to, at, high, low);
    comma();
  }

  void flags(final int flags) {
    at = ConnectionColumns.flags(flags, to, at);
    comma();
  }

  /** An empty cell. */
  void comma() {
    to[at++] = ',';
  }

  /** Empty cells. */
  void empty(final int count) {
    for (int i = 0; i < count; i++) {
      comma();
    }
  }

  /** Cells with a number that is 0. */
  void zeros(final int count) {
    for (int i = 0; i < count; i++) {
      to[at] = '0';
      to[at + 1] = ',';
      at += 2;
    }
  }

  void number(final long value) {
    if (value < 0) {
      text().decimal(value).append(',');
      written();
    } else {
      at = Ascii.number(to, at, value);
      comma();
    }
  }

  void numberIfAny(final long value) {
    if (value < 0) {
      comma();
    } else {
      number(value);
    }
  }

  void seconds(final long nanos) {
    if (nanos < 0) {
      text().seconds(nanos).append(',');
      written();
    } else {
      at = Ascii.seconds(to, at, nanos);
      comma();
    }
  }

  void secondsIf(final boolean some, final long nanos) {
    if (some) {
      seconds(nanos);
    } else {
      comma();
    }
  }

  void secondsIfAny(final long nanos) {
    secondsIf(nanos >= 0, nanos);
  }

  void truth(final boolean value) {
    at = value ? Ascii.word(to, at, TRUE, 5) : Ascii.word(to, at, FALSE, 6);
  }

  void word(final String label) {
    at = Ascii.word(to, at, label);
    comma();
  }
}
