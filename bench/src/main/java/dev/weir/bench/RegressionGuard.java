package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Guards the hot path: measures each stage of {@link HotPathBenchmark} beside the reference kernel,
 * compares the ratios with a baseline, and what is allocated with nothing. Ends with status 0 where
 * all is well, 1 where a stage got slower by more than its margin or allocates, 2 for wrong usage.
 *
 * <pre>
 * bench/run guard                             against bench/baseline.json
 * bench/run guard --baseline OLD.json         against results that were kept
 * bench/run guard --out NEW.json              keeps the results
 * bench/run guard --update                    measures and makes them the baseline
 * </pre>
 */
public final class RegressionGuard {
  /** How much worse a ratio may be where the baseline says nothing else. */
  private static final double MARGIN = 0.35;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path baselineFile;
  private final Path out;
  private final boolean update;

  private RegressionGuard(final Path baselineFile, final Path out, final boolean update) {
    this.baselineFile = baselineFile;
    this.out = out;
    this.update = update;
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
    System.exit(new RegressionGuard(baseline, out, update).run() ? 0 : 1);
  }

  private boolean run() throws RunnerException, IOException {
    final JsonNode baseline =
        update ? JSON.createObjectNode() : JSON.readTree(baselineFile.toFile());
    final List<GuardResult> results = measure();
    write(update ? baselineFile : out, results, baseline);
    if (update) {
      System.out.println("the baseline is now in " + baselineFile);
    }
    final List<GuardVerdict> verdicts = new ArrayList<>();
    for (final GuardResult result : results) {
      final JsonNode stage = baseline.path("stages").path(result.stage());
      verdicts.add(
          new GuardVerdict(
              result,
              update ? result.ratio() : stage.path("ratio").asDouble(Double.NaN),
              stage.path("margin").asDouble(MARGIN)));
    }
    return print(verdicts);
  }

  private static List<GuardResult> measure() throws RunnerException {
    final OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\." + HotPathBenchmark.class.getSimpleName() + "\\.")
        .verbosity(VerboseMode.NORMAL);
    final List<GuardResult> results = new ArrayList<>();
    final Map<String, Double> bytes = Allocations.measure();
    for (final RunResult run : new Runner(options.build()).run()) {
      final String stage = run.getPrimaryResult().getLabel();
      results.add(ratios(stage, run).withBytes(bytes.getOrDefault(stage, Double.NaN)));
    }
    return results;
  }

  private static GuardResult ratios(final String stage, final RunResult run) {
    final List<IterationResult> iterations = new ArrayList<>();
    run.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
    final double[] nanos = new double[iterations.size()];
    final double[] kernel = new double[iterations.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = iterations.get(i).getPrimaryResult().getScore();
      kernel[i] = iterations.get(i).getSecondaryResults().get("kernelNanos").getScore();
    }
    return GuardResult.of(stage, nanos, kernel);
  }

  private static void write(
      final Path file, final List<GuardResult> results, final JsonNode baseline)
      throws IOException {
    final ObjectNode root = JSON.createObjectNode();
    root.put("time", Instant.now().toString());
    root.put("jvm", System.getProperty("java.vm.version"));
    root.put("processors", Runtime.getRuntime().availableProcessors());
    final ObjectNode stages = root.putObject("stages");
    for (final GuardResult result : results) {
      final JsonNode margin = baseline.path("stages").path(result.stage()).path("margin");
      stages
          .putObject(result.stage())
          .put("ratio", rounded(result.ratio()))
          .put("error", rounded(result.error()))
          .put("margin", margin.asDouble(MARGIN))
          .put("nanoseconds_per_packet", rounded(result.nanos()))
          .put("bytes_per_packet", result.bytesPerPacket());
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static double rounded(final double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  private static boolean print(final List<GuardVerdict> verdicts) {
    System.out.printf(
        "%n%-12s %10s %8s %10s %8s %11s %10s%n",
        "stage", "ratio", "+/-", "baseline", "margin", "ns/packet", "B/packet");
    boolean good = true;
    for (final GuardVerdict verdict : verdicts) {
      final GuardResult result = verdict.result();
      System.out.printf(
          Locale.ROOT,
          "%-12s %10.3f %8.3f %10.3f %7.0f%% %11.1f %10.4f  %s%n",
          result.stage(),
          result.ratio(),
          result.error(),
          verdict.baseline(),
          100 * verdict.margin(),
          result.nanos(),
          result.bytesPerPacket(),
          verdict.words());
      good &= verdict.isGood();
    }
    if (!good) {
      System.out.println(ADVICE);
    }
    return good;
  }

  private static final String ADVICE =
      """

      TOO SLOW: run it again first: a busy machine widens errors, but hits the kernel alike.
      Then find the change: `git stash`, `bench/run guard --out before.json`, `git stash pop`,
      `bench/run guard --baseline before.json`; and where the time goes:
      `bench/run HotPathBenchmark.STAGE -prof stack`, or async-profiler.
      A slowdown that is wanted needs a reason in the commit and `bench/run guard --update`.
      ALLOCATES: look for boxing, iterators, lambdas that capture, strings and varargs in what
      changed last; `bench/run AllocationBenchmark.STAGE -prof jfr` says where.\
      """;
}
