package dev.weir.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One line of a header, put together from segments. What is beyond its bound is dropped. */
final class LineBuffer {
  /** The most bytes of a line that are kept. */
  static final int MOST_BYTES = 1 << 14;

  private static final int FIRST_CAPACITY = 128;
  private static final byte[] NOTHING = {};

  private final UnsafeBuffer view = new UnsafeBuffer(NOTHING);
  private byte[] bytes = NOTHING;
  private int length;
  private boolean truncated;

  LineBuffer() {}

  /** Forgets the line and keeps the memory. */
  void clear() {
    length = 0;
    truncated = false;
  }

  /** Gives the memory back. */
  void release() {
    clear();
    bytes = NOTHING;
  }

  void append(final DirectBuffer source, final int offset, final int count) {
    final int taken = Math.min(count, MOST_BYTES - length);
    truncated |= taken < count;
    ensure(taken);
    source.getBytes(offset, bytes, length, taken);
    length += taken;
  }

  void append(final char c) {
    if (length == MOST_BYTES) {
      truncated = true;
      return;
    }
    ensure(1);
    bytes[length++] = (byte) c;
  }

  private void ensure(final int more) {
    if (length + more > bytes.length) {
      final int doubled = Math.max(FIRST_CAPACITY, 2 * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, Math.max(doubled, length + more)));
    }
  }

  /** Looks for a message's first line in what has been put together. */
  StartLine examine() {
    view.wrap(bytes, 0, length);
    return StartLine.examine(view, 0, length);
  }

  /** Takes the LF off its end; says whether there was one. */
  boolean dropLineFeed() {
    return drop('\n');
  }

  /** Takes the CR off its end; says whether there was one. */
  boolean dropCarriageReturn() {
    return drop('\r');
  }

  private boolean drop(final char last) {
    if (length > 0 && bytes[length - 1] == last) {
      length--;
      return true;
    }
    return false;
  }

  /** The bytes, from index 0 to {@link #length()}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean isTruncated() {
    return truncated;
  }

  int capacity() {
    return bytes.length;
  }

  /** Some of its bytes as text, without blanks around them, cut to a length. */
  String text(final int from, final int to, final int most) {
    int begin = from;
    int end = to;
    while (begin < end && isBlank(bytes[begin])) {
      begin++;
    }
    while (end > begin && isBlank(bytes[end - 1])) {
      end--;
    }
    return new String(bytes, begin, Math.min(end - begin, most), StandardCharsets.ISO_8859_1);
  }

  static boolean isBlank(final byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
