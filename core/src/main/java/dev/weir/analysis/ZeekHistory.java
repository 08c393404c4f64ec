package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.ZEEK_HISTORY_OFFSET;
import static dev.weir.connection.ZeekLayout.BITS_OFFSET;
import static dev.weir.connection.ZeekLayout.COUNTS_OFFSET;
import static dev.weir.connection.ZeekLayout.COUNT_KINDS;
import static dev.weir.connection.ZeekLayout.HISTORY_FIN_OFFSET;
import static dev.weir.connection.ZeekLayout.HISTORY_OFFSET;
import static dev.weir.connection.ZeekLayout.HISTORY_RST_OFFSET;
import static dev.weir.connection.ZeekLayout.HISTORY_SYN_OFFSET;
import static dev.weir.connection.ZeekLayout.LENGTH_SHIFT;
import static dev.weir.connection.ZeekLayout.LETTERS_IN_RECORD;
import static dev.weir.connection.ZeekLayout.LETTERS_MOST;
import static dev.weir.connection.ZeekLayout.LETTER_BITS;
import static dev.weir.connection.ZeekLayout.MORE_OFFSET;
import static dev.weir.connection.ZeekLayout.SEEN_BITS;
import static dev.weir.connection.ZeekLayout.TO_LOWER;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.ZeekLayout;
import dev.weir.transport.TcpFlags;

/** Writes a connection's history, letter by letter, as Zeek does. */
final class ZeekHistory {
  /** Which counts are scaled: a wrong checksum. */
  static final int CHECKSUM = 0;

  /** A segment that brings nothing new. */
  static final int RETRANSMISSION = 1;

  /** A zero window. */
  static final int ZERO_WINDOW = 2;

  /** A gap, which is counted in the record itself. */
  private static final int GAP = 3;

  private static final int SYN = 0;
  private static final int FIN = 1;
  private static final int RST = 2;
  private static final int FIN_AND_RST = 3;
  private static final int SEVERAL_FLAGS = 4;
  private static final int DATA = Integer.numberOfTrailingZeros(ZeekLayout.SEEN_DATA);
  private static final int PURE_ACK = Integer.numberOfTrailingZeros(ZeekLayout.SEEN_PURE_ACK);

  private static final int CODE_S = code('S');
  private static final int CODE_H = code('H');
  private static final int CODE_FLIP = code('^');
  private static final int[] SCALED = {code('C'), code('T'), code('W'), code('G')};

  /** Codes of the letters of a packet's flags, by what is seen; S and H share theirs. */
  private static final int[] CODES = {
    CODE_S, code('F'), code('R'), code('I'), code('Q'), code('D'), code('A')
  };

  private static final int ENDS = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  private ZeekHistory() {}

  private static int code(final char letter) {
    return ZeekLayout.LETTERS.indexOf(letter) + 1;
  }

  /** Whether all that was seen is one SYN with ACK, by whoever is taken for the originator. */
  static boolean isOnlySynAck(final ZeekConnection c) {
    return c.more >>> LENGTH_SHIFT == 1 && c.record.getLong(HISTORY_OFFSET) == CODE_H;
  }

  /** Turns that history into what it would be had the roles been known. */
  static void replaceSynAck(final ZeekConnection c) {
    c.record.putLong(HISTORY_OFFSET, CODE_FLIP | (long) (CODE_H + TO_LOWER) << LETTER_BITS);
    c.more = c.more & ~(0xFF << LENGTH_SHIFT) | 2 << LENGTH_SHIFT;
  }

  static void flipped(final ZeekConnection c) {
    append(c, CODE_FLIP);
  }

  /** A packet's flags or data. */
  static void flags(
      final ZeekConnection c, final int direction, final Segment segment, final long relative) {
    final int flags = segment.flags;
    final int role = c.role(direction);
    final int ends = flags & ENDS;
    if (ends == 0) {
      if (segment.payloadLength > 0) {
        once(c, role, DATA, CODES[DATA]);
      } else if ((flags & TcpFlags.ACK) != 0) {
        once(c, role, PURE_ACK, CODES[PURE_ACK]);
      }
    } else if ((ends & ends - 1) != 0) {
      final boolean both = (ends & TcpFlags.FIN) != 0 && (ends & TcpFlags.RST) != 0;
      final int kind = both ? FIN_AND_RST : SEVERAL_FLAGS;
      once(c, role, kind, CODES[kind]);
    } else if (ends == TcpFlags.SYN) {
      syn(c, direction, role, (flags & TcpFlags.ACK) != 0 ? CODE_H : CODE_S, (int) relative);
    } else {
      final boolean fin = ends == TcpFlags.FIN;
      final int offset =
          ConnectionLayout.direction(direction) + (fin ? HISTORY_FIN_OFFSET : HISTORY_RST_OFFSET);
      final int number = (int) relative + (fin ? segment.payloadLength : 0);
      final int kind = fin ? FIN : RST;
      if (!once(c, role, kind, CODES[kind]) && c.record.getInt(offset) != number) {
        append(c, CODES[kind] + role * TO_LOWER);
      }
      c.record.putInt(offset, number);
    }
  }

  /** The newest SYN's number is 0 but in odd cases, which have an events record. */
  private static void syn(
      final ZeekConnection c,
      final int direction,
      final int role,
      final int code,
      final int number) {
    final int offset = HISTORY_SYN_OFFSET + direction * Integer.BYTES;
    final int before = c.hasEvents() ? c.events().getInt(offset) : 0;
    if (!once(c, role, SYN, code) && before != number) {
      append(c, code + role * TO_LOWER);
    }
    if (before != number) {
      c.events().putInt(offset, number);
    }
  }

  /** Writes a letter if its role did not have it; returns whether it did write. */
  private static boolean once(
      final ZeekConnection c, final int role, final int kind, final int code) {
    final int seen = 1 << kind + role * SEEN_BITS;
    if ((c.more & seen) != 0) {
      return false;
    }
    c.more |= seen;
    append(c, code + role * TO_LOWER);
    return true;
  }

  /** Counts what is written at its first, tenth, hundredth, ... time. */
  static void scaled(final ZeekConnection c, final int direction, final int kind) {
    final int offset = COUNTS_OFFSET + (direction * COUNT_KINDS + kind) * Integer.BYTES;
    scaled(c, direction, kind, c.events(), offset);
  }

  /** Counts a gap, as {@link #scaled} does: cut payload makes one of nearly every segment. */
  static void gap(final ZeekConnection c, final int direction) {
    scaled(
        c,
        direction,
        GAP,
        c.record,
        ConnectionLayout.direction(direction) + ZeekLayout.GAPS_OFFSET);
  }

  private static void scaled(
      final ZeekConnection c,
      final int direction,
      final int kind,
      final OffHeapRecord counts,
      final int offset) {
    final int count = counts.getInt(offset) + 1;
    counts.putInt(offset, count);
    if (isPowerOfTen(count)) {
      append(c, SCALED[kind] + c.role(direction) * TO_LOWER);
    }
  }

  static boolean isPowerOfTen(final int count) {
    int rest = count;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  /** Whether so many more letters fit into a connection's record. */
  static boolean hasRoom(final OffHeapRecord record, final int letters) {
    return (record.getInt(MORE_OFFSET) >>> LENGTH_SHIFT) + letters <= LETTERS_IN_RECORD;
  }

  /** A connection's first SYN, or SYN-ACK, of a direction; there has to be room. */
  static void syn(final OffHeapRecord record, final int direction, final boolean isAnswer) {
    append(record, direction, isAnswer ? CODE_H : CODE_S, 1 << SYN);
  }

  /**
   * A steady connection's first data, or first ACK without, of a direction; there has to be room.
   */
  static void first(final OffHeapRecord record, final int direction, final boolean isData) {
    final int kind = isData ? DATA : PURE_ACK;
    append(record, direction, CODES[kind], 1 << kind);
  }

  /** A steady connection's gap whose number is a power of ten; there has to be room. */
  static void gap(final OffHeapRecord record, final int direction) {
    append(record, direction, SCALED[GAP], 0);
  }

  private static void append(
      final OffHeapRecord record, final int direction, final int code, final int seen) {
    final int role = ZeekLayout.role(record.getInt(BITS_OFFSET), direction);
    final int more = record.getInt(MORE_OFFSET) | seen << role * SEEN_BITS;
    final int shift = (more >>> LENGTH_SHIFT) * LETTER_BITS;
    final long letter = (long) (code + role * TO_LOWER) << shift;
    record.putLong(HISTORY_OFFSET, record.getLong(HISTORY_OFFSET) | letter);
    record.putInt(MORE_OFFSET, more + (1 << LENGTH_SHIFT));
  }

  private static void append(final ZeekConnection c, final int code) {
    final int length = c.more >>> LENGTH_SHIFT;
    if (length < LETTERS_IN_RECORD) {
      final long letters = c.record.getLong(HISTORY_OFFSET);
      c.record.putLong(HISTORY_OFFSET, letters | (long) code << length * LETTER_BITS);
    } else if (length < LETTERS_MOST) {
      c.events().putByte(ZEEK_HISTORY_OFFSET + length - LETTERS_IN_RECORD, (byte) code);
    } else {
      return;
    }
    c.more += 1 << LENGTH_SHIFT;
  }
}
