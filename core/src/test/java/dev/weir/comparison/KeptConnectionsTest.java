package dev.weir.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import dev.weir.selection.Selection;
import dev.weir.text.TextBuffer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was printed is read as what it was printed from. */
class KeptConnectionsTest {
  @TempDir Path folder;
  private Traffic traffic;

  @BeforeEach
  void makeTraffic() {
    traffic = new Traffic(folder);
  }

  private static String values(
      final List<ConnectionColumn> columns, final ConnectionView connection) {
    final StringBuilder all = new StringBuilder();
    final TextBuffer text = new TextBuffer();
    for (final ConnectionColumn column : columns) {
      text.clear();
      if (column.number() == null) {
        column.write(connection, text);
        all.append(text);
      } else {
        all.append(column.number().applyAsLong(connection));
      }
      all.append(' ');
    }
    return all.toString();
  }

  private static List<String> read(final KeptConnections kept) throws Exception {
    final List<String> rows = new ArrayList<>();
    kept.run(Set.of(), connection -> rows.add(values(kept.columns(), connection)));
    return rows;
  }

  @Test
  void shouldReadEveryColumnAsTheCaptureHasIt() throws Exception {
    final Path capture = traffic.capture(Traffic.settings(5, 300));
    final List<String> rows = new ArrayList<>();
    Traffic.analyse(capture, connection -> rows.add(values(ConnectionColumns.ALL, connection)));
    final KeptConnections kept = traffic.kept(Traffic.json(capture));
    assertEquals(rows, read(kept));
    assertNull(kept.damage());
    assertEquals(kept.size(), kept.bytesRead());
  }

  @Test
  void shouldSelectTheConnectionsThatTheCaptureWouldGive() throws Exception {
    final Path capture = traffic.capture(Traffic.settings(6, 300));
    final String json = Traffic.json(capture);
    for (final String where :
        List.of(
            "originator_address in 10.0.0.0/8",
            "address in (1.2.3.0, 2001:db8::/32)",
            "responder_address != 1.2.3.0 && duration > 10ms",
            "handshake != complete || retransmitted / payload > 1/100",
            "!set(syn_ack_delay) && !sack",
            "history =~ \"R\"")) {
      final Selection ofCapture = Selection.of(where);
      final List<Long> wanted = new ArrayList<>();
      Traffic.analyse(
          capture,
          c -> {
            if (ofCapture.matches(c)) {
              wanted.add(c.firstPacket());
            }
          });
      final KeptConnections kept = traffic.kept(json);
      final Selection ofKept = Selection.over(where, kept.columns());
      final ConnectionColumn first = kept.columns().getFirst();
      final List<Long> found = new ArrayList<>();
      kept.run(
          Set.of(),
          c -> {
            if (ofKept.matches(c)) {
              found.add(first.number().applyAsLong(c));
            }
          });
      assertEquals(wanted, found, where);
      assertFalse(wanted.isEmpty(), where);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.000041000, 41000",
    "4.1e-05, 41000",
    "1768478400.000444, 1768478400000444000",
    "2, 2000000000",
    "0, 0",
    "-0.5, -500000000",
    "1E+2, 100000000000",
  })
  void shouldReadTimesHoweverTheyAreWritten(final String written, final long nanos)
      throws Exception {
    final KeptConnections kept = traffic.kept("{\"duration\":" + written + "}");
    final ConnectionColumn duration = column(kept, "duration");
    final List<Long> read = new ArrayList<>();
    kept.run(Set.of("duration"), c -> read.add(duration.number().applyAsLong(c)));
    assertEquals(List.of(nanos), read);
  }

  private static ConnectionColumn column(final KeptConnections kept, final String name) {
    return kept.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void shouldReadMembersInAnyOrderAndPassOverOthers() throws Exception {
    final KeptConnections kept =
        traffic.kept(
            " {\"mine\":{\"a\":[1,{}]},\"ending\":\"open\",\"duration\":null}\n\n{\"duration\":1}");
    final ConnectionColumn duration = column(kept, "duration");
    final ConnectionColumn ending = column(kept, "ending");
    final TextBuffer text = new TextBuffer();
    final List<String> read = new ArrayList<>();
    kept.run(
        Set.of(),
        c -> {
          text.clear();
          ending.write(c, text);
          read.add(text + " " + (duration.number().applyAsLong(c) == ConnectionColumn.NONE));
        });
    assertEquals(List.of("open true", " false"), read);
    assertNull(kept.damage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"duration\":1",
        "{\"duration\":\"long\"}",
        "{\"duration\":true}",
        "{\"duration\":1e30}",
        "{\"duration\":1e-999999999}",
        "{\"duration\":9999999999}",
        "{\"originator_port\":99999999999999999999}",
        "{\"ending\":7}",
        "{\"sack\":1}",
        "[1]",
        "17",
        "nonsense",
        "{\"ending\":\"open\"}",
      })
  void shouldKeepWhatComesBeforeDamage(final String bad) throws Exception {
    final KeptConnections kept = traffic.kept("{\"duration\":1}\n{\"duration\":2}\n" + bad);
    final List<Object> read = new ArrayList<>();
    kept.run(Set.of("duration"), read::add);
    assertEquals(2, read.size());
    assertTrue(kept.damage().contains(": damaged behind connection 2: "), kept.damage());
    assertEquals(1, kept.damage().lines().count());
  }

  @Test
  void shouldRefuseWhatHasNotTheColumns() throws Exception {
    final KeptConnections kept = traffic.kept("{\"packets\":1,\"files\":[]}");
    final KeptException refused =
        assertThrows(KeptException.class, () -> kept.run(kept.needed(Measures.ALL, null), c -> {}));
    assertTrue(refused.getMessage().contains("no result of weir connections"), "no columns");
    final KeptConnections text = traffic.kept("{nonsense");
    assertTrue(
        assertThrows(KeptException.class, () -> text.run(Set.of(), c -> {}))
            .getMessage()
            .endsWith("no result of weir connections --format json: it is cut short, or no JSON"));
  }

  @Test
  void shouldReadGzipAndTellWhereItIsCut() throws Exception {
    final String lines = Traffic.json(traffic.capture(Traffic.settings(7, 100)));
    final Path whole = folder.resolve("kept.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write(lines.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertTrue(KeptConnections.isOne(whole));
    assertEquals(100, read(new KeptConnections(whole)).size());
    final byte[] bytes = Files.readAllBytes(whole);
    final Path cut = folder.resolve("cut.gz");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    final KeptConnections kept = new KeptConnections(cut);
    final int count = read(kept).size();
    assertTrue(count > 10 && count < 90, "" + count);
    assertTrue(kept.damage().contains("cut short"), kept.damage());
  }

  @Test
  void shouldTellJsonFromCapturesByContent() throws Exception {
    final Path json = folder.resolve("some.pcap");
    Files.writeString(json, "\n {}");
    assertTrue(KeptConnections.isOne(json));
    assertFalse(KeptConnections.isOne(traffic.capture(Traffic.settings(1, 1))));
    assertFalse(KeptConnections.isOne(folder));
    assertFalse(KeptConnections.isOne(folder.resolve("missing")));
    assertFalse(KeptConnections.isOne(Path.of("-")));
    Files.write(json, new byte[0]);
    assertFalse(KeptConnections.isOne(json));
    Files.write(json, new byte[] {0x1F, (byte) 0x8B});
    assertFalse(KeptConnections.isOne(json));
  }
}
