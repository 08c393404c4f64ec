package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory that a record owns stays its own. */
class OffHeapRecordTest {
  private static final int LENGTH = 1 << 16;

  @Test
  void shouldKeepItsMemoryAsLongAsAnythingRefersToIt() throws InterruptedException {
    final OffHeapRecord record = OffHeapRecord.allocate(LENGTH, Arena.ofAuto());
    final OffHeapRecord view =
        new OffHeapRecord().wrap(OffHeapRecord.allocate(LENGTH, Arena.ofAuto()), 0, LENGTH);
    record.putInt(LENGTH / 2, 1234);
    view.putInt(LENGTH / 2, 5678);
    final List<OffHeapRecord> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      // Takes what was freed, if anything was, and writes over it: fresh memory is zeroed.
      for (int j = 0; j < 50; j++) {
        others.add(OffHeapRecord.allocate(LENGTH, Arena.ofAuto()));
      }
    }
    assertEquals(250, others.size());
    assertEquals(1234, record.getInt(LENGTH / 2));
    assertEquals(5678, view.getInt(LENGTH / 2));
  }
}
