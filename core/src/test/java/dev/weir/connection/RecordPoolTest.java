package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record of a pool belongs to two owners, and what is freed is used again. */
class RecordPoolTest {
  private static final int STEPS = 200_000;

  private final Random random = new Random(7);
  private final OffHeapRecord view = new OffHeapRecord();
  private final List<Integer> taken = new ArrayList<>();
  private int most;

  @ParameterizedTest
  @ValueSource(ints = {8, 24, 64, 640})
  void shouldKeepWhatIsWrittenIntoTakenRecords(final int length) {
    try (RecordPool pool = new RecordPool(length)) {
      takeAndFree(pool, length, STEPS);
      assertEquals(most, pool.used(), "no more records than were in use at a time");
      assertTrue(most > 1_000 && most < STEPS / 10, "many are used again: " + most);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {96, 640})
  void shouldGoOnWithTheSameFreeRecordsInACounterpart(final int length) {
    final int same = 64;
    try (RecordPool pool = new RecordPool(640)) {
      takeAndFree(pool, same, STEPS);
      try (RecordPool other = pool.counterpart(length, same)) {
        assertEquals(pool.inUse(), other.inUse());
        takeAndFree(other, same, STEPS);
        assertEquals(most, other.used());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void shouldUseAllFreeRecordsBeforeMemoryGrows(final int length) {
    try (RecordPool pool = new RecordPool(length)) {
      final int count = 10_000;
      for (int i = 0; i < count; i++) {
        pool.take();
      }
      for (int i = 0; i < count; i++) {
        pool.free(i);
      }
      assertEquals(0, pool.inUse());
      final Set<Integer> again = new HashSet<>();
      for (int i = 0; i < count; i++) {
        again.add(pool.take());
      }
      assertEquals(count, again.size());
      assertEquals(count, pool.used());
      assertEquals(count, pool.take());
    }
  }

  /** Takes and frees at random, in long runs of either; each record holds its own number. */
  private void takeAndFree(final RecordPool pool, final int length, final int steps) {
    boolean takes = true;
    for (int i = 0; i < steps; i++) {
      takes = random.nextInt(100) == 0 ? random.nextBoolean() : takes;
      if (taken.isEmpty() || takes && taken.size() < 5_000) {
        final int number = pool.take();
        fill(pool, number, length);
        taken.add(number);
        most = Math.max(most, taken.size());
      } else {
        final int at = random.nextInt(taken.size());
        final int number = taken.set(at, taken.getLast());
        taken.removeLast();
        check(pool, number, length);
        pool.free(number);
      }
      assertEquals(taken.size(), pool.inUse());
    }
    for (final int number : taken) {
      check(pool, number, length);
    }
  }

  private void fill(final RecordPool pool, final int number, final int length) {
    view.wrap(pool.address(number), length);
    for (int at = 0; at < length; at += Integer.BYTES) {
      view.putInt(at, ~number);
    }
  }

  private void check(final RecordPool pool, final int number, final int length) {
    view.wrap(pool.address(number), length);
    for (int at = 0; at < length; at += Integer.BYTES) {
      assertEquals(~number, view.getInt(at), "another's record was written to");
    }
  }
}
