package dev.weir.connection;

/**
 * Spans of sequence numbers in singly linked lists, off-heap: what only some connections have at
 * some times, such as holes and segments that wait for their ACK. A list's head is an int in the
 * connection's record: {@link #NONE} or a span's handle. Belongs to one thread.
 *
 * <pre>
 *   0 first sequence number  4   sequence number after the last  8 time, ns since 1970
 *  16 the owner's own bits  20 the owner's own number            24 next span's handle  28 free
 * </pre>
 */
public final class SpanPool implements AutoCloseable {
  /** The end of a list, and the head of an empty one. */
  public static final int NONE = 0;

  static final int LENGTH = 32;
  private static final int FIRST_OFFSET = 0;
  private static final int END_OFFSET = 4;
  private static final int TIME_OFFSET = 8;
  private static final int BITS_OFFSET = 16;
  private static final int NUMBER_OFFSET = 20;
  private static final int NEXT_OFFSET = 24;

  private final RecordPool pool = new RecordPool(LENGTH);
  private final OffHeapRecord view = new OffHeapRecord();

  /** Makes an empty pool. */
  SpanPool() {}

  private OffHeapRecord at(final int span) {
    view.wrap(pool.address(span - 1), LENGTH);
    return view;
  }

  /**
   * Makes a span; its bits and number are 0.
   *
   * @param first its first sequence number.
   * @param end the sequence number after its last.
   * @param timeNanos a time, nanoseconds since 1970.
   * @param next the span that follows it in its list, or {@link #NONE}.
   * @return its handle.
   */
  public int take(final int first, final int end, final long timeNanos, final int next) {
    final int span = pool.take() + 1;
    final OffHeapRecord fields = at(span);
    fields.putInt(FIRST_OFFSET, first);
    fields.putInt(END_OFFSET, end);
    fields.putLong(TIME_OFFSET, timeNanos);
    fields.putLong(BITS_OFFSET, 0);
    fields.putInt(NEXT_OFFSET, next);
    return span;
  }

  /**
   * Gives a span back; the caller has unlinked it.
   *
   * @param span its handle.
   */
  public void free(final int span) {
    pool.free(span - 1);
  }

  /**
   * Gives all spans of a list back.
   *
   * @param head the first one's handle, or {@link #NONE}.
   */
  public void freeAll(final int head) {
    int span = head;
    while (span != NONE) {
      final int next = next(span);
      free(span);
      span = next;
    }
  }

  /**
   * The first sequence number.
   *
   * @param span a handle.
   * @return the number.
   */
  public int first(final int span) {
    return at(span).getInt(FIRST_OFFSET);
  }

  /**
   * Sets the first sequence number.
   *
   * @param span a handle.
   * @param value the number.
   */
  public void first(final int span, final int value) {
    at(span).putInt(FIRST_OFFSET, value);
  }

  /**
   * The sequence number after the last.
   *
   * @param span a handle.
   * @return the number.
   */
  public int end(final int span) {
    return at(span).getInt(END_OFFSET);
  }

  /**
   * Sets the sequence number after the last.
   *
   * @param span a handle.
   * @param value the number.
   */
  public void end(final int span, final int value) {
    at(span).putInt(END_OFFSET, value);
  }

  /**
   * The span's time.
   *
   * @param span a handle.
   * @return nanoseconds since 1970.
   */
  public long time(final int span) {
    return at(span).getLong(TIME_OFFSET);
  }

  /**
   * Sets the span's time.
   *
   * @param span a handle.
   * @param nanos nanoseconds since 1970.
   */
  public void time(final int span, final long nanos) {
    at(span).putLong(TIME_OFFSET, nanos);
  }

  /**
   * The owner's own bits.
   *
   * @param span a handle.
   * @return what was set, 0 at first.
   */
  public int bits(final int span) {
    return at(span).getInt(BITS_OFFSET);
  }

  /**
   * Sets the owner's own bits.
   *
   * @param span a handle.
   * @param value anything.
   */
  public void bits(final int span, final int value) {
    at(span).putInt(BITS_OFFSET, value);
  }

  /**
   * The owner's own number.
   *
   * @param span a handle.
   * @return what was set, 0 at first.
   */
  public int number(final int span) {
    return at(span).getInt(NUMBER_OFFSET);
  }

  /**
   * Sets the owner's own number.
   *
   * @param span a handle.
   * @param value anything.
   */
  public void number(final int span, final int value) {
    at(span).putInt(NUMBER_OFFSET, value);
  }

  /**
   * The span that follows in the list.
   *
   * @param span a handle.
   * @return its handle, or {@link #NONE}.
   */
  public int next(final int span) {
    return at(span).getInt(NEXT_OFFSET);
  }

  /**
   * Links another span behind this one.
   *
   * @param span a handle.
   * @param value the other's handle, or {@link #NONE}.
   */
  public void next(final int span, final int value) {
    at(span).putInt(NEXT_OFFSET, value);
  }

  int inUse() {
    return pool.inUse();
  }

  /** Spans of a list. */
  int count(final int head) {
    int count = 0;
    for (int span = head; span != NONE; span = next(span)) {
      count++;
    }
    return count;
  }

  long memory() {
    return pool.memory();
  }

  @Override
  public void close() {
    pool.close();
  }
}
