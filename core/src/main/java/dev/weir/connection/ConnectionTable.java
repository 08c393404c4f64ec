package dev.weir.connection;

import java.util.function.IntConsumer;

/**
 * The connections that are open at one time of the capture. Belongs to one thread.
 *
 * <p>An index ({@link ConnectionIndex}) leads from the hash of a key to the number of a record, a
 * pool holds the records, lists beside them hold the order of creation and the times of expiry.
 * Memory follows the connections that are open, and nothing is allocated for a packet.
 *
 * <p>Where segments are taken in later, the numbered records are heads ({@link HeadLayout}), each
 * with a journal of segments ({@link JournalPool}), a body ({@link ConnectionLayout}), or both.
 */
public final class ConnectionTable implements AutoCloseable {
  /** No record. */
  public static final int NONE = ConnectionIndex.NONE;

  /** The state bits that make a record that of a key: a finished one is nobody's. */
  private static final int IDENTITY = ConnectionLayout.IPV6 | ConnectionLayout.FINISHED;

  /** State bits that a head has and its body does not. */
  private static final int OF_HEAD = ConnectionLayout.FINISHED | ConnectionLayout.EVICTED;

  private final ConnectionIndex index = new ConnectionIndex();

  /** What the numbers are of: whole records, or heads. */
  private RecordPool pool = new RecordPool(ConnectionLayout.RECORD_LENGTH);

  private int recordLength = ConnectionLayout.RECORD_LENGTH;

  /** The bodies that heads link to; null while there are whole records. */
  private SideRecords bodies;

  private final JournalPool journals = new JournalPool();
  private final SideRecords events =
      new SideRecords(ConnectionLayout.EVENTS_LENGTH, ConnectionLayout.EVENTS_LINK_OFFSET);
  private final RoundTripRecords roundTrips = new RoundTripRecords();
  private final SpanPool spans = new SpanPool();
  private final CreationOrder order = new CreationOrder();
  private final ConnectionExpiry expiry = new ConnectionExpiry(this::deadline);
  private final TableReadAhead readAhead =
      new TableReadAhead(this, index, expiry, journals, events, roundTrips);
  private final OffHeapRecord record = new OffHeapRecord();
  private final ConnectionKey taken = new ConnectionKey();
  private final ConnectionHash hash;
  private final Lifetime lifetime;

  /**
   * Makes an empty table of whole records.
   *
   * @param hash the seeded hash, the one that callers hash their keys with.
   * @param lifetime how long connections may be silent.
   */
  public ConnectionTable(final ConnectionHash hash, final Lifetime lifetime) {
    this.hash = hash;
    this.lifetime = lifetime;
  }

  /**
   * Makes the numbered records heads, and what was recorded so far their bodies. From now on
   * segments may be taken in later.
   */
  public void split() {
    final RecordPool heads = pool.counterpart(HeadLayout.LENGTH, ConnectionLayout.DIRECTION_OFFSET);
    bodies = new SideRecords(pool, recordLength, HeadLayout.BODY_OFFSET);
    pool = heads;
    recordLength = HeadLayout.LENGTH;
    readAhead.split();
    for (int number = 0; number < pool.used(); number++) {
      // Also of free ones, which are cleared when they are taken.
      record(number).putInt(HeadLayout.BODY_OFFSET, number + 1);
    }
  }

  /**
   * Whether the numbered records are heads.
   *
   * @return true after {@link #split}.
   */
  public boolean hasHeads() {
    return bodies != null;
  }

  /**
   * Reads memory ahead.
   *
   * @return what does so; the same each time.
   */
  public TableReadAhead readAhead() {
    return readAhead;
  }

  /** Notes the records that the next new connections get. */
  void noteUnused(final ReadAhead records, final int count) {
    pool.noteNext(records, count);
  }

  /** Where a record is in memory. */
  long address(final int number) {
    return pool.address(number);
  }

  /**
   * Finds a connection whose record has been guessed. The guess may be wrong or out of date, but
   * its record must not have been freed.
   *
   * @param key the key.
   * @param keyHash its hash.
   * @param guessed what {@link TableReadAhead#guess} said.
   * @return the record's number, or {@link #NONE}.
   */
  public int find(final ConnectionKey key, final long keyHash, final int guessed) {
    return guessed != NONE && isKeyOf(guessed, key) ? guessed : find(key, keyHash);
  }

  /**
   * Finds a connection.
   *
   * @param key the key.
   * @param keyHash its hash.
   * @return the record's number, or {@link #NONE}.
   */
  public int find(final ConnectionKey key, final long keyHash) {
    int slot = index.firstSlot(keyHash);
    for (long entry = index.entry(slot); entry != 0; entry = index.entry(slot)) {
      if (ConnectionIndex.isOf(entry, keyHash)) {
        final int found = ConnectionIndex.recordOf(entry);
        if (isKeyOf(found, key)) {
          return found;
        }
      }
      slot = index.nextSlot(slot);
    }
    return NONE;
  }

  private boolean isKeyOf(final int number, final ConnectionKey key) {
    final OffHeapRecord fields = record(number);
    return fields.getLong(ConnectionLayout.LOWER_LOW_OFFSET) == key.lowerLow
        && fields.getLong(ConnectionLayout.HIGHER_LOW_OFFSET) == key.higherLow
        && fields.getInt(ConnectionLayout.PORTS_OFFSET) == key.ports
        && fields.getLong(ConnectionLayout.LOWER_HIGH_OFFSET) == key.lowerHigh
        && fields.getLong(ConnectionLayout.HIGHER_HIGH_OFFSET) == key.higherHigh
        && (fields.getInt(ConnectionLayout.STATE_OFFSET) & IDENTITY)
            == (key.ipv6 ? ConnectionLayout.IPV6 : 0);
  }

  /**
   * Adds a connection that is not in the table. All its counters are zero, its delays -1. {@link
   * #schedule} must follow once its state and times are set.
   *
   * @param key the key.
   * @param keyHash its hash.
   * @return the new record's number.
   */
  public int create(final ConnectionKey key, final long keyHash) {
    final int number = pool.take();
    index.add(keyHash, number);
    order.append(number);
    final OffHeapRecord fields = record(number);
    fields.setMemory(0, recordLength, (byte) 0);
    key.put(fields);
    if (!hasHeads()) {
      ConnectionLayout.begin(fields);
    }
    return number;
  }

  /**
   * A record's bytes.
   *
   * @param number the record's number.
   * @return one view, re-wrapped by every method of the table.
   */
  public OffHeapRecord record(final int number) {
    record.wrap(pool.address(number), recordLength);
    return record;
  }

  /**
   * Whether segments of a connection have been taken in.
   *
   * @param head the connection's head.
   * @return true where it has a body.
   */
  public boolean hasBody(final OffHeapRecord head) {
    return bodies.has(head);
  }

  /**
   * The body of a connection, for segments to be taken in: a new one where it had none, with the
   * head's key.
   *
   * @param head the connection's head.
   * @return one view, re-wrapped by every call.
   */
  public OffHeapRecord body(final OffHeapRecord head) {
    final boolean isNew = !bodies.has(head);
    final OffHeapRecord body = bodies.of(head);
    if (isNew) {
      taken.set(head);
      taken.put(body);
      ConnectionLayout.begin(body);
    }
    return body;
  }

  /**
   * Brings a head up to date, since segments were taken in.
   *
   * @param head the connection's head.
   * @param body its body.
   */
  public void update(final OffHeapRecord head, final OffHeapRecord body) {
    final int own = head.getInt(ConnectionLayout.STATE_OFFSET) & OF_HEAD;
    head.putInt(ConnectionLayout.STATE_OFFSET, body.getInt(ConnectionLayout.STATE_OFFSET) | own);
    head.putLong(
        ConnectionLayout.LAST_TIME_OFFSET, body.getLong(ConnectionLayout.LAST_TIME_OFFSET));
    head.putLong(
        ConnectionLayout.LAST_PACKET_OFFSET, body.getLong(ConnectionLayout.LAST_PACKET_OFFSET));
  }

  /**
   * Segments that are not taken in yet.
   *
   * @return the pool of the journals that heads link to.
   */
  public JournalPool journals() {
    return journals;
  }

  /**
   * Records of what only connections with some trouble have.
   *
   * @return the side records that {@link ConnectionLayout#EVENTS_LINK_OFFSET} links to.
   */
  public SideRecords events() {
    return events;
  }

  /**
   * Records of round trips.
   *
   * @return what {@link ConnectionLayout#ROUND_TRIPS_LINK_OFFSET} links to.
   */
  public RoundTripRecords roundTrips() {
    return roundTrips;
  }

  /**
   * Lists of spans of sequence numbers.
   *
   * @return the pool that the six lists of a record come from.
   */
  public SpanPool spans() {
    return spans;
  }

  /**
   * Copies a connection with its side records, so that a {@link ConnectionView} can be laid over
   * it. What is in its journal has to be taken in before.
   *
   * @param number the record's number.
   * @param target where to.
   * @param offset where the copy of {@link ConnectionLayout#COPY_LENGTH} bytes shall begin.
   */
  public void copyTo(final int number, final OffHeapRecord target, final int offset) {
    final OffHeapRecord head = record(number);
    final OffHeapRecord fields = hasHeads() ? body(head) : head;
    SteadyState.settle(fields);
    target.putBytes(offset, fields, 0, ConnectionLayout.RECORD_LENGTH);
    final int state = offset + ConnectionLayout.STATE_OFFSET;
    target.putInt(
        state, target.getInt(state) | head.getInt(ConnectionLayout.STATE_OFFSET) & OF_HEAD);
    events.copyTo(target, offset + ConnectionLayout.COPIED_EVENTS_OFFSET, fields);
    roundTrips.copyTo(target, offset + ConnectionLayout.COPIED_ROUND_TRIPS_OFFSET, fields);
  }

  /**
   * Files a new connection under the time at which it expires.
   *
   * @param number the record's number.
   */
  public void schedule(final int number) {
    expiry.start(record(number).getLong(ConnectionLayout.LAST_TIME_OFFSET));
    expiry.file(number);
  }

  /**
   * Files a connection anew, since it now expires earlier than when it was filed.
   *
   * @param number the record's number.
   */
  public void reschedule(final int number) {
    expiry.remove(number);
    expiry.file(number);
  }

  /**
   * Until when a connection may be silent.
   *
   * @param number the record's number.
   * @return nanoseconds since 1970.
   */
  public long deadline(final int number) {
    return lifetime.deadline(record(number));
  }

  /**
   * Finds the connections that have been silent for too long. Each leaves the table, its record
   * stays readable until {@link #free}.
   *
   * @param now capture time, nanoseconds since 1970.
   * @param expired told of each record.
   */
  public void expire(final long now, final IntConsumer expired) {
    expiry.advance(
        now,
        number -> {
          leave(number);
          expired.accept(number);
        });
  }

  /**
   * Takes a connection out of the table: its key may be created anew. Its record stays readable
   * until {@link #free}.
   *
   * @param number the record's number.
   */
  public void finish(final int number) {
    expiry.remove(number);
    leave(number);
  }

  /**
   * Takes a connection out of the table before its end, since memory is bounded. Its record stays
   * readable until {@link #free}.
   *
   * @param number the record's number.
   */
  public void evict(final int number) {
    final OffHeapRecord fields = record(number);
    final int state = fields.getInt(ConnectionLayout.STATE_OFFSET);
    fields.putInt(ConnectionLayout.STATE_OFFSET, state | ConnectionLayout.EVICTED);
    finish(number);
  }

  private void leave(final int number) {
    final OffHeapRecord fields = record(number);
    taken.set(fields);
    final int state = fields.getInt(ConnectionLayout.STATE_OFFSET);
    fields.putInt(ConnectionLayout.STATE_OFFSET, state | ConnectionLayout.FINISHED);
    index.remove(taken.hash(hash), number);
  }

  /**
   * Gives a finished record back.
   *
   * @param number the record's number.
   */
  public void free(final int number) {
    final OffHeapRecord fields = record(number);
    if (!hasHeads()) {
      freeSide(fields);
    } else {
      journals.clear(fields);
      if (bodies.has(fields)) {
        freeSide(bodies.of(fields));
        bodies.free(fields);
      }
    }
    order.remove(number);
    pool.free(number);
  }

  private void freeSide(final OffHeapRecord fields) {
    events.free(fields);
    roundTrips.free(fields);
    for (int list = 0; list < ConnectionLayout.SPAN_LISTS; list++) {
      spans.freeAll(fields.getInt(ConnectionLayout.spanList(list)));
    }
  }

  /**
   * The oldest record, finished or not.
   *
   * @return its number, or {@link #NONE}.
   */
  public int oldest() {
    return order.first();
  }

  /**
   * The record that was created after another.
   *
   * @param number a record's number.
   * @return the next one's, or {@link #NONE}.
   */
  public int younger(final int number) {
    return order.next(number);
  }

  /**
   * Whether a record has left the table and waits to be freed.
   *
   * @param number the record's number.
   * @return true after {@link #finish} and {@link #expire}.
   */
  public boolean isFinished(final int number) {
    return (record(number).getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.FINISHED) != 0;
  }

  /**
   * Connections in the table.
   *
   * @return how many there are, finished ones not counted.
   */
  public int size() {
    return index.size();
  }

  /**
   * The numbers of all records, finished and free ones among them, are below this.
   *
   * @return 0 or more.
   */
  public int numbers() {
    return pool.used();
  }

  /**
   * Records of a kind that all connections take, those that wait to be freed among them.
   *
   * @param kind which.
   * @return how many.
   */
  public int inUse(final RecordKind kind) {
    return switch (kind) {
      case CONNECTION -> pool.inUse();
      case RECORD -> hasHeads() ? bodies.inUse() : pool.inUse();
      case JOURNAL -> journals.inUse();
      case EVENTS -> events.inUse();
      case FEW_ROUND_TRIPS -> roundTrips.fewInUse();
      case ROUND_TRIPS -> roundTrips.manyInUse();
      case SPAN -> spans.inUse();
    };
  }

  /**
   * Records of a kind that one connection takes.
   *
   * @param number the connection's record.
   * @param kind which.
   * @return how many.
   */
  public int inUse(final int number, final RecordKind kind) {
    final OffHeapRecord head = record(number);
    if (kind == RecordKind.CONNECTION) {
      return 1;
    }
    if (kind == RecordKind.JOURNAL) {
      return hasHeads() ? journals.inUse(head) : 0;
    }
    if (hasHeads() && !bodies.has(head)) {
      return 0;
    }
    return inUse(hasHeads() ? bodies.of(head) : head, kind);
  }

  private int inUse(final OffHeapRecord fields, final RecordKind kind) {
    return switch (kind) {
      case CONNECTION, JOURNAL -> 0;
      case RECORD -> 1;
      case EVENTS -> events.has(fields) ? 1 : 0;
      case FEW_ROUND_TRIPS -> RoundTripRecords.hasFew(fields) ? 1 : 0;
      case ROUND_TRIPS -> RoundTripRecords.hasMany(fields) ? 1 : 0;
      case SPAN -> {
        int count = 0;
        for (int list = 0; list < ConnectionLayout.SPAN_LISTS; list++) {
          count += spans.count(fields.getInt(ConnectionLayout.spanList(list)));
        }
        yield count;
      }
    };
  }

  /**
   * Off-heap memory of the table.
   *
   * @return bytes.
   */
  public long memory() {
    return index.memory()
        + pool.memory()
        + (hasHeads() ? bodies.memory() : 0)
        + journals.memory()
        + events.memory()
        + roundTrips.memory()
        + spans.memory()
        + order.memory()
        + expiry.memory();
  }

  @Override
  public void close() {
    index.close();
    pool.close();
    if (hasHeads()) {
      bodies.close();
    }
    journals.close();
    events.close();
    roundTrips.close();
    spans.close();
    order.close();
    expiry.close();
  }
}
