package dev.weir.filter;

import java.util.List;

/** A place among the tokens of an expression, with the looking ahead that the grammar needs. */
final class TokenReader {
  private final List<Token> tokens;
  private int position;

  TokenReader(final List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(position);
  }

  /** The token behind the one that {@link #peek} sees. */
  Token next() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  boolean at(final TokenKind kind) {
    return peek().is(kind);
  }

  Token take() {
    final Token token = peek();
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  Token expect(final TokenKind kind) throws FilterException {
    if (!at(kind)) {
      throw syntaxError();
    }
    return take();
  }

  /** The place from a token to the last one taken. */
  Span since(final Token first) {
    return position == 0 || tokens.get(position - 1).span().end() < first.span().end()
        ? first.span()
        : first.span().to(tokens.get(position - 1).span());
  }

  FilterException syntaxError() {
    return refuse(Lexer.SYNTAX_ERROR);
  }

  FilterException refuse(final String message) {
    return new FilterException(message).at(peek().span());
  }

  /**
   * Whether an identifier, its negation or a list of identifiers comes next, rather than a term. A
   * number may begin either; what stands behind it, and behind parentheses around it, decides.
   */
  boolean identifierFollows() {
    int at = position;
    while (tokens.get(at).is(TokenKind.LEFT_PARENTHESIS) || tokens.get(at).is(TokenKind.NOT)) {
      at++;
    }
    return switch (tokens.get(at).kind()) {
      case NAME, IPV4, IPV6, MAC -> true;
      case NUMBER -> {
        do {
          at++;
        } while (tokens.get(at).is(TokenKind.RIGHT_PARENTHESIS));
        yield !isRelation(tokens.get(at).kind()) && !isOperator(tokens.get(at).kind());
      }
      default -> false;
    };
  }

  /**
   * Whether a number that is to be compared comes next. Parentheses may enclose such a number or a
   * whole comparison; the first ones are the number's own if they close before it is compared.
   */
  boolean arithmeticFollows() {
    int at = position;
    while (tokens.get(at).is(TokenKind.LEFT_PARENTHESIS)) {
      at++;
    }
    final boolean begins =
        switch (tokens.get(at).kind()) {
          case LENGTH, MINUS, NUMBER -> true;
          case PROTOCOL -> tokens.get(at + 1).is(TokenKind.LEFT_BRACKET);
          default -> false;
        };
    return begins && (at == position || closesBeforeRelation(at));
  }

  private boolean closesBeforeRelation(final int start) {
    int open = start - position;
    for (int at = start; ; at++) {
      switch (tokens.get(at).kind()) {
        case LEFT_PARENTHESIS -> open++;
        case RIGHT_PARENTHESIS -> {
          if (--open == 0) {
            return true;
          }
        }
        case NUMBER, PROTOCOL, LENGTH, LEFT_BRACKET, RIGHT_BRACKET, COLON -> {
          // Still inside.
        }
        default -> {
          if (!isOperator(tokens.get(at).kind())) {
            return false;
          }
        }
      }
    }
  }

  private static boolean isRelation(final TokenKind kind) {
    return switch (kind) {
      case EQUAL, NOT_EQUAL, ABOVE, ABOVE_OR_EQUAL, BELOW, BELOW_OR_EQUAL -> true;
      default -> false;
    };
  }

  private static boolean isOperator(final TokenKind kind) {
    return switch (kind) {
      case PLUS,
          MINUS,
          TIMES,
          DIVIDED_BY,
          MODULO,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT ->
          true;
      default -> false;
    };
  }

  /** Whether a number comes next, with or without parentheses around it. */
  boolean parenthesisedNumberFollows() {
    int at = position;
    while (tokens.get(at).is(TokenKind.LEFT_PARENTHESIS)) {
      at++;
    }
    final int open = at - position;
    if (!tokens.get(at).is(TokenKind.NUMBER)) {
      return false;
    }
    for (int i = 1; i <= open; i++) {
      if (!tokens.get(Math.min(at + i, tokens.size() - 1)).is(TokenKind.RIGHT_PARENTHESIS)) {
        return false;
      }
    }
    return true;
  }

  Token takeParenthesisedNumber() {
    int open = 0;
    while (at(TokenKind.LEFT_PARENTHESIS)) {
      take();
      open++;
    }
    final Token number = take();
    for (int i = 0; i < open; i++) {
      take();
    }
    return number;
  }
}
