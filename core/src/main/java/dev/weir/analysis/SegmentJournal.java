package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.FIRST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_PACKET_OFFSET;
import static dev.weir.connection.HeadLayout.HEADERS_OFFSET;
import static dev.weir.connection.HeadLayout.KNOWN_OFFSET;
import static dev.weir.connection.HeadLayout.NEXT_OFFSET;
import static dev.weir.connection.HeadLayout.WINDOW_OFFSET;

import dev.weir.connection.JournalPool;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;

/**
 * Writes segments into their connections' journals and reads them again. What follows from the
 * entries before is left out, so that a usual one takes 6 to 14 bytes.
 *
 * <pre>
 *   0  TCP flags, and SAME_HEADERS in place of URG  1
 *   1  the other bits below                         1
 *   2  time since the newest packet, ns or us       4, or 8 signed; of a first one since 1970
 *   -  bytes of IP and TCP headers                  1   these two but where both are as before
 *   -  bytes on the wire around these               1
 *   -  sequence number                              4   but where it is the next one
 *   -  acknowledgement number                       4   but where it is the peer's next one
 *   -  window field                                 2   but where it is the newest one
 *   -  bytes of payload                             2   where there are any
 *   -  captured bytes of it                         2   where these are fewer
 *   -  of a SYN: window scale                       2
 *   -           maximum segment size                2
 *   -           option bits                         1
 * </pre>
 *
 * <p>Of packets' numbers only a connection's first and last are of use, which its head has.
 */
final class SegmentJournal {
  /** In place of the flag that has no meaning for anybody: segments with it are not written. */
  private static final int SAME_HEADERS = TcpFlags.URG;

  private static final int FROM_HIGHER = 1;
  private static final int SEQUENCE = 1 << 1;
  private static final int ACKNOWLEDGMENT = 1 << 2;
  private static final int WINDOW = 1 << 3;
  private static final int PAYLOAD = 1 << 4;
  private static final int CUT = 1 << 5;
  private static final int LONG = 1 << 6;
  private static final int MICROS = 1 << 7;

  /** In what is written the opposite of {@link #SAME_HEADERS}. */
  private static final int HEADERS = 1 << 8;

  private static final int NANOS_PER_MICRO = 1000;
  private static final long MOST_MICROS = 0xFFFF_FFFFL * NANOS_PER_MICRO;

  private static final int MOST_BYTE = 0xFF;
  private static final int MOST_SHORT = 0xFFFF;
  private static final int OPTIONS_LENGTH = 2 * Short.BYTES + Byte.BYTES;

  private final JournalPool pool;

  // What the entry that is read next refers to.
  private long time;
  private long number;
  private long lastNumber;
  private boolean begins;
  private final int[] next = new int[2];
  private final int[] windows = new int[2];
  private final int[] headers = new int[2];

  SegmentJournal(final JournalPool pool) {
    this.pool = pool;
  }

  /** Whether an entry can hold all that is to be known of a segment: of nearly all it can. */
  boolean admits(final Segment segment) {
    final int headers = segment.ipLength - segment.payloadLength;
    final int link = segment.wireLength - segment.ipLength;
    return !(segment.badChecksum
            || segment.badHeader
            || segment.isHeaderCut
            || segment.fragmented
            || segment.framedPayload != segment.payloadLength)
        && ((segment.flags | headers | link) & ~MOST_BYTE) == 0
        && !segment.has(TcpFlags.URG)
        && (segment.payloadLength & ~MOST_SHORT) == 0
        && segment.capturedPayload <= segment.payloadLength
        && segment.multipathOperations == 0
        && (segment.windowScale < 0 || segment.has(TcpFlags.SYN));
  }

  boolean isEmpty(final OffHeapRecord head) {
    return pool.isEmpty(head);
  }

  boolean isFull(final OffHeapRecord head) {
    return pool.isFull(head);
  }

  /**
   * Writes a segment at the end of its connection's journal.
   *
   * @param lastTime when the newest packet before it came; 0 where the connection begins.
   */
  void append(final OffHeapRecord head, final long lastTime, final Segment segment) {
    final int from = segment.key.direction();
    final int before = head.getByte(KNOWN_OFFSET);
    int bits = from;
    if ((before >> from & 1) == 0) {
      head.putByte(KNOWN_OFFSET, (byte) (before | 1 << from));
      bits |= SEQUENCE | WINDOW | HEADERS;
    } else {
      bits |= differences(head, segment);
    }
    if ((before >> 1 - from & 1) == 0
        || head.getInt(NEXT_OFFSET + (1 - from) * Integer.BYTES) != segment.acknowledgment) {
      bits |= ACKNOWLEDGMENT;
    }
    if (segment.payloadLength != 0) {
      bits |= segment.capturedPayload == segment.payloadLength ? PAYLOAD : PAYLOAD | CUT;
    }
    long passed = segment.timestampNanos - lastTime;
    if (passed >>> Integer.SIZE != 0) {
      final boolean fits = passed > 0 && passed % NANOS_PER_MICRO == 0 && passed <= MOST_MICROS;
      passed = fits ? passed / NANOS_PER_MICRO : passed;
      bits |= fits ? MICROS : LONG;
    }
    head.putInt(NEXT_OFFSET + from * Integer.BYTES, end(segment));
    head.putShort(WINDOW_OFFSET + from * Short.BYTES, (short) segment.window);
    head.putShort(HEADERS_OFFSET + from * Short.BYTES, (short) headers(segment));
    final int length = length(bits, segment.flags);
    final OffHeapRecord entry = pool.append(head, length);
    write(entry, pool.position(), bits, passed, segment);
    pool.appended(head, entry, length);
  }

  /** What is not as the direction's newest segment lets expect. */
  private static int differences(final OffHeapRecord head, final Segment segment) {
    final int from = segment.key.direction();
    int bits = 0;
    if (head.getInt(NEXT_OFFSET + from * Integer.BYTES) != segment.sequence) {
      bits |= SEQUENCE;
    }
    if (head.getShort(WINDOW_OFFSET + from * Short.BYTES) != (short) segment.window) {
      bits |= WINDOW;
    }
    if (head.getShort(HEADERS_OFFSET + from * Short.BYTES) != (short) headers(segment)) {
      bits |= HEADERS;
    }
    return bits;
  }

  private static int headers(final Segment segment) {
    return segment.ipLength - segment.payloadLength | segment.wireLength - segment.ipLength << 8;
  }

  private static int end(final Segment segment) {
    return segment.sequence
        + segment.payloadLength
        + (segment.flags & TcpFlags.SYN) / TcpFlags.SYN
        + (segment.flags & TcpFlags.FIN);
  }

  private static int length(final int bits, final int flags) {
    // Each bit times the bytes that it stands for.
    return Short.BYTES
        + Integer.BYTES
        + (bits & LONG) / LONG * Integer.BYTES
        + (bits & HEADERS) / HEADERS * Short.BYTES
        + (bits & SEQUENCE) / SEQUENCE * Integer.BYTES
        + (bits & ACKNOWLEDGMENT) / ACKNOWLEDGMENT * Integer.BYTES
        + (bits & WINDOW) / WINDOW * Short.BYTES
        + (bits & PAYLOAD) / PAYLOAD * Short.BYTES
        + (bits & CUT) / CUT * Short.BYTES
        + (flags & TcpFlags.SYN) / TcpFlags.SYN * OPTIONS_LENGTH;
  }

  private static void write(
      final OffHeapRecord entry,
      final int position,
      final int bits,
      final long passed,
      final Segment segment) {
    int at = position;
    final int same = (bits & HEADERS) == 0 ? SAME_HEADERS : 0;
    entry.putShort(at, (short) (segment.flags | same | bits << 8));
    at += Short.BYTES;
    if ((bits & LONG) == 0) {
      entry.putInt(at, (int) passed);
      at += Integer.BYTES;
    } else {
      entry.putLong(at, passed);
      at += Long.BYTES;
    }
    if ((bits & HEADERS) != 0) {
      entry.putShort(at, (short) headers(segment));
      at += Short.BYTES;
    }
    if ((bits & SEQUENCE) != 0) {
      entry.putInt(at, segment.sequence);
      at += Integer.BYTES;
    }
    if ((bits & ACKNOWLEDGMENT) != 0) {
      entry.putInt(at, segment.acknowledgment);
      at += Integer.BYTES;
    }
    if ((bits & WINDOW) != 0) {
      entry.putShort(at, (short) segment.window);
      at += Short.BYTES;
    }
    if ((bits & PAYLOAD) != 0) {
      entry.putShort(at, (short) segment.payloadLength);
      at += Short.BYTES;
    }
    if ((bits & CUT) != 0) {
      entry.putShort(at, (short) segment.capturedPayload);
      at += Short.BYTES;
    }
    if ((segment.flags & TcpFlags.SYN) != 0) {
      entry.putShort(at, (short) segment.windowScale);
      entry.putShort(at + Short.BYTES, (short) segment.maximumSegmentSize);
      entry.putByte(at + 2 * Short.BYTES, (byte) segment.optionBits);
    }
  }

  /**
   * Begins to read a journal.
   *
   * @param lastTime when the newest packet before it came; 0 where the connection begins.
   * @param isFirst whether the connection begins with it.
   */
  void read(final OffHeapRecord head, final long lastTime, final boolean isFirst) {
    time = lastTime;
    lastNumber = head.getLong(LAST_PACKET_OFFSET);
    number = isFirst ? head.getLong(FIRST_PACKET_OFFSET) : lastNumber;
    begins = isFirst;
    pool.read(head);
  }

  /**
   * Reads the next segment; its key is that of the connection already.
   *
   * @return false where there is none.
   */
  boolean next(final Segment segment) {
    final OffHeapRecord begin = pool.next();
    if (begin == null) {
      return false;
    }
    final int first = begin.getShort(pool.position());
    segment.flags = first & MOST_BYTE & ~SAME_HEADERS;
    final int bits = first >>> 8 & MOST_BYTE | ((first & SAME_HEADERS) == 0 ? HEADERS : 0);
    final int length = length(bits, segment.flags);
    final OffHeapRecord entry = pool.whole(length);
    readFields(segment, entry, pool.position() + Short.BYTES, bits);
    pool.passed(length);
    return true;
  }

  private void readFields(
      final Segment segment, final OffHeapRecord entry, final int position, final int bits) {
    final int from = bits & FROM_HIGHER;
    int at = position;
    segment.key.from(from);
    segment.packetNumber = number;
    number = lastNumber;
    final long passed;
    if ((bits & LONG) == 0) {
      passed = entry.getInt(at) & 0xFFFF_FFFFL;
      at += Integer.BYTES;
    } else {
      passed = entry.getLong(at);
      at += Long.BYTES;
    }
    segment.timestampNanos = time + ((bits & MICROS) == 0 ? passed : passed * NANOS_PER_MICRO);
    time = begins ? segment.timestampNanos : Math.max(time, segment.timestampNanos);
    begins = false;
    if ((bits & HEADERS) != 0) {
      headers[from] = entry.getShort(at) & MOST_SHORT;
      at += Short.BYTES;
    }
    segment.sequence = next[from];
    if ((bits & SEQUENCE) != 0) {
      segment.sequence = entry.getInt(at);
      at += Integer.BYTES;
    }
    segment.acknowledgment = next[1 - from];
    if ((bits & ACKNOWLEDGMENT) != 0) {
      segment.acknowledgment = entry.getInt(at);
      at += Integer.BYTES;
    }
    if ((bits & WINDOW) != 0) {
      windows[from] = entry.getShort(at) & MOST_SHORT;
      at += Short.BYTES;
    }
    segment.window = windows[from];
    readSizes(segment, entry, at, bits);
    segment.ipLength = segment.payloadLength + (headers[from] & MOST_BYTE);
    segment.wireLength = segment.ipLength + (headers[from] >>> 8);
    next[from] = end(segment);
  }

  private static void readSizes(
      final Segment segment, final OffHeapRecord entry, final int position, final int bits) {
    int at = position;
    segment.payloadLength = 0;
    if ((bits & PAYLOAD) != 0) {
      segment.payloadLength = entry.getShort(at) & MOST_SHORT;
      at += Short.BYTES;
    }
    segment.framedPayload = segment.payloadLength;
    segment.capturedPayload = segment.payloadLength;
    if ((bits & CUT) != 0) {
      segment.capturedPayload = entry.getShort(at) & MOST_SHORT;
      at += Short.BYTES;
    }
    segment.windowScale = -1;
    segment.maximumSegmentSize = 0;
    segment.optionBits = 0;
    if ((segment.flags & TcpFlags.SYN) != 0) {
      segment.windowScale = entry.getShort(at);
      segment.maximumSegmentSize = entry.getShort(at + Short.BYTES) & MOST_SHORT;
      segment.optionBits = entry.getByte(at + 2 * Short.BYTES) & MOST_BYTE;
    }
  }

  /** Forgets a journal that was read. */
  void clear(final OffHeapRecord head) {
    pool.clear(head);
  }
}
