package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.ACK_DELAY_OFFSET;
import static dev.weir.connection.ConnectionLayout.BEGAN_MIDSTREAM;
import static dev.weir.connection.ConnectionLayout.ESTABLISHED;
import static dev.weir.connection.ConnectionLayout.FIN;
import static dev.weir.connection.ConnectionLayout.FIRST_FIN_BY_HIGHER;
import static dev.weir.connection.ConnectionLayout.FIRST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.FIRST_RST_BY_HIGHER;
import static dev.weir.connection.ConnectionLayout.FIRST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.FLAGS_OFFSET;
import static dev.weir.connection.ConnectionLayout.HANDSHAKE_ACKED;
import static dev.weir.connection.ConnectionLayout.HANDSHAKE_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.INITIAL_KNOWN;
import static dev.weir.connection.ConnectionLayout.INITIAL_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.NEXT_KNOWN;
import static dev.weir.connection.ConnectionLayout.NEXT_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.ORIGINATOR_IS_HIGHER;
import static dev.weir.connection.ConnectionLayout.PACKETS_OFFSET;
import static dev.weir.connection.ConnectionLayout.PAYLOAD_OFFSET;
import static dev.weir.connection.ConnectionLayout.RESET_BEFORE_CLOSE;
import static dev.weir.connection.ConnectionLayout.RETRANSMITTED_EVENTS_OFFSET;
import static dev.weir.connection.ConnectionLayout.RST;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.STEADY;
import static dev.weir.connection.ConnectionLayout.SYN;
import static dev.weir.connection.ConnectionLayout.SYN_ACK;
import static dev.weir.connection.ConnectionLayout.SYN_ACK_DELAY_OFFSET;
import static dev.weir.connection.ConnectionLayout.WIRE_OFFSET;

import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SegmentVerdict;
import dev.weir.connection.SteadyState;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import java.util.function.IntConsumer;

/**
 * Applies segments to their connections: finds or creates the record, decides whether a segment
 * begins a new connection on an old tuple, and keeps the record's counters and states.
 */
final class SegmentTracker implements ConnectionTracker {
  private static final int SYN_ACK_FLAGS = TcpFlags.SYN | TcpFlags.ACK;

  private final ConnectionTable table;
  private final ConnectionBounds bounds;
  private final IntConsumer finished;
  private final SegmentJudge judge;
  private final LifeObserver life;
  private final ZeekModel zeek;
  private final boolean predicts;
  private final OpeningPrediction opening = new OpeningPrediction();
  private final HeaderPrediction prediction;
  private final ClosingPrediction closing;

  /**
   * Makes a tracker.
   *
   * @param bounds where connections end; the table's lifetime, too.
   * @param finished told of each record that a new connection on its tuple puts an end to.
   * @param predicts whether usual segments may be taken in without a verdict, and without their
   *     connection being {@link SteadyState#settle settled}.
   */
  SegmentTracker(
      final ConnectionTable table,
      final ConnectionBounds bounds,
      final IntConsumer finished,
      final boolean predicts) {
    this.table = table;
    this.bounds = bounds;
    this.finished = finished;
    judge = new SegmentJudge(table);
    life = new LifeObserver(table);
    this.predicts = predicts;
    prediction = new HeaderPrediction(life.roundTrips());
    closing = new ClosingPrediction(life.roundTrips());
    zeek = new ZeekModel(table);
  }

  @Override
  public int apply(final Segment segment) {
    int number = table.find(segment.key, segment.hash, segment.guess);
    if (!bounds.admits(segment, number != ConnectionTable.NONE)) {
      segment.verdict.clear();
      return ConnectionTable.NONE;
    }
    final boolean replaced =
        number != ConnectionTable.NONE && bounds.isOver(table.record(number), segment);
    if (replaced) {
      judge.keep(table.record(number));
      table.finish(number);
      finished.accept(number);
      number = ConnectionTable.NONE;
    }
    final boolean isNew = number == ConnectionTable.NONE;
    if (isNew) {
      number = table.create(segment.key, segment.hash);
      begin(table.record(number), segment);
      if (replaced) {
        judge.resume(table.record(number));
      }
    }
    final boolean endsEarlier = takeIn(table.record(number), segment);
    if (isNew) {
      table.schedule(number);
    } else if (endsEarlier) {
      table.reschedule(number);
    }
    return number;
  }

  /**
   * Takes a segment in for its connection.
   *
   * @return whether the connection may now expire earlier than before.
   */
  boolean takeIn(final OffHeapRecord record, final Segment segment) {
    if (predicts) {
      final int state = record.getInt(STATE_OFFSET);
      if (ClosingPrediction.mayTake(state, segment) && closing.take(record, state, segment)) {
        zeek.observe(record, segment);
        return segment.has(TcpFlags.FIN);
      }
      if (isPredicted(record, state, segment)) {
        return false;
      }
      SteadyState.settle(record);
    }
    boolean endsEarlier = false;
    if (segment.isDamaged()) {
      segment.verdict.clear();
      if (segment.badHeader) {
        judge.observe(record, segment);
      }
    } else {
      endsEarlier = count(record, segment);
      judge(record, segment);
    }
    zeek.observe(record, segment);
    if (predicts) {
      SteadyState.begin(record);
    }
    return endsEarlier;
  }

  @Override
  public void complete(final int number) {
    // Nothing was put off.
  }

  /** Keeps what outlives a connection whose tuple another one takes: see {@link #resume}. */
  void keep(final OffHeapRecord record) {
    judge.keep(record);
  }

  /** Begins a connection where the one before it on the same tuple ended. */
  void resume(final OffHeapRecord record) {
    judge.resume(record);
  }

  /** Takes in a usual segment of an opening or steady connection. */
  private boolean isPredicted(final OffHeapRecord record, final int state, final Segment segment) {
    return (state & STEADY) != 0
        ? prediction.take(record, state, segment)
        : opening.take(record, state, segment);
  }

  /** What is said of the segment, and what the record keeps for the next ones. */
  private void judge(final OffHeapRecord record, final Segment segment) {
    final SegmentVerdict verdict = segment.verdict;
    final boolean originatorIsHigher = (record.getInt(STATE_OFFSET) & ORIGINATOR_IS_HIGHER) != 0;
    verdict.clear();
    verdict.belongsTo(
        record.getLong(FIRST_PACKET_OFFSET) == segment.packetNumber,
        originatorIsHigher == (segment.key.direction() == 1));
    judge.observe(record, segment);
    life.observe(record, segment);
  }

  /** Begins a connection with its first segment, which is to be taken in then. */
  static void begin(final OffHeapRecord record, final Segment segment) {
    final ConnectionKey key = segment.key;
    final int from = key.direction();
    int state = record.getInt(STATE_OFFSET);
    final boolean senderIsOriginator;
    if ((segment.flags & TcpFlags.SYN) != 0) {
      senderIsOriginator = (segment.flags & TcpFlags.ACK) == 0;
    } else {
      state |= BEGAN_MIDSTREAM;
      final int source = from == 0 ? key.lowerPort() : key.higherPort();
      final int destination = from == 0 ? key.higherPort() : key.lowerPort();
      senderIsOriginator = !ServerPorts.isSenderServer(source, destination);
    }
    if ((from == 1) == senderIsOriginator) {
      state |= ORIGINATOR_IS_HIGHER;
    }
    record.putInt(STATE_OFFSET, state);
    record.putLong(FIRST_PACKET_OFFSET, segment.packetNumber);
    record.putLong(FIRST_TIME_OFFSET, segment.timestampNanos);
    record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
  }

  /** Counts a segment in; returns whether the connection may now expire earlier than before. */
  private boolean count(final OffHeapRecord record, final Segment segment) {
    final int from = segment.key.direction();
    final int block = ConnectionLayout.direction(from);
    final int flags = segment.flags;
    record.putLong(LAST_PACKET_OFFSET, segment.packetNumber);
    segment.silenceNanos = segment.timestampNanos - record.getLong(LAST_TIME_OFFSET);
    if (segment.silenceNanos > 0) {
      record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    }
    add(record, block + PACKETS_OFFSET, 1);
    add(record, block + PAYLOAD_OFFSET, segment.payloadLength);
    add(record, block + WIRE_OFFSET, segment.wireLength & 0xFFFF_FFFFL);
    record.putShort(block + FLAGS_OFFSET, (short) (record.getShort(block + FLAGS_OFFSET) | flags));

    final int before = record.getInt(STATE_OFFSET);
    int state = before;
    if ((flags & TcpFlags.SYN) != 0) {
      state = synchronise(record, state, segment);
    } else if ((flags & SYN_ACK_FLAGS) == TcpFlags.ACK && (flags & TcpFlags.RST) == 0) {
      state = acknowledge(record, state, segment) | ESTABLISHED;
    }
    if ((flags & TcpFlags.RST) == 0) {
      state = advance(record, state, segment);
    }
    if ((flags & (TcpFlags.FIN | TcpFlags.RST)) != 0) {
      state = close(state, from, flags);
    }
    if (state != before) {
      record.putInt(STATE_OFFSET, state);
    }
    final int ends = FIN | FIN << 1 | RST | RST << 1;
    return ((state ^ before) & ends) != 0;
  }

  /**
   * A SYN or SYN-ACK: initial sequence numbers and the first half of the handshake's round trip.
   */
  private static int synchronise(
      final OffHeapRecord record, final int before, final Segment segment) {
    final int from = segment.key.direction();
    int state = before | INITIAL_KNOWN << from;
    record.putInt(ConnectionLayout.direction(from) + INITIAL_SEQUENCE_OFFSET, segment.sequence);
    final boolean answered = (before & (SYN_ACK | SYN_ACK << 1)) != 0;
    if ((segment.flags & TcpFlags.ACK) == 0) {
      if (!answered) {
        record.putLong(HANDSHAKE_TIME_OFFSET, segment.timestampNanos);
      }
      return state | SYN << from;
    }
    final int peer = 1 - from;
    if (!answered && (before & SYN << peer) != 0) {
      record.putLong(
          SYN_ACK_DELAY_OFFSET, segment.timestampNanos - record.getLong(HANDSHAKE_TIME_OFFSET));
    }
    record.putLong(HANDSHAKE_TIME_OFFSET, segment.timestampNanos);
    if ((state & INITIAL_KNOWN << peer) == 0) {
      state |= INITIAL_KNOWN << peer;
      record.putInt(
          ConnectionLayout.direction(peer) + INITIAL_SEQUENCE_OFFSET, segment.acknowledgment - 1);
    }
    return state | SYN_ACK << from;
  }

  /** An ACK: the handshake is complete with the first that covers the peer's SYN. */
  private static int acknowledge(
      final OffHeapRecord record, final int state, final Segment segment) {
    final int peer = 1 - segment.key.direction();
    if ((state & HANDSHAKE_ACKED) != 0 || (state & SYN_ACK << peer) == 0) {
      return state;
    }
    final int initial = record.getInt(ConnectionLayout.direction(peer) + INITIAL_SEQUENCE_OFFSET);
    if (TcpSequence.difference(segment.acknowledgment, initial) <= 0) {
      return state;
    }
    record.putLong(
        ACK_DELAY_OFFSET, segment.timestampNanos - record.getLong(HANDSHAKE_TIME_OFFSET));
    return state | HANDSHAKE_ACKED;
  }

  /** Sequence numbers: how far the sender has come, and what it sent before. */
  private int advance(final OffHeapRecord record, final int state, final Segment segment) {
    final int from = segment.key.direction();
    final int block = ConnectionLayout.direction(from);
    final int flags = segment.flags;
    final int octets = (flags & TcpFlags.SYN) / TcpFlags.SYN + (flags & TcpFlags.FIN);
    final int end = segment.sequence + segment.payloadLength + octets;
    if ((state & NEXT_KNOWN << from) == 0) {
      record.putInt(block + NEXT_SEQUENCE_OFFSET, end);
      return state | NEXT_KNOWN << from;
    }
    final int next = record.getInt(block + NEXT_SEQUENCE_OFFSET);
    final int behind = TcpSequence.difference(next, segment.sequence);
    if (behind > 0 && segment.payloadLength > 0) {
      // One byte just below the next is a keep-alive probe (RFC 9293 section 3.8.4), not data.
      final boolean probe = behind == 1 && segment.payloadLength == 1;
      if (!probe) {
        add(
            table.events().of(record),
            RETRANSMITTED_EVENTS_OFFSET + from * Long.BYTES,
            Math.min(segment.payloadLength, behind));
      }
    }
    if (TcpSequence.difference(end, next) > 0) {
      record.putInt(block + NEXT_SEQUENCE_OFFSET, end);
    }
    return state;
  }

  private static int close(final int before, final int from, final int flags) {
    int state = before;
    final int byHigher = from == 1 ? -1 : 0;
    if ((flags & TcpFlags.FIN) != 0) {
      if ((state & (FIN | FIN << 1)) == 0) {
        state |= byHigher & FIRST_FIN_BY_HIGHER;
      }
      state |= FIN << from;
    }
    if ((flags & TcpFlags.RST) != 0) {
      if ((state & (RST | RST << 1)) == 0) {
        state |= byHigher & FIRST_RST_BY_HIGHER;
        final int bothFins = FIN | FIN << 1;
        if ((state & bothFins) != bothFins) {
          state |= RESET_BEFORE_CLOSE;
        }
      }
      state |= RST << from;
    }
    return state;
  }

  private static void add(final OffHeapRecord record, final int offset, final long amount) {
    record.putLong(offset, record.getLong(offset) + amount);
  }
}
