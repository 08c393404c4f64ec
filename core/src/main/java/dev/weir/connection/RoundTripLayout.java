package dev.weir.connection;

/**
 * Where the round trips of a connection are kept, in its round trips record; native byte order. All
 * zero at first.
 *
 * <pre>
 *   0  direction 0: data of the lower 152     152  direction 1: data of the higher 152
 *
 * of a direction:
 *   0  samples                 8
 *   8  their sum, ns           8
 *  16  sum of their squares    8    double, ns squared
 *  24  least, ns               8
 *  32  largest, ns             8
 *  40  108 buckets           108    unsigned bytes
 * 148  free                    4
 * </pre>
 *
 * <p>The buckets are log-linear: four to each power of two, from 1024 ns to 2^37 ns (137 s); the
 * first takes what is less, the last what is more. The middle of a bucket is at most 12.5 % from
 * any value in it. When a bucket overflows all are halved, so that how many samples there are up to
 * any bucket is at most 1 % of them wrong, whatever their number.
 */
public final class RoundTripLayout {
  /** Samples; long. */
  public static final int SAMPLES_OFFSET = 0;

  /** Their sum; long, nanoseconds. */
  public static final int SUM_OFFSET = SAMPLES_OFFSET + Long.BYTES;

  /** The sum of their squares; double, nanoseconds squared. */
  public static final int SQUARES_OFFSET = SUM_OFFSET + Long.BYTES;

  /** The least; long, nanoseconds. */
  public static final int LEAST_OFFSET = SQUARES_OFFSET + Double.BYTES;

  /** The largest; long, nanoseconds. */
  public static final int LARGEST_OFFSET = LEAST_OFFSET + Long.BYTES;

  /** The first bucket; unsigned bytes. */
  public static final int BUCKETS_OFFSET = LARGEST_OFFSET + Long.BYTES;

  /** How many buckets there are. */
  public static final int BUCKETS = 108;

  /** Bytes of a direction's block. */
  public static final int DIRECTION_LENGTH = BUCKETS_OFFSET + BUCKETS + Integer.BYTES;

  /** A bucket's largest count. */
  public static final int MOST_IN_BUCKET = 0xFF;

  private static final int LEAST_EXPONENT = 10;
  private static final int PARTS_SHIFT = 2;
  private static final int PARTS = 1 << PARTS_SHIFT;

  private RoundTripLayout() {}

  /**
   * Where a direction's block begins.
   *
   * @param direction 0 for what the lower endpoint sends, 1 for the higher.
   * @return bytes from the round trips record's start.
   */
  public static int direction(final int direction) {
    return direction * DIRECTION_LENGTH;
  }

  /**
   * The bucket of a sample.
   *
   * @param nanos 0 or more.
   * @return 0 to {@link #BUCKETS} - 1.
   */
  public static int bucket(final long nanos) {
    final int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1L << LEAST_EXPONENT);
    final int part = (int) (nanos >>> exponent - PARTS_SHIFT) & PARTS - 1;
    return nanos < 1L << LEAST_EXPONENT
        ? 0
        : Math.min(BUCKETS - 1, (exponent - LEAST_EXPONENT) * PARTS + part);
  }

  /**
   * The middle of a bucket.
   *
   * @param bucket 0 to {@link #BUCKETS} - 1.
   * @return nanoseconds.
   */
  public static long middle(final int bucket) {
    final int exponent = LEAST_EXPONENT + bucket / PARTS;
    final long width = 1L << exponent - PARTS_SHIFT;
    return (1L << exponent) + bucket % PARTS * width + width / 2;
  }

  /**
   * Adds a sample to a direction's block.
   *
   * @param fields where the block is.
   * @param block where it begins.
   * @param nanos 0 or more.
   */
  static void add(final OffHeapRecord fields, final int block, final long nanos) {
    final long samples = fields.getLong(block + SAMPLES_OFFSET);
    fields.putLong(block + SAMPLES_OFFSET, samples + 1);
    fields.putLong(block + SUM_OFFSET, fields.getLong(block + SUM_OFFSET) + nanos);
    fields.putDouble(
        block + SQUARES_OFFSET, fields.getDouble(block + SQUARES_OFFSET) + (double) nanos * nanos);
    if (samples == 0 || nanos < fields.getLong(block + LEAST_OFFSET)) {
      fields.putLong(block + LEAST_OFFSET, nanos);
    }
    if (nanos > fields.getLong(block + LARGEST_OFFSET)) {
      fields.putLong(block + LARGEST_OFFSET, nanos);
    }
    final int bucket = block + BUCKETS_OFFSET + bucket(nanos);
    if ((fields.getByte(bucket) & 0xFF) == MOST_IN_BUCKET) {
      halve(fields, block + BUCKETS_OFFSET);
    }
    fields.putByte(bucket, (byte) (fields.getByte(bucket) + 1));
  }

  /**
   * Halves all buckets. What is left over of one goes to the next, so that the samples up to any
   * bucket are half as many as before, but for one.
   */
  private static void halve(final OffHeapRecord fields, final int buckets) {
    int carried = 0;
    for (int i = 0; i < BUCKETS; i++) {
      final int count = (fields.getByte(buckets + i) & 0xFF) + carried;
      fields.putByte(buckets + i, (byte) (count >>> 1));
      carried = count & 1;
    }
  }
}
