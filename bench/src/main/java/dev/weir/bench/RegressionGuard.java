package dev.weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Guards the hot path: measures each stage of {@link HotPathBenchmark} beside the reference kernel,
 * compares the ratios with a baseline, and what is allocated with nothing. Ends with status 0 where
 * all is well, 1 where a stage got slower by more than its margin, twice in a row, or allocates, 2
 * for wrong usage.
 *
 * <pre>
 * bench/run guard                             against bench/baseline.json
 * bench/run guard --baseline OLD.json         against results that were kept
 * bench/run guard --out NEW.json              keeps the results
 * bench/run guard --update                    measures three times and makes that the baseline of
 *                                             this kind of machine
 * </pre>
 */
public final class RegressionGuard {
  private static final int UPDATE_RUNS = 3;

  private static final String ADVICE =
      """

      FAILED. What to do:
      TOO SLOW, in two measurements: find the change: `git stash`,
      `bench/run guard --out before.json`, `git stash pop`,
      `bench/run guard --baseline before.json`; and where the time goes:
      `bench/run HotPathBenchmark.STAGE -prof stack`, or async-profiler.
      A slowdown that is wanted needs a reason in the commit and `bench/run guard --update`.
      ALLOCATES: look for boxing, iterators, lambdas that capture, strings and varargs in what
      changed last; `bench/run AllocationBenchmark.STAGE -prof jfr` says where.
      NEW: `bench/run guard --update` on a machine at rest, and commit bench/baseline.json.\
      """;

  private final Path baselineFile;
  private final Path out;
  private final String machine;

  private RegressionGuard(final Path baselineFile, final Path out) throws IOException {
    this.baselineFile = baselineFile;
    this.out = out;
    machine = GuardBaseline.thisMachine();
  }

  /**
   * Runs the guard.
   *
   * @param words the project's bench folder, then the options above
   * @throws RunnerException where a benchmark fails
   * @throws IOException where a file cannot be read or written
   */
  public static void main(final String... words) throws RunnerException, IOException {
    final Path folder = Path.of(words[0]);
    Path baseline = folder.resolve("baseline.json");
    Path out = folder.resolve("target").resolve("guard.json");
    boolean update = false;
    for (int i = 1; i < words.length; i++) {
      final boolean hasValue = i + 1 < words.length;
      if (words[i].equals("--baseline") && hasValue) {
        baseline = Path.of(words[++i]);
      } else if (words[i].equals("--out") && hasValue) {
        out = Path.of(words[++i]);
      } else if (words[i].equals("--update")) {
        update = true;
      } else {
        System.err.println("bench/run guard: no such option, or no value: " + words[i]);
        System.exit(2);
      }
    }
    if (!update && !baseline.toFile().canRead()) {
      System.err.println("bench/run guard: " + baseline + ": no baseline: make one with --update");
      System.exit(2);
    }
    final RegressionGuard guard = new RegressionGuard(baseline, out);
    if (update) {
      guard.update();
    } else {
      System.exit(guard.compare() ? 0 : 1);
    }
  }

  private void update() throws RunnerException, IOException {
    final GuardBaseline baseline =
        baselineFile.toFile().exists() ? GuardBaseline.read(baselineFile) : GuardBaseline.empty();
    final List<List<GuardResult>> runs = new ArrayList<>();
    for (int run = 0; run < UPDATE_RUNS; run++) {
      runs.add(measure());
    }
    baseline.put(machine, runs);
    baseline.write(baselineFile);
    print(judged(runs.getLast(), baseline));
    System.out.printf(
        "%nThe baseline of %s is now in %s. Look at its \"spread\": where it is half of a margin or"
            + " more, the machine was busy, and it should be made again. Then commit it.%n",
        machine, baselineFile);
  }

  private boolean compare() throws RunnerException, IOException {
    final GuardBaseline baseline = GuardBaseline.read(baselineFile);
    final List<GuardResult> results = measure();
    List<GuardVerdict> verdicts = judged(results, baseline);
    final List<String> slow =
        verdicts.stream()
            .filter(GuardVerdict::isTooSlow)
            .map(verdict -> verdict.result().stage())
            .toList();
    if (!slow.isEmpty()) {
      print(verdicts);
      System.out.println("\nOnce more, in case it was the machine: " + String.join(", ", slow));
      for (final GuardResult again : times(String.join("|", slow))) {
        results.replaceAll(
            result -> result.stage().equals(again.stage()) ? result.orBetter(again) : result);
      }
      verdicts = judged(results, baseline);
    }
    final GuardBaseline kept = GuardBaseline.empty();
    kept.put(machine, List.of(results));
    kept.write(out);
    print(verdicts);
    if (!baseline.knows(machine)) {
      System.out.printf(
          "%nThere is no baseline for %s: the worst of others, and twice the margin, were used.%n",
          machine);
    }
    final boolean good = verdicts.stream().allMatch(GuardVerdict::isGood);
    System.out.println(good ? "\nAll stages are within their margins: nothing to do." : ADVICE);
    return good;
  }

  private List<GuardVerdict> judged(final List<GuardResult> results, final GuardBaseline baseline) {
    return results.stream().map(result -> baseline.judge(result, machine)).toList();
  }

  private static List<GuardResult> measure() throws RunnerException {
    final Map<String, Double> bytes = Allocations.measure();
    return times(".*").stream()
        .map(result -> result.withBytes(bytes.getOrDefault(result.stage(), Double.NaN)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<GuardResult> times(final String stages) throws RunnerException {
    final OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\." + HotPathBenchmark.class.getSimpleName() + "\\.(" + stages + ")$")
        .verbosity(VerboseMode.NORMAL);
    final List<GuardResult> results = new ArrayList<>();
    for (final RunResult run : new Runner(options.build()).run()) {
      results.add(ratio(run.getPrimaryResult().getLabel(), run));
    }
    return results;
  }

  private static GuardResult ratio(final String stage, final RunResult run) {
    final List<IterationResult> iterations = new ArrayList<>();
    run.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
    final double compute = least(iterations, "computeNanos");
    // Tracking computes and waits for memory; all else finds what it needs in the caches.
    final double kernel =
        stage.equals("connections")
            ? Math.sqrt(compute * least(iterations, "latencyNanos"))
            : compute;
    return GuardResult.of(stage, values(iterations, "leastNanos"), kernel);
  }

  private static double least(final List<IterationResult> iterations, final String counter) {
    double least = Double.MAX_VALUE;
    for (final double value : values(iterations, counter)) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double[] values(final List<IterationResult> iterations, final String counter) {
    return iterations.stream()
        .mapToDouble(iteration -> iteration.getSecondaryResults().get(counter).getScore())
        .toArray();
  }

  private static void print(final List<GuardVerdict> verdicts) {
    System.out.printf(
        "%n%-12s %10s %8s %10s %8s %11s %10s%n",
        "stage", "ratio", "noise", "baseline", "margin", "ns/packet", "B/packet");
    for (final GuardVerdict verdict : verdicts) {
      final GuardResult result = verdict.result();
      System.out.printf(
          Locale.ROOT,
          "%-12s %10.3f %7.0f%% %10.3f %7.0f%% %11.1f %10.4f  %s%n",
          result.stage(),
          result.ratio(),
          100 * result.noise(),
          verdict.baseline(),
          100 * verdict.margin(),
          result.nanos(),
          result.bytesPerPacket(),
          verdict.words());
    }
  }
}
