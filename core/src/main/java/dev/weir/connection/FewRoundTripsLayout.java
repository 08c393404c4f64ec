package dev.weir.connection;

/**
 * Where the first round trips of a connection are kept, each as it is, until there are too many or
 * too long ones for it: then they go to a distribution, see {@link RoundTripLayout}. Most
 * connections end before that, and an ACK touches one cache line. Native byte order; all zero at
 * first.
 *
 * <pre>
 *   0  direction 0: data of the lower 64      64  direction 1: data of the higher 64
 *
 * of a direction:
 *   0  samples                 1
 *   1  free                    3
 *   4  samples' low halves     12 * 4
 *  52  samples' bits 32 to 39  12 * 1
 * </pre>
 */
final class FewRoundTripsLayout {
  /** How many there are; byte. */
  static final int SAMPLES_OFFSET = 0;

  /** The lowest 32 bits of each, in nanoseconds; ints. */
  static final int LOW_OFFSET = Integer.BYTES;

  /** The most samples of a direction. */
  static final int MOST_SAMPLES = 12;

  /** The next 8 bits of each; bytes. */
  static final int HIGH_OFFSET = LOW_OFFSET + MOST_SAMPLES * Integer.BYTES;

  /** Longer ones have no room: 2^40 nanoseconds are 18 minutes. */
  static final int SAMPLE_BITS = Integer.SIZE + Byte.SIZE;

  /** Bytes of a direction's block: a cache line. */
  static final int DIRECTION_LENGTH = HIGH_OFFSET + MOST_SAMPLES;

  /** Bytes of the record. */
  static final int LENGTH = 2 * DIRECTION_LENGTH;

  private FewRoundTripsLayout() {}

  /**
   * Where a direction's block begins.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the record's start.
   */
  static int direction(final int direction) {
    return direction * DIRECTION_LENGTH;
  }

  /** A sample in nanoseconds. */
  static long sample(final OffHeapRecord fields, final int block, final int index) {
    final long high = fields.getByte(block + HIGH_OFFSET + index) & 0xFF;
    return high << Integer.SIZE
        | fields.getInt(block + LOW_OFFSET + index * Integer.BYTES) & 0xFFFF_FFFFL;
  }

  /**
   * Adds a sample.
   *
   * @param nanos 0 or more.
   * @return false where there is no room for it.
   */
  static boolean add(final OffHeapRecord fields, final int block, final long nanos) {
    final int samples = fields.getByte(block + SAMPLES_OFFSET);
    if (samples == MOST_SAMPLES || nanos >>> SAMPLE_BITS != 0) {
      return false;
    }
    fields.putByte(block + SAMPLES_OFFSET, (byte) (samples + 1));
    fields.putInt(block + LOW_OFFSET + samples * Integer.BYTES, (int) nanos);
    fields.putByte(block + HIGH_OFFSET + samples, (byte) (nanos >>> Integer.SIZE));
    return true;
  }
}
