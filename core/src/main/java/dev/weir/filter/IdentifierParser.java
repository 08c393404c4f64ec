package dev.weir.filter;

/** Reads one identifier: a name, or an address with what limits it. */
final class IdentifierParser {
  private static final int IPV6_BITS = 128;

  private IdentifierParser() {}

  static Identifier parse(final TokenReader tokens) throws FilterException {
    final Token first = tokens.peek();
    switch (first.kind()) {
      case NAME -> {
        return new Identifier.Name(tokens.take().text(), first.span());
      }
      case MAC -> {
        return new Identifier.Mac(tokens.take().text(), first.span());
      }
      case IPV4 -> {
        tokens.take();
        if (tokens.at(TokenKind.MASK)) {
          tokens.take();
          final String mask = tokens.expect(TokenKind.IPV4).text();
          return new Identifier.Ipv4(first.text(), -1, mask, tokens.since(first));
        }
        final int prefix = prefixLength(tokens, -1);
        return new Identifier.Ipv4(first.text(), prefix, null, tokens.since(first));
      }
      case IPV6 -> {
        tokens.take();
        final int prefix = prefixLength(tokens, IPV6_BITS);
        return new Identifier.Ipv6(first.text(), prefix, tokens.since(first));
      }
      default -> throw tokens.syntaxError();
    }
  }

  private static int prefixLength(final TokenReader tokens, final int otherwise)
      throws FilterException {
    if (!tokens.at(TokenKind.DIVIDED_BY)) {
      return otherwise;
    }
    tokens.take();
    final int length = tokens.expect(TokenKind.NUMBER).value();
    // Any number beyond the length of an address is refused for the same reason.
    return length < 0 ? Integer.MAX_VALUE : length;
  }
}
