package dev.weir.testdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed captures: that the generator makes them, and that others read them as the list
 * says.
 */
class CaseCapturesTest {
  private static final Path COMMITTED = Path.of("captures");

  /** What no libpcap reads: link type 14, and a number that nobody was given. */
  private static final Set<String> NOT_FOR_TCPDUMP =
      Set.of("raw_14", "raw_14_ipv6", "number_not_assigned");

  @Test
  void shouldMakeTheCommittedFilesByteForByte() throws IOException {
    for (final CaptureCase each : CaseCaptures.all()) {
      assertArrayEquals(
          each.bytes(), Files.readAllBytes(COMMITTED.resolve(each.path())), each.path());
    }
    assertEquals(
        CaseCaptures.manifest(CaseCaptures.all()),
        Files.readString(COMMITTED.resolve(CaseCaptures.MANIFEST)));
    for (final SeedCaptures.Session session : SeedCaptures.SESSIONS) {
      final Path seed = COMMITTED.resolve("seed");
      assertArrayEquals(
          SeedCaptures.capture(seed, session),
          Files.readAllBytes(seed.resolve(session.name() + ".pcap")));
      assertEquals(SeedCaptures.HOSTS, Files.readString(seed.resolve("hosts")));
    }
  }

  @Test
  void shouldHaveNoCaptureThatTheListDoesNotName() throws IOException {
    final Set<String> listed =
        CaseCaptures.all().stream()
            .map(CaptureCase::path)
            .collect(Collectors.toCollection(TreeSet::new));
    SeedCaptures.SESSIONS.forEach(session -> listed.add("seed/" + session.name() + ".pcap"));
    try (Stream<Path> files = Files.walk(COMMITTED)) {
      final Set<String> present =
          files
              .map(file -> COMMITTED.relativize(file).toString())
              .filter(name -> name.endsWith(".pcap") || name.endsWith(".pcapng"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(listed, present);
    }
  }

  @Test
  void shouldCommitTheLinesThatTcpdumpPrints(@TempDir final Path folder) throws Exception {
    InstalledTool.assumeTcpdump();
    CaseCaptures.write(folder);
    SeedCaptures.write(COMMITTED.resolve("seed"), folder.resolve("seed"));
    final PrintStream told =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    ExpectedCommand.run(folder, told);
    assertEquals(lines(folder), lines(COMMITTED));
  }

  private static List<String> lines(final Path folder) throws IOException {
    final List<Path> texts;
    try (Stream<Path> files = Files.walk(folder)) {
      texts = files.filter(file -> file.toString().endsWith(".lines.txt")).sorted().toList();
    }
    final List<String> lines = new ArrayList<>();
    for (final Path text : texts) {
      lines.add(folder.relativize(text).toString());
      lines.addAll(Files.readAllLines(text));
    }
    return lines;
  }

  @Test
  void shouldHoldAsManyPacketsInClassicFilesAsTcpdumpCounts() throws Exception {
    int compared = 0;
    for (final CaptureCase each : CaseCaptures.all()) {
      final boolean asked =
          each.container().equals("pcap")
              && each.status() != CaptureCase.UNREADABLE
              && !NOT_FOR_TCPDUMP.contains(each.name());
      if (asked) {
        final String path = COMMITTED.resolve(each.path()).toString();
        final InstalledTool.Output output =
            InstalledTool.run("tcpdump", List.of("-nn", "--count", "-r", path));
        assertEquals(each.packets(), number(output.text()), each.path());
        assertEquals(each.status(), output.status(), each.path());
        compared++;
      }
    }
    assertTrue(compared > 150, "only " + compared);
  }

  private static int number(final String counted) {
    return Integer.parseInt(counted.substring(0, counted.indexOf(' ')));
  }

  @Test
  void shouldHoldAsManyPacketsInSoundBlockFilesAsWiresharkCounts() throws Exception {
    final List<CaptureCase> sound =
        CaseCaptures.all().stream()
            .filter(each -> each.container().equals("pcapng") && each.status() == CaptureCase.READ)
            // Wireshark counts custom and journal blocks as packets, and stops at a bad option.
            .filter(each -> !each.name().contains("other_blocks"))
            .filter(each -> !each.name().contains("option_beyond_block"))
            .toList();
    final List<String> words = new ArrayList<>(List.of("-T", "-r", "-c", "-M"));
    sound.forEach(each -> words.add(COMMITTED.resolve(each.path()).toString()));
    final String[] rows = InstalledTool.run("capinfos", words).text().split("\n");
    assertEquals(sound.size(), rows.length);
    for (int i = 0; i < rows.length; i++) {
      final String[] columns = rows[i].split("\t");
      assertTrue(columns[0].endsWith(sound.get(i).path()), columns[0]);
      assertEquals(sound.get(i).packets(), Integer.parseInt(columns[1].strip()), rows[i]);
    }
  }

  @Test
  void shouldGiveEveryTimeTheSameMomentWhateverItsResolution() throws Exception {
    final List<CaptureCase> cases =
        CaseCaptures.all().stream()
            .filter(
                each -> each.name().matches("pcapng_(resolution_(06|09|0c|[19].|[ab]0)|offset_.*)"))
            .toList();
    assertTrue(cases.size() >= 10, "" + cases.size());
    for (final CaptureCase each : cases) {
      final String path = COMMITTED.resolve(each.path()).toString();
      final String text =
          InstalledTool.run("tcpdump", List.of("-nn", "-tt", "-r", path, "-c", "1")).text();
      final double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      assertEquals(CaseFile.nanos(0) / 1e9, seconds, 2e-6, each.path());
    }
  }
}
