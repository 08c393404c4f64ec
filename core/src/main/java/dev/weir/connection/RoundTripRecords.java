package dev.weir.connection;

import static dev.weir.connection.ConnectionLayout.ROUND_TRIPS_LENGTH;
import static dev.weir.connection.ConnectionLayout.ROUND_TRIPS_LINK_OFFSET;

/**
 * The round trips of connections: of those with few the samples themselves ({@link
 * FewRoundTripsLayout}), of the others their distributions ({@link RoundTripLayout}). What is
 * copied out is always a distribution, so that whoever reads it need not know. Belongs to one
 * thread.
 *
 * <p>The link in the connection's record is 0 where it has none, the number and one of a record
 * with few, or the complement of the number of a distribution.
 */
public final class RoundTripRecords implements AutoCloseable {
  /** So many of the records that are taken next are read ahead with a batch of segments. */
  private static final int RECORDS_AHEAD = 3;

  private final RecordPool few = new RecordPool(FewRoundTripsLayout.LENGTH);
  private final RecordPool many = new RecordPool(ROUND_TRIPS_LENGTH);
  private final ReadAhead fewLines = new ReadAhead(FewRoundTripsLayout.DIRECTION_LENGTH);
  private final ReadAhead manyLines = new ReadAhead(RoundTripLayout.DIRECTION_LENGTH);
  private final ReadAhead unused = new ReadAhead(FewRoundTripsLayout.LENGTH);
  private final OffHeapRecord view = new OffHeapRecord();
  private final OffHeapRecord distribution = new OffHeapRecord();

  RoundTripRecords() {}

  /**
   * Adds a round trip to those of a connection.
   *
   * @param record the connection's record.
   * @param direction 0 for data of the lower endpoint, 1 for the higher.
   * @param nanos 0 or more.
   */
  public void add(final OffHeapRecord record, final int direction, final long nanos) {
    int link = record.getInt(ROUND_TRIPS_LINK_OFFSET);
    if (link == 0) {
      final int number = few.take();
      link = number + 1;
      record.putInt(ROUND_TRIPS_LINK_OFFSET, link);
      view.wrap(few.address(number), FewRoundTripsLayout.LENGTH);
      view.setMemory(0, FewRoundTripsLayout.LENGTH, (byte) 0);
    }
    if (link > 0) {
      view.wrap(few.address(link - 1), FewRoundTripsLayout.LENGTH);
      if (FewRoundTripsLayout.add(view, FewRoundTripsLayout.direction(direction), nanos)) {
        return;
      }
      link = distribute(link);
      record.putInt(ROUND_TRIPS_LINK_OFFSET, link);
    }
    distribution.wrap(many.address(~link), ROUND_TRIPS_LENGTH);
    RoundTripLayout.add(distribution, RoundTripLayout.direction(direction), nanos);
  }

  /** The link to a new distribution of what a record with few holds; that one is given back. */
  private int distribute(final int link) {
    final int number = many.take();
    distribution.wrap(many.address(number), ROUND_TRIPS_LENGTH);
    distribution.setMemory(0, ROUND_TRIPS_LENGTH, (byte) 0);
    addAll(link, distribution, 0);
    few.free(link - 1);
    return ~number;
  }

  /** Adds all samples of a record with few to a distribution. */
  private void addAll(final int link, final OffHeapRecord target, final int offset) {
    view.wrap(few.address(link - 1), FewRoundTripsLayout.LENGTH);
    for (int direction = 0; direction < 2; direction++) {
      final int block = FewRoundTripsLayout.direction(direction);
      final int samples = view.getByte(block + FewRoundTripsLayout.SAMPLES_OFFSET);
      for (int i = 0; i < samples; i++) {
        RoundTripLayout.add(
            target,
            offset + RoundTripLayout.direction(direction),
            FewRoundTripsLayout.sample(view, block, i));
      }
    }
  }

  /** Notes the cache lines that an ACK of a direction's data will need, for {@link #readNoted}. */
  void note(final OffHeapRecord record, final int direction) {
    final int link = record.getInt(ROUND_TRIPS_LINK_OFFSET);
    if (link > 0) {
      fewLines.add(few.address(link - 1) + FewRoundTripsLayout.direction(direction));
    } else if (link < 0) {
      manyLines.add(many.address(~link) + RoundTripLayout.direction(direction));
    }
  }

  /** The same for both directions. */
  void note(final OffHeapRecord record) {
    note(record, 0);
    note(record, 1);
  }

  /** Reads what was noted, and the records that are taken next. */
  void readNoted() {
    few.noteNext(unused, RECORDS_AHEAD);
    unused.read();
    fewLines.read();
    manyLines.read();
  }

  /** Gives a connection's round trips back, if it has any. */
  void free(final OffHeapRecord record) {
    final int link = record.getInt(ROUND_TRIPS_LINK_OFFSET);
    if (link > 0) {
      few.free(link - 1);
    } else if (link < 0) {
      many.free(~link);
    }
    record.putInt(ROUND_TRIPS_LINK_OFFSET, 0);
  }

  /** Copies a connection's round trips as distributions, if it has any. */
  void copyTo(final OffHeapRecord target, final int offset, final OffHeapRecord record) {
    final int link = record.getInt(ROUND_TRIPS_LINK_OFFSET);
    if (link > 0) {
      target.setMemory(offset, ROUND_TRIPS_LENGTH, (byte) 0);
      addAll(link, target, offset);
    } else if (link < 0) {
      distribution.wrap(many.address(~link), ROUND_TRIPS_LENGTH);
      target.putBytes(offset, distribution, 0, ROUND_TRIPS_LENGTH);
    }
  }

  int fewInUse() {
    return few.inUse();
  }

  int manyInUse() {
    return many.inUse();
  }

  /** Whether a connection has a record with few. */
  static boolean hasFew(final OffHeapRecord record) {
    return record.getInt(ROUND_TRIPS_LINK_OFFSET) > 0;
  }

  /** Whether a connection has distributions. */
  static boolean hasMany(final OffHeapRecord record) {
    return record.getInt(ROUND_TRIPS_LINK_OFFSET) < 0;
  }

  long memory() {
    return few.memory() + many.memory();
  }

  @Override
  public void close() {
    few.close();
    many.close();
  }
}
