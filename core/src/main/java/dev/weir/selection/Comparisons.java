package dev.weir.selection;

import dev.weir.selection.Term.Place;
import dev.weir.selection.Token.Kind;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes conditions of terms that are compared, or says why they cannot be. */
final class Comparisons {
  private final ColumnNames names;

  Comparisons(final ColumnNames names) {
    this.names = names;
  }

  /** A term that stands by itself. */
  Condition truth(final Term term) throws SelectionException {
    return switch (term) {
      case Term.Truth truth -> truth.condition();
      case Term.Either(Term.Truth one, Term.Truth other, _) ->
          Condition.any(one.condition(), other.condition());
      case Term.Word word -> throw word.place().refuse(names.unknown(word.place().text()));
      case Term.Numeric number ->
          throw number
              .place()
              .refuse(
                  "'%s' is a number: compare it, as in %s > 0"
                      .formatted(number.place().text(), number.place().text()));
      default ->
          throw term.place()
              .refuse(
                  "'%s' is text: compare it, as in %s == WORD"
                      .formatted(term.place().text(), term.place().text()));
    };
  }

  /** A term that is computed with. */
  NumberValue number(final Term term) throws SelectionException {
    return switch (term) {
      case Term.Numeric number -> number.value();
      case Term.Word word -> throw word.place().refuse(names.unknown(word.place().text()));
      default -> throw term.place().refuse("'" + term.place().text() + "' is no number");
    };
  }

  /** Both sides of an operator. */
  Condition compare(final Term left, final Comparison operator, final Term right, final Place sign)
      throws SelectionException {
    if (left instanceof Term.Either pair) {
      if (right instanceof Term.Either) {
        throw right.place().refuse("name a direction here: originator_ or responder_");
      }
      final Condition one = compare(pair.originator(), operator, right, sign);
      final Condition other = compare(pair.responder(), operator, right, sign);
      // "address != A" means that neither is A.
      return operator == Comparison.NOT_EQUAL
          ? Condition.all(one, other)
          : Condition.any(one, other);
    }
    if (right instanceof Term.Either pair) {
      final Condition one = compare(left, operator, pair.originator(), sign);
      final Condition other = compare(left, operator, pair.responder(), sign);
      return operator == Comparison.NOT_EQUAL
          ? Condition.all(one, other)
          : Condition.any(one, other);
    }
    requireColumn(left, right);
    if (left instanceof Term.Numeric one && right instanceof Term.Numeric other) {
      return numbers(one, operator, other);
    }
    if (left instanceof Term.Truth one && right instanceof Term.Truth other) {
      requireEquality(operator, sign, "what is true or false");
      final boolean equal = operator == Comparison.EQUAL;
      return c -> one.condition().holds(c) == other.condition().holds(c) == equal;
    }
    if (left instanceof Term.Address address && !(right instanceof Term.Address)) {
      return addresses(right, operator, address, sign);
    }
    if (right instanceof Term.Address address) {
      return addresses(left, operator, address, sign);
    }
    return texts(left, operator, right, sign);
  }

  /** Two words: the left one was to be a column. */
  private void requireColumn(final Term left, final Term right) throws SelectionException {
    if (left instanceof Term.Word word && (right instanceof Term.Word || !isText(right))) {
      throw word.place().refuse(names.unknown(word.place().text()));
    }
    if (right instanceof Term.Word word && !isText(left)) {
      throw word.place()
          .refuse(
              "'%s' is %s, '%s' is not"
                  .formatted(
                      left.place().text(),
                      left instanceof Term.Numeric ? "a number" : "true or false",
                      word.place().text()));
    }
  }

  private static boolean isText(final Term term) {
    return term instanceof Term.Text || term instanceof Term.AddressColumn;
  }

  private static Condition numbers(
      final Term.Numeric left, final Comparison operator, final Term.Numeric right)
      throws SelectionException {
    final NumberValue one = left.value().withUnitOf(right.value());
    final NumberValue other = right.value().withUnitOf(one);
    if (one.secondsPower != other.secondsPower) {
      throw right
          .place()
          .refuse(
              "'%s' is %s, '%s' %s"
                  .formatted(left.place().text(), one.unit(), right.place().text(), other.unit()));
    }
    return operator.of(one, other);
  }

  private static Condition addresses(
      final Term term, final Comparison operator, final Term.Address address, final Place sign)
      throws SelectionException {
    requireEquality(operator, sign, "an address");
    final boolean equal = operator == Comparison.EQUAL;
    return switch (term) {
      case Term.AddressColumn column -> {
        if (!address.network().isAddress()) {
          throw address.place().refuse("a network is tested with 'in'");
        }
        final Condition is = column.membership().in(address.network());
        yield c -> is.holds(c) == equal;
      }
      case Term.Text text ->
          text.value().compare(TextValue.constant(address.place().text()), equal);
      default -> throw term.place().refuse("'" + term.place().text() + "' is no address");
    };
  }

  private static Condition texts(
      final Term left, final Comparison operator, final Term right, final Place sign)
      throws SelectionException {
    final TextValue one = text(left, right);
    final TextValue other = text(right, left);
    requireEquality(operator, sign, "text");
    return one.compare(other, operator == Comparison.EQUAL);
  }

  private static TextValue text(final Term term, final Term other) throws SelectionException {
    return switch (term) {
      case Term.Text text -> text.value();
      case Term.AddressColumn column -> column.value();
      case Term.Word word -> TextValue.constant(word.place().text());
      case Term.Numeric number ->
          throw number
              .place()
              .refuse(
                  "'%s' is text, '%s' a number: put it in quotes"
                      .formatted(other.place().text(), number.place().text()));
      default ->
          throw term.place()
              .refuse(
                  "'%s' and '%s' cannot be compared"
                      .formatted(other.place().text(), term.place().text()));
    };
  }

  private static void requireEquality(
      final Comparison operator, final Place sign, final String what) throws SelectionException {
    if (!operator.isEquality()) {
      throw sign.refuse(
          what + " has no order: '" + operator.symbol() + "' compares numbers and times");
    }
  }

  /** One member of the set behind {@code in}. */
  Condition member(final Term left, final Term member) throws SelectionException {
    if (!(member instanceof Term.Address address) || address.network().isAddress()) {
      return compare(left, Comparison.EQUAL, member, member.place());
    }
    return switch (left) {
      case Term.Either pair ->
          Condition.any(member(pair.originator(), member), member(pair.responder(), member));
      case Term.AddressColumn column -> column.membership().in(address.network());
      case Term.Word word -> throw word.place().refuse(names.unknown(word.place().text()));
      default -> throw left.place().refuse("'" + left.place().text() + "' is no address");
    };
  }

  /** A range of numbers behind {@code in}, both ends in it. */
  Condition range(final Term left, final Term first, final Term last) throws SelectionException {
    if (left instanceof Term.Either pair) {
      return Condition.any(
          range(pair.originator(), first, last), range(pair.responder(), first, last));
    }
    return Condition.all(
        compare(left, Comparison.AT_LEAST, first, first.place()),
        compare(left, Comparison.AT_MOST, last, last.place()));
  }

  /** A text column and a regular expression. */
  Condition match(final Term left, final boolean found, final Token token)
      throws SelectionException {
    if (token.kind() != Kind.QUOTED && token.kind() != Kind.WORD) {
      throw new SelectionException(
          "a regular expression in quotes is missing", token.column(), token.length());
    }
    final Pattern pattern;
    try {
      pattern = Pattern.compile(token.text());
    } catch (final PatternSyntaxException e) {
      final int index = Math.clamp(e.getIndex(), 0, Math.max(0, token.text().length() - 1));
      throw new SelectionException(
          "no regular expression: " + e.getDescription(), token.column() + 1 + index, 1);
    }
    return match(left, found, pattern);
  }

  private Condition match(final Term left, final boolean found, final Pattern pattern)
      throws SelectionException {
    return switch (left) {
      case Term.Text text -> text.value().match(pattern, found);
      case Term.AddressColumn column -> column.value().match(pattern, found);
      case Term.Either pair
          when pair.originator() instanceof Term.Text
              || pair.originator() instanceof Term.AddressColumn -> {
        final Condition one = match(pair.originator(), found, pattern);
        final Condition other = match(pair.responder(), found, pattern);
        yield found ? Condition.any(one, other) : Condition.all(one, other);
      }
      case Term.Word word -> throw word.place().refuse(names.unknown(word.place().text()));
      default ->
          throw left.place()
              .refuse("'" + left.place().text() + "' is no text: regular expressions match text");
    };
  }
}
