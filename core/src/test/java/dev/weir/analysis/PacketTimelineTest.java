package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time line against a list of all times. */
class PacketTimelineTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 900_000, 40_000_000, 3_000_000_000L, 500_000_000_000L})
  void shouldCountEachPacketInItsStep(final long meanGap) {
    final SplittableRandom random = new SplittableRandom(meanGap);
    final PacketTimeline line = new PacketTimeline();
    final List<Long> times = new ArrayList<>();
    final long origin = 1_700_000_000_000_000_000L;
    long now = origin;
    for (int i = 0; i < 5_000; i++) {
      times.add(now);
      line.add(now, 10);
      // Now and then time goes back, also to before the first packet.
      now +=
          random.nextInt(50) == 0 ? -random.nextLong(meanGap * 60) : random.nextLong(2 * meanGap);
    }
    final long[] expected = new long[PacketTimeline.MAX_STEPS];
    int steps = 0;
    for (final long time : times) {
      final int step = (int) (Math.max(0, time - origin) / line.stepNanos());
      expected[step]++;
      steps = Math.max(steps, step + 1);
    }
    assertEquals(steps, line.steps());
    for (int step = 0; step < PacketTimeline.MAX_STEPS; step++) {
      assertEquals(expected[step], line.packets(step), "step " + step);
      assertEquals(10 * expected[step], line.bytes(step));
    }
  }
}
