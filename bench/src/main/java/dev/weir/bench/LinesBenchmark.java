package dev.weir.bench;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.line.JsonPrinter;
import dev.weir.line.LineListing;
import dev.weir.line.LineOptions;
import dev.weir.line.LinePrinter;
import dev.weir.line.PacketLines;
import dev.weir.line.ParallelListing;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@code weir packets -nn}: tcpdump's line of each packet, thrown away. With {@code -prof gc}: what
 * is allocated for a packet.
 *
 * <pre>bench/run LinesBenchmark -prof gc</pre>
 */
public class LinesBenchmark extends PacketBenchmark {
  private static final int PACKETS = 1 << 20;

  /** Connections that live at the same time. */
  @Param({"50", "100000"})
  public int concurrent;

  private Path file;

  /** Makes the capture. */
  @Setup
  public void prepare() throws Exception {
    file = GeneratedCapture.of(TrafficShape.MIX, PACKETS, concurrent, "pcap");
  }

  private static LineOptions options() {
    return new LineOptions().numeric(2);
  }

  private long print(final PacketLines lines) throws CaptureException, IOException {
    try (lines;
        Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final LineListing listing = new LineListing(lines, packet -> true, Long.MAX_VALUE, false);
      listing.run(cursor, OutputStream.nullOutputStream());
      return listing.passed();
    }
  }

  /** Lines by one thread. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long lines() throws CaptureException, IOException {
    return print(new LinePrinter(options(), new TextBuffer(1 << 18), 1));
  }

  /** Lines by two threads. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long linesByTwo() throws CaptureException, IOException {
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final ParallelListing listing =
          new ParallelListing(options(), 1, packet -> true, Long.MAX_VALUE, 2);
      listing.run(cursor, OutputStream.nullOutputStream());
      return listing.passed();
    }
  }

  /** JSON by one thread. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long json() throws CaptureException, IOException {
    return print(
        new JsonPrinter(
            options(),
            new TextBuffer(1 << 18),
            1,
            new SegmentAnalyzer(AnalyzerOptions.defaults().withHashSeed(1), ended -> {})::analyze));
  }
}
