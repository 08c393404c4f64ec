package dev.weir.cli;

import dev.weir.drawing.DrawingOptions;
import dev.weir.drawing.LadderSvg;
import dev.weir.drawing.LadderText;
import dev.weir.drawing.StoryPage;
import dev.weir.report.StoryReport;
import dev.weir.story.ConnectionStory;
import dev.weir.story.StoryLanguage;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The pictures of {@code weir explain}: the ladder between the lines, and files of their own. */
final class StoryPictures {
  private static final int MOST_COLUMNS = 400;

  private final DrawingOptions options;
  private final boolean withoutLadder;
  private final String svg;
  private final String html;
  private boolean begun;

  /** Reads the command line. */
  StoryPictures(final Arguments given, final StoryLanguage language, final boolean onTerminal)
      throws UsageException {
    withoutLadder = given.has("--no-ladder");
    svg = given.text("--svg", null);
    html = given.text("--html", null);
    final int least = DrawingOptions.LEAST_COLUMNS;
    final int terminal = onTerminal ? Terminals.columns() : DrawingOptions.DEFAULT_COLUMNS;
    final int columns =
        (int) given.number("--width", Math.max(least, terminal), least, MOST_COLUMNS);
    options =
        DrawingOptions.defaults()
            .withLocale(Locale.forLanguageTag(language.code()))
            .withTerminal(
                Math.min(columns, MOST_COLUMNS),
                Terminals.showUnicode(),
                onTerminal && Terminals.showColours());
  }

  /** Declares the options. */
  static void addTo(final CommandSpec command) {
    command
        .addOption(
            Options.value(
                "FILE",
                "Draw the connection as an SVG picture. Where several are told, the numbers of"
                    + " those behind the first become part of the names.",
                "--svg"))
        .addOption(
            Options.value(
                "FILE",
                "Make a page: the story, the ladder, and plots of sequence numbers, round trips"
                    + " and windows. The file needs nothing else.",
                "--html"))
        .addOption(
            Options.value(
                "COLUMNS",
                "Width of the ladder in the text, 60 to 400; else the terminal's, or 80.",
                "--width"))
        .addOption(Options.flag("Leave the ladder out of the text.", "--no-ladder"));
  }

  /** Whether files are to be drawn. */
  boolean areAsked() {
    return svg != null || html != null;
  }

  /** The ladder as lines of text. */
  List<String> ladder(final ConnectionStory story) {
    if (withoutLadder) {
      return List.of();
    }
    final StringBuilder text = new StringBuilder();
    try {
      new LadderText(options).write(story, text);
    } catch (final IOException impossible) {
      throw new IllegalStateException("a string builder does not fail", impossible);
    }
    try (Stream<String> lines = text.toString().lines()) {
      return lines.toList();
    }
  }

  /** A report that draws each story, too. */
  StoryReport beside(final StoryReport report) {
    return story -> {
      report.write(story);
      if (svg != null) {
        draw("--svg", svg, story, new LadderSvg(options)::write);
      }
      if (html != null) {
        draw("--html", html, story, new StoryPage(options)::write);
      }
      begun = true;
    };
  }

  /** Draws a story into a stream. */
  @FunctionalInterface
  private interface Drawer {
    void draw(ConnectionStory story, OutputStream out) throws IOException;
  }

  private void draw(
      final String option, final String name, final ConnectionStory story, final Drawer drawer)
      throws IOException {
    final String file = begun ? numbered(name, story.trace().number()) : name;
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file))) {
      drawer.draw(story, out);
    } catch (final IOException e) {
      // The system's message begins with the name.
      throw new Unwritable(option + " " + e.getMessage(), e);
    }
  }

  /** A picture's file cannot be written: unlike a pipe that was closed, a mistake of the user. */
  private static final class Unwritable extends IOException {
    private static final long serialVersionUID = 1L;

    Unwritable(final String message, final IOException cause) {
      super(message, cause);
    }
  }

  /**
   * What to throw on.
   *
   * @param failure thrown while stories were written and drawn.
   * @return the failure, where it is one of the results.
   * @throws UsageException where it is a picture's.
   */
  static IOException refusal(final IOException failure) throws UsageException {
    if (failure instanceof Unwritable) {
      throw new UsageException(failure.getMessage());
    }
    return failure;
  }

  /** The name with a number before its extension. */
  static String numbered(final String name, final long number) {
    final int dot = name.lastIndexOf('.');
    final int begin = dot > name.lastIndexOf('/') + 1 ? dot : name.length();
    return name.substring(0, begin) + "-" + number + name.substring(begin);
  }
}
