package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Ending;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.Handshake;
import dev.weir.connection.OffHeapRecord;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What segments do to their connections, case by case. */
class SegmentTrackerTest {
  private static final int CLIENT_PORT = 40_000;
  private static final int SERVER_PORT = 9_000;
  private static final int ISN = -3;
  private static final int SERVER_ISN = 70_000;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final ConnectionTable table = new ConnectionTable(hash, ExpiryPolicy.DEFAULT);
  private final List<Integer> finished = new ArrayList<>();
  private final SegmentTracker tracker =
      new SegmentTracker(table, new WeirBounds(ExpiryPolicy.DEFAULT), finished::add, true);
  private final Segment segment = new Segment();
  private long packets;
  private long seconds = 1_000;

  @AfterEach
  void close() {
    table.close();
  }

  private void client(final String flags, final int sequence, final int ack, final int length) {
    send(true, SERVER_PORT, flags, sequence, ack, length);
  }

  private void server(final String flags, final int sequence, final int ack, final int length) {
    send(false, SERVER_PORT, flags, sequence, ack, length);
  }

  private void send(
      final boolean fromClient,
      final int serverPort,
      final String flags,
      final int sequence,
      final int ack,
      final int length) {
    if (fromClient) {
      segment.key.set(false, 0, 10, CLIENT_PORT, 0, 20, serverPort);
    } else {
      segment.key.set(false, 0, 20, serverPort, 0, 10, CLIENT_PORT);
    }
    segment.hash = segment.key.hash(hash);
    segment.packetNumber = ++packets;
    segment.timestampNanos = ++seconds * 1_000_000_000L;
    segment.flags = 0;
    for (final char letter : flags.toCharArray()) {
      segment.flags |= 1 << "FSRP.UEW".indexOf(letter);
    }
    segment.sequence = sequence;
    segment.acknowledgment = ack;
    segment.payloadLength = length;
    segment.wireLength = length + 54;
    tracker.apply(segment);
  }

  private void handshake() {
    client("S", ISN, 0, 0);
    server("S.", SERVER_ISN, ISN + 1, 0);
    client(".", ISN + 1, SERVER_ISN + 1, 0);
  }

  private ConnectionView only() {
    assertEquals(1, table.size());
    return view(table.oldest());
  }

  private ConnectionView view(final int number) {
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    table.copyTo(number, copy, 0);
    return new ConnectionView().wrap(copy, 0);
  }

  @Test
  void shouldFollowHandshakeDataAndCloseAcrossTheWrapOfSequenceNumbers() {
    handshake();
    client("P.", ISN + 1, SERVER_ISN + 1, 10);
    server(".", SERVER_ISN + 1, ISN + 11, 0);
    server("FP.", SERVER_ISN + 1, ISN + 11, 5);
    client("F.", ISN + 11, SERVER_ISN + 7, 0);
    server(".", SERVER_ISN + 7, ISN + 12, 0);
    final ConnectionView c = only();
    assertEquals(Handshake.COMPLETE, c.handshake());
    assertEquals(Ending.CLOSED_RESPONDER, c.ending());
    assertEquals(CLIENT_PORT, c.port(ORIGINATOR));
    assertEquals(10, c.payload(ORIGINATOR));
    assertEquals(5, c.payload(RESPONDER));
    assertEquals(0, c.retransmitted(ORIGINATOR) + c.retransmitted(RESPONDER));
    assertEquals(1_000_000_000L, c.synAckDelayNanos());
    assertEquals(1_000_000_000L, c.ackDelayNanos());
    assertEquals(7_000_000_000L, c.durationNanos());
  }

  @Test
  void shouldMeasureTheHandshakeFromTheNewestSynAndTheNewestSynAck() {
    client("S", ISN, 0, 0);
    seconds += 2;
    client("S", ISN, 0, 0);
    server("S.", SERVER_ISN, ISN + 1, 0);
    seconds += 5;
    server("S.", SERVER_ISN, ISN + 1, 0);
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(1_000_000_000L, only().synAckDelayNanos());
    assertEquals(1_000_000_000L, only().ackDelayNanos());
    assertEquals(Handshake.COMPLETE, only().handshake());
  }

  @Test
  void shouldTakeSynWithAnotherNumberForNewConnection() {
    handshake();
    client("S", ISN + 500, 0, 0);
    assertEquals(1, finished.size());
    assertEquals(Handshake.COMPLETE, view(finished.getFirst()).handshake());
    assertEquals(Handshake.NO_ANSWER, view(table.younger(table.oldest())).handshake());
  }

  @Test
  void shouldTakeSynWithTheSameNumberForRetransmission() {
    client("S", ISN, 0, 0);
    client("S", ISN, 0, 0);
    assertEquals(2, only().packets(ORIGINATOR));
  }

  @Test
  void shouldTakeSynAfterMidstreamForNewConnection() {
    client(".", 5, 6, 100);
    client("S", ISN, 0, 0);
    assertEquals(List.of(0), finished);
    assertEquals(Handshake.MIDSTREAM, view(0).handshake());
  }

  @Test
  void shouldTakeSynAckOfOtherNumberAfterCloseForNewConnection() {
    handshake();
    client("R", ISN + 1, 0, 0);
    server("S.", SERVER_ISN + 9, 100, 0);
    assertEquals(1, finished.size());
    assertEquals(Ending.RESET_ORIGINATOR, view(finished.getFirst()).ending());
  }

  @Test
  void shouldJoinSynThatComesAfterItsSynAck() {
    server("S.", SERVER_ISN, ISN + 1, 0);
    client("S", ISN, 0, 0);
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(CLIENT_PORT, only().port(ORIGINATOR));
    assertEquals(Handshake.COMPLETE, only().handshake());
  }

  @Test
  void shouldSeeSimultaneousOpen() {
    client("S", ISN, 0, 0);
    server("S", SERVER_ISN, 0, 0);
    client("S.", ISN, SERVER_ISN + 1, 0);
    server("S.", SERVER_ISN, ISN + 1, 0);
    assertEquals(Handshake.SIMULTANEOUS, only().handshake());
  }

  @Test
  void shouldTellRefusedFromUnanswered() {
    client("S", ISN, 0, 0);
    assertEquals(Handshake.NO_ANSWER, only().handshake());
    server("R.", 0, ISN + 1, 0);
    assertEquals(Handshake.REFUSED, only().handshake());
    assertEquals(Ending.RESET_RESPONDER, only().ending());
  }

  @Test
  void shouldCallHalfSeenHandshakesPartial() {
    client("S", ISN, 0, 0);
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(Handshake.PARTIAL, only().handshake());
  }

  @Test
  void shouldGuessTheServerByItsPortMidstream() {
    send(false, 80, ".", 1, 2, 0);
    assertEquals(80, only().port(RESPONDER));
    assertEquals(1, only().packets(RESPONDER));
  }

  @Test
  void shouldTakeTheFirstSenderForOriginatorWherePortsDoNotTell() {
    server(".", 1, 2, 0);
    assertEquals(SERVER_PORT, only().port(ORIGINATOR));
  }

  @Test
  void shouldCountOverlapAsRetransmittedButNoKeepAliveProbes() {
    handshake();
    client("P.", ISN + 1, SERVER_ISN + 1, 100);
    client("P.", ISN + 51, SERVER_ISN + 1, 100);
    assertEquals(50, only().retransmitted(ORIGINATOR));
    client(".", ISN + 150, SERVER_ISN + 1, 1);
    client(".", ISN + 150, SERVER_ISN + 1, 0);
    assertEquals(50, only().retransmitted(ORIGINATOR));
    client(".", ISN + 149, SERVER_ISN + 1, 2);
    assertEquals(52, only().retransmitted(ORIGINATOR));
  }

  @Test
  void shouldNotLetResetsMoveSequenceNumbers() {
    handshake();
    client("R", ISN + 1_000_000, 0, 0);
    client(".", ISN + 1, SERVER_ISN + 1, 10);
    assertEquals(0, only().retransmitted(ORIGINATOR));
  }

  @Test
  void shouldCallItClosedWhereTheResetCameAfterBothFins() {
    handshake();
    client("F.", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(Ending.HALF_CLOSED_ORIGINATOR, only().ending());
    server("F.", SERVER_ISN + 1, ISN + 2, 0);
    client("R", ISN + 2, 0, 0);
    assertEquals(Ending.CLOSED_ORIGINATOR, only().ending());
  }

  @Test
  void shouldBeginAnewAfterSilenceButNotBefore() {
    handshake();
    seconds += 7_439;
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(0, finished.size());
    seconds += 7_440;
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(1, finished.size());
  }

  @Test
  void shouldKeepStartAndNeverShortenWhereTimeGoesBack() {
    handshake();
    seconds -= 50;
    client(".", ISN + 1, SERVER_ISN + 1, 0);
    assertEquals(2_000_000_000L, only().durationNanos());
    assertEquals(4, only().lastPacket());
  }
}
