package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.CaptureException;
import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import dev.weir.story.ConnectionStory;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.Phrases;
import dev.weir.story.StoryLanguage;
import dev.weir.story.StoryTeller;
import dev.weir.story.TraceLimits;
import dev.weir.story.TracedCapture;
import dev.weir.story.TracedSegment;
import dev.weir.testdata.ConnectionKind;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Pictures of whatever captures hold, generated and found. */
class TrafficDrawingTest {
  private static final Path SHARED = Path.of("../../shared/captures/public");

  /** Beside a work tree it lies one folder higher. */
  private static final Path PUBLIC =
      Files.isDirectory(SHARED) ? SHARED : Path.of("../../../shared/captures/public");

  private static final DrawingOptions OPTIONS = DrawingOptions.defaults();

  private final StoryTeller teller = new StoryTeller(new Phrases(StoryLanguage.ENGLISH));

  @TempDir Path folder;

  static boolean hasPublicCaptures() {
    return Files.isDirectory(PUBLIC);
  }

  @ParameterizedTest
  @EnumSource(ConnectionKind.class)
  void shouldDrawEveryKindOfConnection(final ConnectionKind kind) throws Exception {
    final TrafficSettings settings =
        new TrafficSettings().seed(kind.ordinal()).connections(12).concurrent(4).only(kind);
    for (final ConnectionTrace trace : generate(settings.loss(0.05).captureLoss(0.01))) {
      draw(teller.tell(trace));
    }
  }

  @Test
  void shouldNameTheStatesInWhichBothEndpointsEnd() throws Exception {
    for (final ConnectionTrace trace :
        generate(new TrafficSettings().seed(2).connections(60).concurrent(5).captureLoss(0))) {
      final PictureText picture = PictureText.svg(teller.tell(trace), OPTIONS);
      final TracedSegment last = trace.segments().getLast();
      for (final Endpoint endpoint : Endpoint.values()) {
        final TcpState state = TcpState.only(last.states(endpoint));
        if (state != null) {
          assertEquals(StateName.of(state), lastState(picture, endpoint), trace.toString());
        }
      }
    }
  }

  private static String lastState(final PictureText picture, final Endpoint endpoint) {
    return picture.all("text", "statename").stream()
        .filter(
            name ->
                endpoint
                    == Endpoint.ORIGINATOR
                    == PictureText.number(name, "x") < LadderMeasure.WIDTH / 2)
        .reduce((first, second) -> second)
        .map(Element::getTextContent)
        .orElse("");
  }

  @Test
  void shouldDrawWhatWasNotKeptAsAHole() throws Exception {
    final Path file =
        traffic(new TrafficSettings().seed(9).connections(1).only(ConnectionKind.BULK));
    final ConnectionTrace trace =
        TracedCapture.picked(file, (n, packet, verdict) -> true, new TraceLimits(20, 10, 0))
            .getFirst();
    assertTrue(trace.omitted() > 10);
    final String words = trace.omitted() + " segments not kept";
    final PictureText picture = PictureText.svg(teller.tell(trace), OPTIONS.withMostRungs(12));
    assertTrue(
        picture.texts("idle").getFirst().startsWith(words), picture.texts("idle").toString());
    final StringBuilder text = new StringBuilder();
    new LadderText(OPTIONS).write(teller.tell(trace), text);
    assertTrue(text.toString().contains(words), text.toString());
  }

  @Test
  @EnabledIf("hasPublicCaptures")
  void shouldDrawThePublicCaptures() throws Exception {
    final List<Path> files;
    try (Stream<Path> all = Files.walk(PUBLIC)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    int drawn = 0;
    for (final Path file : files) {
      for (final ConnectionTrace trace : few(file)) {
        draw(teller.tell(trace));
        drawn++;
      }
    }
    assertTrue(drawn > 300, "drawn: " + drawn);
  }

  private static List<ConnectionTrace> few(final Path file) throws Exception {
    try {
      final TraceLimits limits = new TraceLimits(2_000, 500, 100_000);
      return TracedCapture.picked(file, (number, packet, verdict) -> number <= 8, limits);
    } catch (final CaptureException e) {
      // No capture, or one of a kind that is refused.
      return List.of();
    }
  }

  private static void draw(final ConnectionStory story) throws Exception {
    final PictureText picture = PictureText.svg(story, OPTIONS);
    picture.assertSelfContained();
    final PictureText page = PictureText.page(story, OPTIONS);
    page.assertSelfContained();
    for (final PictureText each : List.of(picture, page)) {
      assertFalse(each.text().contains("NaN") || each.text().contains("Infinity"));
    }
    final StringBuilder text = new StringBuilder();
    new LadderText(OPTIONS).write(story, text);
    for (final String line : text.toString().lines().toList()) {
      assertTrue(CellWidth.of(line) <= OPTIONS.columns(), line);
    }
  }

  private List<ConnectionTrace> generate(final TrafficSettings settings) throws Exception {
    return TracedCapture.all(traffic(settings));
  }

  private Path traffic(final TrafficSettings settings) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat().snaplen(262_144))) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file;
  }
}
