package dev.weir.report;

import dev.weir.story.ConnectionStory;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.Phrases;
import dev.weir.story.StoryStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Stories as plain text, for people. */
public final class StoryTextReport implements StoryReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final int INDENT = 4;
  private static final int WIDTH = 100;

  private final OutputStream out;
  private final Phrases phrases;
  private final Function<ConnectionStory, List<String>> picture;
  private boolean begun;

  /**
   * Makes a report.
   *
   * @param out where to; is not closed.
   * @param phrases the language of the stories.
   * @param picture what is drawn between the head of a story and its steps: lines, or none.
   */
  public StoryTextReport(
      final OutputStream out,
      final Phrases phrases,
      final Function<ConnectionStory, List<String>> picture) {
    this.out = out;
    this.phrases = phrases;
    this.picture = picture;
  }

  @Override
  public void write(final ConnectionStory story) throws IOException {
    if (begun) {
      line("");
    }
    begun = true;
    final ConnectionTrace trace = story.trace();
    line(
        phrases.say(
            "report.title",
            "number",
            Phrases.plain(trace.number()),
            "client",
            endpoint(trace.originatorAddress(), trace.originatorPort()),
            "server",
            endpoint(trace.responderAddress(), trace.responderPort())));
    line(
        phrases.say(
            "report.length",
            "segments",
            phrases.count("segments", trace.segments().size() + trace.omitted()),
            "duration",
            phrases.duration(Math.max(0, trace.endNanos() - trace.startNanos())),
            "start",
            time(trace.startNanos())));
    line("");
    for (final String each : TextWrap.wrap(story.verdict(), WIDTH)) {
      line(each);
    }
    final List<String> drawn = picture.apply(story);
    if (!drawn.isEmpty()) {
      line("");
      for (final String each : drawn) {
        line(each);
      }
    }
    for (final StoryStep step : story.steps()) {
      line("");
      write(trace, step);
    }
  }

  private void write(final ConnectionTrace trace, final StoryStep step) throws IOException {
    final long took = step.endNanos() - step.startNanos();
    line(
        phrases.say(
            took > 0 ? "report.step.long" : "report.step",
            "offset",
            offset(step.startNanos() - trace.startNanos()),
            "kind",
            phrases.kind(step.kind()),
            "names",
            names(trace, step.segments()),
            "duration",
            phrases.duration(Math.max(0, took))));
    for (final String sentence : step.text()) {
      for (final String each : TextWrap.wrap(sentence, WIDTH - INDENT)) {
        line(" ".repeat(INDENT) + each);
      }
    }
  }

  private String names(final ConnectionTrace trace, final List<Integer> places) {
    final String first = "#" + trace.segments().get(places.getFirst()).number();
    return places.size() == 1
        ? first
        : phrases.say(
            "segments.range",
            "first",
            first,
            "last",
            "#" + trace.segments().get(places.getLast()).number());
  }

  private static String offset(final long nanos) {
    return String.format(Locale.ROOT, "%+.6f", nanos / 1e9);
  }

  /**
   * An endpoint as it is named and picked.
   *
   * @param address as text.
   * @param port 0 to 65535.
   * @return IPv6 addresses in brackets.
   */
  static String endpoint(final String address, final int port) {
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }

  /**
   * A time in UTC.
   *
   * @param nanos since 1970-01-01 00:00 UTC.
   * @return to the microsecond.
   */
  static String time(final long nanos) {
    final Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  private void line(final String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
