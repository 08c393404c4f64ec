package dev.weir.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What the stages of the hot path allocate on the heap, by JMH's GC profiler. */
final class Allocations {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Allocations() {}

  /**
   * Measures all stages.
   *
   * @return bytes a packet by stage; NaN where the profiler counted nothing at all, which is no
   *     proof
   */
  static Map<String, Double> measure() throws RunnerException {
    final Map<String, Double> bytes = new LinkedHashMap<>();
    for (final String stage : new String[] {"decode", "filter"}) {
      bytes.put(stage, single(stage));
    }
    bytes.putAll(perFurtherPacket());
    return bytes;
  }

  /** What a call allocates that makes nothing anew. */
  private static double single(final String stage) throws RunnerException {
    final OptionsBuilder options = common(HotPathBenchmark.class, stage);
    options
        .warmupIterations(4)
        .warmupTime(TimeValue.milliseconds(400))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(700));
    return allocated(new Runner(options.build()).run().iterator().next());
  }

  /** What a run over many packets allocates more than one over few, for each packet more. */
  private static Map<String, Double> perFurtherPacket() throws RunnerException {
    final Map<String, double[]> runs = new TreeMap<>();
    for (final RunResult result :
        new Runner(common(AllocationBenchmark.class, ".*").build()).run()) {
      final double[] both =
          runs.computeIfAbsent(result.getPrimaryResult().getLabel(), stage -> new double[2]);
      final int packets = Integer.parseInt(result.getParams().getParam("packets"));
      both[packets == AllocationBenchmark.FEW ? 0 : 1] = allocated(result);
    }
    final int further = AllocationBenchmark.MANY - AllocationBenchmark.FEW;
    final Map<String, Double> bytes = new TreeMap<>();
    // A run opens files and makes buffers: one that allocates nothing was not seen.
    runs.forEach(
        (stage, both) ->
            bytes.put(stage, both[0] < 1 ? Double.NaN : Math.max(0, both[1] - both[0]) / further));
    return bytes;
  }

  private static double allocated(final RunResult result) {
    return result.getSecondaryResults().get(ALLOCATED).getScore();
  }

  private static OptionsBuilder common(final Class<?> benchmark, final String stage) {
    final OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\." + benchmark.getSimpleName() + "\\." + stage + "$")
        .forks(1)
        .addProfiler(GCProfiler.class);
    return options;
  }
}
