package dev.weir.capture;

/**
 * The bytes of one capture file, addressed by their offset in it, whether the whole file is mapped
 * or a window of a stream is in memory. One decoder reads both: byte {@code o} of the file lies at
 * address {@code base + o} for every {@code o} below {@code limit} that has not been given up.
 */
abstract class CaptureBytes implements AutoCloseable {
  /** Added to an offset it gives the address of that byte. Changes in {@link #refill}. */
  long base;

  /** The offset behind the last byte in memory. Grows in {@link #refill}. */
  long limit;

  /**
   * Brings more bytes into memory. What lies before {@code from} may be given up, except that the
   * bytes in memory at the last call stay where they are until the next: batches rely on it.
   *
   * @param from the first offset that is still needed, in bytes.
   * @param to the offset behind the last byte that is wanted, in bytes.
   * @return whether all bytes before {@code to} are in memory now.
   */
  abstract boolean refill(long from, long to);

  /**
   * Lets go of memory behind the reader.
   *
   * @param before no byte before this offset will be read again.
   */
  abstract void release(long before);

  /**
   * Where the bytes end.
   *
   * @return the file's size in bytes, or -1 for a stream that has not ended.
   */
  abstract long size();

  @Override
  public abstract void close();
}
