package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a ladder's picture, and how its captions are set: in columns beside the lifelines, with
 * the name of a new state between the lifeline and the caption.
 */
final class LadderMeasure {
  /** Width of the picture: with it, letters of 12 units are 7 points high in a page of A4. */
  static final double WIDTH = 840;

  static final double MARGIN = 20;
  static final double BAR = 14;
  static final double LEFT_BAR = 290;
  static final double RIGHT_BAR = WIDTH - LEFT_BAR - BAR;

  /** Size of a caption's first line. */
  static final double TITLE = 12;

  /** Size of its other lines, of times and of the names of states. */
  static final double SMALL = 10;

  /** From the lifeline to what is written beside it. */
  static final double SPACE = 7;

  private static final double TIME_WIDTH = 62;
  private static final double CAPTION_WIDTH = LEFT_BAR - MARGIN - TIME_WIDTH - 2 * SPACE;

  private final TraceFacts facts;
  private final Captions captions;

  LadderMeasure(final TraceFacts facts, final Captions captions) {
    this.facts = facts;
    this.captions = captions;
  }

  /** The width of a state's name with its frame. */
  static double stateWidth(final int states) {
    return FontWidth.bold(StateName.of(states), SMALL) + 12;
  }

  /** Whether the name of a new state leaves room for the caption's title beside it. */
  boolean fitsBesideState(final Caption caption, final int states) {
    return FontWidth.bold(caption.title(), TITLE) + stateWidth(states) + SPACE <= CAPTION_WIDTH;
  }

  /** The height of what is written at an endpoint's side of a rung. */
  double captionHeight(final Rung rung, final Endpoint side, final boolean newState) {
    final Caption caption = captions.at(rung, side);
    final int states = facts.segment(rung.last()).states(side);
    final boolean lower = newState && !fitsBesideState(caption, states);
    return (lower ? 2 : 1) * LadderLayout.TITLE_HEIGHT
        + lines(caption).size() * LadderLayout.DETAIL_HEIGHT
        + 3;
  }

  /** The lines below a caption's title: how it is judged, and as many numbers as fit. */
  static List<String> lines(final Caption caption) {
    final List<String> lines = new ArrayList<>(tagLines(caption));
    final String details = details(caption);
    if (!details.isEmpty()) {
      lines.add(details);
    }
    return lines;
  }

  /** How the segment is judged, in two lines at most. */
  static List<String> tagLines(final Caption caption) {
    return FontWidth.lines(caption.tag(), SMALL * 1.05, CAPTION_WIDTH, 2);
  }

  private static String details(final Caption caption) {
    final StringBuilder line = new StringBuilder();
    for (final String each : caption.details()) {
      final String longer = line.isEmpty() ? each : line + " · " + each;
      if (FontWidth.of(longer, SMALL) > CAPTION_WIDTH) {
        break;
      }
      line.setLength(0);
      line.append(longer);
    }
    return line.toString();
  }
}
