package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.story.ConnectionStory;
import dev.weir.story.StoryStep;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Makes of a story a page in HTML: the verdict, the story step by step, the ladder, and plots of
 * sequence numbers, round trips and windows over time. One file that needs nothing else: no script,
 * no network; light or dark as the reader's system is.
 */
public final class StoryPage {
  /** Nothing that a capture could smuggle in would be run or fetched. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final int MOST_LINKS = 6;

  private final DrawingOptions options;
  private final Labels labels;

  /**
   * Makes a drawer.
   *
   * @param options language and limits.
   */
  public StoryPage(final DrawingOptions options) {
    this.options = options;
    labels = new Labels(options.locale());
  }

  /**
   * Makes the page.
   *
   * @param story what is told.
   * @param out takes the file, UTF-8; flushed, not closed.
   * @throws IOException when it cannot be written.
   */
  public void write(final ConnectionStory story, final OutputStream out) throws IOException {
    final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    final Markup page = new Markup(writer);
    final TraceFacts facts = new TraceFacts(story.trace());
    final LadderDrawing ladder = new LadderDrawing(story, facts, options);
    final String name = connection(facts);
    page.raw("<!DOCTYPE html>\n").open("html").with("lang", labels.language()).line();
    page.open("head").line();
    page.open("meta").with("charset", "UTF-8").close().line();
    page.open("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY);
    page.close().line();
    page.open("meta").with("name", "viewport").with("content", "width=device-width").close().line();
    page.open("meta").with("name", "color-scheme").with("content", "light dark").close().line();
    page.element("title", name).line();
    page.open("style").raw(StyleSheet.read("ladder.css") + StyleSheet.read("page.css"));
    page.close().line().close().line();
    page.open("body").line();
    header(page, story, facts, name);
    page.open("main").line();
    steps(page, story, facts, ladder.rungs());
    page.open("section").with("class", "drawing");
    page.element("h2", labels.get("page.ladder")).line();
    ladder.write(page, "", false);
    page.close().line();
    plots(page, facts);
    page.close().line();
    page.open("footer").text(labels.get("page.footer")).close().line();
    page.close().line().close().line();
    writer.flush();
  }

  private static String connection(final TraceFacts facts) {
    return LadderDrawing.name(facts.trace(), Endpoint.ORIGINATOR)
        + " → "
        + LadderDrawing.name(facts.trace(), Endpoint.RESPONDER);
  }

  private void header(
      final Markup page, final ConnectionStory story, final TraceFacts facts, final String name)
      throws IOException {
    page.open("header");
    page.element("h1", name);
    page.open("p").with("class", "facts").text(LadderDrawing.subtitle(facts, labels)).close();
    page.open("p").with("class", "verdict").text(story.verdict()).closeByTag();
    page.close().line();
  }

  private void steps(
      final Markup page,
      final ConnectionStory story,
      final TraceFacts facts,
      final List<Rung> rungs)
      throws IOException {
    page.open("section").with("class", "story");
    page.element("h2", labels.get("page.story"));
    page.open("ol").line();
    for (final StoryStep step : story.steps()) {
      final String kind = step.kind().name().toLowerCase(Locale.ROOT);
      page.open("li").with("class", "step " + kind);
      page.element("h3", labels.kind(step.kind()));
      page.open("p").with("class", "when").text(when(step, facts));
      links(page, step, facts, rungs);
      page.close();
      for (final String line : step.text()) {
        page.open("p").text(line).closeByTag();
      }
      page.close().line();
    }
    page.close().close().line();
  }

  private String when(final StoryStep step, final TraceFacts facts) {
    final long start = step.startNanos() - facts.trace().startNanos();
    final long span = step.endNanos() - step.startNanos();
    final String begun = Measures.clock(start) + " s";
    return span <= 0 ? begun : begun + " · " + labels.span(span);
  }

  /** The segments that prove a step, as links into the ladder: the first ones and the last. */
  private void links(
      final Markup page, final StoryStep step, final TraceFacts facts, final List<Rung> rungs)
      throws IOException {
    final List<Integer> places = step.segments();
    for (int i = 0; i < places.size(); i++) {
      if (places.size() > MOST_LINKS && i == MOST_LINKS - 1) {
        page.text(" …");
        i = places.size() - 1;
      }
      final int place = places.get(i);
      page.text(i == 0 ? " · " : " ");
      page.open("a").with("href", "#rung" + rungOf(place, rungs));
      page.text("#" + facts.segment(place).number()).close();
    }
  }

  private static int rungOf(final int place, final List<Rung> rungs) {
    int low = 0;
    int high = rungs.size() - 1;
    while (low < high) {
      final int middle = (low + high) >>> 1;
      if (rungs.get(middle).last() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void plots(final Markup page, final TraceFacts facts) throws IOException {
    final Plots plots = new Plots(facts, labels);
    page.open("section").with("class", "plots");
    page.element("h2", labels.get("page.plots")).line();
    page.open("div").line();
    for (final Endpoint from : plots.senders()) {
      plots.sequence(page, from);
    }
    page.closeByTag().open("div").line();
    if (plots.hasRoundTrips()) {
      plots.roundTrips(page);
    }
    for (final Endpoint from : plots.senders()) {
      plots.window(page, from);
    }
    page.closeByTag().line();
    page.open("p").with("class", "note").text(labels.get("plot.note")).close();
    page.close().line();
  }
}
