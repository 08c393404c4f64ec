package dev.weir.filter;

/** What a primitive compares with, as it was written. */
sealed interface Identifier {
  /** The place in the text. */
  Span span();

  /**
   * A plain number.
   *
   * @param value unsigned 32 bits.
   */
  record Number(int value, Span span) implements Identifier {}

  /** The name of a host, net, port, port range or protocol. */
  record Name(String text, Span span) implements Identifier {}

  /**
   * Two to four numbers with dots.
   *
   * @param prefixLength number of leading bits that count, or -1 if none was given.
   * @param mask bits that count, dotted, or null if none were given.
   */
  record Ipv4(String text, int prefixLength, String mask, Span span) implements Identifier {}

  /**
   * An IPv6 address.
   *
   * @param prefixLength number of leading bits that count, 128 if none was given.
   */
  record Ipv6(String text, int prefixLength, Span span) implements Identifier {}

  /** A 48-bit link-layer address. */
  record Mac(String text, Span span) implements Identifier {}
}
