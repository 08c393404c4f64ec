package dev.weir.http;

import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts the payload of one direction in order. What comes early is held, within bounds; what comes
 * again is dropped; of what only its length counts no byte is held.
 */
final class PayloadStream {
  /** The most early segments that are held. */
  static final int MOST_HELD = 256;

  /** The most bytes of heap for them. */
  static final int MOST_HELD_BYTES = 1 << 18;

  /** No window reaches farther (RFC 7323 section 2.3): such a segment is none of this stream. */
  private static final int FARTHEST = 1 << 30;

  /** Bytes of heap that a held segment takes besides its payload, roughly. */
  private static final int OVERHEAD = 96;

  private static final byte[] NOTHING = {};

  /** A segment that waits. */
  private static final class Held {
    int sequence;
    int length;
    byte[] bytes = NOTHING;
    int acknowledgment;
    boolean hasAcknowledgment;
    long packet;
    long nanos;
    long latestPacket;
    long latestNanos;
    Held next;

    int end() {
      return TcpSequence.add(sequence, length);
    }
  }

  private final MessageParser parser;
  private final HoldingRoom room;
  private final Carrier carrier = new Carrier();
  private final UnsafeBuffer view = new UnsafeBuffer(NOTHING);
  private boolean known;
  private int next;
  private boolean finKnown;
  private int fin;
  private boolean ended;
  private Held first;
  private int heldCount;
  private int heldBytes;

  PayloadStream(final MessageParser parser, final HoldingRoom room) {
    this.parser = parser;
    this.room = room;
  }

  /** The stream's first byte has this number. */
  void startAt(final int sequence) {
    if (!known) {
      known = true;
      next = sequence;
      parser.fromStart();
    }
  }

  /** The stream began before; this is the first byte that is there. */
  void joinAt(final int sequence) {
    if (!known) {
      known = true;
      next = sequence;
    }
  }

  boolean isKnown() {
    return known;
  }

  /** The number behind the last byte that was passed on; behind the FIN where that was. */
  int next() {
    return ended ? TcpSequence.add(next, 1) : next;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isHolding() {
    return first != null;
  }

  int heldBytes() {
    return heldBytes;
  }

  /** Whether more is held than may be, here or in all streams together. */
  boolean isOverBound() {
    return heldCount > MOST_HELD
        || heldBytes > MOST_HELD_BYTES
        || heldBytes > 0 && room.isOverBound();
  }

  void fin(final int sequence) {
    if (!finKnown) {
      finKnown = true;
      fin = sequence;
    }
  }

  /** Takes a segment with payload; passes it on at once where nothing is to be waited for. */
  void offer(final StreamSegment segment, final PayloadStream peer) {
    final int sequence = segment.dataSequence();
    final int ahead = TcpSequence.difference(sequence, next);
    if (ended || ahead >= FARTHEST || ahead + segment.length <= 0) {
      return;
    }
    if (ahead > 0 || first != null || !mayPass(segment, peer)) {
      hold(sequence, segment);
      return;
    }
    carrier.packet = segment.packet;
    carrier.nanos = segment.nanos;
    carrier.acknowledgment = segment.acknowledgment;
    carrier.hasAcknowledgment = segment.has(TcpFlags.ACK);
    latest(segment.packet, segment.nanos);
    pass(sequence, segment.length, segment.buffer, segment.offset, segment.captured);
  }

  /**
   * Whether all that the sender had received when it sent this has been passed on, where that
   * matters: a response is read in the light of its request, whatever the order in the capture.
   */
  private boolean mayPass(final StreamSegment segment, final PayloadStream peer) {
    return !segment.has(TcpFlags.ACK)
        || isOpaque(segment.dataSequence(), segment.length)
        || !peer.isBehind(segment.acknowledgment);
  }

  private void latest(final long packet, final long nanos) {
    if (packet > carrier.latestPacket) {
      carrier.latestPacket = packet;
      carrier.latestNanos = nanos;
    }
  }

  private boolean isOpaque(final int sequence, final int length) {
    final long end = (long) TcpSequence.difference(sequence, next) + length;
    return end <= parser.opaqueLength();
  }

  /** Whether bytes below a number that the peer acknowledged have not been passed on. */
  boolean isBehind(final int acknowledgment) {
    return known && TcpSequence.isAfter(acknowledgment, next());
  }

  private void hold(final int sequence, final StreamSegment from) {
    final int length = from.length;
    Held before = null;
    Held after = first;
    while (after != null && TcpSequence.isBeforeOrAt(after.sequence, sequence)) {
      before = after;
      after = after.next;
    }
    final int end = TcpSequence.add(sequence, length);
    if (before != null && TcpSequence.isBeforeOrAt(end, before.end())) {
      return;
    }
    final boolean opaque = isOpaque(sequence, length);
    if (opaque && before != null && before.bytes.length == 0 && before.end() == sequence) {
      before.length += length;
      before.latestPacket = from.packet;
      before.latestNanos = from.nanos;
      return;
    }
    final Held held = new Held();
    held.sequence = sequence;
    held.length = length;
    held.acknowledgment = from.acknowledgment;
    held.hasAcknowledgment = from.has(TcpFlags.ACK);
    held.packet = from.packet;
    held.nanos = from.nanos;
    held.latestPacket = from.packet;
    held.latestNanos = from.nanos;
    if (!opaque && from.captured > 0) {
      held.bytes = new byte[from.captured];
      from.buffer.getBytes(from.offset, held.bytes);
    }
    held.next = after;
    if (before == null) {
      first = held;
    } else {
      before.next = held;
    }
    count(held, 1);
  }

  private void count(final Held held, final int sign) {
    final int bytes = held.bytes.length + OVERHEAD;
    heldCount += sign;
    heldBytes += sign * bytes;
    room.add(sign * bytes);
  }

  /**
   * Passes on the first of what is held, if nothing is missing before it.
   *
   * @param inAnyCase even where the peer's stream is behind.
   * @return whether something was.
   */
  boolean passFirst(final PayloadStream peer, final boolean inAnyCase) {
    if (first == null || TcpSequence.isAfter(first.sequence, next)) {
      return passFin();
    }
    final Held held = first;
    if (!inAnyCase
        && held.hasAcknowledgment
        && !isOpaque(held.sequence, held.length)
        && peer.isBehind(held.acknowledgment)) {
      return false;
    }
    first = held.next;
    count(held, -1);
    view.wrap(held.bytes);
    carrier.packet = held.packet;
    carrier.nanos = held.nanos;
    carrier.acknowledgment = held.acknowledgment;
    carrier.hasAcknowledgment = held.hasAcknowledgment;
    latest(held.latestPacket, held.latestNanos);
    pass(held.sequence, held.length, view, 0, held.bytes.length);
    return true;
  }

  private boolean passFin() {
    if (ended || !finKnown || !known || next != fin) {
      return false;
    }
    ended = true;
    parser.end(true);
    return true;
  }

  private void pass(
      final int sequence,
      final int length,
      final DirectBuffer buffer,
      final int offset,
      final int captured) {
    final int skipped = TcpSequence.difference(next, sequence);
    if (skipped >= length) {
      return;
    }
    final int from = next;
    next = TcpSequence.add(sequence, length);
    parser.bytes(
        buffer,
        offset + Math.min(skipped, captured),
        Math.max(captured - skipped, 0),
        length - skipped,
        from,
        carrier);
  }

  /**
   * Gives up what is missing before the first of what is held, or before a number.
   *
   * @param upTo the number, where {@code hasLimit}.
   * @return whether something was missing.
   */
  boolean skip(final int upTo, final boolean hasLimit) {
    int target = upTo;
    boolean hasTarget = hasLimit;
    if (first != null && (!hasTarget || TcpSequence.isBefore(first.sequence, target))) {
      target = first.sequence;
      hasTarget = true;
    }
    if (finKnown && (!hasTarget || TcpSequence.isBefore(fin, target))) {
      target = fin;
      hasTarget = true;
    }
    if (!known || ended || !hasTarget || !TcpSequence.isAfter(target, next)) {
      return false;
    }
    final int missing = TcpSequence.difference(target, next);
    next = target;
    parser.gap(missing, carrier);
    return true;
  }

  /** Nothing more will come: what waits has been passed on. */
  void close() {
    if (!ended) {
      ended = true;
      parser.end(false);
    }
    drop();
  }

  /** Forgets what is held. */
  void drop() {
    while (first != null) {
      count(first, -1);
      first = first.next;
    }
  }
}
