package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory of a record's own lives as long as the record, or a view of a part of it. */
class OffHeapRecordTest {
  private static final int LENGTH = 1 << 16;
  private static final int PART = 64;

  private static OffHeapRecord record(final int number) {
    final OffHeapRecord record = OffHeapRecord.allocate(LENGTH, Arena.ofAuto());
    record.putInt(PART, number);
    return record;
  }

  private static OffHeapRecord part(final int number) {
    return new OffHeapRecord().wrap(record(number), PART, Integer.BYTES);
  }

  @Test
  void shouldKeepItsMemoryThroughCollectionsOfGarbage() throws Exception {
    final List<OffHeapRecord> whole = new ArrayList<>();
    final List<OffHeapRecord> parts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      whole.add(record(i));
      parts.add(part(i));
    }
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      // What was freed would be taken for these.
      for (int j = 0; j < 400; j++) {
        record(-1);
      }
    }
    for (int i = 0; i < 200; i++) {
      assertEquals(i, whole.get(i).getInt(PART));
      assertEquals(i, parts.get(i).getInt(0));
    }
  }
}
