package dev.weir.drawing;

import static dev.weir.drawing.PictureText.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The picture for a report. */
class LadderSvgTest {
  private static final DrawingOptions OPTIONS = DrawingOptions.defaults();

  private static PictureText draw(final StoryBuilder story) throws Exception {
    return PictureText.svg(story.story(), OPTIONS);
  }

  @Test
  void shouldNameEveryStateOfBothEndpointsInItsOrder() throws Exception {
    final PictureText picture = draw(StoryBuilder.download(20));
    final List<Element> names = picture.all("text", "statename");
    assertEquals(
        List.of("CLOSED", "SYN_SENT", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSED"),
        names.stream()
            .filter(name -> number(name, "x") < LadderMeasure.LEFT_BAR)
            .map(Element::getTextContent)
            .toList());
    assertEquals(
        List.of("LISTEN", "SYN_RCVD", "ESTABLISHED", "FIN_WAIT_1", "TIME_WAIT"),
        names.stream()
            .filter(name -> number(name, "x") > LadderMeasure.RIGHT_BAR)
            .map(Element::getTextContent)
            .toList());
    picture.assertSelfContained();
  }

  @Test
  void shouldLetBarsOfStatesFollowEachOtherWithoutGap() throws Exception {
    final PictureText picture = draw(StoryBuilder.download(20));
    for (final double x : new double[] {LadderMeasure.LEFT_BAR, LadderMeasure.RIGHT_BAR}) {
      final List<Element> bars =
          picture.all("rect", "state").stream().filter(bar -> number(bar, "x") == x).toList();
      assertTrue(bars.size() >= 5, "bars: " + bars.size());
      for (int i = 1; i < bars.size(); i++) {
        final double end = number(bars.get(i - 1), "y") + number(bars.get(i - 1), "height");
        assertEquals(end, number(bars.get(i), "y"), 0.02);
      }
    }
  }

  @Test
  void shouldSlantArrowsByHalfOfTheLeastRoundTripOnEachSide() throws Exception {
    final TraceFacts facts = new TraceFacts(StoryBuilder.download(3).trace());
    // SYN to SYN-ACK: 20 ms. SYN-ACK to ACK: 2 ms; but segment 5 is acknowledged after 2.1 ms.
    assertEquals(10_000_000, facts.oneWay().responderNanos());
    assertEquals(1_000_000, facts.oneWay().originatorNanos());
    final PictureText picture = draw(StoryBuilder.download(3));
    assertTrue(picture.text().contains("1.00 ms to the client and 10.0 ms to the server"));
    final Element syn = picture.all("line", "control").getFirst();
    assertTrue(number(syn, "y2") - number(syn, "y1") > 30, "time flows down while it travels");
  }

  @Test
  void shouldNeverDrawAnAnswerLeavingBeforeWhatItAnswersHasArrived() throws Exception {
    final TraceFacts facts = new TraceFacts(StoryBuilder.download(3).trace());
    final long synArrives = facts.time(0) + facts.oneWay().responderNanos();
    final long synAckLeaves = facts.time(1) - facts.oneWay().responderNanos();
    assertTrue(synAckLeaves >= synArrives);
    for (final RoundTrip each : facts.roundTrips()) {
      assertTrue(each.nanos() >= 2 * facts.oneWay().to(each.to()), each.toString());
    }
  }

  @Test
  void shouldDrawLevelArrowsWhereNoRoundTripWasSeen() throws Exception {
    final StoryBuilder oneWay = new StoryBuilder();
    for (int i = 0; i < 3; i++) {
      oneWay.after(1_000).client("P.", 1 + i * 10, 1, 10);
    }
    final PictureText picture = draw(oneWay);
    for (final Element arrow : picture.all("line", "data")) {
      assertTrue(Math.abs(number(arrow, "y2") - number(arrow, "y1")) <= 3, "not level");
    }
    assertTrue(picture.text().contains("No round trip was seen"));
  }

  @Test
  void shouldTellRetransmissionsAndLossesApartWithoutColours() throws Exception {
    final PictureText picture = draw(StoryBuilder.troubled());
    assertEquals(1, picture.all("line", "lost").stream().filter(LadderSvgTest::isOnLadder).count());
    assertTrue(picture.all("path", "cross").size() >= 1, "a cross where the segment is lost");
    assertTrue(picture.texts("tag").contains("lost?"));
    assertTrue(picture.texts("tag").contains("retransmission"));
    assertTrue(
        picture.text().matches("(?s).*\\.arrow\\.again[^}]*stroke-width[^}]*stroke-dasharray.*"));
    assertTrue(picture.text().matches("(?s).*\\.arrow\\.lost[^}]*stroke-dasharray.*"));
  }

  /** In the ladder, not in the legend. */
  private static boolean isOnLadder(final Element arrow) {
    return arrow.getParentNode() instanceof Element parent
        && parent.getAttribute("class").equals("rung");
  }

  @Test
  void shouldShowHowLongAWindowWasClosed() throws Exception {
    final PictureText picture = draw(StoryBuilder.troubled());
    final Element closed = picture.all("rect", "closedwindow").getFirst();
    assertTrue(number(closed, "height") > 20);
    assertTrue(picture.texts("tag").contains("window closed"));
  }

  @Test
  void shouldCutTheLifelinesWhereNothingIsSent() throws Exception {
    final PictureText picture = draw(StoryBuilder.troubled());
    assertEquals(List.of("idle 10.0 s"), picture.texts("idle"));
    assertEquals(2, picture.all("path", "cut").size());
  }

  @Test
  void shouldSayWhatWasFolded() throws Exception {
    final PictureText picture = draw(StoryBuilder.download(20));
    assertTrue(picture.texts("title").contains("20 segments · 20,000 B"));
    assertTrue(picture.texts("title").contains("20 ACKs"));
    assertTrue(
        picture.text().contains("Folded: 1 run of 40 segments altogether; all 47 are accounted"));
  }

  @Test
  void shouldEscapeNamesAndVerdictsOfHostileCaptures() throws Exception {
    final String hostile = "</text><script>alert('1')</script>&\"\u0000\u202e]]>";
    final PictureText picture =
        draw(StoryBuilder.download(5).names(hostile, "<!--").verdict(hostile));
    picture.assertSelfContained();
    assertEquals(0, picture.document().getElementsByTagName("script").getLength());
    assertTrue(picture.texts("verdict").getFirst().startsWith("</text><script>alert('1')"));
    assertFalse(picture.text().contains("\u202e"));
  }

  @Test
  void shouldStayBoundedHoweverLongTheConnection() throws Exception {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 20_000; i++) {
      final long next = 1 + i * 500L;
      story.after(i % 97 == 0 ? 900_000 : 300).server(".", next, 1, 500);
      if (i % 7 == 0) {
        story.after(100_000).server(".", next, 1, 500, Judgement.RETRANSMISSION);
      }
      story.after(200).client(".", 1, next + 500, 0);
    }
    story.after(100).close(1, 10_000_001);
    final PictureText picture = draw(story);
    assertTrue(picture.all("g", "rung").size() <= OPTIONS.mostRungs());
    assertTrue(picture.text().length() < 400_000, "length: " + picture.text().length());
    final double height = number(picture.document().getDocumentElement(), "height");
    assertTrue(height < 12_000, "height: " + height);
    assertTrue(picture.texts("statename").contains("LAST_ACK"), "the close is not folded away");
  }

  @Test
  void shouldLeaveOutAStateThatWasOverBeforeItBegan() throws Exception {
    // Both close at once: the capture sees the responder's FIN first, yet the originator sent its
    // own before that reached it.
    final StoryBuilder story = StoryBuilder.download(3);
    final StoryBuilder crossing = new StoryBuilder().handshake();
    crossing.after(10_000).states(TcpState.CLOSE_WAIT, TcpState.FIN_WAIT_1).server("F.", 1, 1, 0);
    crossing.after(100).states(TcpState.CLOSING, TcpState.CLOSING).client("F.", 1, 1, 0);
    assertTrue(draw(story).texts("statename").contains("CLOSE_WAIT"));
    assertFalse(draw(crossing).texts("statename").contains("CLOSE_WAIT"));
    assertTrue(draw(crossing).texts("statename").contains("CLOSING"));
  }

  @Test
  void shouldSpeakChinese() throws Exception {
    final PictureText picture =
        PictureText.svg(
            StoryBuilder.troubled().verdict("服务器重置了连接。").story(),
            OPTIONS.withLocale(Locale.CHINESE));
    assertEquals("zh-Hans", picture.document().getDocumentElement().getAttribute("lang"));
    assertTrue(picture.texts("tag").contains("重传"));
    assertEquals(List.of("服务器重置了连接。"), picture.texts("verdict"));
  }

  @Test
  void shouldPutNoTextOverAnother() throws Exception {
    for (final StoryBuilder story : List.of(StoryBuilder.troubled(), StoryBuilder.download(3))) {
      final PictureText picture = draw(story);
      for (final boolean left : new boolean[] {true, false}) {
        double last = 0;
        for (final Element title :
            picture.all("text", "title").stream()
                .filter(each -> left == number(each, "x") < LadderMeasure.WIDTH / 2)
                .sorted((a, b) -> Double.compare(number(a, "y"), number(b, "y")))
                .toList()) {
          assertTrue(number(title, "y") - last >= LadderLayout.TITLE_HEIGHT, "lines overlap");
          last = number(title, "y");
        }
      }
    }
  }
}
