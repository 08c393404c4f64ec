package dev.weir.analysis;

import static dev.weir.connection.ZeekLayout.ACKED_OFFSET;
import static dev.weir.connection.ZeekLayout.BITS_OFFSET;
import static dev.weir.connection.ZeekLayout.CLOSED;
import static dev.weir.connection.ZeekLayout.CONTIGUOUS_OFFSET;
import static dev.weir.connection.ZeekLayout.ENDPOINT_BITS;
import static dev.weir.connection.ZeekLayout.ESTABLISHED;
import static dev.weir.connection.ZeekLayout.FIRST_SEEN;
import static dev.weir.connection.ZeekLayout.IS_PARTIAL;
import static dev.weir.connection.ZeekLayout.LAST_OFFSET;
import static dev.weir.connection.ZeekLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ZeekLayout.MORE_OFFSET;
import static dev.weir.connection.ZeekLayout.ORIGINATOR_IS_HIGHER;
import static dev.weir.connection.ZeekLayout.PREVIOUS_SHIFT;
import static dev.weir.connection.ZeekLayout.START_OFFSET;
import static dev.weir.connection.ZeekLayout.STATE_MASK;
import static dev.weir.connection.ZeekLayout.SYN_ACK_SENT;
import static dev.weir.connection.ZeekLayout.TIMER_OFFSET;
import static dev.weir.connection.ZeekLayout.TIMER_SHIFT;
import static dev.weir.connection.ZeekLayout.UNACKED_OFFSET;
import static dev.weir.connection.ZeekLayout.WRAPS_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SideRecords;
import dev.weir.connection.ZeekLayout;
import dev.weir.transport.TcpSequence;

/**
 * A connection as Zeek's model keeps it, while one of its segments is taken in: its bits are held
 * here, everything else is read and written in the record. Endpoints are called by the direction
 * that they send, 0 or 1; roles are 0 for the originator and 1 for the responder.
 */
final class ZeekConnection {
  /** Waits for nothing. */
  static final int NO_TIMER = 0;

  /** Waits for an answer to the SYN. */
  static final int ATTEMPT = 1;

  /** Waits for the connection's removal after an RST that followed the sender's FIN. */
  static final int RESET_TIMER = 2;

  /** Waits for the connection's removal after its close. */
  static final int REMOVAL = 3;

  /** Looks from time to time whether the other side closed, too. */
  static final int HALF_CLOSED = 4;

  private static final long UNSIGNED = 0xFFFF_FFFFL;
  private static final int WRAPS_MASK = 0xFFFF;
  private static final int TIMER_MASK = 7;

  private final SideRecords events;
  OffHeapRecord record;
  int bits;
  int more;

  ZeekConnection(final SideRecords events) {
    this.events = events;
  }

  void load(final OffHeapRecord connection) {
    record = connection;
    bits = connection.getInt(BITS_OFFSET);
    more = connection.getInt(MORE_OFFSET);
  }

  void store() {
    record.putInt(BITS_OFFSET, bits);
    record.putInt(MORE_OFFSET, more);
  }

  /** The connection's rare fields, made where there were none. */
  OffHeapRecord events() {
    return events.of(record);
  }

  boolean hasEvents() {
    return events.has(record);
  }

  int role(final int direction) {
    return ZeekLayout.role(bits, direction);
  }

  boolean has(final int direction, final int endpointBit) {
    return (bits & endpointBit << direction * ENDPOINT_BITS) != 0;
  }

  void set(final int direction, final int endpointBit) {
    bits |= endpointBit << direction * ENDPOINT_BITS;
  }

  void clear(final int direction, final int endpointBit) {
    bits &= ~(endpointBit << direction * ENDPOINT_BITS);
  }

  int state(final int direction) {
    return bits >>> direction * ENDPOINT_BITS & STATE_MASK;
  }

  int previousState(final int direction) {
    return bits >>> direction * ENDPOINT_BITS + PREVIOUS_SHIFT & STATE_MASK;
  }

  /** Changes a state; the end of the handshake makes the connection live longer. */
  void state(final int direction, final int next) {
    final int before = state(direction);
    if (before == next) {
      return;
    }
    if (!isHandshake(next) && isHandshake(before) && isHandshake(state(1 - direction))) {
      idle(ZeekTimers.IDLE_ESTABLISHED);
    }
    final int shift = direction * ENDPOINT_BITS;
    final int mask = (STATE_MASK << PREVIOUS_SHIFT | STATE_MASK) << shift;
    bits = bits & ~mask | (before << PREVIOUS_SHIFT | next) << shift;
  }

  private static boolean isHandshake(final int state) {
    return state <= SYN_ACK_SENT;
  }

  /** Whether an endpoint is open, or was until its FIN: only then holes are gaps. */
  boolean isClean(final int direction) {
    final int state = state(direction);
    return state == ESTABLISHED || state == CLOSED && previousState(direction) == ESTABLISHED;
  }

  /** Sets how long the connection may be idle, one of the constants of {@link ZeekTimers}. */
  void idle(final int kind) {
    more = more & ~(3 << ZeekLayout.IDLE_SHIFT) | kind << ZeekLayout.IDLE_SHIFT;
  }

  int timer() {
    return more >>> TIMER_SHIFT & TIMER_MASK;
  }

  void timer(final int kind, final long nanos) {
    more = more & ~(TIMER_MASK << TIMER_SHIFT) | kind << TIMER_SHIFT;
    record.putLong(TIMER_OFFSET, nanos);
  }

  long lastTime() {
    return record.getLong(LAST_TIME_OFFSET);
  }

  boolean hasFirstSeen(final int role) {
    return (more & FIRST_SEEN << role) != 0;
  }

  void firstSeen(final int role) {
    more |= FIRST_SEEN << role;
  }

  /** Exchanges the roles. */
  void flip() {
    bits = (bits ^ ORIGINATOR_IS_HIGHER) & ~IS_PARTIAL;
    final int seen = more & (FIRST_SEEN | FIRST_SEEN << 1);
    more = more & ~seen | (seen << 1 | seen >>> 1) & (FIRST_SEEN | FIRST_SEEN << 1);
  }

  int start(final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + START_OFFSET);
  }

  int last(final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + LAST_OFFSET);
  }

  int acked(final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + ACKED_OFFSET);
  }

  int lastWraps(final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + WRAPS_OFFSET) & WRAPS_MASK;
  }

  int ackedWraps(final int direction) {
    return record.getInt(ConnectionLayout.direction(direction) + WRAPS_OFFSET) >>> Short.SIZE;
  }

  /** Sets an endpoint's numbers anew; the counts of wraps stay. */
  void begin(final int direction, final int start, final int last) {
    final int block = ConnectionLayout.direction(direction);
    record.putInt(block + START_OFFSET, start);
    record.putInt(block + ACKED_OFFSET, start);
    record.putInt(block + LAST_OFFSET, last);
  }

  void advanceLast(final int direction, final int number) {
    final int block = ConnectionLayout.direction(direction);
    if (Integer.compareUnsigned(number, record.getInt(block + LAST_OFFSET)) < 0) {
      final int wraps = record.getInt(block + WRAPS_OFFSET);
      record.putInt(block + WRAPS_OFFSET, wraps & ~WRAPS_MASK | wraps + 1 & WRAPS_MASK);
    }
    record.putInt(block + LAST_OFFSET, number);
  }

  void advanceAcked(final int direction, final int number) {
    final int block = ConnectionLayout.direction(direction);
    if (Integer.compareUnsigned(number, record.getInt(block + ACKED_OFFSET)) < 0) {
      record.putInt(block + WRAPS_OFFSET, record.getInt(block + WRAPS_OFFSET) + (1 << Short.SIZE));
    }
    record.putInt(block + ACKED_OFFSET, number);
  }

  /**
   * A sequence number counted from an endpoint's SYN, 64 bits wide; negative for one that lies
   * before it.
   *
   * @param near a number of the endpoint that is not far from it, and
   * @param nearWraps how often that one had wrapped.
   */
  long relative(final int direction, final int number, final int near, final int nearWraps) {
    final int delta = TcpSequence.difference(number, near);
    int wraps = nearWraps;
    if (delta < 0) {
      if (wraps != 0 && Integer.compareUnsigned(number, near) > 0) {
        wraps--;
      }
    } else if (delta > 0 && Integer.compareUnsigned(number, near) < 0) {
      wraps++;
    }
    final int start = start(direction);
    return ZeekLayout.relative(start, number, wraps);
  }

  long relativeLast(final int direction) {
    return full(last(direction), lastWraps(direction)) - (start(direction) & UNSIGNED);
  }

  /** Whether none of an endpoint's data was acknowledged; its SYN may have been. */
  boolean isNothingAcked(final int direction) {
    final long acked =
        full(acked(direction), ackedWraps(direction)) - (start(direction) & UNSIGNED);
    return acked == 0 || acked == 1;
  }

  private static long full(final int number, final int wraps) {
    return (long) wraps << Integer.SIZE | number & UNSIGNED;
  }

  /** Relative number after an endpoint's contiguous data: 1 at first. */
  long contiguous(final int direction) {
    return record.getLong(ConnectionLayout.direction(direction) + CONTIGUOUS_OFFSET);
  }

  /** How far acknowledgements have taken data away, relative: 1 at first. */
  long trimmed(final int direction) {
    return contiguous(direction)
        - record.getInt(ConnectionLayout.direction(direction) + UNACKED_OFFSET);
  }

  void contiguous(final int direction, final long end, final long trimmed) {
    final int block = ConnectionLayout.direction(direction);
    record.putLong(block + CONTIGUOUS_OFFSET, end);
    record.putInt(block + UNACKED_OFFSET, (int) (end - trimmed));
  }

  long size(final int direction) {
    return ZeekLayout.size(record, bits, direction);
  }
}
