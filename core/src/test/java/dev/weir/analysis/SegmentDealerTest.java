package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.filter.CaptureFilter;
import dev.weir.filter.FilterOptions;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each worker gets what the walk alone finds, in its order; the walk is done by whoever is free.
 */
@Timeout(120)
class SegmentDealerTest {
  private static final long SEED = 3;
  private static final int BATCH = 32;

  @TempDir static Path folder;
  private static Path file;

  /** What one reader was given. */
  private record Given(List<Long> packets, List<Long> rounds) {}

  @BeforeAll
  static void generate() throws Exception {
    file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(5).connections(15_000).concurrent(2_000);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
  }

  private static PacketWalk walk(final Capture capture, final CaptureFilter filter)
      throws Exception {
    final AnalyzerOptions options = AnalyzerOptions.defaults().withHashSeed(SEED);
    return new PacketWalk(
        capture.cursor(), filter == null ? options : options.withFilter(filter), null);
  }

  private static Capture open() throws Exception {
    return Capture.open(List.of(file), CaptureOptions.DEFAULT);
  }

  private static Segment[] batch() {
    final Segment[] batch = new Segment[BATCH];
    for (int i = 0; i < BATCH; i++) {
      batch[i] = new Segment();
    }
    return batch;
  }

  private static int owner(final Segment segment, final int workers) {
    return (int) Math.floor((segment.hash >>> 32) / 0x1p32 * workers);
  }

  /** Reads to the end; only what belongs to a worker is kept. */
  private static Given read(final SegmentSource source, final int worker, final int workers) {
    final Given given = new Given(new ArrayList<>(), new ArrayList<>());
    final Segment[] batch = batch();
    while (!source.isOver()) {
      final int count = source.fill(batch);
      assertTrue(count == BATCH || source.isRoundOver() || source.isOver(), count + " segments");
      for (int i = 0; i < count; i++) {
        if (owner(batch[i], workers) == worker) {
          given.packets.add(batch[i].packetNumber);
        }
      }
      if (source.isRoundOver()) {
        given.rounds.add(source.packetNumber());
        given.rounds.add(source.timestampNanos());
      }
    }
    source.leave();
    return given;
  }

  private static Given alone(final int worker, final int workers) throws Exception {
    try (Capture capture = open()) {
      final PacketWalk walk = walk(capture, null);
      final Given given = read(walk, worker, workers);
      walk.cursor().close();
      return given;
    }
  }

  private static int size(final Given given) {
    return given.packets.size();
  }

  @Test
  void shouldDealToEachWorkerWhatIsItsOwn() throws Exception {
    final int workers = 3;
    try (Capture capture = open();
        ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      final PacketWalk walk = walk(capture, null);
      final SegmentDealer dealer = new SegmentDealer(walk, workers);
      final List<Future<Given>> reads = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        final int worker = i;
        reads.add(threads.submit(() -> read(dealer.hand(worker), worker, workers)));
      }
      for (int i = 0; i < workers; i++) {
        final Given expected = alone(i, workers);
        assertTrue(size(expected) > SegmentDealer.BLOCKS * SegmentDealer.BLOCK_SEGMENTS);
        assertTrue(expected.rounds.size() > 2 * 4);
        assertEquals(expected, reads.get(i).get());
      }
      walk.cursor().close();
      dealer.close();
    }
  }

  @Test
  void shouldWaitForAWorkerThatIsFarBehind() throws Exception {
    try (Capture capture = open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      final PacketWalk walk = walk(capture, null);
      final SegmentDealer dealer = new SegmentDealer(walk, 2);
      final CountDownLatch begun = new CountDownLatch(1);
      final Thread[] fast = new Thread[1];
      final Callable<Given> reading =
          () -> {
            fast[0] = Thread.currentThread();
            begun.countDown();
            return read(dealer.hand(1), 1, 2);
          };
      final Future<Given> first = threads.submit(reading);
      begun.await();
      while (fast[0].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      final int most = SegmentDealer.BLOCKS * SegmentDealer.BLOCK_SEGMENTS;
      assertTrue(walk.cursor().packetNumber() <= most, () -> "" + walk.cursor().packetNumber());
      final Future<Given> second = threads.submit(() -> read(dealer.hand(0), 0, 2));
      assertEquals(alone(0, 2), second.get());
      assertEquals(alone(1, 2), first.get());
      walk.cursor().close();
      dealer.close();
    }
  }

  @Test
  void shouldGoOnWithoutAWorkerThatLeft() throws Exception {
    try (Capture capture = open()) {
      final PacketWalk walk = walk(capture, null);
      final SegmentDealer dealer = new SegmentDealer(walk, 2);
      assertEquals(BATCH, dealer.hand(0).fill(batch()));
      dealer.hand(0).leave();
      assertEquals(alone(1, 2), read(dealer.hand(1), 1, 2));
      walk.cursor().close();
      dealer.close();
    }
  }

  @Test
  void shouldTellEachWorkerThatTheWalkFailed() throws Exception {
    final CaptureFilter filter = new CaptureFilter("no such thing", FilterOptions.DEFAULT);
    try (Capture capture = open()) {
      final PacketWalk walk = walk(capture, filter);
      final SegmentDealer dealer = new SegmentDealer(walk, 2);
      final Segment[] batch = batch();
      assertThrows(CaptureFilter.Refusal.class, () -> dealer.hand(1).fill(batch));
      assertThrows(CaptureFilter.Refusal.class, () -> dealer.hand(0).fill(batch));
      walk.cursor().close();
      dealer.close();
    }
  }
}
