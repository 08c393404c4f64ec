package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures that {@code weir explain} draws. */
class StoryPicturesTest {
  private static final Path PICTURES = Path.of("../docs/pictures");
  private static final String SEED = "../testdata/captures/seed/";

  @TempDir Path folder;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int explain(final String... more) {
    final List<String> arguments = new java.util.ArrayList<>(List.of("explain", "-o"));
    arguments.add(folder.resolve("story.txt").toString());
    arguments.addAll(List.of(more));
    return Main.run(
        arguments.toArray(String[]::new), new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private String story() throws Exception {
    return Files.readString(folder.resolve("story.txt"));
  }

  @ParameterizedTest
  @CsvSource({"test1, test1, en", "test2, test2, en", "test1-zh, test1, zh", "test2-zh, test2, zh"})
  void shouldDrawThePicturesOfTheDocumentation(
      final String name, final String capture, final String language) throws Exception {
    final Path svg = folder.resolve(name + ".svg");
    final Path html = folder.resolve(name + ".html");
    assertEquals(
        ExitStatus.DONE,
        explain(
            "--lang",
            language,
            "--svg",
            svg.toString(),
            "--html",
            html.toString(),
            SEED + capture + ".pcap"),
        errors());
    assertEquals(
        Files.readString(PICTURES.resolve(name + ".svg")),
        Files.readString(svg),
        "see docs/pictures/make");
    if (Files.exists(PICTURES.resolve(name + ".html"))) {
      assertEquals(
          Files.readString(PICTURES.resolve(name + ".html")),
          Files.readString(html),
          "see docs/pictures/make");
    } else {
      assertTrue(Files.size(html) > 10_000);
    }
  }

  @Test
  void shouldPutTheLadderIntoTheTextAsWideAsAsked() throws Exception {
    assertEquals(ExitStatus.DONE, explain("--width", "120", SEED + "test2.pcap"), errors());
    final String closing = "FIN PSH ACK . 879 B seq 37207:38086 ack 202 win 65024";
    assertTrue(
        story().lines().anyMatch(line -> line.matches(".*" + closing + ".*FIN_WAIT_1")), story());
    assertEquals(ExitStatus.DONE, explain("--no-ladder", SEED + "test2.pcap"), errors());
    assertTrue(story().lines().noneMatch(line -> line.contains("37207:38086 ack 202")), story());
  }

  @Test
  void shouldDrawEachOfSeveralConnectionsIntoAFileOfItsOwn() throws Exception {
    final Path traffic = TrafficFile.write(folder.resolve("traffic.pcap"), 3);
    final Path svg = folder.resolve("life.svg");
    assertEquals(
        ExitStatus.DONE,
        explain("--top", "3", "--svg", svg.toString(), traffic.toString()),
        errors());
    assertTrue(Files.exists(svg));
    assertTrue(Files.exists(folder.resolve("life-2.svg")));
    assertTrue(Files.exists(folder.resolve("life-3.svg")));
  }

  @Test
  void shouldAskWhichConnectionToDrawWhereThereAreMany() throws Exception {
    final Path traffic = TrafficFile.write(folder.resolve("traffic.pcap"), 3);
    final Path svg = folder.resolve("life.svg");
    assertEquals(ExitStatus.REFUSED, explain("--svg", svg.toString(), traffic.toString()));
    assertTrue(errors().contains("--number"), errors());
    assertTrue(story().contains("--number"), "the connections are listed");
    assertTrue(Files.notExists(svg));
  }

  @Test
  void shouldSayWhichPictureCannotBeWritten() {
    final String nowhere = folder.resolve("missing/life.svg").toString();
    assertEquals(ExitStatus.REFUSED, explain("--svg", nowhere, SEED + "test2.pcap"));
    assertTrue(errors().contains("--svg " + nowhere), errors());
  }

  @Test
  void shouldRefuseAWidthThatNoLadderFits() {
    assertEquals(ExitStatus.REFUSED, explain("--width", "59", SEED + "test2.pcap"));
    assertTrue(errors().contains("--width takes a whole number from 60 to 400"), errors());
  }

  @Test
  void shouldPutTheNumberBeforeTheExtension() {
    assertEquals("a/life-7.svg", StoryPictures.numbered("a/life.svg", 7));
    assertEquals("a.b/life-7", StoryPictures.numbered("a.b/life", 7));
    assertEquals("a/.svg-7", StoryPictures.numbered("a/.svg", 7));
  }
}
