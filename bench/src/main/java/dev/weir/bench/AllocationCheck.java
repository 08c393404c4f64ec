package dev.weir.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures with JMH's GC profiler what walking, decoding and tracking allocate on the heap, and
 * ends in status 1 where it is more than nothing.
 */
public final class AllocationCheck {
  /** More bytes a packet than this are no rounding and no cost of the run as a whole. */
  private static final double LIMIT = 0.5;

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private boolean failed;

  private AllocationCheck() {}

  /**
   * Runs the check.
   *
   * @param words not used
   * @throws RunnerException where a benchmark fails
   */
  public static void main(final String... words) throws RunnerException {
    final AllocationCheck check = new AllocationCheck();
    check.run();
    System.exit(check.failed ? 1 : 0);
  }

  private void run() throws RunnerException {
    final double walk = single(WalkBenchmark.class.getSimpleName() + ".pcapMapped$");
    final double decode = single(DecodeBenchmark.class.getSimpleName() + ".weir$");
    final double track = perFurtherPacket();
    System.out.printf("%n%-8s %12s   %s%n", "", "B/packet", "limit " + LIMIT);
    print("walk", walk);
    print("decode", decode);
    print("track", track);
    if (failed) {
      System.out.println(
          """

          Something on the way of a packet allocates. Look for boxing, iterators, lambdas that
          capture, strings and varargs in what changed last; where it is can be seen with
          -prof jfr, or with async-profiler: -prof "async:event=alloc;libPath=...".\
          """
              .stripIndent());
    }
  }

  private void print(final String what, final double bytes) {
    // A profiler that counts nothing at all is no proof.
    final boolean good = bytes <= LIMIT && !Double.isNaN(bytes);
    failed |= !good;
    System.out.printf(Locale.ROOT, "%-8s %12.4f   %s%n", what, bytes, good ? "ok" : "TOO MUCH");
  }

  private static double single(final String name) throws RunnerException {
    final Options options =
        common(name)
            .param("shape", TrafficShape.MIX.name())
            .warmupIterations(3)
            .warmupTime(TimeValue.milliseconds(700))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(700))
            .build();
    return allocated(new Runner(options).run().iterator().next());
  }

  private static double perFurtherPacket() throws RunnerException {
    final Collection<RunResult> results =
        new Runner(common(AllocationBenchmark.class.getSimpleName() + ".track$").build()).run();
    double few = Double.NaN;
    double many = Double.NaN;
    for (final RunResult result : results) {
      if (Integer.parseInt(result.getParams().getParam("packets")) == AllocationBenchmark.FEW) {
        few = allocated(result);
      } else {
        many = allocated(result);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "track: %,.0f bytes a run of %,d packets, %,.0f bytes a run of %,d packets%n",
        few,
        AllocationBenchmark.FEW,
        many,
        AllocationBenchmark.MANY);
    // Workers allocate their queues and counters: a run without them was not seen.
    return few < 1
        ? Double.NaN
        : (many - few) / (AllocationBenchmark.MANY - AllocationBenchmark.FEW);
  }

  private static double allocated(final RunResult result) {
    return result.getSecondaryResults().get(ALLOCATED).getScore();
  }

  private static OptionsBuilder common(final String name) {
    final OptionsBuilder options = new OptionsBuilder();
    options.include("\\." + name).forks(1).addProfiler(GCProfiler.class);
    return options;
  }
}
