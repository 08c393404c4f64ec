package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir http} from the command line. */
class HttpCommandTest {
  private static final String SEED = "../testdata/captures/seed/";

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shouldPrintARowForEachTransactionOfSeveralFilesInEachFormat() throws Exception {
    final String[] files = {SEED + "test1.pcap", SEED + "test2.pcap"};
    final List<String> csv = lines(ExitStatus.DONE, "--format", "csv", files[0], files[1]);
    assertEquals(3, csv.size());
    assertTrue(csv.get(1).contains(",42002,116.62.35.197,1316,GET,"), csv.get(1));
    final List<String> json = lines(ExitStatus.DONE, "--format", "json", files[1], files[0]);
    assertEquals(2, json.size());
    assertTrue(json.get(1).contains("\"client_port\":43476"), "in time order: " + json.get(1));
    final List<String> table = lines(ExitStatus.DONE, files);
    assertTrue(table.getFirst().startsWith("START "), table.getFirst());
    assertEquals(3, table.size());
  }

  @Test
  void shouldTakeTheFilterOfEveryCommand() throws Exception {
    assertEquals(2, lines(ExitStatus.DONE, "-r", SEED + "test1.pcap", "port", "42002").size());
    assertEquals(1, lines(ExitStatus.DONE, "-f", "port 80", SEED + "test1.pcap").size());
    final List<String> named =
        lines(
            ExitStatus.DONE,
            "--hosts",
            SEED + "hosts",
            "--format",
            "csv",
            "-r",
            SEED + "test1.pcap",
            "src",
            "host",
            "cwd");
    assertEquals(2, named.size());
    assertTrue(named.get(1).contains(",not_captured,closed_client,"), named.get(1));
  }

  @Test
  void shouldExplainEachColumnThatCsvHas() throws Exception {
    final List<String> explained = lines(ExitStatus.DONE, "--columns");
    assertEquals(
        lines(ExitStatus.DONE, "--format", "csv", SEED + "test1.pcap").getFirst(),
        String.join(",", explained.stream().map(line -> line.replaceAll(" .*", "")).toList()));
    for (final String line : explained) {
      assertTrue(line.matches("[a-z_]+ +[a-zA-Z0-9].{3,}"), line);
    }
  }

  @Test
  void shouldKeepWhatComesBeforeTheDamage() throws Exception {
    final byte[] bytes = Files.readAllBytes(Path.of(SEED + "test1.pcap"));
    final Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, 4_000));
    final List<String> csv = lines(ExitStatus.DAMAGED, "--format", "csv", cut.toString());
    assertEquals(2, csv.size());
    assertTrue(csv.get(1).contains(",cut_short,open,"), csv.get(1));
    assertTrue(said().startsWith("weir: " + cut + ": damaged"), said());
    assertEquals(1, said().lines().count());
  }

  private List<String> lines(final int status, final String... how) throws Exception {
    final Path out = folder.resolve("rows");
    said.reset();
    final String[] words = new String[how.length + 3];
    words[0] = "http";
    words[1] = "-o";
    words[2] = out.toString();
    System.arraycopy(how, 0, words, 3, how.length);
    assertEquals(status, Main.run(words, new PrintStream(said, true, StandardCharsets.UTF_8)));
    return Files.readAllLines(out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
