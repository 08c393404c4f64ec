package dev.weir.bench;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.line.LineListing;
import dev.weir.line.LineOptions;
import dev.weir.line.LinePrinter;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole runs over captures of two sizes, for {@link Allocations}: what the longer one allocates
 * more on the heap is what packets and connections cost; the rest is what a run costs.
 *
 * <pre>bench/run alloc</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 4)
@Fork(1)
public class AllocationBenchmark extends PacketBenchmark {
  static final int FEW = 1 << 19;
  static final int MANY = 1 << 21;

  private static final int CONCURRENT = 10_000;

  /** Packets of the capture. */
  @Param({FEW + "", MANY + ""})
  public int packets;

  private Path file;

  /** Makes the capture. */
  @Setup
  public void prepare() throws Exception {
    file = GeneratedCapture.of(TrafficShape.MIX, packets, CONCURRENT, "pcap");
  }

  /** From record to record. */
  @Benchmark
  public long walk() throws CaptureException {
    return walk(file);
  }

  /** All of {@code connections} but the writing of rows. */
  @Benchmark
  public long connections() throws Exception {
    return ConnectionsBenchmark.run(file, 1, packets);
  }

  /** {@code packets -nn} by one thread. */
  @Benchmark
  public long lines() throws CaptureException, IOException {
    return lines(file);
  }

  static long walk(final Path file) throws CaptureException {
    long sum = 0;
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      while (cursor.next()) {
        sum += cursor.capturedLength() + cursor.timestampNanos();
      }
    }
    return sum;
  }

  static long lines(final Path file) throws CaptureException, IOException {
    try (LinePrinter printer =
            new LinePrinter(new LineOptions().numeric(2), new TextBuffer(1 << 18), 1);
        Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final LineListing listing = new LineListing(printer, any -> true, Long.MAX_VALUE, false);
      listing.run(cursor, OutputStream.nullOutputStream());
      return listing.passed();
    }
  }
}
