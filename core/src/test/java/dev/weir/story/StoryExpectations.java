package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Endpoint;
import dev.weir.story.StoryStep.Kind;
import dev.weir.testdata.ConnectionKind;
import dev.weir.testdata.StepWitness;
import dev.weir.transport.TcpFlags;
import java.util.List;
import java.util.Map;

/** What a story must say, by what the generator meant each segment to be. */
final class StoryExpectations {
  private static final long LONG_SILENCE = 30_000_000_000L;

  private final ConnectionKind kind;
  private final List<StepWitness.Step> steps;
  private ConnectionStory story;

  private StoryExpectations(final ConnectionKind kind, final List<StepWitness.Step> steps) {
    this.kind = kind;
    this.steps = steps.stream().filter(StepWitness.Step::captured).toList();
  }

  static StoryExpectations of(final ConnectionKind kind, final List<StepWitness.Step> steps) {
    return new StoryExpectations(kind, steps);
  }

  void compareWith(final ConnectionStory told) {
    story = told;
    compareHandshake();
    compareClose();
    compareReset();
    compareProbes();
    compareWindow();
    compareSilences();
    compareKind();
  }

  private void compareHandshake() {
    final StoryStep step = story.step(Kind.HANDSHAKE);
    final long syns = count(false, TcpFlags.SYN, TcpFlags.SYN | TcpFlags.ACK);
    final long synAcks = count(true, TcpFlags.SYN | TcpFlags.ACK, TcpFlags.SYN | TcpFlags.ACK);
    if (syns + synAcks == 0) {
      assertNull(step, this::toString);
      assertNotNull(story.step(Kind.MIDSTREAM), this::toString);
      return;
    }
    assertNull(story.step(Kind.MIDSTREAM), this::toString);
    if (kind != ConnectionKind.OPEN_SIMULTANEOUS) {
      expect(step, "syn_repeated", syns == 0 ? null : (int) syns - 1);
      expect(step, "syn_ack_repeated", synAcks == 0 ? null : (int) synAcks - 1);
    }
    final boolean refused = kind == ConnectionKind.REFUSED;
    assertEquals(refused, step.facts().containsKey("refused_by"), this::toString);
  }

  private void compareClose() {
    final StoryStep step = story.step(Kind.CLOSE);
    final List<StepWitness.Step> fins =
        steps.stream().filter(each -> (each.flags() & TcpFlags.FIN) != 0).toList();
    if (fins.isEmpty()) {
      assertNull(step, this::toString);
      return;
    }
    final StepWitness.Step fin = fins.getFirst();
    expect(step, "closer", side(fin.fromServer()));
    expect(step, "fin_rides_on_data", fin.length() > 0);
    expect(step, "fin_repeated", (int) fins.stream().filter(StepWitness.Step::again).count());
    expect(step, "form", form(fins));
  }

  private String form(final List<StepWitness.Step> fins) {
    final StepWitness.Step first = fins.getFirst();
    final StepWitness.Step second =
        fins.stream()
            .filter(fin -> fin.fromServer() != first.fromServer())
            .findFirst()
            .orElse(null);
    if (second == null) {
      return "half_closed";
    }
    if (kind == ConnectionKind.CLOSE_SIMULTANEOUS) {
      return "simultaneous";
    }
    final List<StepWitness.Step> sides =
        steps.stream().map(StepWitness.Step::fromServer).distinct().count() == 1 ? null : steps;
    if (sides == null) {
      return "incomplete";
    }
    final boolean acknowledgedBefore =
        steps.subList(steps.indexOf(first) + 1, steps.indexOf(second)).stream()
            .anyMatch(each -> each.fromServer() == second.fromServer());
    return acknowledgedBefore ? "four_segments" : "three_segments";
  }

  private void compareReset() {
    final StoryStep step = story.step(Kind.RESET);
    final StepWitness.Step reset =
        steps.stream().filter(each -> (each.flags() & TcpFlags.RST) != 0).findFirst().orElse(null);
    if (reset == null || kind == ConnectionKind.REFUSED) {
      assertNull(step, this::toString);
      return;
    }
    expect(step, "by", side(reset.fromServer()));
    switch (kind) {
      case RESET_BY_CLIENT, RESET_BY_SERVER -> expect(step, "during", "data");
      case KEEP_ALIVE_LOST -> expect(step, "during", "keep_alive");
      case SCAN_RESET -> expect(step, "during", "handshake");
      case RESET_AFTER_FIN -> {
        final boolean own =
            steps.stream()
                .anyMatch(
                    each ->
                        (each.flags() & TcpFlags.FIN) != 0
                            && each.fromServer() == reset.fromServer());
        expect(step, "during", own ? "own_closed" : "peer_closed");
      }
      default -> assertNotNull(step.facts().get("during"));
    }
  }

  private void compareProbes() {
    if (kind == ConnectionKind.ZERO_WINDOW) {
      return;
    }
    final List<StepWitness.Step> probes = steps.stream().filter(StepWitness.Step::probe).toList();
    final List<StoryStep> told = all(Kind.KEEP_ALIVE);
    assertEquals(probes.size(), sum(told, "probes"), this::toString);
    if (probes.isEmpty()) {
      return;
    }
    final boolean answered = kind == ConnectionKind.KEEP_ALIVE;
    for (final StoryStep step : told) {
      expect(step, "prober", side(probes.getFirst().fromServer()));
      expect(step, "all_answered", answered);
      expect(step, "probe_bytes", probes.getFirst().length());
    }
    assertEquals(answered ? probes.size() : 0, sum(told, "answers"), this::toString);
    assertEquals(answered ? 0 : probes.size(), sum(told, "unanswered"), this::toString);
  }

  private void compareWindow() {
    final List<StoryStep> told = all(Kind.WINDOW);
    final long closed = steps.stream().filter(StepWitness.Step::zeroWindow).count();
    assertEquals(closed, sum(told, "zero_windows"), this::toString);
    if (kind == ConnectionKind.ZERO_WINDOW) {
      final long probes = steps.stream().filter(StepWitness.Step::probe).count();
      assertEquals(probes, sum(told, "probes"), this::toString);
      expect(told.getFirst(), "closed_by", "originator");
      expect(told.getFirst(), "reopened", true);
    }
  }

  /** Long silences are told, each by itself or as a part of keep-alive. */
  private void compareSilences() {
    long silences = 0;
    for (int i = 1; i < steps.size(); i++) {
      final boolean isLong = steps.get(i).nanos() - steps.get(i - 1).nanos() >= LONG_SILENCE;
      silences += isLong && !steps.get(i).probe() && !steps.get(i).again() ? 1 : 0;
    }
    final long told =
        all(Kind.IDLE).stream()
            .filter(step -> (long) step.facts().get("duration_ns") >= LONG_SILENCE)
            .count();
    if (kind == ConnectionKind.IDLE) {
      assertTrue(silences > 0, this::toString);
      assertEquals(silences, told, this::toString);
    }
  }

  private void compareKind() {
    switch (kind) {
      case ONLY_CLIENT -> expect(story.step(Kind.HANDSHAKE), "only_direction", "originator");
      case ONLY_SERVER -> expect(story.step(Kind.HANDSHAKE), "only_direction", "responder");
      case ECN -> expect(story.step(Kind.NEGOTIATION), "ecn", true);
      case URGENT ->
          assertTrue(
              all(Kind.DATA).stream()
                  .anyMatch(step -> Boolean.TRUE.equals(step.facts().get("urgent"))),
              this::toString);
      case LEFT_OPEN, HALF_CLOSED -> assertNotNull(story.step(Kind.STILL_OPEN), this::toString);
      case OPEN_SIMULTANEOUS -> expect(story.step(Kind.HANDSHAKE), "outcome", "simultaneous");
      case SCAN -> assertEquals("unanswered", story.facts().get("verdict"));
      case NO_ACK -> assertEquals("halfopen", story.facts().get("verdict"));
      case SCAN_RESET -> assertEquals("scan", story.facts().get("verdict"));
      case REFUSED -> assertEquals("refused", story.facts().get("verdict"));
      case KEEP_ALIVE_LOST -> assertEquals("reset_keep_alive", story.facts().get("verdict"));
      default -> {
        // All that is to be said of it was compared.
      }
    }
  }

  private long count(final boolean fromServer, final int flags, final int mask) {
    return steps.stream()
        .filter(step -> step.fromServer() == fromServer && (step.flags() & mask) == flags)
        .count();
  }

  private List<StoryStep> all(final Kind wanted) {
    return story.steps().stream().filter(step -> step.kind() == wanted).toList();
  }

  private static long sum(final List<StoryStep> told, final String fact) {
    return told.stream().mapToLong(step -> ((Number) step.facts().get(fact)).longValue()).sum();
  }

  private void expect(final StoryStep step, final String fact, final Object value) {
    assertNotNull(step, this::toString);
    final Map<String, Object> facts = step.facts();
    assertEquals(value, facts.get(fact), () -> fact + " of " + this);
  }

  /** The side's name: amid a stream the ports decide who is taken for the client. */
  private String side(final boolean isServer) {
    final Endpoint first = story.trace().segments().getFirst().from();
    final boolean isOriginator =
        (steps.getFirst().fromServer() == isServer) == (first == Endpoint.ORIGINATOR);
    return isOriginator ? "originator" : "responder";
  }

  @Override
  public String toString() {
    final StringBuilder text = new StringBuilder(kind + "\n");
    steps.forEach(step -> text.append(step).append('\n'));
    story.steps().forEach(step -> text.append(step).append('\n'));
    return text.toString();
  }
}
