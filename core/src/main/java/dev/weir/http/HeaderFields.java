package dev.weir.http;

/** Reads first lines and header fields, whatever they hold, into what is known of a message. */
final class HeaderFields {
  private static final int MOST_TEXT = 256;
  private static final int MOST_TARGET = 8192;
  private static final int MOST_METHOD = 24;

  /** More digits may not fit into 64 bits. */
  private static final int MOST_DIGITS = 18;

  private HeaderFields() {}

  /** A request line: the method, what stands in the middle, and a version if it is there. */
  static void requestLine(final LineBuffer line, final MessageFacts facts) {
    final byte[] bytes = line.bytes();
    int end = line.length();
    while (end > 0 && LineBuffer.isBlank(bytes[end - 1])) {
      end--;
    }
    final int method = indexOf(bytes, ' ', 0, end);
    facts.method = line.text(0, method, MOST_METHOD);
    final int last = lastIndexOf(bytes, ' ', method, end);
    if (last > method && startsWith(bytes, last + 1, end, "HTTP/")) {
      facts.version = line.text(last + 1 + "HTTP/".length(), end, MOST_TEXT);
      end = last;
    }
    if (end > method) {
      facts.target = line.text(method, end, MOST_TARGET);
    }
  }

  /** A status line, which begins as {@link StartLine} found it. */
  static void statusLine(final LineBuffer line, final MessageFacts facts) {
    final byte[] bytes = line.bytes();
    final int status = "HTTP/1.1 ".length();
    facts.version = line.text("HTTP/".length(), status, MOST_TEXT);
    facts.status =
        100 * (bytes[status] - '0') + 10 * (bytes[status + 1] - '0') + bytes[status + 2] - '0';
    facts.reason = line.text(status + 3, line.length(), MOST_TEXT);
  }

  /** A header field (RFC 9112 section 5), its folded lines joined. */
  static void field(final LineBuffer line, final MessageFacts facts) {
    final byte[] bytes = line.bytes();
    final int colon = indexOf(bytes, ':', 0, line.length());
    if (colon == line.length() || colon == 0) {
      facts.note(HttpNote.MALFORMED);
      return;
    }
    int end = colon;
    while (end > 0 && LineBuffer.isBlank(bytes[end - 1])) {
      facts.note(HttpNote.MALFORMED);
      end--;
    }
    switch (end) {
      case 4 -> {
        if (facts.isRequest && isName(bytes, end, "host")) {
          facts.host = value(line, colon);
        }
      }
      case 7 -> {
        if (isName(bytes, end, "upgrade")) {
          facts.upgrade = value(line, colon);
        }
      }
      case 10 -> fieldOfTen(line, colon, facts);
      case 12 -> {
        if (isName(bytes, end, "content-type")) {
          facts.contentType = value(line, colon);
        }
      }
      case 14 -> {
        if (isName(bytes, end, "content-length")) {
          contentLength(line, colon, facts);
        }
      }
      case 17 -> {
        if (isName(bytes, end, "transfer-encoding")) {
          transferEncoding(line, colon, facts);
        }
      }
      default -> {
        // Nothing that is looked at.
      }
    }
  }

  private static void fieldOfTen(final LineBuffer line, final int colon, final MessageFacts facts) {
    final byte[] bytes = line.bytes();
    if (isName(bytes, 10, "connection")) {
      final String value = value(line, colon);
      facts.connection = facts.connection == null ? value : joined(facts.connection, value);
    } else if (isName(bytes, 10, "user-agent")) {
      facts.userAgent = value(line, colon);
    } else if (isName(bytes, 10, "keep-alive")) {
      for (final String parameter : value(line, colon).split(",")) {
        keepAlive(parameter.strip(), facts);
      }
    }
  }

  /** {@code timeout=5} or {@code max=100}; some write seconds without a name. */
  private static void keepAlive(final String parameter, final MessageFacts facts) {
    final int equals = parameter.indexOf('=');
    final long number = number(parameter.substring(equals + 1).strip());
    if (number < 0) {
      return;
    }
    final String name = equals < 0 ? "timeout" : parameter.substring(0, equals).strip();
    if (name.equalsIgnoreCase("timeout")) {
      facts.keepAliveTimeout = number;
    } else if (name.equalsIgnoreCase("max")) {
      facts.keepAliveMax = number;
    }
  }

  /** A list of equal numbers counts as one of them (RFC 9112 section 6.3). */
  private static void contentLength(
      final LineBuffer line, final int colon, final MessageFacts facts) {
    for (final String word : value(line, colon).split(",", -1)) {
      final long number = number(word.strip());
      if (number < 0) {
        facts.badLength = true;
        facts.note(HttpNote.MALFORMED);
        return;
      }
      if (facts.contentLength >= 0) {
        facts.note(HttpNote.AMBIGUOUS_LENGTH);
        facts.badLength |= facts.contentLength != number;
      }
      facts.contentLength = number;
    }
  }

  private static void transferEncoding(
      final LineBuffer line, final int colon, final MessageFacts facts) {
    final String value = value(line, colon);
    final String last = value.substring(value.lastIndexOf(',') + 1).strip();
    facts.chunkedIsLast = last.equalsIgnoreCase("chunked");
    // "identity" was a coding until RFC 7230 and says nothing.
    facts.hasTransferEncoding |= !last.equalsIgnoreCase("identity");
  }

  private static String joined(final String first, final String second) {
    final String both = first + ", " + second;
    return both.length() <= MOST_TEXT ? both : both.substring(0, MOST_TEXT);
  }

  /** A whole number, -1 where the text is none or it is absurdly long. */
  private static long number(final String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  /**
   * The size in a chunk's first line (RFC 9112 section 7.1).
   *
   * @return -1 where there is none, or an absurd one.
   */
  static long chunkSize(final LineBuffer line) {
    final byte[] bytes = line.bytes();
    long size = 0;
    int at = 0;
    while (at < line.length() && Character.digit(bytes[at], 16) >= 0) {
      if (at >= 15) {
        return -1;
      }
      size = size << 4 | Character.digit(bytes[at], 16);
      at++;
    }
    final int digits = at;
    while (at < line.length() && LineBuffer.isBlank(bytes[at])) {
      at++;
    }
    return digits > 0 && (at == line.length() || bytes[at] == ';') ? size : -1;
  }

  private static String value(final LineBuffer line, final int colon) {
    return line.text(colon + 1, line.length(), MOST_TEXT);
  }

  private static boolean isName(final byte[] bytes, final int length, final String name) {
    for (int i = 0; i < length; i++) {
      final byte b = bytes[i];
      final int lower = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
      if (lower != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(
      final byte[] bytes, final int from, final int to, final String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first place of a byte, {@code to} where it is not there. */
  private static int indexOf(final byte[] bytes, final char c, final int from, final int to) {
    int at = from;
    while (at < to && bytes[at] != c) {
      at++;
    }
    return at;
  }

  /** The last place of a byte, below {@code from} where it is not there. */
  private static int lastIndexOf(final byte[] bytes, final char c, final int from, final int to) {
    int at = to - 1;
    while (at >= from && bytes[at] != c) {
      at--;
    }
    return at;
  }
}
