package dev.weir.filter;

import java.util.List;

/**
 * Makes a syntax tree of tokens.
 *
 * <p>{@code and} and {@code or} bind equally and to the left. Identifiers without qualifiers take
 * those of the term before them, which is why every method that can meet one is given the
 * qualifiers to inherit, null where there are none. Arithmetic is read by {@link ArithmeticParser}.
 */
final class Parser {
  private static final int DEEPEST = 1000;

  private final TokenReader tokens;
  private final ArithmeticParser arithmetic;
  private int depth;

  private Parser(final List<Token> tokens) {
    this.tokens = new TokenReader(tokens);
    this.arithmetic = new ArithmeticParser(this.tokens);
  }

  /** A tree, and what an identifier that follows it would inherit. */
  private record Term(Expression tree, Qualifiers qualifiers) {}

  /**
   * Parses a whole expression.
   *
   * @return its tree; null if there are no tokens, which means every packet.
   */
  static Expression parse(final List<Token> tokens) throws FilterException {
    final Parser parser = new Parser(tokens);
    if (parser.tokens.at(TokenKind.END)) {
      return null;
    }
    final Term whole = parser.expression(null);
    if (!parser.tokens.at(TokenKind.END)) {
      throw parser.tokens.syntaxError();
    }
    return whole.tree();
  }

  private Term expression(final Qualifiers inherited) throws FilterException {
    Term left = term(inherited);
    while (tokens.at(TokenKind.AND) || tokens.at(TokenKind.OR)) {
      final boolean and = tokens.take().is(TokenKind.AND);
      final Qualifiers last = left.qualifiers();
      final Term right = tokens.identifierFollows() ? new Term(identifier(last), last) : term(last);
      left = new Term(join(and, left.tree(), right.tree()), right.qualifiers());
    }
    return left;
  }

  private static Expression join(final boolean and, final Expression left, final Expression right) {
    final Span span = left.span().to(right.span());
    return and ? new Expression.And(left, right, span) : new Expression.Or(left, right, span);
  }

  private Term term(final Qualifiers inherited) throws FilterException {
    if (++depth > DEEPEST) {
      throw tokens.refuse("expression is nested too deeply");
    }
    final Term result;
    if (tokens.at(TokenKind.NOT)) {
      final Span start = tokens.take().span();
      final Term operand = term(inherited);
      final Span span = start.to(operand.tree().span());
      result = new Term(new Expression.Not(operand.tree(), span), operand.qualifiers());
    } else if (tokens.arithmeticFollows()) {
      result = new Term(comparison(), null);
    } else if (tokens.at(TokenKind.LEFT_PARENTHESIS)) {
      tokens.take();
      final Term inner = expression(inherited);
      tokens.expect(TokenKind.RIGHT_PARENTHESIS);
      // What follows the parenthesis inherits from before it, not from within.
      result = new Term(inner.tree(), inherited);
    } else {
      result = primitive();
    }
    depth--;
    return result;
  }

  private Expression comparison() throws FilterException {
    final Arithmetic left = arithmetic.parse();
    final Expression.Relation relation =
        switch (tokens.peek().kind()) {
          case EQUAL -> Expression.Relation.EQUAL;
          case NOT_EQUAL -> Expression.Relation.NOT_EQUAL;
          case ABOVE -> Expression.Relation.ABOVE;
          case ABOVE_OR_EQUAL -> Expression.Relation.ABOVE_OR_EQUAL;
          case BELOW -> Expression.Relation.BELOW;
          case BELOW_OR_EQUAL -> Expression.Relation.BELOW_OR_EQUAL;
          default -> throw tokens.syntaxError();
        };
    tokens.take();
    final Arithmetic right = arithmetic.parse();
    return new Expression.Comparison(relation, left, right, left.span().to(right.span()));
  }

  private Term primitive() throws FilterException {
    final Token first = tokens.peek();
    final Protocol protocol = first.is(TokenKind.PROTOCOL) ? tokens.take().protocol() : null;
    final Qualifiers.Direction direction = direction();
    final Qualifiers.Type type = type(direction);
    final Span head = tokens.since(first);
    if (direction == Qualifiers.Direction.UNSAID && type == Qualifiers.Type.UNSAID) {
      return new Term(special(protocol, first), null);
    }
    final Qualifiers own = new Qualifiers(protocol, direction, type);
    if (!tokens.identifierFollows()) {
      throw tokens.syntaxError();
    }
    final Expression tree = identifier(own);
    if (tree instanceof final Expression.Primitive single) {
      return new Term(
          new Expression.Primitive(own, single.identifier(), head.to(single.span())), own);
    }
    return new Term(tree, own);
  }

  private Qualifiers.Direction direction() throws FilterException {
    if (!tokens.at(TokenKind.SOURCE) && !tokens.at(TokenKind.DESTINATION)) {
      return Qualifiers.Direction.UNSAID;
    }
    final boolean source = tokens.take().is(TokenKind.SOURCE);
    final TokenKind other = source ? TokenKind.DESTINATION : TokenKind.SOURCE;
    if ((tokens.at(TokenKind.AND) || tokens.at(TokenKind.OR)) && tokens.next().is(other)) {
      final boolean and = tokens.take().is(TokenKind.AND);
      tokens.take();
      return and ? Qualifiers.Direction.BOTH : Qualifiers.Direction.EITHER;
    }
    return source ? Qualifiers.Direction.SOURCE : Qualifiers.Direction.DESTINATION;
  }

  private Qualifiers.Type type(final Qualifiers.Direction direction) {
    final Qualifiers.Type type =
        switch (tokens.peek().kind()) {
          case HOST -> Qualifiers.Type.HOST;
          case NET -> Qualifiers.Type.NET;
          case PORT -> Qualifiers.Type.PORT;
          case PORT_RANGE -> Qualifiers.Type.PORT_RANGE;
          case PROTO -> Qualifiers.Type.PROTO;
          case PROTO_CHAIN -> Qualifiers.Type.PROTO_CHAIN;
          default -> Qualifiers.Type.UNSAID;
        };
    final boolean directed = direction != Qualifiers.Direction.UNSAID;
    final boolean chain = type == Qualifiers.Type.PROTO || type == Qualifiers.Type.PROTO_CHAIN;
    if (type == Qualifiers.Type.UNSAID || directed && chain) {
      return Qualifiers.Type.UNSAID;
    }
    tokens.take();
    return type;
  }

  /** What needs no identifier: a protocol's name alone, or a keyword that stands for itself. */
  private Expression special(final Protocol protocol, final Token first) throws FilterException {
    switch (tokens.peek().kind()) {
      case BROADCAST -> {
        tokens.take();
        return new Expression.Broadcast(protocol, tokens.since(first));
      }
      case MULTICAST -> {
        tokens.take();
        return new Expression.Multicast(protocol, tokens.since(first));
      }
      case ELSEWHERE -> throw tokens.refuse(Keywords.elsewhere(tokens.peek().text()));
      case UNSUPPORTED ->
          throw tokens.refuse("'" + tokens.peek().text() + "' is not supported by this filter");
      default -> {
        return protocol != null
            ? new Expression.Abbreviation(protocol, first.span())
            : keyword(first);
      }
    }
  }

  private Expression keyword(final Token first) throws FilterException {
    switch (first.kind()) {
      case LESS, GREATER -> {
        tokens.take();
        final int bound = tokens.expect(TokenKind.NUMBER).value();
        return new Expression.Length(first.is(TokenKind.GREATER), bound, tokens.since(first));
      }
      case INBOUND, OUTBOUND -> {
        tokens.take();
        return new Expression.Course(first.is(TokenKind.OUTBOUND), first.span());
      }
      case INTERFACE_INDEX -> {
        tokens.take();
        final int index = tokens.expect(TokenKind.NUMBER).value();
        return new Expression.InterfaceIndex(index, tokens.since(first));
      }
      case VLAN -> {
        return encapsulation(Expression.Shift.VLAN, true);
      }
      case MPLS -> {
        return encapsulation(Expression.Shift.MPLS, true);
      }
      case PPPOE_DISCOVERY -> {
        return encapsulation(Expression.Shift.PPPOE_DISCOVERY, false);
      }
      case PPPOE_SESSION -> {
        return encapsulation(Expression.Shift.PPPOE_SESSION, true);
      }
      case GENEVE -> {
        return encapsulation(Expression.Shift.GENEVE, true);
      }
      case LLC -> {
        tokens.take();
        // "rnr" is a keyword elsewhere, and a kind of frame here.
        final boolean typed = tokens.at(TokenKind.NAME) || tokens.peek().text().equals("rnr");
        final String type = typed ? tokens.take().text() : null;
        return new Expression.LogicalLink(type, tokens.since(first));
      }
      default -> throw tokens.syntaxError();
    }
  }

  private Expression encapsulation(final Expression.Shift shift, final boolean numbered)
      throws FilterException {
    final Token first = tokens.take();
    Integer number = null;
    if (numbered && tokens.parenthesisedNumberFollows()) {
      number = tokens.takeParenthesisedNumber().value();
    }
    return new Expression.Encapsulation(shift, number, tokens.since(first));
  }

  /** An identifier, its negation, or a list of them in parentheses. */
  private Expression identifier(final Qualifiers qualifiers) throws FilterException {
    if (tokens.at(TokenKind.NOT)) {
      final Span start = tokens.take().span();
      final Expression operand = identifier(qualifiers);
      return new Expression.Not(operand, start.to(operand.span()));
    }
    if (tokens.parenthesisedNumberFollows()) {
      final Token number = tokens.takeParenthesisedNumber();
      final Identifier id = new Identifier.Number(number.value(), number.span());
      return new Expression.Primitive(qualifiers, id, number.span());
    }
    if (tokens.at(TokenKind.LEFT_PARENTHESIS)) {
      tokens.take();
      final Expression list = identifierList(qualifiers);
      tokens.expect(TokenKind.RIGHT_PARENTHESIS);
      return list;
    }
    final Identifier id = IdentifierParser.parse(tokens);
    return new Expression.Primitive(qualifiers, id, id.span());
  }

  private Expression identifierList(final Qualifiers qualifiers) throws FilterException {
    if (tokens.at(TokenKind.LEFT_PARENTHESIS) && !tokens.parenthesisedNumberFollows()) {
      throw tokens.syntaxError();
    }
    Expression list = identifier(qualifiers);
    while (tokens.at(TokenKind.AND) || tokens.at(TokenKind.OR)) {
      final boolean and = tokens.take().is(TokenKind.AND);
      list = join(and, list, identifier(qualifiers));
    }
    return list;
  }
}
