package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Judgement;
import dev.weir.drawing.Rung.Kind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is folded, and that nothing gets lost by it. */
class LadderFoldingTest {
  private static List<Rung> fold(final StoryBuilder story, final int most) {
    return LadderFolding.fold(new TraceFacts(story.trace()), most);
  }

  private static List<Kind> kinds(final StoryBuilder story) {
    return fold(story, 100).stream().map(Rung::kind).toList();
  }

  private static long count(final StoryBuilder story, final Kind kind) {
    return kinds(story).stream().filter(each -> each == kind).count();
  }

  @Test
  void shouldFoldABurstWithItsAcksButNotHandshakeAndClose() {
    assertEquals(
        List.of(
            Kind.SEGMENT,
            Kind.SEGMENT,
            Kind.SEGMENT,
            Kind.SEGMENT,
            Kind.BURST,
            Kind.SEGMENT,
            Kind.SEGMENT,
            Kind.SEGMENT),
        kinds(StoryBuilder.download(20)));
  }

  @Test
  void shouldShowShortRunsOneByOne() {
    assertEquals(0, count(StoryBuilder.download(1), Kind.BURST));
    assertEquals(1, count(StoryBuilder.download(2), Kind.BURST));
  }

  @Test
  void shouldEndABurstWhereNothingWasSentForLong() {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 12; i++) {
      story.after(i == 6 ? 3_000_000 : 100).server(".", 1 + i * 10L, 1, 10);
    }
    assertEquals(2, count(story, Kind.BURST));
    assertEquals(3_000_000_000L, fold(story, 100).getLast().idleNanos());
  }

  @Test
  void shouldLetARetransmissionStandByItself() {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 12; i++) {
      story.after(100).server(".", 1 + i * 10L, 1, 10);
      if (i == 5) {
        story.after(300).server(".", 41, 1, 10, Judgement.RETRANSMISSION);
      }
    }
    assertEquals(
        List.of(Kind.SEGMENT, Kind.SEGMENT, Kind.SEGMENT, Kind.BURST, Kind.SEGMENT, Kind.BURST),
        kinds(story));
    assertEquals(1, fold(story, 100).get(3).responder().lost());
  }

  @Test
  void shouldFoldProbesWithTheirAnswersAcrossTheIdleTimesBetweenThem() {
    assertEquals(1, count(StoryBuilder.troubled(), Kind.PROBES));
  }

  @Test
  void shouldFoldProbesWithoutAnswers() {
    final StoryBuilder story = new StoryBuilder().handshake();
    for (int i = 0; i < 5; i++) {
      story.after(1_000_000).client(".", 0, 1, 0, Judgement.KEEP_ALIVE);
    }
    assertEquals(1, count(story, Kind.PROBES));
    final Rung probes = fold(story, 100).getLast();
    assertEquals(5, probes.originator().segments());
    assertEquals(0, probes.responder().segments());
  }

  @Test
  void shouldFoldSegmentsThatLookTheSame() {
    final StoryBuilder story = new StoryBuilder();
    story.client("S", 0, 0, 0);
    for (int i = 0; i < 5; i++) {
      story.after(1_000_000).client("S", 0, 0, 0, Judgement.RETRANSMISSION);
    }
    assertEquals(List.of(Kind.SEGMENT, Kind.REPEATS), kinds(story));
  }

  @Test
  void shouldHoldEachSegmentOnceWhateverTheTraceAndTheLimit() {
    final SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      final StoryBuilder story = random(random, 1 + random.nextInt(400));
      final int most = DrawingOptions.LEAST_RUNGS + random.nextInt(60);
      final List<Rung> rungs = fold(story, most);
      assertTrue(rungs.size() <= most, "rungs: " + rungs.size());
      int next = 0;
      for (final Rung rung : rungs) {
        assertEquals(next, rung.first());
        assertEquals(rung.segments(), rung.originator().segments() + rung.responder().segments());
        next = rung.last() + 1;
      }
      assertEquals(story.trace().segments().size(), next);
    }
  }

  /** Any flags, numbers, judgements and times: what a hostile capture could hold. */
  static StoryBuilder random(final SplittableRandom random, final int segments) {
    final String[] flags = {".", "P.", "S", "S.", "F.", "R", "R.", "", "FSRP.UEW"};
    final StoryBuilder story = new StoryBuilder();
    for (int i = 0; i < segments; i++) {
      story.after(random.nextInt(4) == 0 ? random.nextLong(5_000_000) : random.nextLong(500));
      final String flag = flags[Math.min(random.nextInt(24), flags.length + 15) % flags.length];
      final long sequence = random.nextInt(8) == 0 ? random.nextLong() : i * 10L;
      final int length = random.nextBoolean() ? 0 : random.nextInt(1_460);
      final Judgement[] judged =
          random.nextInt(3) > 0
              ? new Judgement[0]
              : new Judgement[] {Judgement.at(random.nextInt(Judgement.values().length))};
      if (random.nextBoolean()) {
        story.client(flag, sequence, random.nextInt(5_000), length, judged);
      } else {
        story.server(flag, sequence, random.nextInt(5_000), length, judged);
      }
    }
    return story;
  }
}
