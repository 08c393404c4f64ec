package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weir compare} from the command line: what it prints, and above all how it ends. */
class CompareCommandTest {
  @TempDir static Path captures;
  private static String usual;
  private static String other;
  private static String lossy;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void makeCaptures() throws IOException {
    usual = capture("usual", 21, 0.004);
    other = capture("other", 22, 0.004);
    lossy = capture("lossy", 23, 0.03);
  }

  private static String capture(final String name, final long seed, final double loss)
      throws IOException {
    final Path file = captures.resolve(name + ".pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(seed).connections(1_500).snaplen(96).loss(loss);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat().snaplen(96))) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file.toString();
  }

  @Test
  void shouldEndWithThreeWhereSomethingIsWorse() throws Exception {
    final String table = compare(ExitStatus.WORSE, usual, lossy);
    final String worse =
        table.lines().filter(line -> line.startsWith("WORSE ")).findFirst().orElseThrow();
    assertTrue(worse.contains("responder_retransmissions"), table);
    assertEquals("", said());
    assertTrue(
        compare(ExitStatus.WORSE, "--format", "json", usual, lossy).contains("\"worse\":[\""));
  }

  @Test
  void shouldEndWithNoughtWhereNothingIsWorse() throws Exception {
    compare(ExitStatus.DONE, usual, usual);
    compare(ExitStatus.DONE, usual, other);
    final String better = compare(ExitStatus.DONE, lossy, usual);
    assertTrue(better.contains("\nWORSE    -\nBETTER   "), better);
    assertFalse(better.contains("\nBETTER   -\n"), better);
  }

  @Test
  void shouldCountOnlyWhatIsAskedFor() throws Exception {
    compare(ExitStatus.DONE, "--only", "syn_ack_delay,handshake_failed", usual, lossy);
    compare(ExitStatus.DONE, "--margin", "2000%", usual, lossy);
    compare(ExitStatus.WORSE, "--margin", "0%", "--alpha", ".05", usual, lossy);
    final String one =
        compare(ExitStatus.WORSE, "--only", "responder_retransmissions", usual, lossy);
    assertFalse(one.contains("syn_ack_delay"), one);
  }

  @Test
  void shouldCompareKeptResultsAsTheCapturesThemselves() throws Exception {
    final String[] kept = {kept(usual), kept(lossy)};
    for (final String where :
        new String[] {"", "responder_port == 443", "address in 10.0.1.0/24"}) {
      final String[] options = where.isEmpty() ? new String[0] : new String[] {"--where", where};
      for (final String format : new String[] {"json", "table"}) {
        final String expected =
            compare(ExitStatus.WORSE, with(options, "--format", format, usual, lossy));
        for (final String[] names : new String[][] {kept, {usual, kept[1]}, {kept[0], lossy}}) {
          assertEquals(
              expected,
              compare(ExitStatus.WORSE, with(options, "--format", format, names[0], names[1]))
                  .replace(kept[0], usual)
                  .replace(kept[1], lossy),
              where);
        }
      }
    }
  }

  @Test
  void shouldApplyFiltersToBothSides() throws Exception {
    final String words = compare(ExitStatus.DONE, "-r", usual, "-r", usual, "port", "443");
    assertEquals(words, compare(ExitStatus.DONE, "-f", "port 443", usual, usual));
    assertFalse(words.contains("1,500 connections"), words);
    final String where = compare(ExitStatus.DONE, "--where", "port == 443", usual, usual);
    assertEquals(2, where.lines().filter(line -> line.contains(" of 1,500 connections")).count());
  }

  @Test
  void shouldTakeAFolderAsOneCapture() throws Exception {
    final Path both = Files.createDirectory(folder.resolve("both"));
    Files.copy(Path.of(usual), both.resolve("1.pcap"));
    Files.copy(Path.of(other), both.resolve("2.pcap"));
    final String table = compare(ExitStatus.DONE, usual, both.toString());
    final String after = table.lines().toList().get(1).replaceAll(".*both, ([0-9,]+) conn.*", "$1");
    assertTrue(Integer.parseInt(after.replace(",", "")) > 1_500, table);
  }

  @Test
  void shouldReportDamageUnlessSomethingIsWorse() throws Exception {
    final String cutUsual = cut(usual);
    compare(ExitStatus.DAMAGED, usual, cutUsual);
    assertTrue(said().startsWith("weir: " + cutUsual + ": damaged at byte "), said());
    final String table = compare(ExitStatus.WORSE, usual, cut(lossy));
    assertTrue(table.contains("(damaged: what is before the damage)"), table);
    assertTrue(said().contains(": damaged at byte "), said());
    final String keptAndCut = cut(kept(usual));
    compare(ExitStatus.DAMAGED, keptAndCut, usual);
    assertTrue(said().startsWith("weir: " + keptAndCut + ": damaged behind connection "), said());
  }

  @Test
  void shouldRefuseToCompareTooFew() throws Exception {
    final String tiny = "../testdata/captures/seed/test1.pcap";
    assertTrue(compare(ExitStatus.REFUSED, tiny, usual).contains("too few"));
    assertTrue(said().contains("fewer than 10 connections"), said());
    compare(ExitStatus.REFUSED, "--where", "port == 1", usual, usual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USUAL | two captures are compared: give BEFORE and AFTER (a folder counts as one), not 1",
        "USUAL USUAL USUAL | two captures are compared",
        "- - | only one of BEFORE and AFTER can be standard input",
        "--alpha 0 USUAL USUAL | --alpha takes a chance above 0 and below 1, not '0'",
        "--alpha NaN USUAL USUAL | --alpha takes a chance",
        "--margin 5 USUAL USUAL | --margin takes a percentage such as 5%, not '5'",
        "--margin -1% USUAL USUAL | --margin takes a percentage",
        "--only rtt USUAL USUAL | --only: there is no measure 'rtt'",
        "--format csv USUAL USUAL | --format is table or json, not 'csv'",
        "--where prt==1 USUAL KEPT | --where: there is no column 'prt'; near: port",
        "-f tcp USUAL KEPT | KEPT holds no packets: filters",
        "USUAL /nowhere.json | /nowhere.json: no such file",
        "USUAL SUMMARY | no result of weir connections --format json: ",
      })
  void shouldRefuseWhatCannotBeDone(final String command, final String message) throws Exception {
    final String kept = kept(usual);
    final Path summary = folder.resolve("summary.json");
    run("summary", "--format", "json", "-o", summary.toString(), usual);
    final String[] words =
        command
            .replace("USUAL", usual)
            .replace("KEPT", kept)
            .replace("SUMMARY", summary.toString())
            .split(" ");
    said.reset();
    assertEquals(ExitStatus.REFUSED, run(with(new String[] {"compare"}, words)));
    assertTrue(said().startsWith("weir: "), said());
    assertTrue(said().contains(message.replace("KEPT", kept)), said());
  }

  @Test
  void shouldExplainEachMeasure() throws Exception {
    final String explained = compare(ExitStatus.DONE, "--measures");
    final String compared = compare(ExitStatus.DONE, "--format", "json", usual, usual);
    for (final String line : explained.lines().filter(text -> !text.startsWith(" ")).toList()) {
      final String name = line.substring(0, line.indexOf(':'));
      assertTrue(compared.contains("{\"name\":\"" + name + "\""), name);
    }
    assertEquals(
        explained.lines().filter(text -> !text.startsWith(" ")).count(),
        compared.split("\\{\"name\":\"[a-z_0-9]+\",\"kind\"").length - 1);
  }

  private String kept(final String capture) throws Exception {
    final Path rows = folder.resolve(Path.of(capture).getFileName() + ".json");
    assertEquals(
        ExitStatus.DONE, run("connections", "--format", "json", "-o", rows.toString(), capture));
    return rows.toString();
  }

  private String cut(final String name) throws Exception {
    final byte[] bytes = Files.readAllBytes(Path.of(name));
    final Path cut = folder.resolve("cut-" + Path.of(name).getFileName());
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 7));
    return cut.toString();
  }

  private static String[] with(final String[] first, final String... then) {
    final String[] all = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  private String compare(final int status, final String... how) throws Exception {
    final Path out = folder.resolve("compared");
    said.reset();
    assertEquals(
        status, run(with(new String[] {"compare", "-o", out.toString()}, how)), this::said);
    return Files.readString(out);
  }

  private int run(final String... words) {
    return Main.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
