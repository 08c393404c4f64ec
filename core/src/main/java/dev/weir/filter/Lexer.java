package dev.weir.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an expression into tokens.
 *
 * <p>The longest token wins, as in the lexical scanner of libpcap: {@code len-1} is one name,
 * {@code 1.2.3.4} an address, {@code 1.2.3.4.5} a name again, {@code 1.2.3.4.5.6} an Ethernet
 * address.
 */
final class Lexer {
  static final String SYNTAX_ERROR = "can't parse filter expression: syntax error";

  private static final int MOST_IPV4_PARTS = 4;
  private static final int MAC_BYTES = 6;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(final String text) {
    this.text = text;
  }

  /** The tokens of an expression, the last of which is of kind {@link TokenKind#END}. */
  static List<Token> tokens(final String text) throws FilterException {
    final Lexer lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.tokens.add(Token.of(TokenKind.END, "", new Span(text.stripTrailing().length(), 0)));
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length();
  }

  private void next() throws FilterException {
    final char c = text.charAt(position);
    if (isWordStart(c) || c == ':' && ipv6End() > position) {
      word();
    } else if (c == '\\') {
      escapedWord();
    } else {
      sign();
    }
  }

  private void word() throws FilterException {
    final int number = numberEnd(position);
    final int dotted = dottedEnd();
    final int mac = macEnd();
    final int ipv6 = ipv6End();
    final int name = nameEnd();
    final int longest = Math.max(Math.max(Math.max(number, dotted), Math.max(mac, ipv6)), name);
    // Of equally long ones the first counts: twelve digits are an Ethernet address.
    if (longest == mac) {
      add(TokenKind.MAC, longest);
    } else if (longest == number) {
      final Span span = new Span(position, longest - position);
      final String digits = text.substring(position, longest);
      add(new Token(TokenKind.NUMBER, digits, valueOf(digits, span), null, span));
    } else if (longest == dotted) {
      add(TokenKind.IPV4, longest);
    } else if (longest == ipv6) {
      add(TokenKind.IPV6, longest);
    } else {
      keywordOrName(longest);
    }
  }

  private void keywordOrName(final int end) {
    final String word = text.substring(position, end);
    final TokenKind kind = Keywords.kindOf(word);
    final int value = kind == TokenKind.NUMBER ? Keywords.numberOf(word) : 0;
    final Span span = new Span(position, end - position);
    add(new Token(kind, word, value, Keywords.protocolOf(word), span));
  }

  /** A backslash makes a name of any keyword; the name reaches to a blank, a sign or the end. */
  private void escapedWord() throws FilterException {
    int end = position + 1;
    while (end < text.length() && " !()\n\t".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == position + 1) {
      throw new FilterException(SYNTAX_ERROR, position, 1);
    }
    final Span span = new Span(position, end - position);
    add(Token.of(TokenKind.NAME, text.substring(position + 1, end), span));
  }

  private void sign() throws FilterException {
    final char next = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
    switch (text.charAt(position)) {
      case '&' -> either(next == '&', TokenKind.AND, TokenKind.BIT_AND);
      case '|' -> either(next == '|', TokenKind.OR, TokenKind.BIT_OR);
      case '=' -> either(next == '=', TokenKind.EQUAL, TokenKind.EQUAL);
      case '!' -> either(next == '=', TokenKind.NOT_EQUAL, TokenKind.NOT);
      case '>' -> {
        if (next == '=') {
          add(TokenKind.ABOVE_OR_EQUAL, position + 2);
        } else {
          either(next == '>', TokenKind.SHIFT_RIGHT, TokenKind.ABOVE);
        }
      }
      case '<' -> {
        if (next == '=') {
          add(TokenKind.BELOW_OR_EQUAL, position + 2);
        } else {
          either(next == '<', TokenKind.SHIFT_LEFT, TokenKind.BELOW);
        }
      }
      case '(' -> add(TokenKind.LEFT_PARENTHESIS, position + 1);
      case ')' -> add(TokenKind.RIGHT_PARENTHESIS, position + 1);
      case '[' -> add(TokenKind.LEFT_BRACKET, position + 1);
      case ']' -> add(TokenKind.RIGHT_BRACKET, position + 1);
      case ':' -> add(TokenKind.COLON, position + 1);
      case '+' -> add(TokenKind.PLUS, position + 1);
      case '-' -> add(TokenKind.MINUS, position + 1);
      case '*' -> add(TokenKind.TIMES, position + 1);
      case '/' -> add(TokenKind.DIVIDED_BY, position + 1);
      case '%' -> add(TokenKind.MODULO, position + 1);
      case '^' -> add(TokenKind.BIT_XOR, position + 1);
      default -> throw new FilterException(SYNTAX_ERROR, position, 1);
    }
  }

  private void either(final boolean twoSigns, final TokenKind two, final TokenKind one) {
    add(twoSigns ? two : one, position + (twoSigns ? 2 : 1));
  }

  private void add(final TokenKind kind, final int end) {
    final Span span = new Span(position, end - position);
    add(Token.of(kind, text.substring(position, end), span));
  }

  private void add(final Token token) {
    tokens.add(token);
    position = token.span().end();
  }

  private static int valueOf(final String digits, final Span span) throws FilterException {
    final boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
    final boolean octal = !hexadecimal && digits.startsWith("0");
    final int radix = hexadecimal ? 16 : octal ? 8 : 10;
    long value = 0;
    for (int i = hexadecimal ? 2 : 0; i < digits.length(); i++) {
      final int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        throw refuse("number " + digits + " contains non-octal digit", span);
      }
      value = value * radix + digit;
      if (value > 0xFFFF_FFFFL) {
        throw refuse("number " + digits + " overflows 32 bits", span);
      }
    }
    return (int) value;
  }

  private static FilterException refuse(final String message, final Span span) {
    return new FilterException(message, span.column(), span.length());
  }

  private static boolean isWordStart(final char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private boolean isHexAt(final int index) {
    return index < text.length()
        && text.charAt(index) < 0x80
        && Character.digit(text.charAt(index), 16) >= 0;
  }

  private boolean isDigitAt(final int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private boolean isAt(final int index, final char c) {
    return index < text.length() && text.charAt(index) == c;
  }

  /** The end of a number that begins at an index; the index itself if none does. */
  private int numberEnd(final int start) {
    int end = start;
    final boolean prefixed = isAt(start, '0') && (isAt(start + 1, 'x') || isAt(start + 1, 'X'));
    if (prefixed && isHexAt(start + 2)) {
      end = start + 2;
      while (isHexAt(end)) {
        end++;
      }
      return end;
    }
    while (isDigitAt(end)) {
      end++;
    }
    return end;
  }

  private int dottedEnd() {
    int end = numberEnd(position);
    int parts = 1;
    while (end > position && parts < MOST_IPV4_PARTS && isAt(end, '.')) {
      final int next = numberEnd(end + 1);
      if (next == end + 1) {
        break;
      }
      end = next;
      parts++;
    }
    return parts > 1 ? end : position;
  }

  private int macEnd() {
    int longest = position;
    for (final char separator : new char[] {':', '-', '.'}) {
      longest = Math.max(longest, groupsEnd(separator, MAC_BYTES, 1, 2));
    }
    longest = Math.max(longest, groupsEnd('.', MAC_BYTES / 2, 4, 4));
    int end = position;
    while (end < position + 2 * MAC_BYTES && isHexAt(end)) {
      end++;
    }
    return end == position + 2 * MAC_BYTES ? Math.max(longest, end) : longest;
  }

  /** The end of so many groups of hexadecimal digits with a separator between them. */
  private int groupsEnd(final char separator, final int groups, final int least, final int most) {
    int end = position;
    for (int group = 0; group < groups; group++) {
      if (group > 0) {
        if (!isAt(end, separator)) {
          return position;
        }
        end++;
      }
      final int start = end;
      while (end < start + most && isHexAt(end)) {
        end++;
      }
      if (end - start < least) {
        return position;
      }
    }
    return end;
  }

  private int ipv6End() {
    int end = position;
    while (isHexAt(end) || isAt(end, ':') || isAt(end, '.')) {
      end++;
    }
    while (end > position && Addresses.ipv6(text.substring(position, end)) == null) {
      end--;
    }
    return end;
  }

  /** Names may hold dots, hyphens and underscores, but neither of the last two at the end. */
  private int nameEnd() {
    int end = position;
    while (end < text.length()
        && (isWordStart(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > position + 1 && (isAt(end - 1, '-') || isAt(end - 1, '_'))) {
      end--;
    }
    return end;
  }
}
