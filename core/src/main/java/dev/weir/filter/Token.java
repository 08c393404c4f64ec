package dev.weir.filter;

/**
 * A word or sign of an expression.
 *
 * @param kind what it is.
 * @param text its characters, without the backslash of an escaped keyword.
 * @param value the number of a {@link TokenKind#NUMBER}, as unsigned 32 bits.
 * @param protocol the protocol of a {@link TokenKind#PROTOCOL}, else null.
 * @param span where it is.
 */
record Token(TokenKind kind, String text, int value, Protocol protocol, Span span) {
  static Token of(final TokenKind kind, final String text, final Span span) {
    return new Token(kind, text, 0, null, span);
  }

  boolean is(final TokenKind other) {
    return kind == other;
  }
}
