package dev.weir.cli;

/** Which of our streams are terminals: the launcher knows, Java has no way to ask. */
final class Terminals {
  private static final String KNOWN = System.getProperty("weir.terminals", "");

  private Terminals() {}

  /** Whether standard output is a terminal. */
  static boolean output() {
    return KNOWN.contains("output");
  }

  /** Whether standard error is a terminal. */
  static boolean errors() {
    return KNOWN.contains("errors");
  }

  /** Whether the user's locale has block characters. */
  static boolean showUnicode() {
    return "UTF-8".equalsIgnoreCase(System.getProperty("native.encoding"));
  }
}
