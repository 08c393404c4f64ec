package dev.weir.filter;

/**
 * The syntax tree of a filter: what was written, with qualifiers inherited, and nothing checked. It
 * is still the same for all link types.
 */
sealed interface Expression {
  /** The place in the text. */
  Span span();

  /** How two numbers are compared, unsigned. */
  enum Relation {
    EQUAL,
    NOT_EQUAL,
    ABOVE,
    ABOVE_OR_EQUAL,
    BELOW,
    BELOW_OR_EQUAL
  }

  /** A header or tag that is looked for, and behind which the rest of the expression looks. */
  enum Shift {
    VLAN,
    MPLS,
    PPPOE_DISCOVERY,
    PPPOE_SESSION,
    GENEVE
  }

  /** Both hold; the right one is not evaluated where the left one does not hold. */
  record And(Expression left, Expression right, Span span) implements Expression {}

  /** At least one holds; the right one is not evaluated where the left one holds. */
  record Or(Expression left, Expression right, Span span) implements Expression {}

  /** It does not hold. */
  record Not(Expression operand, Span span) implements Expression {}

  /** A protocol's name alone. */
  record Abbreviation(Protocol protocol, Span span) implements Expression {}

  /**
   * A host, net, port or protocol number.
   *
   * @param qualifiers own or inherited ones; null where there was nothing to inherit.
   */
  record Primitive(Qualifiers qualifiers, Identifier identifier, Span span) implements Expression {}

  /** Two numbers compared. */
  record Comparison(Relation relation, Arithmetic left, Arithmetic right, Span span)
      implements Expression {}

  /**
   * {@code greater} or {@code less}, both of which include the bound.
   *
   * @param least true if the bound is the least length that passes, false if it is the most.
   * @param bound length on the wire in bytes, unsigned.
   */
  record Length(boolean least, int bound, Span span) implements Expression {}

  /** Sent to all; the protocol is null where none was named. */
  record Broadcast(Protocol protocol, Span span) implements Expression {}

  /** Sent to a group; the protocol is null where none was named. */
  record Multicast(Protocol protocol, Span span) implements Expression {}

  /** {@code inbound} or {@code outbound}. */
  record Course(boolean outbound, Span span) implements Expression {}

  /** The number of the network interface that saw the packet. */
  record InterfaceIndex(int index, Span span) implements Expression {}

  /**
   * An encapsulation.
   *
   * @param number its tag, label, session or network number, or null if any will do.
   */
  record Encapsulation(Shift shift, Integer number, Span span) implements Expression {}

  /**
   * An 802.2 frame.
   *
   * @param type the name of a kind of frame, or null if any will do.
   */
  record LogicalLink(String type, Span span) implements Expression {}
}
