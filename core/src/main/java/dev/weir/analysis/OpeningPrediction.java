package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.ACK_DELAY_OFFSET;
import static dev.weir.connection.ConnectionLayout.ESTABLISHED;
import static dev.weir.connection.ConnectionLayout.FLAGS_OFFSET;
import static dev.weir.connection.ConnectionLayout.HANDSHAKE_ACKED;
import static dev.weir.connection.ConnectionLayout.HANDSHAKE_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.INITIAL_KNOWN;
import static dev.weir.connection.ConnectionLayout.INITIAL_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_PACKET_OFFSET;
import static dev.weir.connection.ConnectionLayout.LAST_TIME_OFFSET;
import static dev.weir.connection.ConnectionLayout.NEXT_KNOWN;
import static dev.weir.connection.ConnectionLayout.NEXT_SEQUENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.OPENING;
import static dev.weir.connection.ConnectionLayout.PACKETS_OFFSET;
import static dev.weir.connection.ConnectionLayout.STATE_OFFSET;
import static dev.weir.connection.ConnectionLayout.SYN;
import static dev.weir.connection.ConnectionLayout.SYN_ACK;
import static dev.weir.connection.ConnectionLayout.SYN_ACK_DELAY_OFFSET;
import static dev.weir.connection.ConnectionLayout.WIRE_OFFSET;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.JudgementLayout;
import dev.weir.connection.LifeLayout;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SteadyState;
import dev.weir.connection.TcpState;
import dev.weir.connection.ZeekLayout;
import dev.weir.transport.TcpFlags;

/**
 * Takes in the usual three-way handshake: SYN, SYN-ACK and ACK, one of each, without data, both
 * SYNs with the option of window scales. What is done here is what the tracker, the judgements, the
 * life and Zeek's model together do with these three; anything else is left to them, as it is by
 * {@link HeaderPrediction}. A connection is {@link ConnectionLayout#OPENING} while all that it has
 * are the first one or two of them.
 */
final class OpeningPrediction {
  private static final int ANSWER = TcpFlags.SYN | TcpFlags.ACK;

  /** State bits of a connection of which nothing was taken in yet. */
  private static final int BLANK = ConnectionLayout.IPV6 | ConnectionLayout.ORIGINATOR_IS_HIGHER;

  /** Options that make a SYN an unusual one. */
  private static final int UNUSUAL = Segment.FAST_OPEN | Segment.OPTIONS_CUT;

  private static final int IDLE_MASK = 3 << ZeekLayout.IDLE_SHIFT;

  // The segment that is looked at.
  private int from;
  private int block;
  private int peerBlock;

  /**
   * Takes in a segment of a connection that is not steady.
   *
   * @param state the record's state bits.
   * @return false where it is not one of a usual handshake: then nothing was changed.
   */
  boolean take(final OffHeapRecord record, final int state, final Segment segment) {
    from = segment.key.direction();
    block = ConnectionLayout.direction(from);
    peerBlock = ConnectionLayout.direction(1 - from);
    segment.silenceNanos = segment.timestampNanos - record.getLong(LAST_TIME_OFFSET);
    if (segment.silenceNanos < 0) {
      return false;
    }
    return switch (segment.kind()) {
      case TcpFlags.SYN -> isFirst(record, state, segment) && takeSyn(record, state, segment);
      case ANSWER -> isAnswer(record, state, segment) && takeAnswer(record, state, segment);
      case TcpFlags.ACK -> isLast(record, state, segment) && takeAck(record, state, segment);
      default -> false;
    };
  }

  private static boolean isFirst(
      final OffHeapRecord record, final int state, final Segment segment) {
    return (state & ~BLANK) == 0
        && isUsualSyn(segment)
        && segment.acknowledgment == 0
        && record.getInt(ZeekLayout.BITS_OFFSET) == 0
        // What is kept of an earlier connection on the same tuple goes the long way.
        && (record.getInt(ConnectionLayout.direction(0) + JudgementLayout.BITS_OFFSET)
                | record.getInt(ConnectionLayout.direction(1) + JudgementLayout.BITS_OFFSET))
            == 0;
  }

  /** The next sequence number must not be 0, which stands for an unknown one. */
  private static boolean isUsualSyn(final Segment segment) {
    return segment.windowScale >= 0
        && segment.payloadLength == 0
        && segment.sequence != -1
        && (segment.optionBits & UNUSUAL) == 0
        && segment.isPlainHeader();
  }

  private boolean isAnswer(final OffHeapRecord record, final int state, final Segment segment) {
    final int other = OPENING | SYN << 1 - from;
    return (state & (other | SYN << from | SYN_ACK << from)) == other
        && isUsualSyn(segment)
        && segment.acknowledgment == record.getInt(peerBlock + JudgementLayout.NEXT_OFFSET);
  }

  private boolean isLast(final OffHeapRecord record, final int state, final Segment segment) {
    final int both = OPENING | SYN << from | SYN_ACK << 1 - from;
    final long begun = record.getLong(JudgementLayout.SYN_TIME_OFFSET);
    return (state & both) == both
        && segment.payloadLength == 0
        && segment.windowScale < 0
        && segment.isPlainHeader()
        && begun != 0
        && begun != segment.timestampNanos
        && segment.sequence == record.getInt(block + JudgementLayout.NEXT_OFFSET)
        && segment.acknowledgment == record.getInt(peerBlock + JudgementLayout.NEXT_OFFSET);
  }

  private boolean takeSyn(final OffHeapRecord record, final int state, final Segment segment) {
    beginDirection(record, segment);
    final long now = segment.timestampNanos;
    record.putInt(
        STATE_OFFSET, state | OPENING | SYN << from | INITIAL_KNOWN << from | NEXT_KNOWN << from);
    record.putLong(HANDSHAKE_TIME_OFFSET, now);
    record.putLong(JudgementLayout.SYN_TIME_OFFSET, now);
    record.putShort(block + LifeLayout.STATES_OFFSET, (short) TcpState.SYN_SENT.bit());
    record.putShort(
        peerBlock + LifeLayout.STATES_OFFSET,
        (short) (TcpState.CLOSED.bit() | TcpState.LISTEN.bit() | TcpState.SYN_RECEIVED.bit()));
    record.putInt(
        LifeLayout.BITS_OFFSET, (LifeLayout.NEXT_KNOWN | LifeLayout.SYN) << from | offers(segment));
    record.putLong(ZeekLayout.TIMER_OFFSET, now + ZeekTimers.DELAY_NANOS);
    record.putLong(block + ZeekLayout.CONTIGUOUS_OFFSET, 1);
    record.putLong(peerBlock + ZeekLayout.CONTIGUOUS_OFFSET, 1);
    record.putInt(
        ZeekLayout.BITS_OFFSET,
        ZeekLayout.BEGUN
            | ZeekLayout.IS_ACTIVE
            | from * ZeekLayout.ORIGINATOR_IS_HIGHER
            | ZeekLayout.SYN_SENT << from * ZeekLayout.ENDPOINT_BITS);
    record.putInt(
        ZeekLayout.MORE_OFFSET,
        ZeekLayout.FIRST_SEEN | ZeekConnection.ATTEMPT << ZeekLayout.TIMER_SHIFT);
    ZeekHistory.syn(record, from, false);
    return true;
  }

  private boolean takeAnswer(final OffHeapRecord record, final int state, final Segment segment) {
    beginDirection(record, segment);
    final long now = segment.timestampNanos;
    record.putInt(STATE_OFFSET, state | (SYN_ACK | INITIAL_KNOWN | NEXT_KNOWN) << from);
    record.putLong(SYN_ACK_DELAY_OFFSET, now - record.getLong(HANDSHAKE_TIME_OFFSET));
    record.putLong(HANDSHAKE_TIME_OFFSET, now);
    acknowledge(record, segment.acknowledgment);
    record.putInt(peerBlock + JudgementLayout.UNACKNOWLEDGED_OFFSET, 0);
    record.putShort(block + LifeLayout.STATES_OFFSET, (short) TcpState.SYN_RECEIVED.bit());
    record.putShort(peerBlock + LifeLayout.STATES_OFFSET, (short) TcpState.ESTABLISHED.bit());
    record.putInt(
        LifeLayout.BITS_OFFSET,
        record.getInt(LifeLayout.BITS_OFFSET)
            | (LifeLayout.NEXT_KNOWN | LifeLayout.ACK_KNOWN | LifeLayout.SYN_ACK) << from
            | offers(segment));
    answerForZeek(record, segment);
    return true;
  }

  /** Both are established for Zeek, the originator after its SYN, the responder at once. */
  private void answerForZeek(final OffHeapRecord record, final Segment segment) {
    final int own = from * ZeekLayout.ENDPOINT_BITS;
    final int peers = (1 - from) * ZeekLayout.ENDPOINT_BITS;
    final int bits = record.getInt(ZeekLayout.BITS_OFFSET) & ~(ZeekLayout.STATE_MASK << peers);
    record.putInt(
        ZeekLayout.BITS_OFFSET,
        bits
            | ZeekLayout.ESTABLISHED << own
            | (ZeekLayout.ESTABLISHED | ZeekLayout.SYN_SENT << ZeekLayout.PREVIOUS_SHIFT) << peers);
    final int port = from == 0 ? segment.key.lowerPort() : segment.key.higherPort();
    final int idle =
        ServerPorts.isInteractive(port) ? ZeekTimers.IDLE_INTERACTIVE : ZeekTimers.IDLE_ESTABLISHED;
    final int more = record.getInt(ZeekLayout.MORE_OFFSET) & ~IDLE_MASK;
    record.putInt(
        ZeekLayout.MORE_OFFSET, more | idle << ZeekLayout.IDLE_SHIFT | ZeekLayout.FIRST_SEEN << 1);
    ZeekHistory.syn(record, from, true);
  }

  private boolean takeAck(final OffHeapRecord record, final int state, final Segment segment) {
    arrive(record, segment);
    final long now = segment.timestampNanos;
    record.putInt(STATE_OFFSET, state & ~OPENING | HANDSHAKE_ACKED | ESTABLISHED);
    record.putLong(ACK_DELAY_OFFSET, now - record.getLong(HANDSHAKE_TIME_OFFSET));
    record.putLong(block + PACKETS_OFFSET, 2);
    add(record, block + WIRE_OFFSET, segment.wireLength & 0xFFFF_FFFFL);
    add(record, block + ZeekLayout.IP_BYTES_OFFSET, segment.ipLength & 0xFFFF_FFFFL);
    final int flags = record.getShort(block + FLAGS_OFFSET);
    record.putShort(block + FLAGS_OFFSET, (short) (flags | segment.flags));
    acknowledge(record, segment.acknowledgment);
    record.putInt(block + JudgementLayout.WINDOW_OFFSET, segment.window + 1);
    record.putLong(block + JudgementLayout.NEWEST_TIME_OFFSET, now);
    record.putInt(peerBlock + JudgementLayout.UNACKNOWLEDGED_OFFSET, 0);
    record.putLong(
        JudgementLayout.ROUND_TRIP_OFFSET, now - record.getLong(JudgementLayout.SYN_TIME_OFFSET));
    record.putInt(block + LifeLayout.WINDOW_OFFSET, segment.window + 1);
    SteadyState.answerSyn(record, block, peerBlock, segment.window);
    record.putShort(peerBlock + LifeLayout.STATES_OFFSET, (short) TcpState.ESTABLISHED.bit());
    record.putInt(
        LifeLayout.BITS_OFFSET,
        record.getInt(LifeLayout.BITS_OFFSET) | LifeLayout.ACK_KNOWN << from);
    ZeekHistory.first(record, from, false);
    SteadyState.begin(record);
    return true;
  }

  /** A direction's SYN, of whichever kind. */
  private void beginDirection(final OffHeapRecord record, final Segment segment) {
    final int sequence = segment.sequence;
    final int next = sequence + 1;
    final long now = segment.timestampNanos;
    arrive(record, segment);
    record.putLong(block + PACKETS_OFFSET, 1);
    record.putLong(block + WIRE_OFFSET, segment.wireLength & 0xFFFF_FFFFL);
    record.putShort(block + FLAGS_OFFSET, (short) segment.flags);
    record.putInt(block + INITIAL_SEQUENCE_OFFSET, sequence);
    record.putInt(block + NEXT_SEQUENCE_OFFSET, next);
    record.putLong(block + JudgementLayout.NEXT_TIME_OFFSET, now);
    record.putLong(block + JudgementLayout.NEWEST_TIME_OFFSET, now);
    record.putInt(block + JudgementLayout.NEXT_OFFSET, next);
    record.putInt(block + JudgementLayout.CONTIGUOUS_OFFSET, next);
    record.putInt(block + JudgementLayout.WINDOW_OFFSET, segment.window + 1);
    record.putInt(block + JudgementLayout.UNACKNOWLEDGED_OFFSET, 1);
    record.putInt(block + JudgementLayout.BASE_OFFSET, sequence);
    final int scale = SegmentJudge.scaleBits(segment.windowScale);
    record.putInt(
        block + JudgementLayout.BITS_OFFSET,
        JudgementLayout.BASE_KNOWN
            | JudgementLayout.BEFORE_FIRST_ACK
            | scale << JudgementLayout.SCALE_SHIFT);
    record.putInt(block + LifeLayout.NEXT_OFFSET, next);
    record.putLong(block + LifeLayout.NEWEST_TIME_OFFSET, now);
    record.putShort(block + LifeLayout.SEGMENT_SIZE_OFFSET, (short) segment.maximumSegmentSize);
    record.putByte(block + LifeLayout.SCALE_OFFSET, (byte) (segment.windowScale + 1));
    record.putLong(block + ZeekLayout.IP_BYTES_OFFSET, segment.ipLength & 0xFFFF_FFFFL);
    record.putInt(block + ZeekLayout.START_OFFSET, sequence);
    record.putInt(block + ZeekLayout.ACKED_OFFSET, sequence);
    record.putInt(block + ZeekLayout.LAST_OFFSET, next);
  }

  /** What the SYN's options say for the life. */
  private int offers(final Segment segment) {
    final int options = segment.optionBits;
    return ((options & Segment.SACK_PERMITTED) != 0 ? LifeLayout.SACK_PERMITTED << from : 0)
        | ((options & Segment.TIMESTAMPS) != 0 ? LifeLayout.TIMESTAMPS << from : 0);
  }

  /** Which packet it is, and when it came. */
  private static void arrive(final OffHeapRecord record, final Segment segment) {
    record.putLong(LAST_PACKET_OFFSET, segment.packetNumber);
    record.putLong(LAST_TIME_OFFSET, segment.timestampNanos);
    record.putLong(ZeekLayout.LAST_TIME_OFFSET, segment.timestampNanos);
    LifeObserver.noteSilence(record, segment);
  }

  /** Acknowledges the peer's SYN. */
  private void acknowledge(final OffHeapRecord record, final int acknowledgment) {
    record.putInt(block + JudgementLayout.ACKNOWLEDGED_OFFSET, acknowledgment);
    record.putInt(block + LifeLayout.ACKNOWLEDGED_OFFSET, acknowledgment);
    record.putInt(peerBlock + ZeekLayout.ACKED_OFFSET, acknowledgment);
  }

  private static void add(final OffHeapRecord record, final int offset, final long amount) {
    record.putLong(offset, record.getLong(offset) + amount);
  }
}
