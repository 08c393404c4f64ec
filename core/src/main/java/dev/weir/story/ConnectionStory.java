package dev.weir.story;

import java.util.List;

/**
 * The story of a connection.
 *
 * @param trace the connection and its segments.
 * @param steps its steps, in order of time.
 * @param verdict all of it in one sentence, in the language of the story.
 */
public record ConnectionStory(ConnectionTrace trace, List<StoryStep> steps, String verdict) {
  /** Keeps a copy of the list. */
  public ConnectionStory {
    steps = List.copyOf(steps);
  }
}
