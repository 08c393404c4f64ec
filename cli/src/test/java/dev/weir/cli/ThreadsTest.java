package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every byte of a result, and of what is said about it, is the same for any number of threads (and
 * for any seed of the hash, which is drawn anew in each run).
 */
class ThreadsTest {
  private static final List<String> COMMANDS =
      List.of(
          "connections",
          "connections --format csv",
          "connections --format json --verify-checksums",
          "connections --format zeek",
          "connections --format csv --sort payload --top 20",
          "connections --format csv --no-mmap --where payload>0",
          "summary",
          "summary --format json",
          "packets -nn",
          "packets -nn -vv -e -tttt",
          "packets -nn --where payload>0",
          "packets --format json");

  private static final int STEP = 3;

  @TempDir static Path folder;
  private static Path traffic;
  private static Path later;

  @BeforeAll
  static void generate() throws Exception {
    traffic = write("traffic.pcap", 21, 1_768_478_400L);
    later = write("later.pcap", 22, 1_768_478_403L);
  }

  /** Several rounds, in which connections expire. */
  private static Path write(final String name, final long seed, final long start) throws Exception {
    final Path file = folder.resolve(name);
    final TrafficSettings settings =
        new TrafficSettings()
            .seed(seed)
            .connections(8_000)
            .concurrent(500)
            .packetsPerSecond(2_000)
            .snaplen(128)
            .startNanos(start * 1_000_000_000L);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat().snaplen(128))) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file;
  }

  private record Outcome(int status, byte[] output, String said) {}

  private static Outcome run(final String command, final int threads, final Path... captures)
      throws Exception {
    final Path out = folder.resolve("out");
    Files.deleteIfExists(out);
    final List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--threads", "" + threads, "-o", "" + out));
    for (final Path capture : captures) {
      words.add("" + capture);
    }
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final int status =
        Main.run(words.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    final byte[] output = Files.exists(out) ? Files.readAllBytes(out) : new byte[0];
    return new Outcome(status, output, said.toString(StandardCharsets.UTF_8));
  }

  /** Returns what one thread wrote. */
  private static byte[] compare(final String command, final Path... captures) throws Exception {
    final Outcome expected = run(command, 1, captures);
    for (final int threads : new int[] {2, 3, 8}) {
      final Outcome found = run(command, threads, captures);
      final String what = command + " --threads " + threads + " " + List.of(captures);
      assertArrayEquals(expected.output, found.output, what);
      assertEquals(expected.said, found.said, what);
      assertEquals(expected.status, found.status, what);
    }
    return expected.output;
  }

  @Test
  void shouldNotChangeResultsOfCommittedCaptures() throws Exception {
    final List<Path> captures;
    try (Stream<Path> files = Files.walk(Path.of("..", "testdata", "captures"))) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    assertTrue(captures.size() > 50, captures.size() + " captures");
    // Four commands for each capture in turn: every command has a third of all.
    for (int i = 0; i < captures.size(); i++) {
      for (int command = i % STEP; command < COMMANDS.size(); command += STEP) {
        compare(COMMANDS.get(command), captures.get(i));
      }
    }
  }

  @Test
  void shouldNotChangeResultsOverManyRounds() throws Exception {
    for (final String command : COMMANDS) {
      assertTrue(compare(command, traffic).length > 1_000, command);
    }
  }

  @Test
  void shouldNotChangeResultsOfSeveralFiles() throws Exception {
    for (final String command : List.of("connections --format csv", "summary", "packets -nn")) {
      assertTrue(compare(command, later, traffic).length > 1_000, command);
    }
  }
}
