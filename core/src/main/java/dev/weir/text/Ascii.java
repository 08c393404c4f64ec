package dev.weir.text;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes words, numbers and addresses into a buffer and returns the index behind them. For code
 * that makes room once for all that it writes ({@link TextBuffer#ensure}); each step may write up
 * to {@value #SLACK} bytes beyond what it keeps.
 */
public final class Ascii {
  /** What a step may write beyond what it keeps: digits and words are stored eight at a time. */
  public static final int SLACK = 16;

  private static final int HUNDRED_MILLION = 100_000_000;

  /** The digits of 0 to 255 and a point, first digit lowest. */
  private static final int[] OCTETS = Digits.octets();

  private Ascii() {}

  /**
   * Writes a packed word with one store.
   *
   * @param to where to.
   * @param at index of its first character.
   * @param word what {@link TextBuffer#pack} made.
   * @param count how many characters it has, at most 8.
   * @return the index behind it.
   */
  public static int word(final UnsafeBuffer to, final int at, final long word, final int count) {
    to.putLong(at, word, LITTLE_ENDIAN);
    return at + count;
  }

  /**
   * Writes an unsigned decimal number of 32 bits.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param value its bits.
   * @return the index behind it.
   */
  public static int decimal(final UnsafeBuffer to, final int at, final int value) {
    if (value >= 0 && value < HUNDRED_MILLION) {
      return padded(to, at, value, 1);
    }
    final int high = (int) ((value & 0xFFFF_FFFFL) / HUNDRED_MILLION);
    final int next = padded(to, at, high, 1);
    return padded(to, next, value - high * HUNDRED_MILLION, Long.BYTES);
  }

  /**
   * Writes a decimal number with zeros in front where it is short.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param value 0 to 99,999,999.
   * @param width the fewest digits, 1 to 8.
   * @return the index behind it.
   */
  public static int padded(final UnsafeBuffer to, final int at, final int value, final int width) {
    final long digits = Digits.eight(value);
    final int count = Math.max(Long.BYTES - Digits.leadingZeros(digits), width);
    to.putLong(at, digits + Digits.EIGHT_ZEROS >>> 8 * (Long.BYTES - count), LITTLE_ENDIAN);
    return at + count;
  }

  /**
   * Writes an IPv4 address as a dotted quad and one more byte, which is to be overwritten.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param address the address, its first byte the highest.
   * @return the index behind the quad, where the spare byte is.
   */
  public static int ipv4(final UnsafeBuffer to, final int at, final int address) {
    int next = octet(to, at, address >>> 24);
    next = octet(to, next, address >>> 16 & 0xFF);
    next = octet(to, next, address >>> 8 & 0xFF);
    return octet(to, next, address & 0xFF) - 1;
  }

  /** Stores a number up to 255 and a point; returns where the next one goes. */
  private static int octet(final UnsafeBuffer to, final int at, final int value) {
    to.putInt(at, OCTETS[value], LITTLE_ENDIAN);
    return at + (value >= 100 ? 4 : value >= 10 ? 3 : 2);
  }
}
