package dev.weir.report;

import dev.weir.story.ConnectionStory;
import java.io.IOException;

/** Writes stories, one after the other. */
public interface StoryReport {
  /**
   * Writes one story.
   *
   * @param story what to write.
   * @throws IOException where it cannot be written.
   */
  void write(ConnectionStory story) throws IOException;
}
