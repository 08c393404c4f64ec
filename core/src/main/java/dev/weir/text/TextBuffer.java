package dev.weir.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growing buffer of text as bytes, to be reused: what is written into it allocates nothing, save
 * where the buffer has to grow. Text is ASCII, or UTF-8 where a name of the user's is written. It
 * belongs to one thread.
 */
public final class TextBuffer {
  private static final int FIRST_CAPACITY = 4096;

  private static final int LONGEST_IPV4 = 15;
  private static final int LONGEST_IPV6 = 45;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private static final int HUNDRED_MILLION = 100_000_000;
  private static final int NANO_DIGITS = 9;

  private byte[] array;
  private int length;

  /** Makes an empty buffer of a few kilobytes. */
  public TextBuffer() {
    this(FIRST_CAPACITY);
  }

  /**
   * Makes an empty buffer.
   *
   * @param capacity bytes that it takes before it has to grow, at least 1.
   */
  public TextBuffer(final int capacity) {
    array = new byte[Math.max(capacity, 1)];
  }

  /**
   * Packs a short word, to be appended by {@link #packed}.
   *
   * @param word at most 8 ASCII characters.
   * @return its bytes, the first one lowest.
   */
  public static long pack(final String word) {
    return Digits.pack(word);
  }

  /**
   * Bytes written so far.
   *
   * @return the length of the text in bytes.
   */
  public int length() {
    return length;
  }

  /**
   * The bytes themselves, from index 0 to {@link #length()}; {@link Ascii} writes behind them.
   *
   * @return the array underneath; growth replaces it.
   */
  public byte[] array() {
    return array;
  }

  /**
   * Tells how far bytes have been written into {@link #array()}.
   *
   * @param newLength bytes of text, at most what {@link #ensure} made room for.
   */
  public void extendTo(final int newLength) {
    if (newLength < length || newLength > array.length) {
      throw new IllegalArgumentException("cannot extend " + length + " bytes to " + newLength);
    }
    length = newLength;
  }

  /** Forgets the text and keeps the memory. */
  public void clear() {
    length = 0;
  }

  /**
   * Cuts the text short.
   *
   * @param newLength bytes to keep, at most {@link #length()}.
   */
  public void truncate(final int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IllegalArgumentException("cannot cut " + length + " bytes to " + newLength);
    }
    length = newLength;
  }

  /**
   * Writes the text to a stream; it stays in the buffer.
   *
   * @param out where to.
   * @throws IOException what the stream throws.
   */
  public void writeTo(final OutputStream out) throws IOException {
    out.write(array, 0, length);
  }

  /**
   * Makes room.
   *
   * @param more bytes that are about to be written.
   */
  public void ensure(final int more) {
    if (more > array.length - length) {
      grow(more);
    }
  }

  private void grow(final int more) {
    final long needed = (long) length + more;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new OutOfMemoryError("text of more than 2 GiB");
    }
    final long doubled = Math.min(2L * array.length, Integer.MAX_VALUE - 8);
    array = Arrays.copyOf(array, (int) Math.max(doubled, needed));
  }

  /**
   * Appends one byte.
   *
   * @param value the byte.
   * @return this.
   */
  public TextBuffer append(final byte value) {
    if (length == array.length) {
      grow(1);
    }
    array[length++] = value;
    return this;
  }

  /**
   * Appends one ASCII character.
   *
   * @param value a character below 128.
   * @return this.
   */
  public TextBuffer append(final char value) {
    return append((byte) value);
  }

  /**
   * Appends an ASCII string, one byte a character.
   *
   * @param text characters below 128.
   * @return this.
   */
  public TextBuffer ascii(final String text) {
    ensure(text.length());
    length = Ascii.word(array, length, text);
    return this;
  }

  /**
   * Appends a packed word with one store.
   *
   * @param word what {@link #pack} made.
   * @param count how many characters it has, at most 8.
   * @return this.
   */
  public TextBuffer packed(final long word, final int count) {
    ensure(Ascii.SLACK);
    length = Ascii.word(array, length, word, count);
    return this;
  }

  /**
   * Appends a word of up to 16 characters with two stores.
   *
   * @param first its first eight characters, packed.
   * @param second the others, packed.
   * @param count how many characters it has.
   * @return this.
   */
  public TextBuffer packed(final long first, final long second, final int count) {
    ensure(Ascii.SLACK);
    Ascii.word(array, length, first, Long.BYTES);
    Ascii.word(array, length + Long.BYTES, second, Long.BYTES);
    length += count;
    return this;
  }

  /**
   * Appends bytes as they are.
   *
   * @param source where from.
   * @param offset the first one's index.
   * @param count how many.
   * @return this.
   */
  public TextBuffer bytes(final byte[] source, final int offset, final int count) {
    ensure(count);
    System.arraycopy(source, offset, array, length, count);
    length += count;
    return this;
  }

  /**
   * Appends bytes as they are.
   *
   * @param source all of them.
   * @return this.
   */
  public TextBuffer bytes(final byte[] source) {
    return bytes(source, 0, source.length);
  }

  /**
   * Puts another buffer's bytes between those that are there.
   *
   * @param at where the first one goes, 0 to {@link #length()}.
   * @param source all of its bytes; another buffer than this.
   * @return this.
   */
  public TextBuffer insert(final int at, final TextBuffer source) {
    ensure(source.length);
    System.arraycopy(array, at, array, at + source.length, length - at);
    System.arraycopy(source.array, 0, array, at, source.length);
    length += source.length;
    return this;
  }

  /**
   * Appends one byte a number of times.
   *
   * @param value the byte, an ASCII character.
   * @param count how often; nothing is written where it is not above 0.
   * @return this.
   */
  public TextBuffer repeat(final char value, final int count) {
    if (count > 0) {
      ensure(count);
      Arrays.fill(array, length, length + count, (byte) value);
      length += count;
    }
    return this;
  }

  /**
   * Appends a signed decimal number.
   *
   * @param value any number.
   * @return this.
   */
  public TextBuffer decimal(final long value) {
    if (value >= 0) {
      ensure(2 * Ascii.SLACK);
      length = Ascii.number(array, length, value);
      return this;
    }
    append('-');
    return value == Long.MIN_VALUE ? unsignedDecimal(value) : digits(-value, 1);
  }

  /**
   * Appends an unsigned decimal number of 32 bits.
   *
   * @param value its bits.
   * @return this.
   */
  public TextBuffer unsignedDecimal(final int value) {
    ensure(2 * Ascii.SLACK);
    length = Ascii.decimal(array, length, value);
    return this;
  }

  /**
   * Appends an unsigned decimal number of 64 bits.
   *
   * @param value its bits.
   * @return this.
   */
  public TextBuffer unsignedDecimal(final long value) {
    if (value >= 0) {
      return digits(value, 1);
    }
    final long tenth = (value >>> 1) / 5;
    return digits(tenth, 1).append((char) ('0' + (value - tenth * 10)));
  }

  /**
   * Appends a decimal number, zeros in front of it where it is short, as {@code %06u}.
   *
   * @param value not below 0.
   * @param width the fewest digits.
   * @return this.
   */
  public TextBuffer zeroPadded(final long value, final int width) {
    return digits(value, width);
  }

  /**
   * Appends a decimal number, blanks in front of it where it is short, as {@code %5u}.
   *
   * @param value not below 0.
   * @param width the fewest characters.
   * @return this.
   */
  public TextBuffer blankPadded(final long value, final int width) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return repeat(' ', width - digits).digits(value, 1);
  }

  /**
   * Appends a decimal number with a point in it.
   *
   * @param value the number times ten to the power of {@code digits}.
   * @param digits how many digits stand behind the point, 0 to 18; 0 writes no point.
   * @return this.
   */
  public TextBuffer fixedPoint(final long value, final int digits) {
    if (value < 0) {
      append('-');
    }
    if (digits == 0) {
      return value < 0 ? unsignedDecimal(-value) : digits(value, 1);
    }
    long unit = 1;
    for (int i = 0; i < digits; i++) {
      unit *= 10;
    }
    // The absolute value of the quotient and the rest: the smallest long has no absolute value.
    digits(Math.abs(value / unit), 1);
    append('.');
    return digits(Math.abs(value % unit), digits);
  }

  /**
   * Appends a time in seconds with nine digits behind the point.
   *
   * @param nanos nanoseconds, any number.
   * @return this.
   */
  public TextBuffer seconds(final long nanos) {
    if (nanos < 0) {
      return fixedPoint(nanos, NANO_DIGITS);
    }
    ensure(NANO_DIGITS + 2 * Ascii.SLACK);
    length = Ascii.seconds(array, length, nanos);
    return this;
  }

  /** Digits in eights: a number of 64 bits has at most three of them. */
  private TextBuffer digits(final long value, final int width) {
    if (value < HUNDRED_MILLION) {
      return repeat('0', width - Long.BYTES).padded((int) value, Math.min(width, Long.BYTES));
    }
    final long high = value / HUNDRED_MILLION;
    digits(high, width - Long.BYTES);
    return padded((int) (value - high * HUNDRED_MILLION), Long.BYTES);
  }

  private TextBuffer padded(final int value, final int width) {
    ensure(Ascii.SLACK);
    length = Ascii.padded(array, length, value, width);
    return this;
  }

  /**
   * Appends a hexadecimal number with all its zeros, in lower case.
   *
   * @param value the number's lowest bits.
   * @param width how many digits, 1 to 16.
   * @return this.
   */
  public TextBuffer hexFixed(final long value, final int width) {
    ensure(width);
    final byte[] to = array;
    int at = length;
    for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
      to[at++] = HEX[(int) (value >>> shift) & 0xF];
    }
    length = at;
    return this;
  }

  /**
   * Appends a hexadecimal number without leading zeros, in lower case, as {@code %x}.
   *
   * @param value an unsigned number.
   * @return this.
   */
  public TextBuffer hex(final long value) {
    return hexFixed(value, Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4));
  }

  /**
   * Appends an IPv4 address as a dotted quad.
   *
   * @param address the address, its first byte the highest.
   * @return this.
   */
  public TextBuffer ipv4(final int address) {
    ensure(LONGEST_IPV4 + 1);
    length = Ascii.ipv4(array, length, address);
    return this;
  }

  /**
   * Appends an IPv6 address as tcpdump writes it: {@code ::} for the first longest run of at least
   * two zero groups, and the last four bytes as a dotted quad behind {@code ::} and {@code ::ffff:}
   * where the run takes just what is before them.
   *
   * @param high the address's first eight bytes, the first one the highest.
   * @param low its last eight bytes.
   * @return this.
   */
  public TextBuffer ipv6(final long high, final long low) {
    ensure(LONGEST_IPV6 + Ascii.SLACK);
    length = Ascii.ipv6(array, length, high, low);
    return this;
  }

  /**
   * Appends a string in UTF-8.
   *
   * @param text any characters; half a surrogate pair becomes {@code ?}.
   * @return this.
   */
  public TextBuffer utf8(final CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      i += codePoint(text, i);
    }
    return this;
  }

  /** Appends the code point at an index; returns how many chars it has beyond the first. */
  private int codePoint(final CharSequence text, final int index) {
    final char c = text.charAt(index);
    if (c < 0x80) {
      append((byte) c);
    } else if (c < 0x800) {
      append((byte) (0xC0 | c >> 6)).append((byte) (0x80 | c & 0x3F));
    } else if (!Character.isSurrogate(c)) {
      append((byte) (0xE0 | c >> 12));
      append((byte) (0x80 | c >> 6 & 0x3F)).append((byte) (0x80 | c & 0x3F));
    } else if (Character.isHighSurrogate(c)
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1))) {
      final int code = Character.toCodePoint(c, text.charAt(index + 1));
      append((byte) (0xF0 | code >> 18)).append((byte) (0x80 | code >> 12 & 0x3F));
      append((byte) (0x80 | code >> 6 & 0x3F)).append((byte) (0x80 | code & 0x3F));
      return 1;
    } else {
      append('?');
    }
    return 0;
  }

  /**
   * Appends a JSON string (RFC 8259, section 7) with its quotation marks.
   *
   * @param text any characters.
   * @return this.
   */
  public TextBuffer json(final CharSequence text) {
    append('"');
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && c != 0x7F) {
        i += codePoint(text, i);
      } else {
        jsonEscape(c);
      }
    }
    return append('"');
  }

  /**
   * Appends bytes as a JSON string with its quotation marks, each byte one character (ISO 8859-1):
   * bytes of a packet may be anything, and JSON is UTF-8.
   *
   * @param source where from.
   * @param offset the first one's index.
   * @param count how many.
   * @return this.
   */
  public TextBuffer jsonBytes(final byte[] source, final int offset, final int count) {
    append('"');
    for (int i = offset; i < offset + count; i++) {
      final int c = source[i] & 0xFF;
      if (c >= 0x80) {
        append((byte) (0xC0 | c >> 6)).append((byte) (0x80 | c & 0x3F));
      } else if (c >= ' ' && c != '"' && c != '\\' && c != 0x7F) {
        append((byte) c);
      } else {
        jsonEscape((char) c);
      }
    }
    return append('"');
  }

  private void jsonEscape(final char c) {
    append('\\');
    switch (c) {
      case '"', '\\' -> append(c);
      case '\n' -> append('n');
      case '\r' -> append('r');
      case '\t' -> append('t');
      case '\b' -> append('b');
      case '\f' -> append('f');
      default -> append('u').hexFixed(c, 4);
    }
  }

  /**
   * Appends a field of comma-separated values (RFC 4180), in quotation marks where it needs them.
   *
   * @param text any characters.
   * @return this.
   */
  public TextBuffer csv(final CharSequence text) {
    if (!needsQuotes(text)) {
      return utf8(text);
    }
    append('"');
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        append('"');
      }
      i += codePoint(text, i);
    }
    return append('"');
  }

  private static boolean needsQuotes(final CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** The text as a string: for tests and messages, not for the path that packets take. */
  @Override
  public String toString() {
    return new String(array, 0, length, java.nio.charset.StandardCharsets.UTF_8);
  }
}
