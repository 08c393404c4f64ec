package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.report.StoryJsonReport;
import dev.weir.report.StoryTextReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Whatever a capture holds, every connection has a story. */
class PublicStoriesTest {
  private static final Path SHARED = Path.of("../../shared/captures/public");

  /** Beside a work tree it lies one folder higher. */
  private static final Path PUBLIC =
      Files.isDirectory(SHARED) ? SHARED : Path.of("../../../shared/captures/public");

  private static final Path OWN = Path.of("../testdata/captures");

  static boolean isThere() {
    return Files.isDirectory(PUBLIC);
  }

  @Test
  void shouldTellEveryConnectionOfOurOwnCaptures() throws Exception {
    assertTrue(tellAll(OWN) > 50);
  }

  @Test
  @EnabledIf("isThere")
  void shouldTellEveryConnectionOfPublicCaptures() throws Exception {
    assertTrue(tellAll(PUBLIC) > 1_000);
  }

  private static long tellAll(final Path folder) throws Exception {
    final List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    long stories = 0;
    for (final Path file : files) {
      stories += tell(file);
    }
    return stories;
  }

  private static long tell(final Path file) throws Exception {
    final List<ConnectionTrace> traces;
    try {
      traces =
          TracedCapture.picked(
              file,
              (number, packet, verdict) -> number <= 3_000,
              new TraceLimits(500, 100, 100_000));
    } catch (final dev.weir.capture.CaptureException e) {
      // No capture, or one of a kind that is refused.
      return 0;
    }
    for (final StoryLanguage language : StoryLanguage.values()) {
      final Phrases phrases = new Phrases(language);
      final StoryTeller teller = new StoryTeller(phrases);
      final OutputStream nowhere = OutputStream.nullOutputStream();
      for (final ConnectionTrace trace : traces) {
        try {
          final ConnectionStory story = teller.tell(trace);
          new StoryTextReport(nowhere, phrases, drawn -> List.of()).write(story);
          new StoryJsonReport(nowhere).write(story);
          check(story);
        } catch (final IOException | RuntimeException | AssertionError e) {
          throw new AssertionError(file + ", connection " + trace.number(), e);
        }
      }
    }
    return traces.size();
  }

  private static void check(final ConnectionStory story) {
    assertFalse(story.verdict().isBlank());
    assertFalse(story.steps().isEmpty());
    final long proven =
        story.steps().stream().flatMap(step -> step.segments().stream()).distinct().count();
    assertTrue(
        proven == story.trace().segments().size(), "each segment belongs to a step: " + story);
    for (final StoryStep step : story.steps()) {
      assertFalse(step.text().isEmpty());
      assertTrue(step.startNanos() <= step.endNanos());
      step.text().forEach(line -> assertFalse(line.contains("{") || line.isBlank(), line));
    }
  }
}
