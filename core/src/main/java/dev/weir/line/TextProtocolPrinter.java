package dev.weir.line;

/** Protocols of lines of text: SMTP, WHOIS, FTP, HTTP, RTSP and the greeting of SSH. */
final class TextProtocolPrinter {
  private static final int MOST_TOKEN = 128;
  private final Printout out;
  private final byte[] token = new byte[MOST_TOKEN];
  private int tokenLength;

  TextProtocolPrinter(final Printout out) {
    this.out = out;
  }

  /**
   * Prints the first line, or all lines where it is to be verbose.
   *
   * @param protocol its name in small letters.
   * @param commands what a request begins with; null where every payload is a request or response.
   */
  void print(final String protocol, final int at, final int length, final WordSet commands) {
    out.protocol = protocol;
    out.ascii(": ");
    final boolean shown = commands == null || isStartLine(at, length, commands);
    out.protocolCapitals();
    if (!shown) {
      return;
    }
    if (!out.verbose) {
      line(": ", at, 0, length);
      return;
    }
    out.ascii(", length: ").unsigned(length);
    int next;
    for (int i = 0; Integer.compareUnsigned(i, length) < 0; i = next) {
      next = line("\n\t", at, i, length);
      if (next == 0) {
        return;
      }
    }
  }

  /** Whether the payload begins with a command or, in its second word, with a response code. */
  private boolean isStartLine(final int at, final int length, final WordSet commands) {
    final int second = token(at, 0, length);
    if (second == 0) {
      return false;
    }
    if (commands.contains(token, tokenLength)) {
      return true;
    }
    if (token(at, second, length) == 0 || tokenLength != 3) {
      return false;
    }
    return isDigit(token[0]) && isDigit(token[1]) && isDigit(token[2]);
  }

  private static boolean isDigit(final byte b) {
    return b >= '0' && b <= '9';
  }

  /** Takes a word; returns where the next one begins, 0 where there is no word. */
  private int token(final int at, final int from, final int length) {
    int i = from;
    tokenLength = 0;
    for (; i < length; i++) {
      if (!out.has(at + i, 1)) {
        return 0;
      }
      final int c = out.u8(at + i);
      if (isSpace(c)) {
        break;
      }
      if (c < ' ' || c >= 0x7F || tokenLength == MOST_TOKEN) {
        return 0;
      }
      token[tokenLength++] = (byte) c;
    }
    if (tokenLength == 0) {
      return 0;
    }
    while (i < length && out.has(at + i, 1) && out.u8(at + i) == ' ') {
      i++;
    }
    return i;
  }

  private static boolean isSpace(final int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** Prints a line of text; returns where the next begins, 0 where there was none to print. */
  private int line(final String prefix, final int at, final int from, final int length) {
    int i = from;
    int next = 0;
    while (Integer.compareUnsigned(i, length) < 0) {
      final int c = out.u8(at + i);
      if (c == '\n') {
        next = i + 1;
        break;
      }
      if (c == '\r') {
        if (i + 1 == length) {
          return 0;
        }
        if (out.u8(at + i + 1) != '\n') {
          return 0;
        }
        next = i + 2;
        break;
      }
      if ((c < ' ' || c >= 0x7F) && c != '\t') {
        return 0;
      }
      i++;
    }
    out.ascii(prefix);
    copy(at + from, i - from);
    if (next == 0) {
      out.truncated();
    }
    return next;
  }

  private void copy(final int at, final int length) {
    out.text.ensure(length);
    for (int i = 0; i < length; i++) {
      out.text.append((byte) out.u8(at + i));
    }
  }

  /** The greeting of SSH (RFC 4253, section 4.2); other payloads are not shown. */
  void ssh(final int at, final int length) {
    out.protocol = "ssh";
    for (int i = 0; i < 4; i++) {
      if (out.u8(at + i) != "SSH-".charAt(i)) {
        return;
      }
    }
    for (int i = 4; i < length; i++) {
      final int c = out.u8(at + i);
      if (c == '\n' || c == '\r' && i + 1 < length && out.u8(at + i + 1) == '\n') {
        out.ascii(": SSH: ");
        copy(at, i);
        return;
      }
      if (c < ' ' || c >= 0x7F) {
        return;
      }
    }
  }
}
