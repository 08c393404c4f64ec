package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.story.AddressNames;
import dev.weir.story.ConnectionPick;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.ConnectionTracer;
import dev.weir.story.Phrases;
import dev.weir.story.StoryLanguage;
import dev.weir.story.StoryTeller;
import dev.weir.story.TraceLimits;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories on paper: the two sessions that all began with, and JSON by its schema. */
class StoryReportTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");
  private static final Path SCHEMA = Path.of("../docs/explain.schema.json");
  private static final long CWD = 0xAC10_186CL;

  @TempDir Path folder;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** The golden texts are made anew by {@code testdata/stories}. */
  @ParameterizedTest
  @CsvSource({"test1, en", "test1, zh", "test2, en", "test2, zh"})
  void shouldTellTheSeedSessionsToTheLetter(final String session, final String code)
      throws Exception {
    final StoryLanguage language =
        code.equals("zh") ? StoryLanguage.CHINESE : StoryLanguage.ENGLISH;
    final Phrases phrases = new Phrases(language);
    final StoryReport report = new StoryTextReport(written, phrases, story -> List.of());
    final StoryTeller teller = new StoryTeller(phrases);
    for (final ConnectionTrace trace :
        traces(
            CAPTURES.resolve("seed/" + session + ".pcap"),
            (isIpv6, high, low) -> low == CWD ? "cwd" : null)) {
      report.write(teller.tell(trace));
    }
    final String golden = "/dev/weir/story/" + session + "." + code + ".txt";
    assertEquals(
        new String(getClass().getResourceAsStream(golden).readAllBytes(), StandardCharsets.UTF_8),
        written.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldHoldToItsSchemaOnEverySmallCaptureAndOnTraffic() throws Exception {
    final JsonSchema schema = schema();
    final List<Path> files = new ArrayList<>(List.of(traffic()));
    try (Stream<Path> all = Files.walk(CAPTURES)) {
      all.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().forEach(files::add);
    }
    final StoryTeller teller = new StoryTeller(new Phrases(StoryLanguage.ENGLISH));
    int checked = 0;
    for (final Path file : files) {
      final List<ConnectionTrace> traces;
      try {
        traces = traces(file, AddressNames.NONE);
      } catch (final CaptureException e) {
        continue; // files that are no captures are among them
      }
      for (final ConnectionTrace trace : traces) {
        written.reset();
        new StoryJsonReport(written).write(teller.tell(trace));
        final String object = written.toString(StandardCharsets.UTF_8);
        assertEquals(1, object.lines().count());
        assertEquals(Set.of(), Set.copyOf(schema.validate(object, InputFormat.JSON)), object);
        checked++;
      }
    }
    assertTrue(checked > 600, "stories: " + checked);
  }

  @Test
  void shouldListTheMostTellingConnectionsByTheSchema() throws Exception {
    final TellingConnections telling = new TellingConnections(AddressNames.NONE);
    try (Capture capture = Capture.open(List.of(traffic()), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      new ConnectionTracer(
              AnalyzerOptions.defaults().withHashSeed(1),
              ConnectionPick.number(1),
              TraceLimits.DEFAULT,
              AddressNames.NONE,
              trace -> {},
              telling)
          .run(cursor);
    }
    telling.writeJson(written);
    final String object = written.toString(StandardCharsets.UTF_8);
    assertEquals(Set.of(), Set.copyOf(schema().validate(object, InputFormat.JSON)), object);
    for (final String reason :
        List.of("no_answer", "refused", "half_open", "reset", "keep_alive", "zero_window")) {
      assertTrue(object.contains("\"reason\":\"" + reason + "\""), reason);
    }
    for (final StoryLanguage language : StoryLanguage.values()) {
      written.reset();
      telling.writeText(written, new Phrases(language));
      assertTrue(written.toString(StandardCharsets.UTF_8).contains("--number "));
    }
  }

  @Test
  void shouldRefuseAStoryThatIsNotAsTheSchemaSays() throws Exception {
    final StoryTeller teller = new StoryTeller(new Phrases(StoryLanguage.ENGLISH));
    final Path file = CAPTURES.resolve("seed/test1.pcap");
    new StoryJsonReport(written).write(teller.tell(traces(file, AddressNames.NONE).getFirst()));
    final String object = written.toString(StandardCharsets.UTF_8);
    for (final String[] wrong :
        new String[][] {
          {"\"form\":\"three_segments\"", "\"form\":\"three\""},
          {"\"kind\":\"close\"", "\"kind\":\"closed\""},
          {"\"probes\":5", "\"probes\":-5"},
        }) {
      final String changed = object.replace(wrong[0], wrong[1]);
      assertFalse(object.equals(changed), wrong[0]);
      assertFalse(schema().validate(changed, InputFormat.JSON).isEmpty(), wrong[1]);
    }
  }

  private Path traffic() throws IOException {
    final Path file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(2).connections(600).concurrent(60).loss(0.02);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file;
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(SCHEMA));
  }

  private static List<ConnectionTrace> traces(final Path file, final AddressNames names)
      throws CaptureException {
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final List<ConnectionTrace> traces = new ArrayList<>();
      new ConnectionTracer(
              AnalyzerOptions.defaults().withHashSeed(1),
              (number, packet, verdict) -> true,
              TraceLimits.DEFAULT,
              names,
              traces::add,
              null)
          .run(cursor);
      return traces;
    }
  }
}
