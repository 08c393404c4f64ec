package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the guard compares with: ratios of each stage for each kind of machine that it was measured
 * on, and how much worse they may become.
 *
 * <pre>
 * {"margins": {STAGE: 0.5, ...},
 *  "machines": {MODEL OF PROCESSOR:
 *    {"time": ..., "stages": {STAGE: {"ratio": 3.1, ...}, ...}}, ...}}
 * </pre>
 */
final class GuardBaseline {
  /** How much worse a ratio may be where the baseline says nothing else. */
  static final double USUAL_MARGIN = 0.5;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MACHINES = "machines";
  private static final String MARGINS = "margins";
  private static final String STAGES = "stages";

  private final ObjectNode root;

  private GuardBaseline(final ObjectNode root) {
    this.root = root;
  }

  static GuardBaseline empty() {
    return new GuardBaseline(JSON.createObjectNode());
  }

  static GuardBaseline read(final Path file) throws IOException {
    return new GuardBaseline((ObjectNode) JSON.readTree(file.toFile()));
  }

  static GuardBaseline parse(final String text) throws IOException {
    return new GuardBaseline((ObjectNode) JSON.readTree(text));
  }

  /** The model of this machine's processor, by which baselines are kept. */
  static String thisMachine() throws IOException {
    final Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      for (final String line : Files.readAllLines(file)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  boolean knows(final String machine) {
    return root.path(MACHINES).has(machine);
  }

  /**
   * What a stage is measured against: its ratio on this kind of machine; on one that is not known
   * the worst on any other, with twice the margin.
   */
  GuardVerdict judge(final GuardResult result, final String machine) {
    final String stage = result.stage();
    final double margin = margin(stage);
    if (knows(machine)) {
      return new GuardVerdict(result, ratio(root.path(MACHINES).path(machine), stage), margin);
    }
    double worst = Double.NaN;
    for (final JsonNode other : root.path(MACHINES)) {
      final double ratio = ratio(other, stage);
      worst = Double.isNaN(worst) ? ratio : Math.max(worst, ratio);
    }
    return new GuardVerdict(result, worst, 2 * margin);
  }

  private double margin(final String stage) {
    return root.path(MARGINS).path(stage).asDouble(USUAL_MARGIN);
  }

  private static double ratio(final JsonNode machine, final String stage) {
    return machine.path(STAGES).path(stage).path("ratio").asDouble(Double.NaN);
  }

  /**
   * Replaces what is known of a kind of machine.
   *
   * @param machine its name
   * @param runs the results of whole runs, one after the other: of each stage the median counts
   */
  void put(final String machine, final List<List<GuardResult>> runs) {
    final ObjectNode entry = JSON.createObjectNode();
    entry.put("time", Instant.now().toString());
    entry.put("jvm", System.getProperty("java.vm.version"));
    entry.put("processors", Runtime.getRuntime().availableProcessors());
    final ObjectNode stages = entry.putObject(STAGES);
    final Map<String, List<GuardResult>> sorted = new TreeMap<>();
    for (final List<GuardResult> run : runs) {
      for (final GuardResult result : run) {
        sorted.merge(result.stage(), List.of(result), GuardBaseline::both);
      }
    }
    sorted.forEach(
        (stage, results) -> {
          final GuardResult middle = results.get(results.size() / 2);
          final double spread = results.getLast().ratio() / results.getFirst().ratio() - 1;
          stages
              .putObject(stage)
              .put("ratio", rounded(middle.ratio()))
              .put("spread", rounded(spread))
              .put("nanoseconds_per_packet", rounded(middle.nanos()))
              .put("bytes_per_packet", rounded(middle.bytesPerPacket()));
        });
    machines().set(machine, entry);
  }

  private static List<GuardResult> both(
      final List<GuardResult> some, final List<GuardResult> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparingDouble(GuardResult::ratio))
        .toList();
  }

  private ObjectNode machines() {
    return root.has(MACHINES) ? (ObjectNode) root.get(MACHINES) : root.putObject(MACHINES);
  }

  private static double rounded(final double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  void write(final Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
