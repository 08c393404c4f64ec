package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.ABOVE_HOLE_OFFSET;
import static dev.weir.connection.ZeekLayout.AT_END;
import static dev.weir.connection.ZeekLayout.CLOSED;
import static dev.weir.connection.ZeekLayout.CLOSE_DEFERRED;
import static dev.weir.connection.ZeekLayout.DID_CLOSE;
import static dev.weir.connection.ZeekLayout.FIN_BELOW;
import static dev.weir.connection.ZeekLayout.FIN_OFFSET;
import static dev.weir.connection.ZeekLayout.FIN_SENT;
import static dev.weir.connection.ZeekLayout.INACTIVE;
import static dev.weir.connection.ZeekLayout.IS_PARTIAL;
import static dev.weir.connection.ZeekLayout.MISSED_OFFSET;
import static dev.weir.connection.ZeekLayout.RESET;
import static dev.weir.connection.ZeekLayout.SKIPS;
import static dev.weir.connection.ZeekLayout.SPANS_LOST;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.SpanPool;

/**
 * How far each direction's data is contiguous and acknowledged, which parts were acknowledged but
 * not captured, and when a close is complete: as Zeek's reassembler does it, without the bytes.
 *
 * <p>What lies above a hole is a list of spans, lowest first, that neither touch nor overlap. A
 * span's {@code bits} are the upper half of its first relative number.
 */
final class ZeekReassembly {
  /** Spans above holes that are kept of a direction; further ones are forgotten. */
  static final int SPANS_MOST = 256;

  /** What may be sent before the first acknowledgement comes. */
  static final int INITIAL_WINDOW = 16_384;

  /** Zeek gives up on a direction with more data than this that waits for acknowledgements. */
  static final int UNACKED_MOST = 10 * 1024 * 1024;

  private static final int NONE = SpanPool.NONE;

  private final SpanPool spans;

  ZeekReassembly(final SpanPool spans) {
    this.spans = spans;
  }

  /** An acknowledgement of what a direction sent: relative, 0 where it makes no sense. */
  void acknowledged(final ZeekConnection c, final int direction, final long number) {
    long end = number;
    if (c.has(direction, FIN_SENT)) {
      final long fin = fin(c, direction);
      if (Long.compareUnsigned(end, fin) >= 0) {
        end = fin - 1;
      }
    }
    if (Long.compareUnsigned(end, c.trimmed(direction)) <= 0) {
      return;
    }
    trim(c, direction, end);
    checkEnd(c, direction);
  }

  /** Where the newest FIN ends; its upper half is that of the data around it. */
  private static long fin(final ZeekConnection c, final int direction) {
    final int low = c.record.getInt(ConnectionLayout.direction(direction) + FIN_OFFSET);
    if (c.has(direction, FIN_BELOW)) {
      return low;
    }
    final long near = c.relativeLast(direction);
    return near + (low - (int) near);
  }

  /** A payload that was captured whole. */
  void sent(final ZeekConnection c, final int direction, final long number, final int length) {
    if (c.has(direction, SKIPS)) {
      return;
    }
    final long trimmed = c.trimmed(direction);
    final long end = number + length;
    if (end > trimmed) {
      insert(c, direction, Math.max(number, trimmed), end);
    }
    giveUp(c, direction);
  }

  private void insert(
      final ZeekConnection c, final int direction, final long first, final long end) {
    final long contiguous = c.contiguous(direction);
    if (first > contiguous) {
      insertAbove(c, direction, first, end);
    } else if (end > contiguous) {
      c.contiguous(direction, absorb(c, direction, end), c.trimmed(direction));
      delivered(c, direction);
    }
  }

  /** Joins the spans that contiguous data reaches to it; returns how far it reaches then. */
  private long absorb(final ZeekConnection c, final int direction, final long from) {
    long end = from;
    int span = head(c, direction);
    while (span != NONE && first(span) <= end) {
      end = Math.max(end, end(span));
      final int next = spans.next(span);
      spans.free(span);
      span = next;
      head(c, direction, span);
    }
    return end;
  }

  /** Without any acknowledgement the peer's packets are presumably not seen: nothing is kept. */
  private void delivered(final ZeekConnection c, final int direction) {
    if (c.contiguous(direction) - c.trimmed(direction) > 0
        && c.isNothingAcked(direction)
        && Long.compareUnsigned(c.size(direction), INITIAL_WINDOW) > 0) {
      trim(c, direction, c.contiguous(direction));
    }
  }

  private void insertAbove(
      final ZeekConnection c, final int direction, final long from, final long to) {
    long first = from;
    long end = to;
    int before = NONE;
    int span = head(c, direction);
    int count = 0;
    while (span != NONE && end(span) < first) {
      before = span;
      span = spans.next(span);
      count++;
    }
    while (span != NONE && first(span) <= end) {
      first = Math.min(first, first(span));
      end = Math.max(end, end(span));
      final int next = spans.next(span);
      spans.free(span);
      span = next;
    }
    for (int rest = span; rest != NONE && count < SPANS_MOST; rest = spans.next(rest)) {
      count++;
    }
    int made = span;
    if (count < SPANS_MOST) {
      made = spans.take((int) first, (int) end, 0, span);
      spans.bits(made, (int) (first >>> Integer.SIZE));
    } else {
      c.set(direction, SPANS_LOST);
    }
    if (before == NONE) {
      head(c, direction, made);
    } else {
      spans.next(before, made);
    }
  }

  /** Zeek's own bounds. */
  private void giveUp(final ZeekConnection c, final int direction) {
    final int head = head(c, direction);
    long waiting = c.contiguous(direction) - c.trimmed(direction);
    if (head == NONE && waiting <= UNACKED_MOST) {
      return;
    }
    long highest = 0;
    for (int span = head; span != NONE; span = spans.next(span)) {
      highest = end(span);
      waiting += end(span) - first(span);
    }
    final boolean isTooHigh =
        head != NONE
            && highest - c.contiguous(direction) > INITIAL_WINDOW
            && c.isNothingAcked(direction);
    if (isTooHigh || waiting > UNACKED_MOST) {
      c.set(direction, SKIPS);
      spans.freeAll(head);
      head(c, direction, NONE);
    }
  }

  /** Takes away what lies below a number; what was not captured of it is a gap. */
  private void trim(final ZeekConnection c, final int direction, final long end) {
    if (Long.compareUnsigned(end, c.contiguous(direction)) > 0) {
      undelivered(c, direction, end);
    }
    dropBelow(c, direction, end);
    final long contiguous = c.contiguous(direction);
    c.contiguous(direction, contiguous, end);
    final int span = head(c, direction);
    if (span != NONE && first(span) <= contiguous) {
      c.contiguous(direction, absorb(c, direction, contiguous), end);
    }
  }

  private void dropBelow(final ZeekConnection c, final int direction, final long end) {
    int span = head(c, direction);
    while (span != NONE && Long.compareUnsigned(end(span), end) <= 0) {
      final int next = spans.next(span);
      spans.free(span);
      span = next;
      head(c, direction, span);
    }
  }

  private void undelivered(final ZeekConnection c, final int direction, final long end) {
    if (Long.compareUnsigned(end, 2) <= 0 && (c.bits & IS_PARTIAL) != 0) {
      // Its first numbers are guessed: they may be a byte off.
      return;
    }
    if (!c.has(direction, SKIPS)) {
      int span = head(c, direction);
      while (span != NONE && Long.compareUnsigned(first(span), end) < 0) {
        final long contiguous = c.contiguous(direction);
        gap(c, direction, first(span) - contiguous);
        c.contiguous(direction, absorb(c, direction, first(span)), c.trimmed(direction));
        span = head(c, direction);
      }
      final long contiguous = c.contiguous(direction);
      if (Long.compareUnsigned(end, contiguous) > 0) {
        gap(c, direction, end - contiguous);
      }
    }
    if (Long.compareUnsigned(end, c.contiguous(direction)) > 0) {
      c.contiguous(direction, end, c.trimmed(direction));
    }
  }

  /** Only of connections that are open or cleanly closing is a hole sure to be a loss. */
  private static void gap(final ZeekConnection c, final int direction, final long length) {
    if (!c.isClean(direction) || !c.isClean(1 - direction)) {
      return;
    }
    ZeekHistory.gap(c, direction);
    final int offset = ConnectionLayout.direction(direction) + MISSED_OFFSET;
    c.record.putLong(offset, c.record.getLong(offset) + length);
  }

  /** Whether a close has to wait: for an endpoint's own data, or the peer's to be acknowledged. */
  private boolean isPending(final ZeekConnection c, final int direction) {
    if (c.has(direction, SKIPS)) {
      return false;
    }
    final long delivered = c.contiguous(direction);
    final long last = c.relativeLast(direction);
    if (last < delivered) {
      return false;
    }
    if (delivered != last && delivered != last - 1) {
      return true;
    }
    return c.state(direction) != RESET && holdsData(c, 1 - direction);
  }

  private boolean holdsData(final ZeekConnection c, final int direction) {
    return head(c, direction) != NONE
        || !c.has(direction, SKIPS) && c.contiguous(direction) > c.trimmed(direction);
  }

  /** Tells, once, that all of an endpoint's data was delivered: a close may have waited for it. */
  void checkEnd(final ZeekConnection c, final int direction) {
    final int state = c.state(direction);
    final boolean mayEnd = c.has(direction, FIN_SENT) || state == CLOSED || state == RESET;
    if (!mayEnd || c.has(direction, AT_END) || isPending(c, direction)) {
      return;
    }
    c.set(direction, AT_END);
    if ((c.bits & CLOSE_DEFERRED) != 0) {
      close(c, direction);
      c.bits &= ~CLOSE_DEFERRED;
    }
  }

  /** An endpoint closes, which removes the connection 5 s later where the peer will not go on. */
  void close(final ZeekConnection c, final int direction) {
    if (isPending(c, direction)) {
      c.bits |= CLOSE_DEFERRED;
      return;
    }
    c.bits &= ~CLOSE_DEFERRED;
    if (c.has(direction, DID_CLOSE)) {
      return;
    }
    c.set(direction, DID_CLOSE);
    final int peer = 1 - direction;
    if (c.state(direction) == RESET || c.has(peer, DID_CLOSE) || c.state(peer) == INACTIVE) {
      c.timer(ZeekConnection.REMOVAL, c.lastTime() + ZeekTimers.DELAY_NANOS);
    } else if (c.previousState(direction) != INACTIVE && c.timer() != ZeekConnection.RESET_TIMER) {
      c.timer(ZeekConnection.HALF_CLOSED, c.lastTime() + ZeekTimers.TICK_NANOS);
    }
  }

  private static int head(final ZeekConnection c, final int direction) {
    return c.record.getInt(ConnectionLayout.direction(direction) + ABOVE_HOLE_OFFSET);
  }

  private static void head(final ZeekConnection c, final int direction, final int span) {
    c.record.putInt(ConnectionLayout.direction(direction) + ABOVE_HOLE_OFFSET, span);
  }

  private long first(final int span) {
    return (long) spans.bits(span) << Integer.SIZE | spans.first(span) & 0xFFFF_FFFFL;
  }

  private long end(final int span) {
    return first(span) + (spans.end(span) - spans.first(span));
  }
}
