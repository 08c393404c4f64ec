package dev.weir.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * What the launcher runs once after a build, while the JVM records the classes that a start needs
 * and the methods that are worth compiling (JEP 483, 514, 515): see prepare_cache in {@code weir}.
 */
final class StartUpTraining {
  private static final String NOWHERE = "/dev/null";

  private StartUpTraining() {}

  /**
   * Runs what people run most.
   *
   * @param captures names of small captures, none or more.
   */
  public static void main(final String[] captures) {
    run("--version");
    run("--help");
    run("connections", "--help");
    run("no-such-command");
    for (final String capture : captures) {
      run("summary", "-o", NOWHERE, capture);
      run("summary", "--format", "json", "-o", NOWHERE, capture);
      for (final String format : List.of("table", "csv", "json")) {
        run("connections", "--format", format, "-o", NOWHERE, capture);
      }
      run("connections", "--sort", "payload", "-o", NOWHERE, "-r", capture);
    }
    System.exit(ExitStatus.DONE);
  }

  private static void run(final String... arguments) {
    Main.run(arguments, new PrintStream(OutputStream.nullOutputStream()));
  }
}
