package dev.weir.text;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Writes words, numbers and addresses into an array and returns the index behind them. For code
 * that makes room once for all that it writes ({@link TextBuffer#ensure}): each step may write up
 * to {@value #SLACK} bytes beyond what it keeps, and only tests check that there is room for them
 * ({@code -ea}). The JVM compiles little for each step, which is what a short run waits for.
 */
public final class Ascii {
  /** What a step may write beyond what it keeps: digits and words are stored eight at a time. */
  public static final int SLACK = 16;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final long FIRST = UnsafeApi.arrayBaseOffset(byte[].class);
  private static final int TEN_THOUSAND = 10_000;
  private static final int HUNDRED_MILLION = 100_000_000;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  /** The digits of 0 to 255 and a point, first digit lowest. */
  private static final int[] OCTETS = Digits.octets();

  /** The two digits of 0 to 99, first digit lowest. */
  private static final char[] PAIRS = Digits.pairs();

  /** The two hexadecimal digits of 0 to 255, first digit lowest. */
  private static final char[] HEX_PAIRS = Digits.hexPairs();

  /** How many digits a number has: see {@link Digits#counts}. */
  private static final long[] COUNTS = Digits.counts();

  private Ascii() {}

  private static void put(final byte[] to, final int at, final long eight) {
    assert at >= 0 && at <= to.length - Long.BYTES : at;
    UnsafeApi.putLong(to, FIRST + at, LITTLE_ENDIAN ? eight : Long.reverseBytes(eight));
  }

  private static void put(final byte[] to, final int at, final int four) {
    assert at >= 0 && at <= to.length - Integer.BYTES : at;
    UnsafeApi.putInt(to, FIRST + at, LITTLE_ENDIAN ? four : Integer.reverseBytes(four));
  }

  /**
   * Writes a packed word with one store.
   *
   * @param to where to.
   * @param at index of its first character.
   * @param word what {@link TextBuffer#pack} made.
   * @param count how many characters it has, at most 8.
   * @return the index behind it.
   */
  public static int word(final byte[] to, final int at, final long word, final int count) {
    put(to, at, word);
    return at + count;
  }

  /**
   * Writes a word.
   *
   * @param to where to.
   * @param at index of its first character.
   * @param word characters below 128.
   * @return the index behind it.
   */
  @SuppressWarnings(
      "deprecation") // getBytes(int, int, byte[], int): the one copy without a new array
  public static int word(final byte[] to, final int at, final String word) {
    final int count = word.length();
    word.getBytes(0, count, to, at);
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
  public static int decimal(final byte[] to, final int at, final int value) {
    return value >= 0 && value < TEN_THOUSAND ? few(to, at, value) : many(to, at, value);
  }

  /** A number below 10,000. */
  private static int few(final byte[] to, final int at, final int value) {
    final int count = count(value);
    put(to, at, four(value) >>> Integer.SIZE - 8 * count);
    return at + count;
  }

  /** A number of 10,000 and more: digits by fours, of which 32 bits have at most three. */
  private static int many(final byte[] to, final int at, final int value) {
    final long number = value & 0xFFFF_FFFFL;
    final int high = (int) (number / TEN_THOUSAND);
    final int low = (int) (number - (long) TEN_THOUSAND * high);
    int next = at;
    if (high < TEN_THOUSAND) {
      next = few(to, next, high);
    } else {
      final int highest = high / TEN_THOUSAND;
      next = few(to, next, highest);
      put(to, next, four(high - TEN_THOUSAND * highest));
      next += Integer.BYTES;
    }
    put(to, next, four(low));
    return next + Integer.BYTES;
  }

  /** The four digits of a number below 10,000, first digit lowest. */
  private static int four(final int value) {
    // A hundredth, by multiplication: exact up to 43,698.
    final int hundreds = value * 5243 >>> 19;
    return PAIRS[hundreds] | PAIRS[value - 100 * hundreds] << 16;
  }

  private static int count(final int value) {
    return (int) (value + COUNTS[Integer.numberOfLeadingZeros(value)] >>> 32);
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
  public static int padded(final byte[] to, final int at, final int value, final int width) {
    final int high = value / TEN_THOUSAND;
    final long digits = four(high) & 0xFFFF_FFFFL | (long) four(value - TEN_THOUSAND * high) << 32;
    final int count = Math.max(count(value), width);
    put(to, at, digits >>> 8 * (Long.BYTES - count));
    return at + count;
  }

  /**
   * Writes a decimal number.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param value 0 or more.
   * @return the index behind it, at most 19 further.
   */
  public static int number(final byte[] to, final int at, final long value) {
    if (value < TEN_THOUSAND) {
      return few(to, at, (int) value);
    }
    if (value < HUNDRED_MILLION) {
      return padded(to, at, (int) value, 1);
    }
    final long high = value / HUNDRED_MILLION;
    return padded(to, number(to, at, high), (int) (value - high * HUNDRED_MILLION), Long.BYTES);
  }

  /**
   * Writes nanoseconds as seconds with nine decimals.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param nanos 0 or more.
   * @return the index behind it, at most 20 further.
   */
  public static int seconds(final byte[] to, final int at, final long nanos) {
    final long whole = nanos / NANOS_PER_SECOND;
    final int rest = (int) (nanos - whole * NANOS_PER_SECOND);
    final int first = rest / HUNDRED_MILLION;
    final int point = number(to, at, whole);
    to[point] = '.';
    to[point + 1] = (byte) ('0' + first);
    return padded(to, point + 2, rest - first * HUNDRED_MILLION, Long.BYTES);
  }

  /**
   * Writes an IPv4 address as a dotted quad and one more byte, which is to be overwritten.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param address the address, its first byte the highest.
   * @return the index behind the quad, where the spare byte is.
   */
  public static int ipv4(final byte[] to, final int at, final int address) {
    int next = octet(to, at, address >>> 24);
    next = octet(to, next, address >>> 16 & 0xFF);
    next = octet(to, next, address >>> 8 & 0xFF);
    return octet(to, next, address & 0xFF) - 1;
  }

  /** Stores a number up to 255 and a point; returns where the next one goes. */
  private static int octet(final byte[] to, final int at, final int value) {
    final int digits = OCTETS[value];
    put(to, at, digits);
    // The point is the highest byte, and its highest bits are two zeros.
    return at + (39 - Integer.numberOfLeadingZeros(digits) >>> 3);
  }

  /**
   * Writes an IPv6 address: see {@link TextBuffer#ipv6}. At most 45 bytes are kept.
   *
   * @param to where to.
   * @param at index of its first digit.
   * @param high the address's first eight bytes, the first one the highest.
   * @param low its last eight bytes.
   * @return the index behind it.
   */
  public static int ipv6(final byte[] to, final int at, final long high, final long low) {
    final int run = Ipv6Groups.longestZeroRun(high, low);
    final int start = run >>> 4;
    final int end = start + (run & 0xF);
    int next = at;
    for (int i = 0; i < 8; i++) {
      if (i == start && end > start) {
        to[next++] = ':';
        i = end;
        if (end == 8) {
          to[next++] = ':';
          return next;
        }
      }
      if (i != 0) {
        to[next++] = ':';
      }
      if (i == 6
          && start == 0
          && (end == 6 || end == 5 && Ipv6Groups.group(high, low, 5) == 0xFFFF)) {
        return ipv4(to, next, (int) low);
      }
      next = group(to, next, Ipv6Groups.group(high, low, i));
    }
    return next;
  }

  /** Writes 16 bits in hexadecimal without leading zeros. */
  private static int group(final byte[] to, final int at, final int value) {
    final int digits = HEX_PAIRS[value >>> 8] | HEX_PAIRS[value & 0xFF] << 16;
    final int count = 35 - Integer.numberOfLeadingZeros(value | 1) >>> 2;
    put(to, at, digits >>> Integer.SIZE - 8 * count);
    return at + count;
  }
}
