package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code weir explain} picks, and what it says where there is nothing to pick. */
class ExplainCommandTest {
  private static final String SEED = "../testdata/captures/seed/test1.pcap";

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shouldTellTheOnlyConnection() throws Exception {
    final List<String> story = told(ExitStatus.DONE, SEED);
    assertEquals(
        "Connection 1: client 172.16.24.108:42002, server 116.62.35.197:1316", story.getFirst());
    assertTrue(story.get(3).startsWith("The server closed after 60.0 s without a request"));
    assertEquals(story, told(ExitStatus.DONE, "--number", "1", SEED));
    assertEquals(story, told(ExitStatus.DONE, "--top", "1", SEED));
    assertEquals(story, told(ExitStatus.DONE, "--where", "duration > 1s", SEED));
    assertEquals(
        story,
        told(ExitStatus.DONE, "--connection", "116.62.35.197:1316-172.16.24.108:42002", SEED));
    assertEquals("", said());
  }

  @Test
  void shouldUseNamesToPickAndToTell() throws Exception {
    final List<String> story =
        told(
            ExitStatus.DONE,
            "--hosts",
            "../testdata/captures/seed/hosts",
            "--connection",
            "cwd:42002-116.62.35.197:1316",
            "-r",
            SEED);
    assertEquals("Connection 1: client cwd:42002, server 116.62.35.197:1316", story.getFirst());
  }

  @Test
  void shouldTellInChinese() throws Exception {
    final String story = String.join("\n", told(ExitStatus.DONE, "--lang", "zh", SEED));
    for (final String word :
        List.of("三次握手", "四次挥手", "TCP 保活", "CLOSE_WAIT", "直接进入 TIME_WAIT", "主动关闭")) {
      assertTrue(story.contains(word), word);
    }
  }

  @Test
  void shouldTellOnlyWhatPassesTheFilter() throws Exception {
    final List<String> story = told(ExitStatus.DONE, "-f", "dst port 1316", SEED);
    assertTrue(String.join(" ", story).contains("Only the segments of the client"), "" + story);
  }

  @Test
  void shouldListWhereThereAreManyAndTellThoseThatAreAskedFor() throws Exception {
    final String traffic = TrafficFile.write(folder.resolve("traffic.pcap"), 200).toString();
    final List<String> list = told(ExitStatus.DONE, traffic);
    assertTrue(list.getFirst().startsWith("200 connections in the capture"), list.getFirst());
    assertTrue(list.stream().anyMatch(line -> line.matches("  --number \\d+ .*")));
    assertEquals(1, told(ExitStatus.DONE, "--format", "json", traffic).size());
    assertEquals(7, told(ExitStatus.DONE, "--format", "json", "--top", "7", traffic).size());
    assertEquals(200, told(ExitStatus.DONE, "--format", "json", "--top", "1000", traffic).size());
    for (final String top : List.of("2", "1000")) {
      final List<String> silent =
          told(
              ExitStatus.DONE,
              "--format",
              "json",
              "--top",
              top,
              "--where",
              "handshake == no_answer",
              traffic);
      final List<String> rows = silentConnections(traffic);
      assertTrue(rows.size() > 2, "connections: " + rows.size());
      assertEquals(Math.min(rows.size(), Integer.parseInt(top)), silent.size());
      for (final String story : silent) {
        assertTrue(story.contains("\"verdict\":\"unanswered\""), story);
      }
    }
  }

  private List<String> silentConnections(final String traffic) throws Exception {
    final Path out = folder.resolve("rows.json");
    run(
        ExitStatus.DONE,
        "connections",
        "--format",
        "json",
        "--where",
        "handshake == no_answer",
        "-o",
        out.toString(),
        traffic);
    return Files.readAllLines(out);
  }

  @Test
  void shouldTellWhatComesBeforeTheDamage() throws Exception {
    final byte[] bytes = Files.readAllBytes(Path.of(SEED));
    final Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, 1_000));
    final List<String> story = told(ExitStatus.DAMAGED, cut.toString());
    assertTrue(story.getFirst().startsWith("Connection 1:"));
    assertTrue(said().contains("damaged at byte"), said());
  }

  @ParameterizedTest
  @CsvSource({
    "--number, 2, there is no connection number 2 among the 1 connection of the capture",
    "--number, 0, '--number takes a whole number'",
    "--connection, 1.2.3.4:5-6.7.8.9:10, there is no connection 1.2.3.4:5-6.7.8.9:10",
    "--connection, nonsense, '--connection takes CLIENT:PORT-SERVER:PORT'",
    "--connection, 1.2.3.4:99999-6.7.8.9:1, there is no port 99999",
    "--connection, [::1]:1-6.7.8.9:1, 'IPv4 on one side, IPv6 on the other'",
    "--connection, host:1-6.7.8.9:1, 'is no address, nor a name'",
    "--where, duration > 1d, no connection matches --where",
    "--lang, fr, '--lang is en or zh, not'",
    "--format, csv, '--format is one of'",
  })
  void shouldRefuseWhatItCannotTell(final String option, final String value, final String message)
      throws Exception {
    run(ExitStatus.REFUSED, "explain", option, value, SEED);
    assertEquals(1, said().lines().count(), said());
    assertTrue(said().contains(message), said());
  }

  @Test
  void shouldRefuseTwoChoices() {
    run(ExitStatus.REFUSED, "explain", "--number", "1", "--top", "2", SEED);
    assertTrue(said().contains("give one of them"), said());
  }

  @Test
  void shouldSayThatThereIsNothing() throws Exception {
    final List<String> story = told(ExitStatus.DONE, "-f", "udp", SEED);
    assertEquals(List.of(), story);
    assertTrue(said().contains("there is no TCP connection"), said());
  }

  private List<String> told(final int status, final String... arguments) throws Exception {
    final Path out = folder.resolve("out.txt");
    final List<String> all = new ArrayList<>(List.of("explain", "-o", out.toString()));
    all.addAll(List.of(arguments));
    run(status, all.toArray(String[]::new));
    return Files.readAllLines(out);
  }

  private void run(final int status, final String... arguments) {
    final int ended = Main.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    assertEquals(status, ended, () -> String.join(" ", arguments) + ": " + said());
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
