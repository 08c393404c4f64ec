package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonPrinterTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");
  private static final int OPTIONS = 14 + 20 + 20;
  private static final Path SCHEMA = Path.of("../docs/packets.schema.json");

  private static List<String> objects(final Path capture) throws CaptureException {
    final TextBuffer text = new TextBuffer();
    try (Capture opened = Capture.open(List.of(capture), CaptureOptions.DEFAULT);
        PacketCursor cursor = opened.cursor();
        JsonPrinter printer =
            new JsonPrinter(
                new LineOptions(),
                text,
                1,
                new SegmentAnalyzer(AnalyzerOptions.defaults().withHashSeed(1), ended -> {})
                    ::analyze)) {
      while (cursor.next()) {
        printer.print(cursor, cursor.packetNumber());
      }
    }
    return text.toString().lines().toList();
  }

  @Test
  void shouldHoldToItsSchemaOnEverySmallCapture() throws IOException, CaptureException {
    final JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    final List<Path> captures;
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    final Set<String> options = new TreeSet<>();
    int checked = 0;
    for (final Path capture : captures) {
      final List<String> objects;
      try {
        objects = objects(capture);
      } catch (final CaptureException e) {
        continue; // files that are no captures are among them
      }
      for (final String object : objects) {
        assertEquals(Set.of(), Set.copyOf(schema.validate(object, InputFormat.JSON)), object);
        for (final String name : List.of("mss", "sack", "timestamp", "mptcp", "other", "md5")) {
          if (object.contains("\"" + name + "\":")) {
            options.add(name);
          }
        }
        checked++;
      }
    }
    assertTrue(checked > 1000, "objects: " + checked);
    assertEquals(Set.of("mss", "sack", "timestamp", "mptcp", "other", "md5"), options);
  }

  @Test
  void shouldRefuseAnObjectThatIsNotAsTheSchemaSays() throws IOException, CaptureException {
    final JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    final String object = objects(CAPTURES.resolve("seed/test1.pcap")).getFirst();
    final String wrong = object.replace("\"window\":64240", "\"window\":\"64240\"");

    assertNotEquals(object, wrong);
    assertTrue(!schema.validate(wrong, InputFormat.JSON).isEmpty());
  }

  @Test
  void shouldTellTheHandshakeOfTheFirstSession() throws CaptureException {
    final List<String> objects = objects(CAPTURES.resolve("seed/test1.pcap"));
    final String connection =
        objects.getFirst().replaceAll(".*(\"connection\":\"C\\w{11}\").*", "$1");

    assertTrue(
        objects
            .get(0)
            .contains(
                "\"flags\":\"S\",\"seq\":163528420,\"seq_relative\":0,\"window\":64240,"
                    + "\"window_scaled\":64240,\"length\":0,\"options\":{\"mss\":1460,"
                    + "\"sack_permitted\":true,\"timestamp\":{\"value\":671676829,\"echo\":0},"
                    + "\"window_scale\":7}"),
        objects.get(0));
    assertTrue(
        objects
            .get(1)
            .contains(
                "\"flags\":\"S.\",\"seq\":463238397,\"seq_relative\":0,"
                    + "\"ack\":163528421,\"ack_relative\":1,"),
        objects.get(1));
    assertTrue(
        objects.get(2).contains("\"ack_relative\":1,\"window\":502,\"window_scaled\":64256,"),
        objects.get(2));
    assertTrue(
        objects
            .get(1)
            .endsWith(
                ",\"analysis\":[],\"state\":{\"source\":[\"SYN_RECEIVED\"],"
                    + "\"destination\":[\"ESTABLISHED\"]}}"),
        objects.get(1));
    assertTrue(
        objects
            .get(54)
            .endsWith(
                ",\"analysis\":[\"keep_alive\"],\"state\":{\"source\":[\"ESTABLISHED\"],"
                    + "\"destination\":[\"ESTABLISHED\"]}}"),
        objects.get(54));
    for (final String object : objects) {
      assertTrue(object.contains(connection), object);
    }
  }

  /**
   * What is said in a capture whose packets have at most so many bytes, and optionally a list of
   * options that ends at once.
   */
  private static List<String> analyses(
      final Path capture, final int bytes, final boolean endsList, final Path cut)
      throws IOException, CaptureException {
    final ByteBuffer from =
        ByteBuffer.wrap(Files.readAllBytes(capture)).order(ByteOrder.LITTLE_ENDIAN);
    final ByteBuffer to = ByteBuffer.allocate(from.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    to.put(from.slice(0, 24));
    for (int record = 24; record < from.capacity(); ) {
      final int captured = from.getInt(record + 8);
      final int kept = Math.min(bytes, captured);
      if (endsList) {
        from.put(record + 16 + OPTIONS, (byte) 0);
      }
      to.put(from.slice(record, 8)).putInt(kept).put(from.slice(record + 12, 4 + kept));
      record += 16 + captured;
    }
    Files.write(cut, Arrays.copyOf(to.array(), to.position()));
    return objects(cut).stream()
        .map(object -> object.replaceAll(".*\"analysis\":\\[(.*?)\\].*", "$1"))
        .toList();
  }

  @Test
  void shouldSayNothingOfSegmentsWhoseOptionsTheCaptureCuts(@TempDir final Path folder)
      throws IOException, CaptureException {
    final Path capture = CAPTURES.resolve("seed/test1.pcap");
    final Path cut = folder.resolve("cut.pcap");
    final int header = OPTIONS + 12;

    final List<String> whole = analyses(capture, 1 << 16, false, cut);
    assertEquals("\"keep_alive\"", whole.get(54));
    assertEquals(whole, analyses(capture, header, false, cut));
    final Set<String> nothing = Set.of("");
    for (int bytes = OPTIONS; bytes < header; bytes++) {
      assertEquals(nothing, new TreeSet<>(analyses(capture, bytes, false, cut)));
      assertEquals(nothing, new TreeSet<>(analyses(capture, bytes, true, cut)));
    }
  }
}
