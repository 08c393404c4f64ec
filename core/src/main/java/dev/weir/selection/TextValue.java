package dev.weir.selection;

import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import dev.weir.text.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is read of a connection, or a constant. No text at all is a value that is not set.
 */
final class TextValue {
  private static final int USUAL_LENGTH = 64;

  private final ConnectionColumn.Writer writer;
  private final TextBuffer buffer = new TextBuffer(USUAL_LENGTH);
  private final Characters characters = new Characters();

  private TextValue(final ConnectionColumn.Writer writer) {
    this.writer = writer;
  }

  static TextValue column(final ConnectionColumn column) {
    return new TextValue(column.writer());
  }

  static TextValue constant(final String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new TextValue((connection, out) -> out.bytes(bytes));
  }

  private TextBuffer read(final ConnectionView connection) {
    buffer.clear();
    writer.write(connection, buffer);
    return buffer;
  }

  /** Whether it is an address of a network. */
  Condition in(final Network network) {
    return connection -> network.holds(read(connection).toString());
  }

  Condition isSet() {
    return connection -> read(connection).length() > 0;
  }

  /** Whether both are the same text, or {@code equal} is false and they differ. */
  Condition compare(final TextValue other, final boolean equal) {
    return connection -> {
      final TextBuffer mine = read(connection);
      final TextBuffer theirs = other.read(connection);
      return mine.length() > 0
          && theirs.length() > 0
          && Arrays.equals(mine.array(), 0, mine.length(), theirs.array(), 0, theirs.length())
              == equal;
    };
  }

  /** Whether a regular expression is found in it, or {@code found} is false and it is not. */
  Condition match(final Pattern pattern, final boolean found) {
    final Matcher matcher = pattern.matcher("");
    return connection -> read(connection).length() > 0 && matcher.reset(characters).find() == found;
  }

  /** The bytes of the buffer as characters: columns hold ASCII. */
  private final class Characters implements CharSequence {
    @Override
    public int length() {
      return buffer.length();
    }

    @Override
    public char charAt(final int index) {
      return (char) (buffer.array()[index] & 0xFF);
    }

    @Override
    public CharSequence subSequence(final int start, final int end) {
      return new String(buffer.array(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return buffer.toString();
    }
  }
}
