package dev.weir.testdata;

import java.nio.charset.StandardCharsets;

/**
 * The bytes that generated streams carry: one block of text, repeated, so that a retransmitted
 * segment holds what it held the first time. Sums of 16-bit words are kept ahead, since a checksum
 * over each payload byte would cost more than all else.
 */
final class PayloadText {
  static final int MAXIMUM_SEGMENT = 65_536;
  private static final int PERIOD = 1 << 16;

  private final byte[] bytes = new byte[PERIOD + MAXIMUM_SEGMENT];

  /** Sum of the words from the block's start, a chain for even and one for odd positions. */
  private final long[] sums = new long[bytes.length + 1];

  PayloadText() {
    final StringBuilder lines = new StringBuilder(PERIOD + 64);
    for (int line = 0; lines.length() < PERIOD; line++) {
      lines.append("line ").append(line).append(" of the stream, ");
      lines.append(Integer.toHexString(line * 0x9E3779B9)).append("\r\n");
    }
    final byte[] text = lines.toString().getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text[i % PERIOD];
    }
    for (int i = 2; i <= bytes.length; i++) {
      sums[i] = sums[i - 2] + ((bytes[i - 2] & 0xff) << 8 | bytes[i - 1] & 0xff);
    }
  }

  /** Copies {@code count} bytes of the stream from byte {@code streamOffset} on. */
  void copy(final int streamOffset, final byte[] target, final int at, final int count) {
    System.arraycopy(bytes, streamOffset & PERIOD - 1, target, at, count);
  }

  /**
   * Sum of the 16-bit words of {@code count} bytes, an odd last byte padded with zero; not folded.
   */
  long sum(final int streamOffset, final int count) {
    final int from = streamOffset & PERIOD - 1;
    final int even = count & ~1;
    final long last = even == count ? 0 : (bytes[from + even] & 0xff) << 8;
    return sums[from + even] - sums[from] + last;
  }
}
