package dev.weir.bench;

import dev.weir.capture.CaptureException;
import dev.weir.capture.LinkType;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.FilterException;
import dev.weir.filter.FilterForm;
import dev.weir.filter.PacketFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot path, stage by stage, for {@link RegressionGuard}: before and after each iteration the
 * {@link ReferenceKernel} runs in the same JVM, and its time is a second result of the iteration.
 *
 * <pre>bench/run guard</pre>
 */
@Warmup(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class HotPathBenchmark extends PacketBenchmark {
  /** Packets of one call. */
  static final int PACKETS = 1 << 17;

  private static final int CONCURRENT = 10_000;
  private static final int KERNEL_RUNS = 5;

  private final PacketDecoder decoder = new PacketDecoder();
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
  private ReferenceKernel kernel;
  private CapturedPackets packets;
  private PacketFilter filter;
  private Path file;

  /** The kernel's time as a result of each iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Reference {
    /** Nanoseconds a step of the kernel, the least of its runs around the iteration. */
    public double kernelNanos;

    private HotPathBenchmark benchmark;
    private double before;

    /** Runs the kernel before the iteration. */
    @Setup(Level.Iteration)
    public void begin(final HotPathBenchmark running) {
      benchmark = running;
      before = running.kernelNanos();
    }

    /** Runs it again behind. */
    @TearDown(Level.Iteration)
    public void end() {
      kernelNanos = (before + benchmark.kernelNanos()) / 2;
    }
  }

  private double kernelNanos() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < KERNEL_RUNS; i++) {
      least = Math.min(least, kernel.nanosPerStep());
    }
    return least;
  }

  /** Makes the capture, reads its packets into memory. */
  @Setup
  public void prepare() throws IOException, CaptureException, FilterException {
    kernel = new ReferenceKernel();
    file = GeneratedCapture.of(TrafficShape.MIX, PACKETS, CONCURRENT, "pcap");
    packets = new CapturedPackets(file, PACKETS);
    filter = FilterForm.GENERATED.of("tcp port 443 or 80 and not host 10.0.0.7");
  }

  /** Lets go of them. */
  @TearDown
  public void close() {
    packets.close();
    kernel.close();
  }

  /** From record to record of the mapped file. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long walk(final Reference reference) throws CaptureException {
    return AllocationBenchmark.walk(file);
  }

  /** From a frame to its TCP segment. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long decode(final Reference reference) {
    long sum = 0;
    for (int i = 0; i < PACKETS; i++) {
      packet.wrap(packets.addresses[i], packets.lengths[i]);
      if (decoder.decode(packet, LinkType.ETHERNET, packets.originalLengths[i])
          == DecodeOutcome.TCP) {
        sum += decoder.sourceLow() + decoder.tcp().sequence() + decoder.payloadLength();
      }
    }
    return sum;
  }

  /** A compiled filter. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long filter(final Reference reference) {
    long passed = 0;
    for (int i = 0; i < PACKETS; i++) {
      final int length = packets.lengths[i];
      packet.wrap(packets.addresses[i], length);
      if (filter.matches(packet, length, packets.originalLengths[i])) {
        passed++;
      }
    }
    return passed;
  }

  /** All of {@code connections} but the writing of rows, by one worker. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long connections(final Reference reference) throws Exception {
    return ConnectionsBenchmark.run(file, 1, PACKETS);
  }

  /** {@code packets -nn} by one thread. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long lines(final Reference reference) throws CaptureException, IOException {
    return AllocationBenchmark.lines(file);
  }
}
