package dev.weir.drawing;

import java.util.Locale;

/**
 * How a story is drawn.
 *
 * @param locale the language of the labels: English, or Chinese where its language is {@code zh}.
 * @param columns how many columns a terminal has, {@link #LEAST_COLUMNS} or more; pictures do not
 *     depend on it.
 * @param unicode whether a terminal shows more than ASCII.
 * @param colours whether a terminal shows colours.
 * @param mostRungs how many rungs a ladder may have, {@link #LEAST_RUNGS} or more: what is longer
 *     is folded until it fits.
 */
public record DrawingOptions(
    Locale locale, int columns, boolean unicode, boolean colours, int mostRungs) {
  /** The narrowest terminal that a ladder fits into. */
  public static final int LEAST_COLUMNS = 60;

  /** The columns of a terminal of which nothing is known. */
  public static final int DEFAULT_COLUMNS = 80;

  /** The shortest ladder: room for handshake, close, and what lies between. */
  public static final int LEAST_RUNGS = 12;

  /** Two or three printed pages. */
  public static final int DEFAULT_RUNGS = 80;

  /** Checks the numbers. */
  public DrawingOptions {
    if (columns < LEAST_COLUMNS) {
      throw new IllegalArgumentException("columns: " + columns + " < " + LEAST_COLUMNS);
    }
    if (mostRungs < LEAST_RUNGS) {
      throw new IllegalArgumentException("rungs: " + mostRungs + " < " + LEAST_RUNGS);
    }
  }

  /**
   * English, 80 columns, Unicode, no colours.
   *
   * @return the defaults.
   */
  public static DrawingOptions defaults() {
    return new DrawingOptions(Locale.ENGLISH, DEFAULT_COLUMNS, true, false, DEFAULT_RUNGS);
  }

  /**
   * The same in another language.
   *
   * @param language English or Chinese; any other is English.
   * @return changed options.
   */
  public DrawingOptions withLocale(final Locale language) {
    return new DrawingOptions(language, columns, unicode, colours, mostRungs);
  }

  /**
   * The same for a terminal.
   *
   * @param width columns, {@link #LEAST_COLUMNS} or more.
   * @param showsUnicode whether it shows more than ASCII.
   * @param showsColours whether it shows colours.
   * @return changed options.
   */
  public DrawingOptions withTerminal(
      final int width, final boolean showsUnicode, final boolean showsColours) {
    return new DrawingOptions(locale, width, showsUnicode, showsColours, mostRungs);
  }

  /**
   * The same with another limit of rungs.
   *
   * @param most {@link #LEAST_RUNGS} or more.
   * @return changed options.
   */
  public DrawingOptions withMostRungs(final int most) {
    return new DrawingOptions(locale, columns, unicode, colours, most);
  }
}
