package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections than --max-memory has room for. */
class MaxMemoryTest {
  private static final int CONNECTIONS = 500_000;
  private static final int ADDRESS_OFFSET = 26;

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
    final ByteBuffer frame = ByteBuffer.wrap(HexFormat.of().parseHex(SYN));
    final ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(262_144).putInt(1);
    final ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(flood))) {
      out.write(header.array());
      for (int i = 0; i < CONNECTIONS; i++) {
        frame.putInt(ADDRESS_OFFSET, 0x0B00_0000 + i);
        record.clear().putInt(1_700_000_000 + i / 100_000).putInt(i % 100_000 * 10);
        record.putInt(frame.capacity()).putInt(frame.capacity());
        out.write(record.array());
        out.write(frame.array());
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

  @Test
  void shouldMarkTheRowsAndSayHowMany() throws Exception {
    final String[] words = {"connections", "--format", "csv", "--max-memory", "256M", "" + flood};
    final List<String> rows = lines(words);
    assertEquals(CONNECTIONS + 1, rows.size());
    final List<String> names = List.of(rows.getFirst().split(","));
    final int ending = names.indexOf("ending");
    final int early = names.indexOf("reported_early");
    long marked = 0;
    for (final String row : rows.subList(1, rows.size())) {
      final String[] values = row.split(",");
      assertEquals(values[early].equals("true") ? "evicted" : "open", values[ending], row);
      marked += values[early].equals("true") ? 1 : 0;
    }
    assertTrue(marked > 100_000, marked + " rows");
    assertEquals(
        "weir: --max-memory was reached: "
            + marked
            + " connections were reported early, those idle longest\n",
        said());
    assertEquals(
        marked,
        lines(
                    "connections",
                    "--format",
                    "csv",
                    "--max-memory",
                    "268435456",
                    "--where",
                    "reported_early && ending == evicted",
                    "" + flood)
                .size()
            - 1);
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
    final String[] words = {
      "packets", "-nn", "--max-memory=256M", "--where=reported_early", "" + flood
    };
    final int printed = lines(words).size();
    assertTrue(printed > 100_000, printed + " lines");
    assertTrue(said().contains(" " + printed + " connections were reported early"), said());
    assertEquals(
        CONNECTIONS, lines("packets", "-nn", "--analysis", "--max-memory=256M", "" + flood).size());
    assertTrue(said().contains(" " + printed + " connections were reported early"), said());
  }

  @Test
  void shouldSayNothingWhereThereIsRoom() throws Exception {
    assertEquals(CONNECTIONS + 2, lines("connections", "--max-memory", "2G", "" + flood).size());
    assertEquals("", said());
  }
}
