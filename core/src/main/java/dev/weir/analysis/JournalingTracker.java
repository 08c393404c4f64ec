package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.ESTABLISHED;
import static dev.weir.connection.ConnectionLayout.FIN;
import static dev.weir.connection.ConnectionLayout.FIRST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.INITIAL_KNOWN;
import static dev.weir.connection.ConnectionLayout.INITIAL_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.PACKETS_OFFSET;
import static dev.weir.connection.ConnectionLayout.RST;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.SYN;
import static dev.weir.connection.ConnectionLayout.SYN_ACK;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;
import java.util.function.IntConsumer;

/**
 * Tracks connections of which only the end is asked for: their segments are written into journals
 * and taken in together, when the connection is reported or its journal is full. So a segment
 * touches three cache lines of its connection, wherever they are, and what all the models keep is
 * touched once for many segments. What bounds a connection is known at once: its times and which of
 * SYN, FIN and RST were seen are in its head.
 */
final class JournalingTracker implements ConnectionTracker {
  private static final int ENDS = FIN | FIN << 1 | RST | RST << 1;

  /**
   * With no more connections than this, in all workers together, nothing is put off: to write and
   * read journals takes longer than to find records, and these take a gigabyte.
   */
  static final int FEW = 1 << 20;

  private final ConnectionTable table;
  private final WeirBounds bounds;
  private final IntConsumer finished;
  private final SegmentTracker models;
  private final SegmentJournal journal;

  /** A segment that is read out of a journal. */
  private final Segment read = new Segment();

  private final int few;

  /**
   * Makes a tracker.
   *
   * @param table an empty one.
   * @param bounds where connections end; the table's lifetime, too.
   * @param finished told of each record that a new connection on its tuple puts an end to.
   * @param few how many open connections there may be before journals are begun; 0 for none.
   */
  JournalingTracker(
      final ConnectionTable table,
      final WeirBounds bounds,
      final IntConsumer finished,
      final int few) {
    this.table = table;
    this.bounds = bounds;
    this.finished = finished;
    this.few = few;
    models = new SegmentTracker(table, bounds, finished, true);
    journal = new SegmentJournal(table.journals());
    if (few == 0) {
      table.split();
    }
  }

  @Override
  public int apply(final Segment segment) {
    if (table.hasHeads()) {
      return applyLater(segment);
    }
    final int number = models.apply(segment);
    if (table.size() > few) {
      table.split();
    }
    return number;
  }

  private int applyLater(final Segment segment) {
    int number = table.find(segment.key, segment.hash, segment.guess);
    if (!bounds.admits(segment, number != ConnectionTable.NONE)) {
      return ConnectionTable.NONE;
    }
    if (number == ConnectionTable.NONE) {
      return create(segment, false);
    }
    final OffHeapRecord head = table.record(number);
    if (isOver(head, segment)) {
      takeIn(head);
      models.keep(table.body(head));
      table.finish(number);
      finished.accept(number);
      return create(segment, true);
    }
    if (take(head, segment)) {
      table.reschedule(number);
    }
    return number;
  }

  private int create(final Segment segment, final boolean resumes) {
    final int number = table.create(segment.key, segment.hash);
    final OffHeapRecord head = table.record(number);
    head.putLong(FIRST_PACKET_OFFSET, segment.packetNumber);
    head.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    if (resumes) {
      final OffHeapRecord body = table.body(head);
      SegmentTracker.begin(body, segment);
      models.resume(body);
    }
    take(head, segment);
    table.schedule(number);
    return number;
  }

  /** Whether a segment does not belong to the connection: as {@link WeirBounds#isOver}. */
  private boolean isOver(final OffHeapRecord head, final Segment segment) {
    if (segment.isDamaged()) {
      return false;
    }
    if (bounds.isTooLate(head, segment)) {
      return true;
    }
    final int state = head.getInt(STATE_OFFSET);
    return segment.has(TcpFlags.SYN) && !isAnswer(state, segment) && beginsAnew(head, segment);
  }

  /** A first SYN-ACK that answers a SYN: no other connection begins with it. */
  private static boolean isAnswer(final int state, final Segment segment) {
    final int from = segment.key.direction();
    return segment.has(TcpFlags.ACK)
        && (state & (INITIAL_KNOWN << from | SYN << 1 - from)) == SYN << 1 - from;
  }

  /** As {@link WeirBounds#isOver}, of what the journal and the body say; both stay as they are. */
  private boolean beginsAnew(final OffHeapRecord head, final Segment segment) {
    final int from = segment.key.direction();
    boolean isKnown = false;
    boolean isSilent = true;
    int initial = 0;
    long lastTime = 0;
    final boolean hasBody = table.hasBody(head);
    if (hasBody) {
      final OffHeapRecord body = table.body(head);
      final int block = ConnectionLayout.direction(from);
      isKnown = (body.getInt(STATE_OFFSET) & INITIAL_KNOWN << from) != 0;
      isSilent = body.getLong(block + PACKETS_OFFSET) == 0;
      initial = body.getInt(block + INITIAL_SEQUENCE_OFFSET);
      lastTime = body.getLong(LAST_TIME_OFFSET);
    }
    read.key.set(head);
    journal.read(head, lastTime, !hasBody);
    while (journal.next(read)) {
      final boolean isOwn = read.key.direction() == from;
      isSilent &= !isOwn;
      if (read.has(TcpFlags.SYN) && isOwn) {
        isKnown = true;
        initial = read.sequence;
      } else if (read.has(TcpFlags.SYN) && read.has(TcpFlags.ACK) && !isKnown) {
        isKnown = true;
        initial = read.acknowledgment - 1;
      }
    }
    return WeirBounds.beginsAnew(head.getInt(STATE_OFFSET), segment, initial, isSilent);
  }

  /** Takes a segment in or notes it; returns whether the connection may now expire earlier. */
  private boolean take(final OffHeapRecord head, final Segment segment) {
    if (!journal.admits(segment)) {
      takeIn(head);
      return takeInDirectly(head, segment);
    }
    if (journal.isFull(head)) {
      takeIn(head);
    }
    final boolean isFirst = journal.isEmpty(head) && !table.hasBody(head);
    final long lastTime = head.getLong(LAST_TIME_OFFSET);
    journal.append(head, isFirst ? 0 : lastTime, segment);
    head.putLong(LAST_PACKET_OFFSET, segment.packetNumber);
    if (segment.timestampNanos > lastTime) {
      head.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    }
    final int before = head.getInt(STATE_OFFSET);
    final int state = before | bits(segment);
    if (state != before) {
      head.putInt(STATE_OFFSET, state);
    }
    return ((state ^ before) & ENDS) != 0;
  }

  /** The state bits that a head needs and a segment sets: as {@link SegmentTracker} sets them. */
  private static int bits(final Segment segment) {
    final int from = segment.key.direction();
    final int flags = segment.flags;
    int bits = (flags & TcpFlags.FIN) * (FIN << from);
    if ((flags & TcpFlags.RST) != 0) {
      bits |= RST << from;
    }
    if ((flags & TcpFlags.SYN) != 0) {
      return bits
          | INITIAL_KNOWN << from
          | ((flags & TcpFlags.ACK) == 0
              ? SYN << from
              : SYN_ACK << from | INITIAL_KNOWN << 1 - from);
    }
    return (flags & (TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.ACK ? bits | ESTABLISHED : bits;
  }

  /** Takes in a segment that no journal can hold, in which nothing is left. */
  private boolean takeInDirectly(final OffHeapRecord head, final Segment segment) {
    final boolean isNew = !table.hasBody(head);
    final OffHeapRecord body = table.body(head);
    if (isNew) {
      SegmentTracker.begin(body, segment);
    }
    final boolean endsEarlier = models.takeIn(body, segment);
    table.update(head, body);
    return endsEarlier;
  }

  /** Takes in all segments of a journal. */
  private void takeIn(final OffHeapRecord head) {
    if (journal.isEmpty(head)) {
      return;
    }
    boolean isNew = !table.hasBody(head);
    final OffHeapRecord body = table.body(head);
    read.key.set(head);
    journal.read(head, body.getLong(LAST_TIME_OFFSET), isNew);
    while (journal.next(read)) {
      if (isNew) {
        SegmentTracker.begin(body, read);
        isNew = false;
      }
      models.takeIn(body, read);
    }
    journal.clear(head);
    table.update(head, body);
  }

  @Override
  public void complete(final int number) {
    if (table.hasHeads()) {
      takeIn(table.record(number));
    }
  }
}
