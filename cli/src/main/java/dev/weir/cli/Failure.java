package dev.weir.cli;

import java.io.PrintStream;

/** Turns what should never happen into one line and an exit status. */
final class Failure {
  private static final boolean DEBUG = "1".equals(System.getenv("WEIR_DEBUG"));

  private Failure() {}

  /** Says what went wrong. The trace is shown where {@code WEIR_DEBUG=1} asks for it. */
  static int report(final Throwable thrown, final PrintStream errors) {
    if (DEBUG) {
      thrown.printStackTrace(errors);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InternalError && isFault(cause)) {
        errors.println(
            "weir: a capture was cut short while it was read;"
                + " files that are still being written can be read with --no-mmap");
        return ExitStatus.DAMAGED;
      }
      if (cause instanceof OutOfMemoryError) {
        errors.println("weir: out of memory: " + cause.getMessage());
        return ExitStatus.FAILED;
      }
    }
    errors.println(
        "weir: internal error: "
            + thrown.getClass().getSimpleName()
            + (thrown.getMessage() == null ? "" : ": " + oneLine(thrown.getMessage()))
            + "; please report it, with the output of WEIR_DEBUG=1");
    return ExitStatus.FAILED;
  }

  /** What the JVM throws where a page of a mapped file has gone. */
  private static boolean isFault(final Throwable error) {
    return String.valueOf(error.getMessage()).contains("fault occurred");
  }

  private static String oneLine(final String text) {
    return text.replace('\n', ' ');
  }
}
