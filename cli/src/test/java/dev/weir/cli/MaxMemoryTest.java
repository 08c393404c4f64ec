package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections than --max-memory has room for. */
class MaxMemoryTest {
  private static final int CONNECTIONS = 500_000;
  private static final int ADDRESS_OFFSET = 26;
  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  /** An Ethernet frame with a SYN; the source address is filled in. */
  private static final String SYN =
      "020000000002020000000001080045000028000100004006000000000000"
          + "0a0000020400005000000001000000005002200000000000";

  @TempDir static Path folder;
  private static Path flood;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void writeFlood() throws IOException {
    flood = folder.resolve("flood.pcap");
    final byte[] frame = HexFormat.of().parseHex(SYN);
    final ByteBuffer fields = ByteBuffer.wrap(frame);
    try (PcapFileWriter writer = PcapFileWriter.create(flood, new PcapFormat())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        fields.putInt(ADDRESS_OFFSET, 0x0B00_0000 + i);
        writer.packet(START_NANOS + i * 10_000L, frame, frame.length, frame.length);
      }
    }
  }

  private List<String> lines(final String... words) throws IOException {
    said.reset();
    final Path out = folder.resolve("out");
    final String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "-o";
    all[words.length + 1] = "" + out;
    assertEquals(
        ExitStatus.DONE, Main.run(all, new PrintStream(said, true, StandardCharsets.UTF_8)));
    return Files.readAllLines(out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** How many rows there are for which a condition holds. */
  private long rows(final String where) throws IOException {
    final List<String> lines =
        lines(
            "summary", "--format=json", "--max-memory", "268435456", "--where", where, "" + flood);
    return Long.parseLong(lines.getFirst().replaceAll(".*?\"connections\":(\\d+).*", "$1"));
  }

  @Test
  void shouldMarkTheRowsAndSayHowMany() throws Exception {
    final long early = rows("reported_early");
    assertTrue(early > 50_000 && early < CONNECTIONS, early + " rows");
    assertEquals(
        "weir: --max-memory was reached: "
            + early
            + " connections were reported early, those idle longest\n",
        said());
    assertEquals(early, rows("reported_early && ending == evicted"));
    assertEquals(CONNECTIONS - early, rows("!reported_early && ending == open"));
    final List<String> csv =
        lines("connections", "--format=csv", "--top=3", "--max-memory=256M", "" + flood);
    final List<String> names = List.of(csv.getFirst().split(","));
    for (final String row : csv.subList(1, 4)) {
      assertEquals("evicted", row.split(",")[names.indexOf("ending")]);
      assertEquals("true", row.split(",")[names.indexOf("reported_early")]);
    }
  }

  @Test
  void shouldTellInTheSummary() throws Exception {
    final List<String> text = lines("summary", "--max-memory", "256m", "" + flood);
    final String row =
        text.stream().filter(line -> line.startsWith("  memory ")).findFirst().orElseThrow();
    assertTrue(
        row.endsWith(" connections were reported early, since --max-memory was reached"), row);
    assertTrue(text.stream().anyMatch(line -> line.startsWith("  evicted ")));
    assertTrue(said().startsWith("weir: --max-memory was reached: "), said());
    final String json =
        lines("summary", "--max-memory", "256m", "--format=json", "" + flood).getFirst();
    assertTrue(json.matches(".*\"reported_early\":[1-9].*"), json);
  }

  @Test
  void shouldKeepPacketsOfConnectionsThatWereReportedEarly() throws Exception {
    final String[] where = {"packets", "-nn", "--max-memory=256M", "--where=reported_early"};
    final int printed = lines(concat(where, "--count", "" + flood)).size();
    assertEquals(1, printed);
    final String first = said();
    assertTrue(first.startsWith("weir: --max-memory was reached: "), first);
    assertTrue(first.contains(Files.readString(folder.resolve("out")).split(" ")[0]), first);
    // Where each segment is judged at once connections take more memory, and more of them go.
    lines("packets", "-nn", "-q", "--analysis", "--max-memory=256M", "" + flood);
    assertTrue(said().startsWith("weir: --max-memory was reached: "), said());
    assertTrue(early(said()) > early(first), first + said());
  }

  private static int early(final String message) {
    return Integer.parseInt(message.replaceAll("\\D+", ""));
  }

  private static String[] concat(final String[] words, final String... others) {
    return Stream.of(words, others).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void shouldSayNothingWhereThereIsRoom() throws Exception {
    lines("summary", "--max-memory", "2G", "" + flood);
    assertEquals("", said());
  }
}
