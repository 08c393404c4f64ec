package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.Handshake;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RecordKind;
import dev.weir.transport.TcpFlags;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments made one by one, and a bound that is kept at the end of each round. */
class MemoryBoundTest {
  /** Connections that send something in each round. */
  private static final int BUSY = 10;

  private static final int FIRST_IDLE = 1_000;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final WeirBounds bounds = new WeirBounds(ExpiryPolicy.DEFAULT);
  private ConnectionTable table = new ConnectionTable(hash, bounds);
  private ConnectionTracker tracker = new SegmentTracker(table, bounds, number -> {}, true);
  private final Segment segment = new Segment();
  private final Set<Integer> early = new HashSet<>();
  private MemoryBound.Share share;
  private long packets;
  private long mostMemory;

  @AfterEach
  void close() {
    table.close();
  }

  private void journal() {
    table.close();
    table = new ConnectionTable(hash, bounds);
    tracker = new JournalingTracker(table, bounds, number -> {}, 0);
  }

  private void bound(final long bytes) {
    share = new MemoryBound(bytes, 1).share(0);
  }

  /** A segment of a client, all in one second: nothing expires. */
  private void send(final int client, final int flags, final int sequence, final int length) {
    segment.key.set(false, 0, client, 40_000, 0, Integer.MAX_VALUE, 80);
    segment.hash = segment.key.hash(hash);
    segment.packetNumber = ++packets;
    segment.timestampNanos = 1_000_000_000_000L + packets * 10;
    segment.flags = flags;
    segment.sequence = sequence;
    segment.acknowledgment = 0;
    segment.window = 1_000;
    segment.payloadLength = length;
    segment.framedPayload = length;
    segment.capturedPayload = length;
    segment.wireLength = length + 54;
    tracker.apply(segment);
    if (packets % SegmentSource.ROUND_PACKETS == 0) {
      mostMemory = Math.max(mostMemory, table.memory());
      share.settle(table, packets, this::report, () -> {});
    }
  }

  private void report(final int number) {
    final ConnectionView c = view(number);
    assertTrue(c.isReportedEarly());
    early.add((int) c.addressLow(Endpoint.ORIGINATOR));
    table.free(number);
  }

  private ConnectionView view(final int number) {
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    tracker.complete(number);
    table.copyTo(number, copy, 0);
    return new ConnectionView().wrap(copy, 0);
  }

  @Test
  void shouldLeaveRoomForTheGrowthOfARound() {
    assertTrue(MemoryBound.GROWTH <= AnalyzerOptions.LEAST_MEMORY / 2, "" + MemoryBound.GROWTH);
  }

  /** Spans among them: unacknowledged segments, what lies above holes, and the holes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldCountWhatEachConnectionTakes(final boolean journals) {
    if (journals) {
      journal();
    }
    for (int client = 0; client < 200; client++) {
      final RandomConversation conversation = new RandomConversation(client, 1_000, client);
      for (int i = 0; i < 60; i++) {
        final Segment next = conversation.next();
        next.hash = next.key.hash(hash);
        tracker.apply(next);
      }
    }
    assertTrue(table.inUse(RecordKind.SPAN) > 200, table.inUse(RecordKind.SPAN) + " spans");
    for (final RecordKind kind : RecordKind.values()) {
      long sum = 0;
      for (int number = 0; number < table.numbers(); number++) {
        sum += table.inUse(number, kind);
      }
      assertEquals(table.inUse(kind), sum, "" + kind);
    }
  }

  /** A flood of SYNs first, then trouble on everything that is open, then data above holes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldKeepTheLeastBoundWhateverComes(final boolean journals) {
    if (journals) {
      journal();
    }
    bound(AnalyzerOptions.LEAST_MEMORY);
    final int clients = 600_000;
    for (int client = 1; client <= clients; client++) {
      send(client, TcpFlags.SYN, 1, 0);
    }
    assertTrue(share.evicted() > 100_000, share.evicted() + " reported early");
    assertTrue(table.size() > 100_000, table.size() + " open");
    int troubled = 0;
    for (int client = clients; client > clients / 2; client--) {
      send(client, TcpFlags.SYN, 1, 0);
      troubled = Math.max(troubled, table.inUse(journals ? RecordKind.JOURNAL : RecordKind.EVENTS));
    }
    assertTrue(troubled > 5_000, "" + troubled);
    for (int client = clients; client > clients / 2; client--) {
      send(client, TcpFlags.PSH | TcpFlags.ACK, 1_000, 10);
    }
    // A chunk of each kind may be there without having been touched.
    long untouched = 0;
    for (final RecordKind kind : RecordKind.values()) {
      untouched += 4_096 * kind.bytes();
    }
    assertTrue(mostMemory <= AnalyzerOptions.LEAST_MEMORY + untouched, mostMemory + " bytes");
    assertTrue(mostMemory > AnalyzerOptions.LEAST_MEMORY / 2, mostMemory + " bytes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReportThoseThatAreIdleLongest(final boolean journals) {
    if (journals) {
      journal();
    }
    bound(8 << 20);
    int client = FIRST_IDLE;
    while (share.evicted() < 30_000) {
      send(client++, TcpFlags.SYN, 1, 0);
      if (packets % 50 == 0) {
        send((int) (packets / 50 % BUSY), TcpFlags.ACK, 1, 0);
      }
    }
    for (int busy = 0; busy < BUSY; busy++) {
      assertFalse(early.contains(busy), "client " + busy);
    }
    // Of the others those that came first.
    final int oldestLeft = (int) view(firstIdle()).addressLow(Endpoint.ORIGINATOR);
    for (final int reported : early) {
      assertTrue(reported < oldestLeft, reported + " was reported, not " + oldestLeft);
    }
  }

  private int firstIdle() {
    int number = table.oldest();
    while (view(number).addressLow(Endpoint.ORIGINATOR) < BUSY) {
      number = table.younger(number);
    }
    return number;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldBeginAnewWithTheNextPacket(final boolean journals) {
    if (journals) {
      journal();
    }
    bound(1 << 20);
    send(1, TcpFlags.SYN, 1, 0);
    send(1, TcpFlags.ACK, 2, 0);
    for (int client = FIRST_IDLE; early.isEmpty(); client++) {
      send(client, TcpFlags.SYN, 1, 0);
    }
    assertTrue(early.contains(1));
    send(1, TcpFlags.PSH | TcpFlags.ACK, 2, 100);
    int last = table.oldest();
    while (table.younger(last) != ConnectionTable.NONE) {
      last = table.younger(last);
    }
    final ConnectionView anew = view(last);
    assertEquals(packets, anew.firstPacket());
    assertEquals(Handshake.MIDSTREAM, anew.handshake());
    assertEquals(Ending.OPEN, anew.ending());
    assertFalse(anew.isReportedEarly());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldDoNothingWithinTheBound(final boolean journals) {
    if (journals) {
      journal();
    }
    bound(80 << 20);
    for (int client = FIRST_IDLE; client < FIRST_IDLE + 70_000; client++) {
      send(client % 20_000, TcpFlags.ACK, 1, 0);
    }
    assertEquals(0, share.evicted());
  }
}
