package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.OffHeapRecord;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is kept of a connection must not depend on whether its usual segments take the short way:
 * two trackers, one with header prediction and one without, see the same random conversations, and
 * every byte of both records is compared.
 */
class HeaderPredictionTest {
  private static final int CONVERSATIONS = 400;
  private static final int SEGMENTS = 120;

  private final ConnectionHash hash = new ConnectionHash(1);
  private final ConnectionTable shortWay = table();
  private final ConnectionTable longWay = table();
  private final SegmentTracker predicting = tracker(shortWay, true);
  private final SegmentTracker plain = tracker(longWay, false);
  private final OffHeapRecord left = copy();
  private final OffHeapRecord right = copy();
  private int steady;
  private int opening;
  private int closing;

  private ConnectionTable table() {
    return new ConnectionTable(hash, ExpiryPolicy.DEFAULT);
  }

  private static SegmentTracker tracker(final ConnectionTable table, final boolean predicts) {
    return new SegmentTracker(
        table, new WeirBounds(ExpiryPolicy.DEFAULT), number -> table.free(number), predicts);
  }

  private static OffHeapRecord copy() {
    return OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
  }

  @AfterEach
  void close() {
    shortWay.close();
    longWay.close();
  }

  /** The numbers are initial sequence numbers: behind them lie wraps and changes of sign. */
  @ParameterizedTest
  @ValueSource(
      ints = {1_000, -1, -20_000, Integer.MAX_VALUE - 20_000, (1 << 28) - 20_000, 0x7000_0000})
  void shouldKeepWhatTheLongWayKeeps(final int initial) {
    for (int i = 0; i < CONVERSATIONS; i++) {
      final RandomConversation conversation = new RandomConversation(initial ^ i, initial, i);
      // To compare is to settle: soon, to see what would even out, and late, to see what adds up.
      final int period = i % 3 == 0 ? 40 : 1 + i % 7;
      for (int k = 0; k < SEGMENTS; k++) {
        final Segment segment = conversation.next();
        segment.hash = segment.key.hash(hash);
        final int one = predicting.apply(segment);
        if (one != ConnectionTable.NONE) {
          final int state = shortWay.record(one).getInt(ConnectionLayout.STATE_OFFSET);
          steady += (state & ConnectionLayout.STEADY) != 0 ? 1 : 0;
          opening += (state & ConnectionLayout.OPENING) != 0 ? 1 : 0;
          closing += (state & ConnectionLayout.CLOSING) != 0 ? 1 : 0;
        }
        final int other = plain.apply(segment);
        if (k % period == period - 1) {
          compare(one, other, "initial " + initial + ", conversation " + i + ", segment " + k);
        }
      }
    }
    final int all = CONVERSATIONS * SEGMENTS;
    // Behind a SYN of -1 comes 0, which goes the long way.
    assertTrue(
        initial == -1 || opening > CONVERSATIONS / 4, "opening after " + opening + " segments");
    assertTrue(closing > CONVERSATIONS / 2, "closing after " + closing + " segments");
    assertTrue(steady > all / 10, "steady after " + steady + " of " + all + " segments");
  }

  private void compare(final int one, final int other, final String where) {
    assertEquals(one, other, where);
    if (one == ConnectionTable.NONE) {
      return;
    }
    left.setMemory(0, ConnectionLayout.COPY_LENGTH, (byte) 0);
    right.setMemory(0, ConnectionLayout.COPY_LENGTH, (byte) 0);
    shortWay.copyTo(one, left, 0);
    longWay.copyTo(other, right, 0);
    for (int direction = 0; direction < 2; direction++) {
      forgetSteady(left, ConnectionLayout.direction(direction));
      forgetSteady(right, ConnectionLayout.direction(direction));
    }
    for (int at = 0; at < ConnectionLayout.COPY_LENGTH; at += Integer.BYTES) {
      final int offset = at;
      assertEquals(right.getInt(at), left.getInt(at), () -> where + ", byte " + offset);
    }
  }

  /** What only steady connections have. */
  private static void forgetSteady(final OffHeapRecord record, final int block) {
    record.putInt(block + ConnectionLayout.STEADY_HOLE_OFFSET, 0);
    record.putShort(block + ConnectionLayout.STEADY_LEAST_WINDOW_OFFSET, (short) 0);
    record.putShort(block + ConnectionLayout.STEADY_LARGEST_WINDOW_OFFSET, (short) 0);
  }
}
