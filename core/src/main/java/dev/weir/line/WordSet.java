package dev.weir.line;

import dev.weir.text.TextBuffer;

/** Words of 1 to 16 capitals and signs, each as two numbers, so that to look for one is quick. */
final class WordSet {
  static final int MOST_CHARACTERS = 2 * Long.BYTES;

  private final long[] first;
  private final long[] second;

  WordSet(final String... words) {
    first = new long[words.length];
    second = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      final int split = Math.min(words[i].length(), Long.BYTES);
      first[i] = TextBuffer.pack(words[i].substring(0, split));
      second[i] = TextBuffer.pack(words[i].substring(split));
    }
  }

  /** Whether a word is there, small letters taken for capitals. */
  boolean contains(final byte[] word, final int length) {
    if (length > MOST_CHARACTERS) {
      return false;
    }
    final long start = capitals(word, 0, Math.min(length, Long.BYTES));
    final long rest = capitals(word, Long.BYTES, length);
    for (int i = 0; i < first.length; i++) {
      if (first[i] == start && second[i] == rest) {
        return true;
      }
    }
    return false;
  }

  private static long capitals(final byte[] word, final int from, final int to) {
    long packed = 0;
    for (int i = to - 1; i >= from; i--) {
      final int c = word[i];
      packed = packed << Byte.SIZE | (c >= 'a' && c <= 'z' ? c - 32 : c);
    }
    return packed;
  }
}
