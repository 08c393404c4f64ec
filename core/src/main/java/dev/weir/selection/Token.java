package dev.weir.selection;

/**
 * One token of an expression.
 *
 * @param kind what it is.
 * @param text as it is meant: of quoted text, what stands between the quotes.
 * @param column index of its first character in the expression.
 * @param length how many characters it takes there.
 */
record Token(Kind kind, String text, int column, int length) {
  /** What a token is. */
  enum Kind {
    /** A name, a keyword or text without quotes. */
    WORD,
    /** Text in quotes. */
    QUOTED,
    /** A number, with its unit. */
    NUMBER,
    /** A date, with or without a time of day. */
    DATE,
    /** An IPv4 or IPv6 address, with or without a prefix length. */
    ADDRESS,
    /** An operator or a bracket. */
    SYMBOL,
    /** Behind the last token. */
    END
  }

  boolean is(final String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(final String word) {
    return kind == Kind.WORD && text.equals(word);
  }
}
