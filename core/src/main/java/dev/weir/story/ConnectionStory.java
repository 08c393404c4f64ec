package dev.weir.story;

import java.util.List;
import java.util.Map;

/**
 * The story of a connection.
 *
 * @param trace the connection and its segments.
 * @param steps its steps, in order of time.
 * @param verdict all of it in one sentence, in the language of the story.
 * @param facts what the whole story says, for programs: see {@link StoryStep#facts()}.
 */
public record ConnectionStory(
    ConnectionTrace trace, List<StoryStep> steps, String verdict, Map<String, Object> facts) {
  /** Keeps copies. */
  public ConnectionStory {
    steps = List.copyOf(steps);
    facts = StoryStep.copyOf(facts);
  }

  /**
   * A story without facts of its own.
   *
   * @param trace the connection and its segments.
   * @param steps its steps, in order of time.
   * @param verdict all of it in one sentence.
   */
  public ConnectionStory(
      final ConnectionTrace trace, final List<StoryStep> steps, final String verdict) {
    this(trace, steps, verdict, Map.of());
  }

  /**
   * The first step of a kind.
   *
   * @param kind which.
   * @return the step, or null where there is none.
   */
  public StoryStep step(final StoryStep.Kind kind) {
    for (final StoryStep step : steps) {
      if (step.kind() == kind) {
        return step;
      }
    }
    return null;
  }
}
