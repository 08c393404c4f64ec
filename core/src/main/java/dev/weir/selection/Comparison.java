package dev.weir.selection;

/** The operators that compare. A comparison with a value that is not set never holds. */
enum Comparison {
  /** Equal. */
  EQUAL("==", true, false, false),
  /** Set and not equal. */
  NOT_EQUAL("!=", false, true, true),
  /** Below. */
  LESS("<", false, true, false),
  /** Below or equal. */
  AT_MOST("<=", true, true, false),
  /** Above. */
  GREATER(">", false, false, true),
  /** Above or equal. */
  AT_LEAST(">=", true, false, true);

  private final String symbol;
  private final boolean whenEqual;
  private final boolean whenLess;
  private final boolean whenGreater;

  Comparison(
      final String symbol,
      final boolean whenEqual,
      final boolean whenLess,
      final boolean whenGreater) {
    this.symbol = symbol;
    this.whenEqual = whenEqual;
    this.whenLess = whenLess;
    this.whenGreater = whenGreater;
  }

  /** The operator of a token, or null. */
  static Comparison of(final Token token) {
    for (final Comparison one : values()) {
      if (token.is(one.symbol)) {
        return one;
      }
    }
    return null;
  }

  String symbol() {
    return symbol;
  }

  /** Whether it asks for equality only, one way or the other. */
  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** The comparison of two numbers of one unit. */
  Condition of(final NumberValue left, final NumberValue right) {
    if (left.isWhole && right.isWhole) {
      return connection -> {
        final long a = left.whole(connection);
        final long b = right.whole(connection);
        return a != NumberValue.UNSET
            && b != NumberValue.UNSET
            && (a == b ? whenEqual : a < b ? whenLess : whenGreater);
      };
    }
    return connection -> {
      final double a = left.real(connection);
      final double b = right.real(connection);
      // Neither is true where one is NaN, which is not set.
      return a == b ? whenEqual : a < b ? whenLess : a > b && whenGreater;
    };
  }
}
