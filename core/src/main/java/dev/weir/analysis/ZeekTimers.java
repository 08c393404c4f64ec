package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.FIRST_TIME_OFFSET;
import static dev.weir.connection.ZeekLayout.BITS_OFFSET;
import static dev.weir.connection.ZeekLayout.DID_CLOSE;
import static dev.weir.connection.ZeekLayout.ENDPOINT_BITS;
import static dev.weir.connection.ZeekLayout.IDLE_SHIFT;
import static dev.weir.connection.ZeekLayout.INACTIVE;
import static dev.weir.connection.ZeekLayout.IS_ACTIVE;
import static dev.weir.connection.ZeekLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ZeekLayout.MORE_OFFSET;
import static dev.weir.connection.ZeekLayout.ORIGINATOR_IS_HIGHER;
import static dev.weir.connection.ZeekLayout.RESET;
import static dev.weir.connection.ZeekLayout.STATE_MASK;
import static dev.weir.connection.ZeekLayout.SYN_ACK_SENT;
import static dev.weir.connection.ZeekLayout.SYN_SENT;
import static dev.weir.connection.ZeekLayout.TIMER_OFFSET;
import static dev.weir.connection.ZeekLayout.TIMER_SHIFT;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;

/**
 * When Zeek's timers remove a connection, by capture time. They fire at the first packet of the
 * capture, of whatever connection, that is not earlier; so whether one has fired can be told when
 * the next packet of its own connection comes.
 */
final class ZeekTimers {
  /** How long a connection may be idle: in its handshake. */
  static final int IDLE_HANDSHAKE = 0;

  /** Behind its handshake. */
  static final int IDLE_ESTABLISHED = 1;

  /** The same on the ports of interactive services. */
  static final int IDLE_INTERACTIVE = 2;

  private static final long SECOND = 1_000_000_000L;

  /** From the SYN, the close, the reset, and of rest: Zeek's default for each of them. */
  static final long DELAY_NANOS = 5 * SECOND;

  /** From one look at half-closed connections to the next. */
  static final long TICK_NANOS = 6 * SECOND;

  private static final long[] IDLE_NANOS = {60 * SECOND, 300 * SECOND, 3_600 * SECOND};
  private static final int TIMER_MASK = 7;

  private ZeekTimers() {}

  /** Whether a connection had ended when the clock stood at a time. */
  static boolean hasEnded(final OffHeapRecord record, final long clockNanos) {
    final int timer = record.getInt(MORE_OFFSET) >>> TIMER_SHIFT & TIMER_MASK;
    // The rest takes more than this of silence.
    final boolean isQuick = timer == ZeekConnection.NO_TIMER || timer == ZeekConnection.HALF_CLOSED;
    if (isQuick && clockNanos - last(record) <= DELAY_NANOS) {
      return false;
    }
    return deadline(record) <= clockNanos;
  }

  /** Time of the newest packet: what a steady connection has is up to date. */
  private static long last(final OffHeapRecord record) {
    final boolean isSteady =
        (record.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.STEADY) != 0;
    return record.getLong(isSteady ? ConnectionLayout.LAST_TIME_OFFSET : LAST_TIME_OFFSET);
  }

  /** When a connection ends if it has no further packet; nanoseconds since 1970. */
  static long deadline(final OffHeapRecord record) {
    final int bits = record.getInt(BITS_OFFSET);
    final int more = record.getInt(MORE_OFFSET);
    final int timer = more >>> TIMER_SHIFT & TIMER_MASK;
    final long timerNanos = record.getLong(TIMER_OFFSET);
    if (timer == ZeekConnection.REMOVAL) {
      return timerNanos;
    }
    final long last = last(record);
    long deadline = last + IDLE_NANOS[more >>> IDLE_SHIFT & 3];
    if ((bits & IS_ACTIVE) == 0) {
      return deadline;
    }
    if (timer == ZeekConnection.RESET_TIMER
        || timer == ZeekConnection.ATTEMPT && isUnanswered(bits)) {
      deadline = Math.min(deadline, timerNanos);
    }
    if (isLookedAfter(bits)) {
      final long begun = record.getLong(FIRST_TIME_OFFSET) + DELAY_NANOS;
      deadline = Math.min(deadline, tickAfter(begun, last + DELAY_NANOS));
      if (timer == ZeekConnection.HALF_CLOSED) {
        deadline = Math.min(deadline, tickAfter(timerNanos, last + DELAY_NANOS));
      }
    }
    return deadline;
  }

  private static boolean isUnanswered(final int bits) {
    final int higher = (bits & ORIGINATOR_IS_HIGHER) != 0 ? 1 : 0;
    final int originator = bits >>> higher * ENDPOINT_BITS & STATE_MASK;
    final int responder = bits >>> (1 - higher) * ENDPOINT_BITS & STATE_MASK;
    return (originator == SYN_SENT || originator == SYN_ACK_SENT) && responder == INACTIVE;
  }

  /** Whether one side has closed and the other will not, or nothing ever happened. */
  private static boolean isLookedAfter(final int bits) {
    final int lower = bits & STATE_MASK;
    final int higher = bits >>> ENDPOINT_BITS & STATE_MASK;
    final boolean isClosed = (bits & (DID_CLOSE | DID_CLOSE << ENDPOINT_BITS)) != 0;
    return isClosed
            && (lower == RESET || higher == RESET || lower == INACTIVE || higher == INACTIVE)
        || lower == INACTIVE && higher == INACTIVE;
  }

  /** The first tick after a time. */
  private static long tickAfter(final long first, final long after) {
    return first > after ? first : first + ((after - first) / TICK_NANOS + 1) * TICK_NANOS;
  }
}
