package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --where} selects the same connections in every command, and exactly their packets. */
class WhereTest {
  private static final String REFUSED = "handshake == refused || packets > 20";
  private static final Pattern FIRST_PACKET = Pattern.compile("\"first_packet\":(\\d+),");
  private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d+),");

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        REFUSED,
        "handshake == complete and duration > 100ms",
        "ending =~ '^reset' && responder_port in (443, 22)",
        "port == 443 && retransmitted > 0",
        "originator_packets == 0 or responder_packets == 0",
        "true",
        "false",
      })
  void shouldPrintThePacketsOfExactlyTheSelectedConnections(final String condition)
      throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 300);
    final int count = compare(capture, condition);
    assertEquals(count, lines("packets", "-nn", "--where", condition, "" + capture).size());
  }

  @Test
  void shouldFindThePacketsOfEveryCommittedCapture() throws Exception {
    final List<Path> captures;
    try (Stream<Path> files = Files.walk(Path.of("..", "testdata", "captures"))) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    int withConnections = 0;
    for (final Path capture : captures) {
      if (isReadable(capture)) {
        for (final String condition : List.of("true", "originator_packets > responder_packets")) {
          withConnections += compare(capture, condition) > 0 ? 1 : 0;
        }
      }
    }
    assertTrue(withConnections > 20, withConnections + " captures with connections");
  }

  private boolean isReadable(final Path capture) {
    return run("packets", "--count", "-o", "/dev/null", "" + capture) != ExitStatus.REFUSED;
  }

  /** Compares all ways of asking; returns how many packets were selected. */
  private int compare(final Path capture, final String condition) throws Exception {
    final Set<Long> connections = new HashSet<>();
    for (final String row :
        lines("connections", "--format", "json", "--where", condition, "" + capture)) {
      connections.add(first(FIRST_PACKET, row));
    }
    final List<Long> expected = packetsOf(capture, connections);
    for (final String threads : List.of("1", "2", "5")) {
      final List<Long> printed = new ArrayList<>();
      for (final String line :
          lines(
              "packets",
              "--format=json",
              "--threads",
              threads,
              "--where",
              condition,
              "" + capture)) {
        printed.add(first(NUMBER, line));
      }
      assertEquals(expected, printed, capture + " " + condition);
    }
    final List<String> count = lines("packets", "--count", "--where", condition, "" + capture);
    assertEquals(
        expected.size() + (expected.size() == 1 ? " packet" : " packets"), count.getFirst());
    final Path written = folder.resolve("written");
    run("packets", "--where", condition, "-w", "" + written, "" + capture);
    // Bytes beyond a file's own limit are cut when a copy is read, so they are not compared.
    assertEquals(
        lines("packets", "-nnttttqe", "--where", condition, "" + capture),
        lines("packets", "-nnttttqe", "" + written),
        "what was written of " + capture);
    return expected.size();
  }

  /** The numbers of the packets that the segment-by-segment analysis counts to connections. */
  private static List<Long> packetsOf(final Path file, final Set<Long> connections)
      throws Exception {
    final Map<Long, Long> firstPackets = new HashMap<>();
    final List<Long> numbers = new ArrayList<>();
    final PacketDecoder decoder = new PacketDecoder();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor();
        SegmentAnalyzer analyzer = new SegmentAnalyzer(AnalyzerOptions.defaults(), ended -> {})) {
      while (cursor.next()) {
        if (decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength())
            == DecodeOutcome.TCP) {
          final SegmentVerdict verdict = analyzer.analyze(cursor, decoder);
          if (verdict.isFirst()) {
            firstPackets.put(verdict.identity(), cursor.packetNumber());
          }
          if (connections.contains(firstPackets.get(verdict.identity()))) {
            numbers.add(cursor.packetNumber());
          }
        }
      }
    }
    return numbers;
  }

  private static long first(final Pattern pattern, final String line) {
    final Matcher matcher = pattern.matcher(line);
    assertTrue(matcher.find(), line);
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void shouldWorkTogetherWithAFilterAndALimit() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 300);
    final List<String> all = lines("packets", "-nn", "--where", REFUSED, "" + capture);
    assertEquals(
        all.subList(0, 3), lines("packets", "-nn", "-c3", "--where", REFUSED, "" + capture));
    final List<String> web =
        lines("packets", "-nn", "--where", REFUSED, "-r", "" + capture, "tcp", "port", "443");
    assertTrue(!web.isEmpty() && web.size() < all.size(), web.size() + " of " + all.size());
    for (final String line : web) {
      assertTrue(all.contains(line) && line.contains(".443"), line);
    }
    // The filter decides first: of these connections only one direction is left.
    final List<String> oneWay =
        lines("packets", "-nn", "--where", "packets > 20", "-f", "dst port 443", "" + capture);
    final List<String> rows =
        lines("connections", "--where", "packets > 20", "-f", "dst port 443", "" + capture);
    assertFalse(oneWay.isEmpty());
    assertTrue(oneWay.stream().allMatch(line -> line.contains(".443: ")), oneWay.getFirst());
    assertFalse(rows.isEmpty());
  }

  @Test
  void shouldSelectInEveryFormatAndOrder() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 300);
    final int rows =
        lines("connections", "--format", "json", "--where", REFUSED, "" + capture).size();
    assertTrue(rows > 5 && rows < 300, rows + " rows");
    for (final String format : List.of("csv", "table")) {
      assertEquals(
          rows + 1,
          lines("connections", "--format", format, "--where", REFUSED, "" + capture).size());
    }
    final List<String> top =
        lines(
            "connections",
            "--format=csv",
            "--sort=payload",
            "--top=3",
            "--where",
            REFUSED,
            "" + capture);
    final List<String> sorted =
        lines("connections", "--format=csv", "--sort=payload", "--where", REFUSED, "" + capture);
    assertEquals(rows + 1, sorted.size());
    assertEquals(sorted.subList(0, 4), top);
    final String summary =
        String.join("\n", lines("summary", "--format=json", "--where", REFUSED, "" + capture));
    assertTrue(summary.contains("\"connections\":" + rows + ","), summary);
    assertTrue(summary.contains("\"connections_in_all\":300"), summary);
  }

  @Test
  void shouldReadAPipeTwiceAndLeaveNothingBehind() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", "" + pipe).start().waitFor());
    final Set<Path> before = copies();
    final Process feeder = new ProcessBuilder("sh", "-c", "cat " + capture + " > " + pipe).start();
    final List<String> piped = lines("packets", "-nn", "--where", REFUSED, "" + pipe);
    assertEquals(0, feeder.waitFor());
    assertEquals(lines("packets", "-nn", "--where", REFUSED, "" + capture), piped);
    assertEquals(before, copies());
  }

  private static Set<Path> copies() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(
          files.filter(file -> file.getFileName().toString().startsWith("weir-")).toList());
    }
  }

  @Test
  void shouldSayOnceThatACaptureIsDamaged() throws Exception {
    final Path whole = TrafficFile.write(folder.resolve("traffic.pcap"), 50);
    final byte[] bytes = Files.readAllBytes(whole);
    final Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 3));
    final Path out = folder.resolve("lines");
    assertEquals(
        ExitStatus.DAMAGED, run("packets", "-nn", "-o", "" + out, "--where", "true", "" + cut));
    assertFalse(Files.readAllLines(out).isEmpty());
    assertTrue(said().startsWith("weir: " + cut + ": damaged"), said());
    assertEquals(1, said().lines().count(), said());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connections", "summary", "packets"})
  void shouldRefuseAConditionWithACaretUnderThePlace(final String command) throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 5);
    final Path old = folder.resolve("old");
    Files.writeString(old, "kept");
    assertEquals(
        ExitStatus.REFUSED,
        run(
            command,
            "-o",
            "" + old,
            "--where",
            "handshake == refused || retransmited > 1",
            "" + capture));
    final List<String> lines = said().lines().toList();
    assertTrue(
        lines.getFirst().startsWith("weir: --where: there is no column 'retransmited'; near: "),
        said());
    assertEquals("  handshake == refused || retransmited > 1", lines.get(1));
    assertEquals("                          ^~~~~~~~~~~~", lines.get(2));
    assertEquals("kept", Files.readString(old));
  }

  private List<String> lines(final String... words) throws Exception {
    final Path out = folder.resolve("out");
    final String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "-o";
    all[words.length + 1] = out.toString();
    final int status = run(all);
    assertTrue(status == ExitStatus.DONE || status == ExitStatus.DAMAGED, said());
    return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
  }

  private int run(final String... words) {
    said.reset();
    return Main.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
