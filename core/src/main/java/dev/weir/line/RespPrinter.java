package dev.weir.line;

/** The protocol of Redis (RESP): every element of a segment as text. */
final class RespPrinter {
  /** What comes of an element that is cut or wrong. */
  private static final int CUT = -1;

  private static final int NULL = -1;
  private static final int LENGTH_CUT = -2;
  private static final int TOO_LARGE = -3;
  private static final int NEGATIVE = -4;
  private static final int INVALID = -5;

  /** Arrays in arrays: a segment has room for more of them than a stack. */
  private static final int MOST_DEPTH = 1000;

  private final Printout out;
  private int at;
  private int left;
  private int depth;

  RespPrinter(final Printout out) {
    this.out = out;
  }

  void print(final int from, final int length) {
    out.protocol = "resp";
    out.ascii(": RESP");
    at = from;
    left = length;
    depth = 0;
    while (left > 0) {
      if (element() == CUT) {
        out.truncated();
        return;
      }
    }
  }

  /** Prints one element and moves behind it. */
  private int element() {
    if (left < 1) {
      return CUT;
    }
    return switch (out.u8(at)) {
      case '+', '-', ':' -> simple();
      case '$' -> bulk();
      case '*' -> array();
      default -> inline();
    };
  }

  private void skip(final int count) {
    at += count;
    left -= count;
  }

  /** Moves to the next line end of two bytes; false where the segment has none. */
  private boolean findLineEnd() {
    while (true) {
      if (left < 2 || !out.has(at, 2)) {
        return false;
      }
      if (out.u8(at) == '\r' && out.u8(at + 1) == '\n') {
        return true;
      }
      skip(1);
    }
  }

  private boolean segment(final int from, final int length) {
    out.ascii(" \"");
    if (!out.visible(from, length)) {
      return false;
    }
    out.text.append('"');
    return true;
  }

  private int simple() {
    skip(1);
    final int from = at;
    if (!findLineEnd() || !segment(from, at - from)) {
      return CUT;
    }
    skip(2);
    return 0;
  }

  private int bulk() {
    skip(1);
    final int length = length();
    if (length < 0) {
      return fault(length);
    }
    if (length == 0) {
      out.ascii(" empty");
    } else {
      if (left < length || !out.has(at, length) || !segment(at, length)) {
        return CUT;
      }
      skip(length);
    }
    if (!findLineEnd()) {
      return CUT;
    }
    skip(2);
    return 0;
  }

  private int array() {
    skip(1);
    final int count = length();
    if (count < 0) {
      return fault(count);
    }
    if (count == 0) {
      out.ascii(" empty");
    }
    if (++depth > MOST_DEPTH) {
      return CUT;
    }
    for (int i = 0; i < count; i++) {
      if (element() == CUT) {
        return CUT;
      }
    }
    depth--;
    return 0;
  }

  private int fault(final int code) {
    switch (code) {
      case NULL -> out.ascii(" null");
      case LENGTH_CUT -> {
        return CUT;
      }
      case TOO_LARGE -> out.ascii(" length too large");
      case NEGATIVE -> out.ascii(" length negative and not -1");
      default -> out.ascii(" invalid");
    }
    return 0;
  }

  private boolean skipLineEnds() {
    boolean found = false;
    while (left > 0 && out.has(at, 1)) {
      final int c = out.u8(at);
      if (c != '\r' && c != '\n') {
        return true;
      }
      found = true;
      skip(1);
    }
    return found;
  }

  private int inline() {
    if (!skipLineEnds()) {
      return CUT;
    }
    final int from = at;
    while (true) {
      if (left < 1) {
        return CUT;
      }
      final int c = out.u8(at);
      if (c == '\r' || c == '\n') {
        break;
      }
      skip(1);
    }
    if (!segment(from, at - from)) {
      return CUT;
    }
    return skipLineEnds() ? 0 : CUT;
  }

  /** A length and its line end, or what is wrong with them. */
  private int length() {
    if (left < 1) {
      return LENGTH_CUT;
    }
    final boolean negative = out.u8(at) == '-';
    if (negative) {
      skip(1);
    }
    long result = 0;
    boolean tooLarge = false;
    boolean digits = false;
    int c;
    while (true) {
      if (left < 1) {
        return LENGTH_CUT;
      }
      c = out.u8(at);
      if (c < '0' || c > '9') {
        break;
      }
      result = result * 10 + c - '0';
      if (result > Integer.MAX_VALUE) {
        tooLarge = true;
        result = 0;
      }
      digits = true;
      skip(1);
    }
    if (!digits || c != '\r') {
      skip(1);
      return INVALID;
    }
    skip(1);
    if (left < 1) {
      return LENGTH_CUT;
    }
    final boolean ended = out.u8(at) == '\n';
    skip(1);
    if (!ended) {
      return INVALID;
    }
    if (negative) {
      return tooLarge || result != 1 ? NEGATIVE : NULL;
    }
    return tooLarge ? TOO_LARGE : (int) result;
  }
}
