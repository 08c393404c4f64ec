package dev.weir.selection;

import dev.weir.selection.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes an expression apart into tokens. */
final class Lexer {
  /** What is told apart by its look, in the order in which it is tried. */
  private static final Pattern IPV4 = Pattern.compile("\\d+(?:\\.\\d+){3}(?:/\\w*)?");

  private static final Pattern IPV6 =
      Pattern.compile("(?:[0-9a-fA-F]{1,4}:|::)[0-9a-fA-F:]*[0-9a-fA-F:.]*(?:/\\w*)?");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z?)?");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?\\w*");
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*");
  private static final Pattern SYMBOL =
      Pattern.compile("&&|\\|\\||==|!=|<=|>=|=~|!~|\\.\\.|[-+*/<>!(),]");

  private final String expression;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(final String expression) {
    this.expression = expression;
  }

  /** All tokens, the last one {@link Kind#END}. */
  static List<Token> tokens(final String expression) throws SelectionException {
    return new Lexer(expression).run();
  }

  private List<Token> run() throws SelectionException {
    while (true) {
      while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
        at++;
      }
      if (at == expression.length()) {
        tokens.add(new Token(Kind.END, "", at, 0));
        return tokens;
      }
      final char first = expression.charAt(at);
      if (first == '"' || first == '\'') {
        quoted(first);
      } else if (!take(Kind.ADDRESS, IPV4)
          && !take(Kind.ADDRESS, IPV6)
          && !take(Kind.DATE, DATE)
          && !take(Kind.NUMBER, NUMBER)
          && !take(Kind.WORD, WORD)
          && !take(Kind.SYMBOL, SYMBOL)) {
        throw unknown(first);
      }
    }
  }

  private boolean take(final Kind kind, final Pattern pattern) {
    final Matcher matcher = pattern.matcher(expression).region(at, expression.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    tokens.add(new Token(kind, matcher.group(), at, matcher.end() - at));
    at = matcher.end();
    return true;
  }

  /** Text in quotes; a backslash before a quote makes it a part of the text. */
  private void quoted(final char quote) throws SelectionException {
    final StringBuilder text = new StringBuilder();
    int i = at + 1;
    while (i < expression.length() && expression.charAt(i) != quote) {
      if (expression.charAt(i) == '\\'
          && i + 1 < expression.length()
          && expression.charAt(i + 1) == quote) {
        i++;
      }
      text.append(expression.charAt(i++));
    }
    if (i == expression.length()) {
      throw new SelectionException("the quote is not closed", at, expression.length() - at);
    }
    tokens.add(new Token(Kind.QUOTED, text.toString(), at, i + 1 - at));
    at = i + 1;
  }

  private SelectionException unknown(final char first) {
    final String meant =
        switch (first) {
          case '=' -> "'=' is no operator: compare with ==";
          case '&' -> "'&' is no operator: join with &&";
          case '|' -> "'|' is no operator: join with ||";
          case '~' -> "'~' is no operator: match with =~ or !~";
          default -> "'" + first + "' means nothing here: quote text that is no word";
        };
    return new SelectionException(meant, at, 1);
  }
}
