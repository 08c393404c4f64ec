package dev.weir.testdata;

import java.nio.charset.StandardCharsets;

/**
 * One option of a pcapng block: text, bytes, or a number in the section's byte order.
 *
 * @param code 1 to 65535; 1 is a comment in every block
 * @param width length of a number in bytes (1, 4 or 8); 0 for bytes
 * @param number the number
 * @param bytes the value where {@code width} is 0
 */
public record PcapngOption(int code, int width, long number, byte[] bytes) {
  /** Stands last in a list whose end-of-options mark is left out, as some writers do. */
  public static final PcapngOption WITHOUT_END = new PcapngOption(0, 0, 0, new byte[0]);

  private static final int COMMENT = 1;
  private static final int RESOLUTION = 9;
  private static final int OFFSET = 14;

  /**
   * A comment.
   *
   * @param text any
   * @return the option
   */
  public static PcapngOption comment(final String text) {
    return text(COMMENT, text);
  }

  /**
   * if_tsresol of an interface.
   *
   * @param value v for units of 10^-v seconds; with bit 7 set, 2^-(v without it)
   * @return the option
   */
  public static PcapngOption resolution(final int value) {
    return new PcapngOption(RESOLUTION, 1, value, null);
  }

  /**
   * if_tsoffset of an interface.
   *
   * @param seconds added to each time, signed
   * @return the option
   */
  public static PcapngOption offset(final long seconds) {
    return new PcapngOption(OFFSET, 8, seconds, null);
  }

  /**
   * Text in UTF-8.
   *
   * @param code the option's code
   * @param text any
   * @return the option
   */
  public static PcapngOption text(final int code, final String text) {
    return new PcapngOption(code, 0, 0, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A 64-bit number.
   *
   * @param code the option's code
   * @param number any
   * @return the option
   */
  public static PcapngOption wide(final int code, final long number) {
    return new PcapngOption(code, 8, number, null);
  }

  /**
   * A 32-bit number.
   *
   * @param code the option's code
   * @param number any
   * @return the option
   */
  public static PcapngOption word(final int code, final int number) {
    return new PcapngOption(code, 4, number, null);
  }

  int length() {
    return width > 0 ? width : bytes.length;
  }
}
