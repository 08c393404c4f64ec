package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit statuses and messages are what README promises. */
class MainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shouldWriteARowForEachConnection() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    for (final String[] how :
        new String[][] {
          {capture.toString()},
          {"-r", capture.toString()},
          {"--threads", "1", capture.toString()},
          {"--no-mmap", capture.toString()},
        }) {
      final Path out = folder.resolve("rows.csv");
      assertEquals(
          ExitStatus.DONE,
          run(concat(new String[] {"connections", "--format", "csv", "-o", out.toString()}, how)));
      assertEquals(51, Files.readAllLines(out).size());
    }
    assertEquals("", said());
  }

  @Test
  void shouldExplainEachColumnThatCsvHas() throws Exception {
    final Path rows = folder.resolve("rows.csv");
    final Path columns = folder.resolve("columns.txt");
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 1);
    run("connections", "--format", "csv", "-o", rows.toString(), capture.toString());
    assertEquals(ExitStatus.DONE, run("connections", "--columns", "-o", columns.toString()));
    final List<String> explained = Files.readAllLines(columns);
    assertEquals(
        Files.readAllLines(rows).getFirst(),
        String.join(",", explained.stream().map(line -> line.replaceAll(" .*", "")).toList()));
    for (final String line : explained) {
      assertTrue(line.matches("[a-z0-9_]+ +[a-zA-Z].{3,}"), line);
    }
  }

  @Test
  void shouldPrintTheFirstRowsOnly() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final Path out = folder.resolve("rows.json");
    assertEquals(
        ExitStatus.DONE,
        run(
            "connections",
            "--format=json",
            "--sort=payload",
            "--top=3",
            "-o",
            out.toString(),
            capture.toString()));
    assertEquals(3, Files.readAllLines(out).size());
  }

  @Test
  void shouldKeepWhatComesBeforeTheDamage() throws Exception {
    final Path whole = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final byte[] bytes = Files.readAllBytes(whole);
    final Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 3));
    final Path out = folder.resolve("rows.csv");
    assertEquals(
        ExitStatus.DAMAGED,
        run("connections", "--format", "csv", "-o", out.toString(), cut.toString()));
    assertEquals(51, Files.readAllLines(out).size());
    assertTrue(said().startsWith("weir: " + cut + ": "), said());
    assertEquals(1, said().lines().count(), said());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-command",
        "summary",
        "connections --format",
        "connections --format xml FILE",
        "connections --sort size FILE",
        "connections --top 0 FILE",
        "connections --inner FILE",
        "connections --threads 0 FILE",
        "connections --max-memory 1M FILE",
        "connections --max-memory 512MB FILE",
        "connections --max-memory -1 FILE",
        "connections --no-such-option FILE",
        "connections -o /no/such/folder/rows FILE",
        "summary --format csv FILE",
        "summary /no/such/file",
        "summary NO_CAPTURE",
        "summary EMPTY",
        "completion tcsh",
        "http",
        "http --format xml FILE",
        "http --threads 2 FILE",
        "http --max-memory 1G FILE",
        "explain --max-memory 1G FILE",
        "http -o /no/such/folder/rows FILE",
        "http NO_CAPTURE",
        "packets",
        "packets -tttttt FILE",
        "packets --max-memory 1G FILE",
        "packets --max-memory 1G --format json --count FILE",
        "packets -c 0 FILE",
        "packets --format csv FILE",
        "packets --format json --analysis FILE",
        "packets --hosts /no/such/hosts FILE",
        "packets -Y FILE",
        "packets -w /no/such/folder/out FILE",
        "--no-such-option",
      })
  void shouldRefuseInOneLineWithStatus2(final String line) throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 5);
    final Path none = folder.resolve("none");
    Files.writeString(none, "This is no capture, although it is long enough to be one.");
    final Path empty = Files.createFile(folder.resolve("empty"));
    final String[] words =
        line.replace("FILE", capture.toString())
            .replace("NO_CAPTURE", none.toString())
            .replace("EMPTY", empty.toString())
            .split(" ");
    assertEquals(ExitStatus.REFUSED, run(words), said());
    assertTrue(said().startsWith("weir: "), said());
    assertEquals(1, said().lines().count(), said());
    assertFalse(said().contains("Exception"), said());
  }

  @Test
  void shouldTakeTheFilterFromTheWordsBehindR() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final String port = rows("-r", capture.toString()).get(1).split(",")[7];
    final List<String> found = rows("-r", capture.toString(), "tcp", "and", "port", port);
    assertTrue(found.size() > 1 && found.size() < 51, found.size() + " rows");
    assertEquals(found, rows("-f", "tcp and port " + port, capture.toString()));
    assertEquals(found, rows("tcp", "-r", capture.toString(), "--inner", "and", "port", port));
    assertEquals(1, rows("-r", capture.toString(), "udp").size());
  }

  @Test
  void shouldJudgeSegmentsWhateverTheFilterLetsThrough() throws Exception {
    final String capture = "../testdata/captures/seed/test1.pcap";
    final Path out = folder.resolve("lines");
    final String[] all = {"packets", "-nntS", "--analysis", "-o", "" + out, "-r", capture};
    run(all);
    final List<String> client =
        Files.readAllLines(out).stream().filter(line -> line.startsWith("IP 172.16.")).toList();
    assertEquals(ExitStatus.DONE, run(concat(all, new String[] {"src", "172.16.24.108"})), said());
    assertEquals(client, Files.readAllLines(out));
    assertTrue(client.getFirst().endsWith("length 0 [SYN_SENT > CLOSED|LISTEN|SYN_RECEIVED]"));
    assertEquals(
        5, client.stream().filter(line -> line.contains("[keep_alive; ESTABLISHED > ")).count());
  }

  @Test
  void shouldPrintLinesOfThePacketsThatPass() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 20);
    final Path out = folder.resolve("lines");
    assertEquals(
        ExitStatus.DONE,
        run("packets", "-nnttc3", "-o", out.toString(), "-r", capture.toString(), "tcp"));
    final List<String> lines = Files.readAllLines(out);
    assertEquals(3, lines.size());
    for (final String line : lines) {
      assertTrue(line.matches("\\d+\\.\\d{6} IP6? .*: Flags \\[.*\\], .*length \\d+"), line);
    }
    assertEquals(ExitStatus.DONE, run("packets", "--count", "-o", "" + out, "" + capture));
    assertTrue(Files.readString(out).matches("\\d+ packets\n"), Files.readString(out));
  }

  @Test
  void shouldKnowNamesFromTheHostsFileOnly() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final String server = rows("" + capture).get(1).split(",")[6];
    final Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, server + " server.example alias # a comment\n");
    final List<String> found = rows("-r", "" + capture, "host", server);
    assertTrue(found.size() > 1, "no rows");
    assertEquals(found, rows("-r", "" + capture, "--hosts", "" + hosts, "host", "alias"));
    assertEquals(ExitStatus.REFUSED, run("summary", "-r", "" + capture, "host", "localhost"));
    assertTrue(said().startsWith("weir: unknown host 'localhost'"), said());
  }

  @Test
  void shouldRefuseAFilterWithACaretUnderThePlace() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 5);
    assertEquals(ExitStatus.REFUSED, run("summary", "-r", capture.toString(), "port", "65536"));
    assertEquals(
        List.of("weir: illegal port number 65536 > 65535", "  port 65536", "  ^~~~~~~~~~"),
        said().lines().toList());
    assertEquals(ExitStatus.REFUSED, run("summary", "-r", capture.toString(), "-f", "tcp", "udp"));
    assertTrue(said().startsWith("weir: two filters"), said());
  }

  private List<String> rows(final String... how) throws Exception {
    final Path out = folder.resolve("rows.csv");
    final String[] fixed = {"connections", "--format", "csv", "-o", out.toString()};
    assertEquals(ExitStatus.DONE, run(concat(fixed, how)), said());
    return Files.readAllLines(out);
  }

  @Test
  void shouldShowUsageWhereNothingIsAsked() {
    assertEquals(ExitStatus.REFUSED, run());
    assertTrue(said().startsWith("Usage: weir COMMAND"), said());
  }

  @Test
  void shouldTellAMistakeOfItsOwnInOneLine() {
    final List<Throwable> mistakes =
        List.of(
            new IllegalStateException("two\nlines"),
            new ArithmeticException(),
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"));
    for (final Throwable mistake : mistakes) {
      said.reset();
      assertEquals(ExitStatus.FAILED, Failure.report(mistake, new PrintStream(said)));
      assertTrue(said().startsWith("weir: "), said());
      assertEquals(1, said().lines().count(), said());
    }
  }

  @Test
  void shouldTakeAFileThatShrankForDamage() {
    final Error fault = new InternalError("a fault occurred in an unsafe memory access operation");
    assertEquals(
        ExitStatus.DAMAGED,
        Failure.report(new IllegalStateException(fault), new PrintStream(said)));
    assertTrue(said().contains("--no-mmap"), said());
  }

  private int run(final String... words) {
    said.reset();
    return Main.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String[] concat(final String[] first, final String[] second) {
    final String[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /**
   * A pcapng file with a TCP segment on Ethernet, then one of an interface without a link header.
   */
  private Path twoLinkTypes() throws Exception {
    final String ip =
        "4500002800010000400600000a0000010a0000029c4023280000000100000000500203e800000000";
    final ByteBuffer file = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putInt(1).putLong(-1).putInt(28);
    file.putInt(1).putInt(20).putInt(1).putInt(0).putInt(20);
    packet(file, 0, HexFormat.of().parseHex("0200000000020200000000010800" + ip));
    file.putInt(1).putInt(20).putInt(101).putInt(0).putInt(20);
    packet(file, 1, HexFormat.of().parseHex(ip));
    return Files.write(folder.resolve("two.pcapng"), Arrays.copyOf(file.array(), file.position()));
  }

  private static void packet(final ByteBuffer file, final int of, final byte[] bytes) {
    final int padded = bytes.length + 3 & ~3;
    file.putInt(6).putInt(32 + padded).putInt(of).putLong(0).putInt(bytes.length);
    file.putInt(bytes.length).put(bytes).position(file.position() + padded - bytes.length);
    file.putInt(32 + padded);
  }

  @Test
  void shouldEndWhereTcpdumpEndsWhenCalledAsTcpdumpIs() throws Exception {
    final Path capture = twoLinkTypes();
    final Path out = folder.resolve("lines.txt");
    assertEquals(ExitStatus.DAMAGED, run("packets", "-nn", "-o", "" + out, "-r", "" + capture));
    assertEquals(1, Files.readAllLines(out).size());
    assertEquals(
        "weir: "
            + capture
            + ": ended at byte 136: interface 1 has link type RAW, the first one EN10MB"
            + " (1 packet before it kept): tcpdump ends there, too; FILE without -r, or --format"
            + " json, reads on\n",
        said());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "packets -nn -o OUT FILE",
        "packets --format json -o OUT -r FILE",
        "packets -nn -o OUT -r FILE -r FILE",
        "connections --format json -o OUT -r FILE",
      })
  void shouldReadOnBehindAnotherLinkTypeOtherwise(final String line) throws Exception {
    final Path out = folder.resolve("out.txt");
    final String words =
        line.replace("OUT", out.toString()).replace("FILE", twoLinkTypes().toString());
    assertEquals(ExitStatus.DONE, run(words.split(" ")));
    final List<String> lines = Files.readAllLines(out);
    assertTrue(
        lines.size() > 1 || lines.getFirst().contains("\"originator_packets\":2"), "" + lines);
    assertEquals("", said());
  }
}
