package dev.weir.cli;

/** Which of our streams are terminals: the launcher knows, Java has no way to ask. */
final class Terminals {
  private static final String KNOWN = System.getProperty("weir.streams", "");

  private static final int DEFAULT_COLUMNS = 80;

  private Terminals() {}

  /** Whether standard output is a terminal. */
  static boolean output() {
    return KNOWN.contains("output-terminal");
  }

  /** Whether standard output is a pipe, at whose end there may be a pager. */
  static boolean outputPiped() {
    return KNOWN.contains("output-pipe");
  }

  /** Whether standard error is a terminal. */
  static boolean errors() {
    return KNOWN.contains("errors-terminal");
  }

  /** How many columns the terminal has; 80 where the launcher could not see it. */
  static int columns() {
    return Math.max(1, Integer.getInteger("weir.columns", DEFAULT_COLUMNS));
  }

  /** Whether the user wants colours on a terminal: see no-color.org. */
  static boolean showColours() {
    return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether the user's locale has block characters. */
  static boolean showUnicode() {
    return "UTF-8".equalsIgnoreCase(System.getProperty("native.encoding"));
  }
}
