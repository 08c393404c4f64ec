package dev.weir.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.capture.CaptureException;
import dev.weir.capture.LinkType;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.FilterException;
import dev.weir.filter.FilterForm;
import dev.weir.filter.PacketFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
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
 * {@link ReferenceKernel} runs in the same JVM, and its times are further results of the iteration,
 * beside the time of the processor that the least of the iteration's calls took.
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
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PacketDecoder decoder = new PacketDecoder();
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
  private ReferenceKernel kernel;
  private CapturedPackets packets;
  private PacketFilter filter;
  private Path file;

  /** Further results of each iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Reference {
    /** Nanoseconds a packet of time on processors, of the fastest call where calls can be timed. */
    public double leastNanos;

    /** Nanoseconds a step of the kernel's arithmetic, the least around the iteration. */
    public double computeNanos;

    /** Nanoseconds a read of the kernel, the least around the iteration. */
    public double latencyNanos;

    private HotPathBenchmark benchmark;
    private double computeBefore;
    private double latencyBefore;
    private long begun;
    private long processBegun;
    private int processCalls;

    /** Runs the kernel before the iteration. */
    @Setup(Level.Iteration)
    public void begin(final HotPathBenchmark running) {
      benchmark = running;
      computeBefore = running.least(running.kernel::computeNanos);
      latencyBefore = running.least(running.kernel::latencyNanos);
      processCalls = 0;
      processBegun = SYSTEM.getProcessCpuTime();
    }

    /** Runs it again behind. */
    @TearDown(Level.Iteration)
    public void end() {
      if (processCalls > 0) {
        final double nanos = SYSTEM.getProcessCpuTime() - processBegun;
        leastNanos = nanos / processCalls / PACKETS;
      }
      computeNanos = Math.min(computeBefore, benchmark.least(benchmark.kernel::computeNanos));
      latencyNanos = Math.min(latencyBefore, benchmark.least(benchmark.kernel::latencyNanos));
    }

    private void call() {
      begun = THREADS.getCurrentThreadCpuTime();
    }

    private void called() {
      final double nanos = (double) (THREADS.getCurrentThreadCpuTime() - begun) / PACKETS;
      leastNanos = leastNanos == 0 ? nanos : Math.min(leastNanos, nanos);
    }

    /** A call of which other threads do the work: only the process's time counts all, in ticks. */
    private void calledOthers() {
      processCalls++;
    }
  }

  private double least(final DoubleSupplier run) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < KERNEL_RUNS; i++) {
      least = Math.min(least, run.getAsDouble());
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
    reference.call();
    final long sum = AllocationBenchmark.walk(file);
    reference.called();
    return sum;
  }

  /** From a frame to its TCP segment. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long decode(final Reference reference) {
    reference.call();
    long sum = 0;
    for (int i = 0; i < PACKETS; i++) {
      packet.wrap(packets.addresses[i], packets.lengths[i]);
      if (decoder.decode(packet, LinkType.ETHERNET, packets.originalLengths[i])
          == DecodeOutcome.TCP) {
        sum += decoder.sourceLow() + decoder.tcp().sequence() + decoder.payloadLength();
      }
    }
    reference.called();
    return sum;
  }

  /** A compiled filter. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long filter(final Reference reference) {
    reference.call();
    long passed = 0;
    for (int i = 0; i < PACKETS; i++) {
      final int length = packets.lengths[i];
      packet.wrap(packets.addresses[i], length);
      if (filter.matches(packet, length, packets.originalLengths[i])) {
        passed++;
      }
    }
    reference.called();
    return passed;
  }

  /** All of {@code connections} but the writing of rows, by one worker. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long connections(final Reference reference) throws Exception {
    final long sum = ConnectionsBenchmark.run(file, 1, PACKETS);
    reference.calledOthers();
    return sum;
  }

  /** {@code packets -nn} by one thread. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long lines(final Reference reference) throws CaptureException, IOException {
    reference.call();
    final long sum = AllocationBenchmark.lines(file);
    reference.called();
    return sum;
  }
}
