package dev.weir.bench;

import java.nio.file.Path;
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
 * The analysis of captures of two sizes, for {@link AllocationCheck}: what the longer one allocates
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

  /** One run over the whole file. */
  @Benchmark
  public long track() throws Exception {
    return ConnectionsBenchmark.run(file, 1, packets);
  }
}
