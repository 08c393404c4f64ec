package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Judgement;
import dev.weir.story.StoryStep.Kind;
import dev.weir.transport.TcpFlags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTellerTest {
  private static final int ACK = TcpFlags.ACK;
  private static final int FIN = TcpFlags.FIN | TcpFlags.ACK;
  private static final int RST = TcpFlags.RST | TcpFlags.ACK;

  private final TracedSegments trace = new TracedSegments();

  private ConnectionStory told() {
    return trace.told(StoryLanguage.ENGLISH);
  }

  private static List<Kind> kinds(final ConnectionStory story) {
    return story.steps().stream().map(StoryStep::kind).toList();
  }

  private static Map<String, Object> facts(final ConnectionStory story, final Kind kind) {
    return story.step(kind).facts();
  }

  @Test
  void shouldTellStepByStep() {
    trace.handshake().data(ORIGINATOR, 1, 1, 100).ack(RESPONDER, 1, 101);
    trace.data(RESPONDER, 1, 101, 500).ack(ORIGINATOR, 101, 501);
    trace.after(9_000).add(ORIGINATOR, FIN, 101, 501, 0, 64_000);
    trace.add(RESPONDER, FIN, 501, 102, 0, 64_000).ack(ORIGINATOR, 102, 502);
    final ConnectionStory story = told();
    assertEquals(
        List.of(Kind.HANDSHAKE, Kind.NEGOTIATION, Kind.DATA, Kind.DATA, Kind.IDLE, Kind.CLOSE),
        kinds(story));
    assertEquals("three_segments", facts(story, Kind.CLOSE).get("form"));
    assertEquals(
        List.of("ESTABLISHED", "FIN_WAIT_1", "TIME_WAIT"),
        facts(story, Kind.CLOSE).get("path_originator"));
    assertEquals(
        List.of("ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSED"),
        facts(story, Kind.CLOSE).get("path_responder"));
    assertEquals("closed_idle", story.facts().get("verdict"));
    assertTrue(story.verdict().contains("9.00 s"), story.verdict());
  }

  @Test
  void shouldPassThroughFinWait2WhereTheAckComesFirst() {
    trace.handshake().add(RESPONDER, FIN, 1, 1, 0, 64_000).ack(ORIGINATOR, 1, 2);
    trace.add(ORIGINATOR, FIN, 1, 2, 0, 64_000).ack(RESPONDER, 2, 2);
    final Map<String, Object> facts = facts(told(), Kind.CLOSE);
    assertEquals("four_segments", facts.get("form"));
    assertEquals(
        List.of("ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT"),
        facts.get("path_responder"));
  }

  @Test
  void shouldSeeThatTheFinsCrossed() {
    trace.handshake().add(RESPONDER, FIN, 1, 1, 0, 64_000).add(ORIGINATOR, FIN, 1, 1, 0, 64_000);
    trace.ack(RESPONDER, 2, 2).ack(ORIGINATOR, 2, 2);
    final ConnectionStory story = told();
    assertEquals("simultaneous", facts(story, Kind.CLOSE).get("form"));
    assertEquals("closed_simultaneous", story.facts().get("verdict"));
    assertTrue(((List<?>) facts(story, Kind.CLOSE).get("path_responder")).contains("CLOSING"));
  }

  @Test
  void shouldTellProbesIntoAClosedWindowFromKeepAlive() {
    trace.handshake().data(RESPONDER, 1, 1, 500);
    trace.add(ORIGINATOR, ACK, 1, 501, 0, 0, Judgement.ZERO_WINDOW);
    trace.add(RESPONDER, ACK, 500, 1, 0, 64_000, Judgement.KEEP_ALIVE);
    trace.add(ORIGINATOR, ACK, 1, 501, 0, 0, Judgement.ZERO_WINDOW);
    trace.add(ORIGINATOR, ACK, 1, 501, 0, 8_000, Judgement.WINDOW_UPDATE);
    trace.after(5_000).add(RESPONDER, ACK, 500, 1, 0, 64_000, Judgement.KEEP_ALIVE);
    trace.add(ORIGINATOR, ACK, 1, 501, 0, 8_000, Judgement.KEEP_ALIVE_ACK);
    final ConnectionStory story = told();
    assertEquals(2, facts(story, Kind.WINDOW).get("zero_windows"));
    assertEquals(1, facts(story, Kind.WINDOW).get("probes"));
    assertEquals(true, facts(story, Kind.WINDOW).get("reopened"));
    assertEquals(1, facts(story, Kind.KEEP_ALIVE).get("probes"));
    assertEquals(true, facts(story, Kind.KEEP_ALIVE).get("all_answered"));
    assertEquals("open", story.facts().get("verdict"));
  }

  @Test
  void shouldTakeAResetForTheAnswerToAProbe() {
    trace.handshake().data(ORIGINATOR, 1, 1, 10).ack(RESPONDER, 1, 11);
    trace.after(7_200_000).add(ORIGINATOR, ACK, 10, 1, 0, 64_000, Judgement.KEEP_ALIVE);
    trace.add(RESPONDER, RST, 1, 11, 0, 0);
    final ConnectionStory story = told();
    assertEquals("keep_alive_refused", facts(story, Kind.RESET).get("during"));
    assertEquals(false, facts(story, Kind.KEEP_ALIVE).get("all_answered"));
  }

  @Test
  void shouldTellWhatWasLostAndHowItWasRepaired() {
    trace.handshake().data(RESPONDER, 1, 1, 100).data(RESPONDER, 101, 1, 100);
    trace.add(ORIGINATOR, ACK, 1, 1, 0, 64_000, Judgement.DUPLICATE_ACK);
    trace.add(ORIGINATOR, ACK, 1, 1, 0, 64_000, Judgement.DUPLICATE_ACK);
    trace.add(RESPONDER, ACK, 1, 1, 100, 64_000, Judgement.FAST_RETRANSMISSION);
    trace.ack(ORIGINATOR, 1, 201);
    final ConnectionStory story = told();
    final Map<String, Object> loss = facts(story, Kind.LOSS);
    assertEquals(1, loss.get("retransmissions"));
    assertEquals(1, loss.get("fast"));
    assertEquals(2, loss.get("duplicate_acks"));
    assertEquals(200L, facts(story, Kind.DATA).get("bytes"));
    assertEquals(100L, facts(story, Kind.DATA).get("repeated_bytes"));
    assertTrue(story.step(Kind.LOSS).text().stream().anyMatch(line -> line.contains("#4")));
    assertTrue(story.verdict().contains("33.3 %"), story.verdict());
  }

  @Test
  void shouldSayWhereSegmentsWereTooManyToKeep() {
    trace.handshake().data(ORIGINATOR, 1, 1, 100).ack(RESPONDER, 1, 101);
    trace.data(ORIGINATOR, 9_001, 1, 100).ack(RESPONDER, 1, 9_101);
    final ConnectionStory story = trace.told(StoryLanguage.ENGLISH, 1_234, 5);
    assertEquals(
        List.of(
            Kind.HANDSHAKE, Kind.NEGOTIATION, Kind.DATA, Kind.OMITTED, Kind.DATA, Kind.STILL_OPEN),
        kinds(story));
    assertEquals(1_234L, facts(story, Kind.OMITTED).get("omitted_segments"));
    assertTrue(story.step(Kind.OMITTED).text().getFirst().contains("1,234 segments"));
  }

  @Test
  void shouldFoldTheMiddleOfALongStory() {
    trace.handshake();
    for (int turn = 0; turn < 400; turn++) {
      trace.data(ORIGINATOR, 1 + 10L * turn, 1 + 20L * turn, 10);
      trace.data(RESPONDER, 1 + 20L * turn, 11 + 10L * turn, 20);
    }
    final ConnectionStory story = told();
    assertTrue(story.steps().size() <= 40, "steps: " + story.steps().size());
    final StoryStep folded =
        story.steps().stream()
            .filter(step -> step.facts().containsKey("folded_steps"))
            .findFirst()
            .orElseThrow();
    final int steps = (int) folded.facts().get("folded_steps");
    assertEquals(803, steps + story.steps().size() - 1);
    final long all =
        story.steps().stream()
            .filter(step -> step.kind() == Kind.DATA)
            .mapToLong(step -> (long) step.facts().get("bytes"))
            .sum();
    assertEquals(400L * 30, all);
  }

  @Test
  void shouldNotFoldAwayThatSegmentsWereLeftOut() {
    trace.handshake();
    for (int turn = 0; turn < 100; turn++) {
      trace.data(ORIGINATOR, 1 + 10L * turn, 1 + 20L * turn, 10);
      trace.data(RESPONDER, 1 + 20L * turn, 11 + 10L * turn, 20);
    }
    final ConnectionStory story = trace.told(StoryLanguage.ENGLISH, 777, 103);
    assertEquals(777L, facts(story, Kind.OMITTED).get("omitted_segments"));
    assertTrue(story.steps().size() <= 40, "steps: " + story.steps().size());
    assertEquals(
        2, story.steps().stream().filter(step -> step.facts().containsKey("folded_steps")).count());
    assertTrue(story.verdict().contains("without the segments left out"), story.verdict());
  }

  @Test
  void shouldTellALoneReset() {
    trace.add(RESPONDER, RST, 1, 1, 0, 0);
    final ConnectionStory story = told();
    assertEquals(List.of(Kind.MIDSTREAM, Kind.RESET), kinds(story));
    assertEquals("unknown", facts(story, Kind.RESET).get("during"));
  }

  @Test
  void shouldNotCallOneSegmentAloneOneDirection() {
    trace.data(ORIGINATOR, 1, 1, 10);
    assertNull(facts(told(), Kind.MIDSTREAM).get("only_direction"));
    trace.data(ORIGINATOR, 11, 1, 10);
    assertEquals("originator", facts(told(), Kind.MIDSTREAM).get("only_direction"));
  }

  @Test
  void shouldHaveTheSameFactsInEveryLanguage() {
    trace.handshake().data(ORIGINATOR, 1, 1, 100).ack(RESPONDER, 1, 101);
    final ConnectionStory english = told();
    final ConnectionStory chinese = trace.told(StoryLanguage.CHINESE);
    assertEquals(english.facts(), chinese.facts());
    for (int i = 0; i < english.steps().size(); i++) {
      assertEquals(english.steps().get(i).facts(), chinese.steps().get(i).facts());
      assertEquals(english.steps().get(i).text().size(), chinese.steps().get(i).text().size());
    }
    assertTrue(chinese.step(Kind.HANDSHAKE).text().getFirst().contains("初始序列号"));
  }
}
