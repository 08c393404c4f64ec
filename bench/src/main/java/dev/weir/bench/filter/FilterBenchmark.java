package dev.weir.bench.filter;

import dev.weir.filter.FilterException;
import dev.weir.filter.FilterForm;
import dev.weir.filter.PacketFilter;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds a packet of the same filter in its different forms, and written by hand.
 *
 * <pre>java -jar bench/target/benchmarks.jar FilterBenchmark -prof gc</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FilterBenchmark.PACKETS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"})
public class FilterBenchmark {
  static final int PACKETS = 4096;

  private static final int PACKET_BYTES = 80;
  private static final long SEED = 20_261_123;

  /** Which filter. */
  @Param({"TCP", "WEB", "PAYLOAD"})
  public Case which;

  /** How it is compiled. */
  @Param({"HANDWRITTEN", "GENERATED", "COMPOSED", "INTERPRETED", "ADAPTIVE"})
  public String form;

  private final UnsafeBuffer all =
      new UnsafeBuffer(ByteBuffer.allocateDirect(PACKETS * PACKET_BYTES));
  private final UnsafeBuffer packet = new UnsafeBuffer(new byte[0]);
  private PacketFilter filter;

  /** A filter as an expression, and the same in Java. */
  public enum Case {
    /** A protocol alone. */
    TCP("tcp", new HandwrittenFilters.Tcp()),
    /** Ports and a host. */
    WEB("tcp port 80 or 443 and not host 10.0.0.7", new HandwrittenFilters.Web()),
    /** Bytes behind the TCP header. */
    PAYLOAD("tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420", new HandwrittenFilters.Payload());

    private final String expression;
    private final PacketFilter handwritten;

    Case(final String expression, final PacketFilter handwritten) {
      this.expression = expression;
      this.handwritten = handwritten;
    }
  }

  /**
   * Lays packets out as a capture would and compiles.
   *
   * @throws FilterException never.
   */
  @Setup
  public void prepare() throws FilterException {
    final Random random = new Random(SEED);
    for (int i = 0; i < PACKETS; i++) {
      SampleFrames.write(all, i * PACKET_BYTES, random);
    }
    filter =
        form.equals("HANDWRITTEN")
            ? which.handwritten
            : FilterForm.valueOf(form).of(which.expression);
    check();
  }

  /** Refuses to measure a filter that judges otherwise than the handwritten one. */
  private void check() {
    for (int i = 0; i < PACKETS; i++) {
      packet.wrap(all, i * PACKET_BYTES, PACKET_BYTES);
      final boolean expected = which.handwritten.matches(packet, PACKET_BYTES, PACKET_BYTES);
      if (filter.matches(packet, PACKET_BYTES, PACKET_BYTES) != expected) {
        throw new IllegalStateException("packet " + i + " is judged wrongly");
      }
    }
  }

  /**
   * Filters all packets.
   *
   * @return how many pass.
   */
  @Benchmark
  public int filter() {
    int passed = 0;
    for (int i = 0; i < PACKETS; i++) {
      packet.wrap(all, i * PACKET_BYTES, PACKET_BYTES);
      if (filter.matches(packet, PACKET_BYTES, PACKET_BYTES)) {
        passed++;
      }
    }
    return passed;
  }
}
