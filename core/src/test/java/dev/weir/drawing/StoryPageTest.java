package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.story.StoryStep.Kind;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page with story, ladder and plots. */
class StoryPageTest {
  private static final DrawingOptions OPTIONS = DrawingOptions.defaults();

  private static StoryBuilder told() {
    return StoryBuilder.download(20)
        .step(Kind.HANDSHAKE, "Three segments open it.", 0, 1, 2)
        .step(Kind.DATA, "A request & a <response>.", 3, 4, 5, 6, 7, 8, 9, 10, 43)
        .step(Kind.CLOSE, "The responder closes.", 44, 45, 46);
  }

  @Test
  void shouldTellTheStoryWithLinksIntoTheLadder() throws Exception {
    final PictureText page = PictureText.page(told().story(), OPTIONS);
    page.assertSelfContained();
    final List<Element> steps = page.all("li", "step");
    assertEquals(3, steps.size());
    assertTrue(steps.get(1).getTextContent().contains("A request & a <response>."));
    assertTrue(steps.get(1).getTextContent().contains("#4 #5 #6 #7 #8 … #44"));
    final var links = page.document().getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      final String target = ((Element) links.item(i)).getAttribute("href").substring(1);
      assertTrue(page.text().contains("id=\"" + target + "\""), target);
    }
    // The 44th segment lies in the folded burst, the fifth rung.
    assertEquals("#rung4", ((Element) links.item(8)).getAttribute("href"));
  }

  @Test
  void shouldPlotSequenceNumbersRoundTripsAndWindows() throws Exception {
    final PictureText page = PictureText.page(told().story(), OPTIONS);
    assertEquals(
        List.of(
            "Sequence numbers over time: data from 10.0.0.2:9000 to 10.0.0.1:40000",
            "Round trips over time",
            "Bytes in flight and window: data from 10.0.0.2:9000 to 10.0.0.1:40000"),
        page.texts("plottitle"));
    final String bars = page.all("path", "sentbar").getFirst().getAttribute("d");
    assertEquals(20 + 2, bars.chars().filter(c -> c == 'M').count(), "SYN, 20 segments, FIN");
    assertTrue(page.all("circle", "dot").size() + page.all("rect", "square").size() >= 20);
  }

  @Test
  void shouldPlotBothDirectionsWhereBothCarryData() throws Exception {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 10; i++) {
      story.after(2_000).client("P.", 1 + i * 10L, 1 + i * 20L, 10);
      story.after(20_000).server("P.", 1 + i * 20L, 11 + i * 10L, 20);
    }
    assertEquals(5, PictureText.page(story.story(), OPTIONS).texts("plottitle").size());
  }

  @Test
  void shouldMarkRetransmissionsInThePlot() throws Exception {
    final PictureText page = PictureText.page(StoryBuilder.troubled().story(), OPTIONS);
    assertEquals(1, page.all("path", "againbar").size());
  }

  @Test
  void shouldPressIdleTimeTogetherSoThatDataStayVisible() throws Exception {
    final TimeScale scale = new TimeScale(new TraceFacts(StoryBuilder.troubled().trace()), 0, 600);
    final double afterData = scale.at(352_400_000L);
    assertTrue(afterData > 300, "0.35 s of 30 s fill " + afterData + " of 600");
    double last = -1;
    for (long time = 0; time <= 30_413_400_000L; time += 10_000_000) {
      assertTrue(scale.at(time) >= last, "time runs backwards");
      last = scale.at(time);
    }
    assertEquals(600, scale.at(30_413_400_000L), 0.01);
  }

  @Test
  void shouldStaySmallHoweverLongTheConnection() throws Exception {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 30_000; i++) {
      story.after(50 + i % 13 * 10).server(".", 1 + i * 1_000L, 1, 1_000);
      story.after(60).client(".", 1, 1 + (i + 1) * 1_000L, 0);
    }
    final PictureText page = PictureText.page(story.story(), OPTIONS);
    assertTrue(page.text().length() < 600_000, "length: " + page.text().length());
  }

  @Test
  void shouldDrawAnythingThatACaptureCanHold() throws Exception {
    final SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 100; round++) {
      final StoryBuilder story = LadderFoldingTest.random(random, 1 + random.nextInt(200));
      story.names("<a href='x'>", "\ud800").step(Kind.DATA, "\u0001<b>", 0);
      final PictureText page = PictureText.page(story.story(), OPTIONS);
      page.assertSelfContained();
      assertFalse(page.text().contains("NaN") || page.text().contains("Infinity"));
    }
  }

  @Test
  void shouldForbidWhatACaptureCouldSmuggleIn() throws Exception {
    final PictureText page = PictureText.page(told().story(), OPTIONS);
    assertTrue(
        page.text().contains("default-src 'none'") || page.text().contains("&#39;none&#39;"));
    assertTrue(page.text().contains("prefers-color-scheme: dark"));
  }

  @Test
  void shouldSpeakChinese() throws Exception {
    final PictureText page = PictureText.page(told().story(), OPTIONS.withLocale(Locale.CHINA));
    assertTrue(page.text().contains("<html lang=\"zh-Hans\">"));
    assertTrue(page.text().contains("三次握手"));
  }

  @Test
  void shouldHaveEveryWordInBothLanguages() {
    final var english = java.util.ResourceBundle.getBundle("dev.weir.drawing.Labels", Locale.ROOT);
    final var chinese =
        java.util.ResourceBundle.getBundle("dev.weir.drawing.Labels", Locale.CHINESE);
    assertEquals(english.keySet(), chinese.keySet());
    for (final String key : english.keySet()) {
      final boolean international = key.equals("legend.ack") || key.equals("legend.reset");
      final boolean same = english.getString(key).equals(chinese.getString(key));
      assertTrue(!same || international, key);
    }
  }
}
