package dev.weir.drawing;

import dev.weir.story.ConnectionStory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Draws a story as an SVG picture that is fit for a report: two lifelines with the states of both
 * endpoints as coloured bars, time downwards, an arrow for each segment or folded run. One file
 * without scripts and without references to others; its text can be selected.
 *
 * <p>An arrow is slanted by the time that the segment is on its way: half of the least round trip
 * between the place of the capture and each endpoint. Where no round trip was seen, it is level.
 */
public final class LadderSvg {
  private final DrawingOptions options;

  /**
   * Makes a drawer.
   *
   * @param options language and limits.
   */
  public LadderSvg(final DrawingOptions options) {
    this.options = options;
  }

  /**
   * Draws a story.
   *
   * @param story what is drawn.
   * @param out takes the file, UTF-8; flushed, not closed.
   * @throws IOException when it cannot be written.
   */
  public void write(final ConnectionStory story, final OutputStream out) throws IOException {
    final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    final Markup markup = new Markup(writer);
    markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    new LadderDrawing(story, new TraceFacts(story.trace()), options)
        .write(markup, StyleSheet.read("ladder.css"), true);
    writer.flush();
  }
}
