package dev.weir.filter;

import dev.weir.filter.Arithmetic.Operator;

/**
 * Reads arithmetic.
 *
 * <p>Loosest first: {@code |}, {@code &}, shifts, sums, products, unary minus; all bind to the
 * left. The exceptions are {@code %} and {@code ^}: they take what is directly on their left, and
 * on their right as much as there is, so that {@code len % 4 + 1} is {@code len % (4 + 1)}.
 */
final class ArithmeticParser {
  private static final int LOOSEST = 0;
  private static final int UNARY = 5;
  private static final int DEEPEST = 200;

  private final TokenReader tokens;
  private int depth;

  ArithmeticParser(final TokenReader tokens) {
    this.tokens = tokens;
  }

  Arithmetic parse() throws FilterException {
    return parse(LOOSEST);
  }

  private Arithmetic parse(final int loosest) throws FilterException {
    if (++depth > DEEPEST) {
      throw tokens.refuse("arithmetic is nested too deeply");
    }
    Arithmetic left = operand();
    for (Operator operator = operator(); operator != null; operator = operator()) {
      final boolean greedy = operator == Operator.MODULO || operator == Operator.XOR;
      if (!greedy && tightness(operator) < loosest) {
        break;
      }
      tokens.take();
      final Arithmetic right = parse(greedy ? LOOSEST : tightness(operator) + 1);
      left = new Arithmetic.Binary(operator, left, right, left.span().to(right.span()));
    }
    depth--;
    return left;
  }

  private Arithmetic operand() throws FilterException {
    final Token first = tokens.peek();
    switch (first.kind()) {
      case NUMBER -> {
        return new Arithmetic.Constant(tokens.take().value(), first.span());
      }
      case LENGTH -> {
        tokens.take();
        return new Arithmetic.PacketLength(first.span());
      }
      case MINUS -> {
        tokens.take();
        final Arithmetic operand = parse(UNARY);
        return new Arithmetic.Negation(operand, first.span().to(operand.span()));
      }
      case LEFT_PARENTHESIS -> {
        tokens.take();
        final Arithmetic inner = parse(LOOSEST);
        tokens.expect(TokenKind.RIGHT_PARENTHESIS);
        return inner;
      }
      case PROTOCOL -> {
        return load();
      }
      default -> throw tokens.syntaxError();
    }
  }

  private Arithmetic load() throws FilterException {
    final Token protocol = tokens.expect(TokenKind.PROTOCOL);
    tokens.expect(TokenKind.LEFT_BRACKET);
    final Arithmetic index = parse(LOOSEST);
    int size = 1;
    if (tokens.at(TokenKind.COLON)) {
      tokens.take();
      size = tokens.expect(TokenKind.NUMBER).value();
    }
    tokens.expect(TokenKind.RIGHT_BRACKET);
    return new Arithmetic.Load(protocol.protocol(), index, size, tokens.since(protocol));
  }

  private Operator operator() {
    return switch (tokens.peek().kind()) {
      case PLUS -> Operator.ADD;
      case MINUS -> Operator.SUBTRACT;
      case TIMES -> Operator.MULTIPLY;
      case DIVIDED_BY -> Operator.DIVIDE;
      case MODULO -> Operator.MODULO;
      case BIT_AND -> Operator.AND;
      case BIT_OR -> Operator.OR;
      case BIT_XOR -> Operator.XOR;
      case SHIFT_LEFT -> Operator.SHIFT_LEFT;
      case SHIFT_RIGHT -> Operator.SHIFT_RIGHT;
      default -> null;
    };
  }

  private static int tightness(final Operator operator) {
    return switch (operator) {
      case OR -> 0;
      case AND -> 1;
      case SHIFT_LEFT, SHIFT_RIGHT -> 2;
      case ADD, SUBTRACT -> 3;
      case MULTIPLY, DIVIDE -> 4;
      default -> UNARY;
    };
  }
}
