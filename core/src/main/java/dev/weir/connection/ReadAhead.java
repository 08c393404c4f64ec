package dev.weir.connection;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Cache lines that will be needed soon, read so that they are near by then. They are read in loops
 * that do nothing else: the fewer instructions lie between two reads, the more of them the
 * processor has under way at a time.
 */
public final class ReadAhead {
  private static final int CACHE_LINE = 64;

  private final int lines;
  private long[] addresses = new long[64];
  private int count;

  /** Depends on all that was read, so that the reads are made. */
  private int consumed;

  /**
   * Makes an empty list.
   *
   * @param length bytes that are needed from each address on; 1 or more.
   */
  public ReadAhead(final int length) {
    lines = (length + CACHE_LINE - 1) / CACHE_LINE;
  }

  /**
   * Adds what will be needed.
   *
   * @param address where it begins: memory that may be read until {@link #read} was called.
   */
  public void add(final long address) {
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * count);
    }
    addresses[count++] = address;
  }

  /** Reads what was added, and forgets it. */
  public void read() {
    int sum = 0;
    // Line by line, not record by record: the first read of each brings its page's translation.
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < count; i++) {
        sum += UnsafeApi.getInt(addresses[i] + (long) line * CACHE_LINE);
      }
    }
    consumed += sum;
    count = 0;
  }
}
