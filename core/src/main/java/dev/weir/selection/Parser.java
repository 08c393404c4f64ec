package dev.weir.selection;

import dev.weir.selection.Term.Place;
import dev.weir.selection.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads an expression and makes conditions of it, by recursive descent.
 *
 * <pre>
 *   or         = and { ("||" | "or") and }
 *   and        = not { ("&amp;&amp;" | "and") not }
 *   not        = ("!" | "not") not | comparison
 *   comparison = sum [ ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum
 *                    | ("=~" | "!~") text | ["not"] "in" set ]
 *   sum        = product { ("+" | "-") product }
 *   product    = factor { ("*" | "/") factor }
 *   factor     = "-" factor | "(" or ")" | call "(" name ")" | name | number | text | address
 *   call       = "set" | "most" | "least" | "sum"
 *   set        = address | "(" member { "," member } ")"
 *   member     = sum [ ".." sum ]
 * </pre>
 */
final class Parser {
  /** Deeper nesting than any person writes; keeps the stack in bounds, here and at each test. */
  private static final int MOST_DEPTH = 250;

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "in", "set", "most", "least", "sum", "true", "false");

  private final List<Token> tokens;
  private final ColumnNames names;
  private final Comparisons comparisons;
  private int at;
  private int depth;

  Parser(final List<Token> tokens, final ColumnNames names) {
    this.tokens = tokens;
    this.names = names;
    comparisons = new Comparisons(names);
  }

  /** Reads the whole expression. */
  Condition parse() throws SelectionException {
    if (peek().kind() == Kind.END) {
      throw refuse(peek(), "the expression is empty");
    }
    final Condition condition = truth(or());
    if (peek().kind() != Kind.END) {
      throw refuse(
          peek(),
          peek().is(")")
              ? "there is no '(' for this ')'"
              : "'" + peek().text() + "' is not expected here: join with && or ||");
    }
    return condition;
  }

  private Term or() throws SelectionException {
    enter();
    final Term first = and();
    final List<Condition> parts = new ArrayList<>();
    while (peek().is("||") || peek().isWord("or")) {
      if (parts.isEmpty()) {
        parts.add(truth(first));
      }
      next();
      parts.add(truth(and()));
    }
    leave();
    return parts.isEmpty()
        ? first
        : new Term.Truth(Condition.any(parts.toArray(Condition[]::new)), from(first));
  }

  private Term and() throws SelectionException {
    final Term first = not();
    final List<Condition> parts = new ArrayList<>();
    while (peek().is("&&") || peek().isWord("and")) {
      if (parts.isEmpty()) {
        parts.add(truth(first));
      }
      next();
      parts.add(truth(not()));
    }
    return parts.isEmpty()
        ? first
        : new Term.Truth(Condition.all(parts.toArray(Condition[]::new)), from(first));
  }

  private Term not() throws SelectionException {
    if (!peek().is("!") && !peek().isWord("not")) {
      return comparison();
    }
    enter();
    final Token sign = next();
    final Condition negated = Condition.not(truth(not()));
    leave();
    return new Term.Truth(negated, upToHere(sign.column()));
  }

  private Term comparison() throws SelectionException {
    final Term left = sum();
    final Token sign = peek();
    final Comparison operator = Comparison.of(sign);
    final Condition condition;
    if (operator != null) {
      next();
      condition = comparisons.compare(left, operator, sum(), Place.of(sign));
    } else if (sign.is("=~") || sign.is("!~")) {
      next();
      condition = comparisons.match(left, sign.is("=~"), next());
    } else if (sign.isWord("in")) {
      next();
      condition = in(left);
    } else if (sign.isWord("not") && tokens.get(at + 1).isWord("in")) {
      next();
      next();
      condition = Condition.not(in(left));
    } else {
      return left;
    }
    if (Comparison.of(peek()) != null) {
      throw refuse(peek(), "a comparison cannot be compared again: join two with &&");
    }
    return new Term.Truth(condition, from(left));
  }

  private Condition in(final Term left) throws SelectionException {
    if (peek().kind() == Kind.ADDRESS) {
      return comparisons.member(left, address(next()));
    }
    final Token open = peek();
    if (!open.is("(")) {
      throw refuse(open, "'in' needs a list in brackets or a network: in (a, b), in 10.0.0.0/8");
    }
    final List<Condition> members = new ArrayList<>();
    do {
      next();
      final Term member = sum();
      if (peek().is("..")) {
        next();
        final Term last = sum();
        members.add(comparisons.range(left, member, last));
      } else {
        members.add(comparisons.member(left, member));
      }
    } while (peek().is(","));
    close(open);
    return Condition.any(members.toArray(Condition[]::new));
  }

  private Term sum() throws SelectionException {
    Term left = product();
    for (int count = 0; peek().is("+") || peek().is("-"); count++) {
      limit(count);
      final boolean minus = next().is("-");
      final Term right = product();
      final NumberValue one = number(left).withUnitOf(number(right));
      final NumberValue other = number(right).withUnitOf(one);
      if (one.secondsPower != other.secondsPower) {
        throw right
            .place()
            .refuse(
                "'%s' is %s, '%s' %s: they have no %s"
                    .formatted(
                        left.place().text(),
                        one.unit(),
                        right.place().text(),
                        other.unit(),
                        minus ? "difference" : "sum"));
      }
      final NumberValue result = NumberValue.sum(one, minus ? NumberValue.negative(other) : other);
      left = new Term.Numeric(result, from(left));
    }
    return left;
  }

  private Term product() throws SelectionException {
    Term left = factor();
    for (int count = 0; peek().is("*") || peek().is("/"); count++) {
      limit(count);
      final boolean divides = next().is("/");
      final Term right = factor();
      final NumberValue one = number(left);
      final NumberValue other = number(right);
      final NumberValue result =
          divides ? NumberValue.quotient(one, other) : NumberValue.product(one, other);
      if (Math.abs(result.secondsPower) > NumberValue.MOST_SECONDS_POWER) {
        throw right.place().refuse("too many times are multiplied");
      }
      left = new Term.Numeric(result, from(left));
    }
    return left;
  }

  private Term factor() throws SelectionException {
    final Token token = next();
    switch (token.kind()) {
      case NUMBER:
        return new Term.Numeric(Literals.number(token), Place.of(token));
      case DATE:
        return new Term.Numeric(Literals.date(token), Place.of(token));
      case ADDRESS:
        return address(token);
      case QUOTED:
        return new Term.Text(TextValue.constant(checked(token)), Place.of(token));
      case WORD:
        return word(token);
      default:
        if (token.is("-")) {
          enter();
          final NumberValue negative = NumberValue.negative(number(factor()));
          leave();
          return new Term.Numeric(negative, upToHere(token.column()));
        }
        if (!token.is("(")) {
          throw missing(token);
        }
        final Term inner = or();
        close(token);
        return inner;
    }
  }

  private static String checked(final Token token) throws SelectionException {
    if (token.text().isEmpty()) {
      throw refuse(token, "no value is empty text: say !set(NAME) where there is none");
    }
    return token.text();
  }

  private static Term address(final Token token) throws SelectionException {
    return new Term.Address(Network.of(token), Place.of(token));
  }

  private Term word(final Token token) throws SelectionException {
    if (!KEYWORDS.contains(token.text())) {
      final Term column = names.term(Place.of(token));
      return column == null ? new Term.Word(Place.of(token)) : column;
    }
    switch (token.text()) {
      case "true":
        return new Term.Truth(Condition.TRUE, Place.of(token));
      case "false":
        return new Term.Truth(Condition.FALSE, Place.of(token));
      case "set", "most", "least", "sum":
        return call(token);
      default:
        throw missing(token);
    }
  }

  private Term call(final Token function) throws SelectionException {
    final Token open = next();
    final Token name = open.is("(") ? next() : open;
    if (name.kind() != Kind.WORD) {
      throw refuse(
          function, "'" + function.text() + "' needs a column: " + function.text() + "(NAME)");
    }
    final Place place = Place.of(name);
    final Term result =
        switch (function.text()) {
          case "set" -> new Term.Truth(names.isSet(place), place);
          case "sum" -> names.sum(place);
          default -> names.extreme(function.text().equals("most"), place);
        };
    close(open);
    return result;
  }

  /** Something else is needed than the token that has been read. */
  private SelectionException missing(final Token read) {
    final int place = tokens.indexOf(read);
    final String behind = place == 0 ? "" : " behind '" + tokens.get(place - 1).text() + "'";
    return refuse(
        read,
        read.kind() == Kind.END
            ? "a name or a value is missing" + behind
            : "a name or a value is missing" + behind + ", before '" + read.text() + "'");
  }

  private void close(final Token open) throws SelectionException {
    if (!peek().is(")")) {
      throw peek().kind() == Kind.END
          ? refuse(open, "this '(' is not closed")
          : refuse(peek(), "'" + peek().text() + "' is not expected here: ')' is missing");
    }
    next();
  }

  private Condition truth(final Term term) throws SelectionException {
    return comparisons.truth(term);
  }

  private NumberValue number(final Term term) throws SelectionException {
    return comparisons.number(term);
  }

  private void enter() throws SelectionException {
    limit(++depth);
  }

  private void leave() {
    depth--;
  }

  private void limit(final int count) throws SelectionException {
    if (count > MOST_DEPTH) {
      throw refuse(peek(), "the expression is nested too deeply");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** The token that stands here; the last one is never passed. */
  private Token next() {
    final Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** From the beginning of a term to the last token that was read. */
  private Place from(final Term first) {
    return upToHere(first.place().column());
  }

  private Place upToHere(final int column) {
    final Token last = tokens.get(Math.max(0, at - 1));
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < at; i++) {
      if (tokens.get(i).column() >= column) {
        text.append(text.isEmpty() ? "" : " ").append(tokens.get(i).text());
      }
    }
    return new Place(text.toString(), column, last.column() + last.length() - column);
  }

  private static SelectionException refuse(final Token token, final String message) {
    return new SelectionException(message, token.column(), token.length());
  }
}
