package dev.weir.drawing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes XML: elements end in the order in which they began, everything else is escaped, and what
 * XML cannot hold is replaced. The only way from a capture into a picture.
 */
final class Markup {
  private final Appendable out;
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  Markup(final Appendable out) {
    this.out = out;
  }

  /** Writes words of ours as they are: a prologue, a style sheet. */
  Markup raw(final String text) throws IOException {
    endTag();
    out.append(text);
    return this;
  }

  /** Begins an element. */
  Markup open(final String name) throws IOException {
    endTag();
    out.append('<').append(name);
    open.push(name);
    inTag = true;
    return this;
  }

  /** An attribute of the element that has just begun. */
  Markup with(final String name, final String value) throws IOException {
    if (!inTag) {
      throw new IllegalStateException("no tag is open for " + name);
    }
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
    return this;
  }

  /** A number as an attribute, with two places at most. */
  Markup with(final String name, final double value) throws IOException {
    return with(name, number(value));
  }

  /** Text inside the element. */
  Markup text(final String text) throws IOException {
    endTag();
    escape(text);
    return this;
  }

  /** Ends the element that began last. */
  Markup close() throws IOException {
    final String name = open.pop();
    if (inTag) {
      out.append("/>");
      inTag = false;
    } else {
      out.append("</").append(name).append('>');
    }
    return this;
  }

  /** Ends the element with a tag of its own even where it is empty, as HTML wants it. */
  Markup closeByTag() throws IOException {
    endTag();
    return close();
  }

  /** A line feed, for those who read the file. */
  Markup line() throws IOException {
    endTag();
    out.append('\n');
    return this;
  }

  /** An element that holds nothing but text. */
  Markup element(final String name, final String text) throws IOException {
    return open(name).text(text).close();
  }

  private void endTag() throws IOException {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private void escape(final String text) throws IOException {
    final String printable = PrintableText.of(text);
    for (int i = 0; i < printable.length(); i++) {
      final char c = printable.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  /** A number with two places at most. */
  static String number(final double value) {
    final long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    final String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }
}
