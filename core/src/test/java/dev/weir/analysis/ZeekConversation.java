package dev.weir.analysis;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.ZeekView;
import dev.weir.text.TextBuffer;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Segments between a client and a server, and what Zeek would say of the connections they make. */
final class ZeekConversation implements AutoCloseable {
  static final int CLIENT_PORT = 40_000;
  private static final long MILLI = 1_000_000L;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final ConnectionBounds bounds = new ZeekBounds(false);
  private final ConnectionTable table = new ConnectionTable(hash, bounds);
  private final List<String> ended = new ArrayList<>();
  private final SegmentTracker tracker =
      new SegmentTracker(
          table,
          bounds,
          number -> {
            ended.add(row(number));
            table.free(number);
          },
          true);
  private final Segment segment = new Segment();
  private final int serverPort;
  private long packets;
  private long now = 1_000_000 * MILLI;
  private long clock;
  private int window = 1000;
  private int missing;

  /** A conversation with a server on a port that Zeek does not know. */
  ZeekConversation() {
    this(9_000);
  }

  ZeekConversation(final int serverPort) {
    this.serverPort = serverPort;
  }

  /** Sends what a text says: {@code > S 1 0 0} is flags, sequence, acknowledgment, length. */
  ZeekConversation play(final String... packetTexts) {
    for (final String text : packetTexts) {
      final String[] words = text.split(" ");
      packet(
          words[0].equals(">"),
          words[1],
          Integer.parseUnsignedInt(words[2]),
          Integer.parseUnsignedInt(words[3]),
          Integer.parseInt(words[4]));
    }
    return this;
  }

  /** Lets time pass before the next packet, or run back. */
  ZeekConversation wait(final int millis) {
    now += millis * MILLI;
    return this;
  }

  /** The window of what follows. */
  ZeekConversation window(final int value) {
    window = value;
    return this;
  }

  /** Bytes of each further payload that the capture lacks. */
  ZeekConversation cut(final int bytes) {
    missing = bytes;
    return this;
  }

  /** A packet with a wrong TCP checksum. */
  ZeekConversation corrupt(final boolean fromClient, final String flags) {
    fill(fromClient, flags, 1, 1, 0);
    segment.badChecksum = true;
    tracker.apply(segment);
    return this;
  }

  /** A packet whose TCP header is shorter than a TCP header can be. */
  ZeekConversation trash(final boolean fromClient) {
    fill(fromClient, "S", 1, 1, 0);
    segment.badHeader = true;
    tracker.apply(segment);
    return this;
  }

  private void packet(
      final boolean fromClient,
      final String flags,
      final int sequence,
      final int acknowledgment,
      final int length) {
    fill(fromClient, flags, sequence, acknowledgment, length);
    tracker.apply(segment);
  }

  private void fill(
      final boolean fromClient,
      final String flags,
      final int sequence,
      final int acknowledgment,
      final int length) {
    if (fromClient) {
      segment.key.set(false, 0, 10, CLIENT_PORT, 0, 20, serverPort);
    } else {
      segment.key.set(false, 0, 20, serverPort, 0, 10, CLIENT_PORT);
    }
    now += MILLI;
    clock = Math.max(clock, now);
    segment.hash = segment.key.hash(hash);
    segment.packetNumber = ++packets;
    segment.timestampNanos = now;
    segment.clockNanos = clock;
    segment.flags = 0;
    for (final char letter : flags.toCharArray()) {
      segment.flags |= 1 << "FSRP.UEW".indexOf(letter);
    }
    segment.sequence = sequence;
    segment.acknowledgment = acknowledgment;
    segment.payloadLength = length;
    segment.capturedPayload = Math.max(length - missing, 0);
    segment.window = window;
    segment.ipLength = length + 40;
    segment.wireLength = length + 54;
    segment.badChecksum = false;
    segment.badHeader = false;
    segment.windowScale = -1;
  }

  /** The rows of all connections, ended ones first. */
  List<String> rows() {
    final List<String> rows = new ArrayList<>(ended);
    for (int n = table.oldest(); n != ConnectionTable.NONE; n = table.younger(n)) {
      rows.add(row(n));
    }
    return rows;
  }

  /** Row of the only connection: state, history, sizes. */
  String row() {
    final List<String> rows = rows();
    if (rows.size() != 1) {
      throw new AssertionError("not one connection: " + rows);
    }
    return rows.getFirst();
  }

  ZeekView only() {
    return view(table.oldest()).zeek();
  }

  ConnectionView view(final int number) {
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    table.copyTo(number, copy, 0);
    return new ConnectionView().wrap(copy, 0);
  }

  private String row(final int number) {
    final ConnectionView view = view(number);
    final ZeekView zeek = view.zeek();
    final TextBuffer text = new TextBuffer(64);
    text.ascii(zeek.connState()).append(' ');
    zeek.writeHistory(text);
    text.append(' ').decimal(zeek.size(Endpoint.ORIGINATOR));
    text.append(' ').decimal(zeek.size(Endpoint.RESPONDER));
    final long missed = zeek.missed(Endpoint.ORIGINATOR) + zeek.missed(Endpoint.RESPONDER);
    if (missed != 0) {
      text.ascii(" missed ").decimal(missed);
    }
    return text.toString();
  }

  @Override
  public void close() {
    table.close();
  }
}
