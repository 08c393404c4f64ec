package dev.weir.line;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The Internet checksum (RFC 1071), as tcpdump reports it. */
final class Checksum {
  private Checksum() {}

  /** Adds bytes to a sum that has not been folded, in network byte order. */
  static long add(final long sum, final UnsafeBuffer bytes, final int at, final int length) {
    long total = sum;
    int i = at;
    final int end = at + length;
    for (; i + 4 <= end; i += 4) {
      total += bytes.getInt(i, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
    }
    if (i + 2 <= end) {
      total += bytes.getShort(i, ByteOrder.BIG_ENDIAN) & 0xFFFF;
      i += 2;
    }
    return i < end ? total + ((bytes.getByte(i) & 0xFF) << 8) : total;
  }

  /** Folds a sum to 16 bits and complements it: 0 where the bytes hold a right checksum. */
  static int fold(final long sum) {
    long folded = sum;
    while (folded > 0xFFFF) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }

  /** What a field should have held, from what it holds and what {@link #fold} made of it all. */
  static int expected(final int field, final int folded) {
    int sum = field + folded;
    sum = (sum & 0xFFFF) + (sum >>> 16);
    return (sum & 0xFFFF) + (sum >>> 16);
  }
}
