package dev.weir.analysis;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.SegmentVerdict;
import dev.weir.connection.TcpState;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Segments of a client and a server as an observer captures them, written down one by one. Each
 * comes a second after the one before unless {@link #later} or {@link #soon} says otherwise.
 */
final class Exchange implements AutoCloseable {
  static final int CLIENT_PORT = 40_000;
  static final int SERVER_PORT = 9_000;
  static final int WINDOW = 1_000;
  static final long MILLISECOND = 1_000_000L;
  static final long SECOND = 1_000 * MILLISECOND;

  final ConnectionHash hash = new ConnectionHash(1);
  final ConnectionTable table = new ConnectionTable(hash, ExpiryPolicy.DEFAULT);

  /** Records that ended, since another connection came on their tuple. */
  final List<Integer> finished = new ArrayList<>();

  private final SegmentTracker tracker =
      new SegmentTracker(table, new WeirBounds(ExpiryPolicy.DEFAULT), finished::add, false);
  private final Segment segment = new Segment();
  private long packets;
  private long time = 1_000 * SECOND;
  private long step = SECOND;
  private int captured;
  private int missing;

  Exchange() {
    plain();
  }

  private void plain() {
    segment.window = WINDOW;
    segment.optionBits = 0;
    segment.windowScale = -1;
    segment.maximumSegmentSize = 0;
    segment.multipathOperations = 0;
    segment.fragmented = false;
    segment.badHeader = false;
    missing = 0;
    step = SECOND;
    captured = Integer.MAX_VALUE;
  }

  /** The next segment comes so much later than it otherwise would; may be negative. */
  Exchange later(final long nanos) {
    time += nanos;
    return this;
  }

  /** The next segment comes so long after the one before. */
  Exchange soon(final long nanos) {
    step = nanos;
    return this;
  }

  /** The next segment's window field. */
  Exchange window(final int window) {
    segment.window = window;
    return this;
  }

  /** The capture holds only so many bytes of the next segment's payload. */
  Exchange cutTo(final int bytes) {
    captured = bytes;
    return this;
  }

  /** The next segment's options. */
  Exchange options(final int maximumSegmentSize, final int windowScale, final int bits) {
    segment.maximumSegmentSize = maximumSegmentSize;
    segment.windowScale = windowScale;
    segment.optionBits = bits;
    return this;
  }

  /** The next segment's MPTCP options: a bit for each subtype. */
  Exchange multipath(final int operations) {
    segment.multipathOperations = operations;
    return this;
  }

  /** The next segment is in the first of several IP fragments, which has so much of its payload. */
  Exchange fragmented() {
    segment.fragmented = true;
    return this;
  }

  /** The next segment's header claims an impossible length. */
  Exchange badHeader() {
    segment.badHeader = true;
    return this;
  }

  /** The next segment's frame, and so that segment, ends in its TCP header. */
  Exchange shortOf(final int bytes) {
    missing = bytes;
    return this;
  }

  SegmentVerdict client(final String flags, final int sequence, final int ack, final int length) {
    return send(true, bits(flags), sequence, ack, length);
  }

  SegmentVerdict server(final String flags, final int sequence, final int ack, final int length) {
    return send(false, bits(flags), sequence, ack, length);
  }

  private static int bits(final String letters) {
    int flags = 0;
    for (final char letter : letters.toCharArray()) {
      flags |= 1 << "FSRP.UEW".indexOf(letter);
    }
    return flags;
  }

  SegmentVerdict send(
      final boolean fromClient,
      final int flags,
      final int sequence,
      final int ack,
      final int length) {
    if (fromClient) {
      segment.key.set(false, 0, 10, CLIENT_PORT, 0, 20, SERVER_PORT);
    } else {
      segment.key.set(false, 0, 20, SERVER_PORT, 0, 10, CLIENT_PORT);
    }
    time += step;
    segment.hash = segment.key.hash(hash);
    segment.packetNumber = ++packets;
    segment.timestampNanos = time;
    segment.flags = flags;
    segment.sequence = sequence;
    segment.acknowledgment = ack;
    segment.payloadLength = length;
    segment.framedPayload = length - missing;
    segment.capturedPayload = Math.min(captured, length);
    segment.wireLength = length + 54;
    segment.ipLength = length + 40;
    tracker.apply(segment);
    plain();
    return segment.verdict;
  }

  /** The states after the newest segment: the originator's, then the responder's. */
  String states() {
    return names(segment.verdict.states(Endpoint.ORIGINATOR))
        + " "
        + names(segment.verdict.states(Endpoint.RESPONDER));
  }

  /** A set of states as words. */
  static String names(final int set) {
    final List<String> names = new ArrayList<>();
    for (final TcpState state : TcpState.values()) {
      if (state.isIn(set)) {
        names.add(state.name());
      }
    }
    return String.join("|", names);
  }

  /** The connection that began last. */
  ConnectionView newest() {
    int last = table.oldest();
    for (int n = last; n != ConnectionTable.NONE; n = table.younger(n)) {
      last = n;
    }
    return view(last);
  }

  ConnectionView view(final int number) {
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    table.copyTo(number, copy, 0);
    return new ConnectionView().wrap(copy, 0);
  }

  @Override
  public void close() {
    table.close();
  }
}
