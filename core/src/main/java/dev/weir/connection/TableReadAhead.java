package dev.weir.connection;

/**
 * Reads what will be needed of a {@link ConnectionTable}, for many connections together, so that
 * these reads overlap in the memory system instead of waiting for one another. It is only about
 * time: nothing else depends on what was read.
 *
 * <p>Of a batch of segments: {@link #touchIndex} for each, {@link #guess} for each, {@link
 * #readGuessed}, {@link #noteRest} for each, {@link #readRest}. Of connections that are about to be
 * reported: {@link #noteFinished} for each, {@link #readFinished}, {@link #noteContents} for each,
 * {@link #readContents}.
 */
public final class TableReadAhead {
  /** Bytes of a record that every segment needs. */
  private static final int HOT_LENGTH = ConnectionLayout.DIRECTION_OFFSET + ConnectionLayout.RARE;

  private final ConnectionTable table;
  private final ConnectionIndex index;
  private final ConnectionExpiry expiry;
  private final JournalPool journals;
  private final SideRecords events;
  private final RoundTripRecords roundTrips;
  private final ReadAhead rests = new ReadAhead(ConnectionLayout.RECORD_LENGTH - HOT_LENGTH);
  private final ReadAhead eventsRecords = new ReadAhead(ConnectionLayout.EVENTS_LENGTH);
  private final ReadAhead expiryLinks = new ReadAhead(1);
  private ReadAhead guesses = new ReadAhead(HOT_LENGTH);
  private ReadAhead unused = new ReadAhead(ConnectionLayout.RECORD_LENGTH);

  /** Segments of a batch whose connections are not in the table. */
  private int unknown;

  TableReadAhead(
      final ConnectionTable table,
      final ConnectionIndex index,
      final ConnectionExpiry expiry,
      final JournalPool journals,
      final SideRecords events,
      final RoundTripRecords roundTrips) {
    this.table = table;
    this.index = index;
    this.expiry = expiry;
    this.journals = journals;
    this.events = events;
    this.roundTrips = roundTrips;
  }

  /** From now on the numbered records are heads. */
  void split() {
    guesses = new ReadAhead(HeadLayout.LENGTH);
    unused = new ReadAhead(HeadLayout.LENGTH);
  }

  /**
   * Reads the slot at which the search for a hash begins. Called for all keys of a batch before
   * anything else, so that these reads overlap in the memory system instead of waiting for one
   * another.
   *
   * @param keyHash the key's hash.
   * @return something that depends on the slot, to be consumed.
   */
  public long touchIndex(final long keyHash) {
    return index.entry(index.firstSlot(keyHash));
  }

  /**
   * Guesses the record of a key by its hash alone. Called for all keys of a batch, after {@link
   * #touchIndex}; {@link #readGuessed} follows.
   *
   * @param keyHash the key's hash.
   * @return the number of a record with this hash, or {@link ConnectionTable#NONE}: to be handed to
   *     {@link ConnectionTable#find(ConnectionKey, long, int)} before any record is freed.
   */
  public int guess(final long keyHash) {
    int slot = index.firstSlot(keyHash);
    for (long entry = index.entry(slot); entry != 0; entry = index.entry(slot)) {
      if (ConnectionIndex.isOf(entry, keyHash)) {
        final int guessed = ConnectionIndex.recordOf(entry);
        guesses.add(table.address(guessed));
        return guessed;
      }
      slot = index.nextSlot(slot);
    }
    return ConnectionTable.NONE;
  }

  /** Reads those cache lines of all guessed records that every segment needs. */
  public void readGuessed() {
    guesses.read();
  }

  /**
   * Notes the other cache lines that a segment of a guessed record needs: the end of the journal,
   * the rest of the record, or the round trips that an ACK measures where it is a usual segment of
   * a {@link SteadyState steady} connection; and the record that a new connection gets. Called for
   * all keys of a batch, after {@link #readGuessed}; {@link #readRest} follows.
   *
   * @param guessed what {@link #guess} said.
   * @param usual whether it may be a usual segment.
   * @param direction the direction that it goes, 0 or 1.
   */
  public void noteRest(final int guessed, final boolean usual, final int direction) {
    if (guessed == ConnectionTable.NONE) {
      unknown++;
      return;
    }
    if (!usual) {
      // It may be one that lets the connection expire earlier.
      expiry.note(guessed, expiryLinks);
    }
    final OffHeapRecord fields = table.record(guessed);
    if (table.hasHeads()) {
      journals.noteNewest(fields);
    } else if (!usual || !isSteady(fields, direction)) {
      rests.add(table.address(guessed) + HOT_LENGTH);
    } else {
      roundTrips.note(fields, 1 - direction);
    }
  }

  /** Whether a usual segment needs no more than the usual lines: not so a direction's first. */
  private static boolean isSteady(final OffHeapRecord fields, final int direction) {
    final int bits = ConnectionLayout.direction(direction) + JudgementLayout.BITS_OFFSET;
    return (fields.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.STEADY) != 0
        && (fields.getInt(bits) & JudgementLayout.SETTLED) != 0;
  }

  /** Reads what {@link #noteRest} noted. */
  public void readRest() {
    table.noteUnused(unused, unknown);
    unused.read();
    unknown = 0;
    rests.read();
    roundTrips.readNoted();
    journals.readNoted();
    expiryLinks.read();
  }

  /**
   * Notes the record of a connection that is about to be reported; {@link #readFinished} reads it.
   *
   * @param number the record's number.
   */
  public void noteFinished(final int number) {
    guesses.add(table.address(number));
    if (!table.hasHeads()) {
      rests.add(table.address(number) + HOT_LENGTH);
    }
  }

  /** Reads what {@link #noteFinished} noted. */
  public void readFinished() {
    guesses.read();
    rests.read();
  }

  /**
   * Notes what the record of a connection that is about to be reported links to, after {@link
   * #readFinished}; {@link #readContents} reads it.
   *
   * @param number the record's number.
   */
  public void noteContents(final int number) {
    final OffHeapRecord fields = table.record(number);
    if (table.hasHeads()) {
      journals.noteJournal(fields);
    } else {
      roundTrips.note(fields);
      events.note(fields, eventsRecords);
    }
  }

  /** Reads what {@link #noteContents} noted. */
  public void readContents() {
    journals.readJournals();
    roundTrips.readNoted();
    eventsRecords.read();
  }
}
