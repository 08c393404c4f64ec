package dev.weir.connection;

/**
 * Fixed-size off-heap records that only some connections need. The connection's own record links to
 * its side record; most connections have none. Belongs to one thread.
 */
public final class SideRecords implements AutoCloseable {
  private final RecordPool pool;
  private final int length;
  private final int linkOffset;
  private final OffHeapRecord view = new OffHeapRecord();

  /**
   * Makes an empty pool.
   *
   * @param length bytes of a side record, a multiple of 8.
   * @param linkOffset where the connection's record holds the link: the side record's number plus
   *     one, 0 where it has none; int.
   */
  SideRecords(final int length, final int linkOffset) {
    this(new RecordPool(length), length, linkOffset);
  }

  /** As above, with records that there are. */
  SideRecords(final RecordPool pool, final int length, final int linkOffset) {
    this.pool = pool;
    this.length = length;
    this.linkOffset = linkOffset;
  }

  /**
   * Whether a connection has a side record.
   *
   * @param record the connection's record.
   * @return true where it has.
   */
  public boolean has(final OffHeapRecord record) {
    return record.getInt(linkOffset) != 0;
  }

  /**
   * A connection's side record; a new one, all zero, where it had none.
   *
   * @param record the connection's record.
   * @return one view, re-wrapped by every call.
   */
  public OffHeapRecord of(final OffHeapRecord record) {
    final int link = record.getInt(linkOffset);
    if (link != 0) {
      view.wrap(pool.address(link - 1), length);
      return view;
    }
    final int number = pool.take();
    record.putInt(linkOffset, number + 1);
    view.wrap(pool.address(number), length);
    view.setMemory(0, length, (byte) 0);
    return view;
  }

  /** Notes a connection's side record, if it has one. */
  void note(final OffHeapRecord record, final ReadAhead records) {
    final int link = record.getInt(linkOffset);
    if (link != 0) {
      records.add(pool.address(link - 1));
    }
  }

  /** Gives a connection's side record back, if it has one. */
  void free(final OffHeapRecord record) {
    final int link = record.getInt(linkOffset);
    if (link != 0) {
      pool.free(link - 1);
      record.putInt(linkOffset, 0);
    }
  }

  /** Copies a connection's side record, if it has one. */
  void copyTo(final OffHeapRecord target, final int offset, final OffHeapRecord record) {
    if (has(record)) {
      target.putBytes(offset, of(record), 0, length);
    }
  }

  int inUse() {
    return pool.inUse();
  }

  long memory() {
    return pool.memory();
  }

  @Override
  public void close() {
    pool.close();
  }
}
