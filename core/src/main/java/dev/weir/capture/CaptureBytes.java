package dev.weir.capture;

/**
 * The bytes of one capture file, addressed by their offset in it, whether the whole file is mapped
 * or a window of a stream is in memory. One decoder reads both: byte {@code o} of the file lies at
 * address {@code base + o} for every {@code o} below {@code limit} that has not been given up.
 *
 * <p>{@code limit} is where the reader has to stop and ask, not where the file ends: {@link
 * #refill} is the one slow path, in which a stream is read on, pages are let go and the file's size
 * is checked again. A reader compares an offset with {@code limit} and does nothing else.
 */
abstract class CaptureBytes implements AutoCloseable {
  /** Added to an offset it gives the address of that byte. Changes in {@link #refill}. */
  long base;

  /** The offset behind the last byte that may be read. Grows in {@link #refill}. */
  long limit;

  /**
   * Lets the reader go on. Packets already delivered stay where they are until {@link
   * PacketCursor#PACKETS_KEPT} more have been.
   *
   * @param from the first offset that is still needed, in bytes. It never falls, and may lie beyond
   *     {@code limit}: what is between is skipped.
   * @param to the offset behind the last byte that is wanted, at most {@link
   *     PacketCursor#MAX_CAPTURED_LENGTH} and a block header behind {@code from}.
   * @param packets how many packets have been delivered.
   * @return whether all bytes from {@code from} to {@code to} may be read now; false at the end,
   *     where {@code limit} is the end of the file or before it.
   */
  abstract boolean refill(long from, long to, long packets);

  /**
   * Where the bytes end.
   *
   * @return the file's size in bytes, or -1 for a stream.
   */
  abstract long size();

  /**
   * Whether the file is compressed, so that it cannot be mapped.
   *
   * @return true where the bytes are not the file's own.
   */
  abstract boolean isCompressed();

  /**
   * How much of the file lies before an offset; the two differ in compressed files.
   *
   * @param offset an offset into the (uncompressed) bytes.
   * @return bytes of the file.
   */
  abstract long progress(long offset);

  /**
   * Why the bytes ended before they should have.
   *
   * @return a reason for a {@link Damage}, or null where the end is the end of the file.
   */
  abstract String fault();

  /**
   * Looks whether the file has become shorter than it was; reads of the lost part fail.
   *
   * @return true where it has: {@link #fault} tells it then, and {@code limit} is behind it no
   *     more.
   */
  abstract boolean isCutShort();

  /**
   * Whether reads may fail at all.
   *
   * @return true where another program can take the memory away.
   */
  abstract boolean isMapped();

  /**
   * Whether the file has become longer since it was opened, so that its last record may be half
   * written.
   *
   * @return true where the bytes ended because only what was there at first is read.
   */
  abstract boolean hasGrown();

  @Override
  public abstract void close();
}
