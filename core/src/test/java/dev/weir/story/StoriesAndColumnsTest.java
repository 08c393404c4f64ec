package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.story.StoryStep.Kind;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A story says of a connection what its row in {@code weir connections} says. */
class StoriesAndColumnsTest {
  /** What a reset came amid, and what the columns call that. */
  private static final Map<String, String> RESETS =
      Map.of(
          "handshake", "handshake",
          "keep_alive", "keep_alive_failed",
          "keep_alive_refused", "keep_alive_refused",
          "zero_window", "zero_window",
          "peer_closed", "after_fin",
          "own_closed", "after_fin",
          "data", "data",
          "idle", "abort",
          "open", "abort",
          "unknown", "unknown");

  @TempDir Path folder;

  private String row;
  private int compared;

  @Test
  void shouldSayWhatTheColumnsSay() throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings().seed(5).connections(2_500).concurrent(200).captureLoss(0);
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
    final StoryTeller teller = new StoryTeller(new Phrases(StoryLanguage.ENGLISH));
    final List<String> different = new ArrayList<>();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      new ConnectionTracer(
              AnalyzerOptions.defaults().withHashSeed(1),
              (number, packet, verdict) -> true,
              TraceLimits.DEFAULT,
              AddressNames.NONE,
              trace -> compare(teller.tell(trace), different),
              (number, connection) -> row = row(connection))
          .run(cursor);
    }
    assertEquals(List.of(), different.stream().limit(5).toList(), different.size() + " differ");
    assertEquals(2_500, compared);
  }

  private void compare(final ConnectionStory story, final List<String> different) {
    compared++;
    final String told = told(story);
    if (!told.equals(row)) {
      different.add("\nstory  " + told + "\ncolumn " + row + "\n" + story.steps());
    }
  }

  private static String row(final ConnectionView connection) {
    final String close = connection.life().close().label();
    return String.join(
        " ",
        connection.handshake().label(),
        connection.ending().label(),
        "close=" + close,
        "reset=" + connection.life().reset().label(),
        "probes=" + keepAlive(connection, true),
        "unanswered=" + keepAlive(connection, false),
        "fins="
            + sum(
                connection.life().finRepeats(Endpoint.ORIGINATOR),
                connection.life().finRepeats(Endpoint.RESPONDER)),
        "syns=" + connection.life().synRepeats(Endpoint.ORIGINATOR));
  }

  private static int keepAlive(final ConnectionView connection, final boolean all) {
    int sum = 0;
    for (final Endpoint endpoint : Endpoint.values()) {
      final var life = connection.life().keepAlive(endpoint);
      sum += all ? life.probes() : life.unanswered();
    }
    return sum;
  }

  private static int sum(final int one, final int other) {
    return one + other;
  }

  private static String told(final ConnectionStory story) {
    final StoryStep close = story.step(Kind.CLOSE);
    final StoryStep reset = story.step(Kind.RESET);
    final StoryStep handshake = story.step(Kind.HANDSHAKE);
    return String.join(
        " ",
        (String) story.facts().get("handshake"),
        (String) story.facts().get("ending"),
        "close=" + (close == null ? "none" : form(close)),
        "reset=" + (reset == null ? refusal(story) : RESETS.get(reset.facts().get("during"))),
        "probes=" + sum(story, "probes"),
        "unanswered=" + sum(story, "unanswered"),
        "fins=" + (close == null ? 0 : close.facts().get("fin_repeated")),
        "syns=" + (handshake == null ? 0 : handshake.facts().getOrDefault("syn_repeated", 0)));
  }

  private static String refusal(final ConnectionStory story) {
    return "refused".equals(story.facts().get("handshake")) ? "refused" : "none";
  }

  private static String form(final StoryStep close) {
    final String form = (String) close.facts().get("form");
    return "half_closed".equals(form) ? "half" : form;
  }

  private static int sum(final ConnectionStory story, final String fact) {
    return story.steps().stream()
        .filter(step -> step.kind() == Kind.KEEP_ALIVE)
        .mapToInt(step -> ((Number) step.facts().get(fact)).intValue())
        .sum();
  }
}
