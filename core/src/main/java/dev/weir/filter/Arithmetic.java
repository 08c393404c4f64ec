package dev.weir.filter;

/** A number that is computed from the packet: unsigned, 32 bits, wrapping. */
sealed interface Arithmetic {
  /** The place in the text. */
  Span span();

  /** An operator between two numbers. */
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO,
    AND,
    OR,
    XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT
  }

  /** A constant. */
  record Constant(int value, Span span) implements Arithmetic {}

  /** The length of the packet on the wire, in bytes. */
  record PacketLength(Span span) implements Arithmetic {}

  /**
   * Big-endian bytes of a header, or of what follows it.
   *
   * @param protocol whose header the index counts from.
   * @param index of the first byte.
   * @param size number of bytes: 1, 2 or 4; anything else is refused later.
   */
  record Load(Protocol protocol, Arithmetic index, int size, Span span) implements Arithmetic {}

  /** An operator applied. */
  record Binary(Operator operator, Arithmetic left, Arithmetic right, Span span)
      implements Arithmetic {}

  /** Two's complement. */
  record Negation(Arithmetic operand, Span span) implements Arithmetic {}
}
