package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.OffHeapRecord;
import dev.weir.connection.RecordKind;
import dev.weir.transport.TcpFlags;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is kept of a connection must not depend on when its segments are taken in: two trackers, one
 * with journals and one without, see the same random conversations, and every byte of each
 * connection is compared when it ends, and of some of them earlier.
 */
class JournalingTrackerTest {
  private static final int CONVERSATIONS = 300;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final WeirBounds bounds = new WeirBounds(ExpiryPolicy.DEFAULT);
  private final ConnectionTable heads = new ConnectionTable(hash, bounds);
  private final ConnectionTable records = new ConnectionTable(hash, bounds);
  private final List<Integer> laterEnds = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private ConnectionTracker later;
  private final ConnectionTracker atOnce = new SegmentTracker(records, bounds, ends::add, true);
  private final OffHeapRecord left = copy();
  private final OffHeapRecord right = copy();
  private int compared;

  private static OffHeapRecord copy() {
    return OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
  }

  @AfterEach
  void close() {
    heads.close();
    records.close();
  }

  /** The second number: after how many connections journals are begun. */
  @ParameterizedTest
  @CsvSource({"1000, 0", "-20000, 30", "2147463647, 0", "1879048192, 150"})
  void shouldKeepWhatTakingInAtOnceKeeps(final int initial, final int few) {
    later = new JournalingTracker(heads, bounds, laterEnds::add, few);
    int journaled = 0;
    for (int i = 0; i < CONVERSATIONS; i++) {
      final RandomConversation conversation = new RandomConversation(initial ^ i, initial, i);
      final int segments = 1 + i * 7 % 200;
      int one = ConnectionTable.NONE;
      int other = ConnectionTable.NONE;
      for (int k = 0; k < segments; k++) {
        final Segment segment = conversation.next();
        segment.hash = segment.key.hash(hash);
        vary(segment, i + k);
        one = later.apply(segment);
        other = atOnce.apply(segment);
        final String where = "initial " + initial + ", conversation " + i + ", segment " + k;
        assertEquals(other == ConnectionTable.NONE, one == ConnectionTable.NONE, where);
        reportEnded(where);
        if (i % 4 == 0 && k % 17 == 0) {
          compare(one, other, where);
        }
      }
      journaled = Math.max(journaled, heads.inUse(RecordKind.JOURNAL));
      compare(one, other, "initial " + initial + ", conversation " + i);
    }
    assertTrue(heads.hasHeads());
    assertTrue(journaled > 3, journaled + " chunks");
    assertTrue(compared > CONVERSATIONS, compared + " compared");
    freeAll();
  }

  /** What a journal leaves out or has another form for. */
  private static void vary(final Segment segment, final int seed) {
    final boolean opens = segment.has(TcpFlags.SYN);
    segment.ipLength = segment.payloadLength + (seed % 5 == 0 ? 52 : 40);
    segment.wireLength = segment.ipLength + (seed % 7 == 0 ? 20 : 14) + (seed % 97 == 0 ? 300 : 0);
    segment.flags |= seed % 31 == 0 ? TcpFlags.URG : 0;
    segment.flags |= seed % 37 == 0 ? TcpFlags.CWR | TcpFlags.ECE : 0;
    segment.optionBits = opens ? seed & 7 : 0;
    segment.window = seed % 11 == 0 ? 0xFFFF - seed : segment.window;
    segment.timestampNanos += seed % 41 == 0 ? 1 : 0;
  }

  private void reportEnded(final String where) {
    assertEquals(ends.size(), laterEnds.size(), where);
    for (int i = 0; i < ends.size(); i++) {
      compare(laterEnds.get(i), ends.get(i), where + ", ended");
      heads.free(laterEnds.get(i));
      records.free(ends.get(i));
    }
    ends.clear();
    laterEnds.clear();
  }

  private void compare(final int one, final int other, final String where) {
    if (one == ConnectionTable.NONE) {
      return;
    }
    compared++;
    assertEquals(records.deadline(other), heads.deadline(one), where);
    left.setMemory(0, ConnectionLayout.COPY_LENGTH, (byte) 0);
    right.setMemory(0, ConnectionLayout.COPY_LENGTH, (byte) 0);
    later.complete(one);
    heads.copyTo(one, left, 0);
    records.copyTo(other, right, 0);
    forgetLinks(left);
    forgetLinks(right);
    for (int at = 0; at < ConnectionLayout.COPY_LENGTH; at += Integer.BYTES) {
      final int offset = at;
      assertEquals(right.getInt(at), left.getInt(at), () -> where + ", byte " + offset);
    }
  }

  /** Numbers of records of pools, and what only steady connections have. */
  private static void forgetLinks(final OffHeapRecord record) {
    for (int direction = 0; direction < 2; direction++) {
      final int block = ConnectionLayout.direction(direction);
      record.putInt(block + ConnectionLayout.UNACKNOWLEDGED_OFFSET, 0);
      record.putInt(block + dev.weir.connection.LifeLayout.LAST_SPAN_OFFSET, 0);
      record.putInt(block + ConnectionLayout.ABOVE_HOLE_OFFSET, 0);
      record.putInt(block + ConnectionLayout.HOLES_OFFSET, 0);
      record.putInt(block + ConnectionLayout.STEADY_HOLE_OFFSET, 0);
      record.putShort(block + ConnectionLayout.STEADY_LEAST_WINDOW_OFFSET, (short) 0);
      record.putShort(block + ConnectionLayout.STEADY_LARGEST_WINDOW_OFFSET, (short) 0);
    }
    final int roundTrips = ConnectionLayout.ROUND_TRIPS_LINK_OFFSET;
    record.putInt(roundTrips, record.getInt(roundTrips) == 0 ? 0 : 1);
    final int events = ConnectionLayout.EVENTS_LINK_OFFSET;
    record.putInt(events, record.getInt(events) == 0 ? 0 : 1);
  }

  private void freeAll() {
    for (int n = heads.oldest(); n != ConnectionTable.NONE; n = heads.oldest()) {
      heads.finish(n);
      heads.free(n);
    }
    for (final RecordKind kind : RecordKind.values()) {
      assertEquals(0, heads.inUse(kind), "" + kind);
    }
  }
}
