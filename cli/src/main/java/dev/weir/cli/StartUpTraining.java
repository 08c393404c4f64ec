package dev.weir.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What the launcher runs once after a build, while the JVM records the classes that a start needs
 * (JEP 483, 514): see prepare_cache in {@code weir}.
 */
final class StartUpTraining {
  private StartUpTraining() {}

  /** Runs the commands over nothing much. */
  public static void main(final String[] arguments) {
    final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Main.run(new String[] {"--version"}, nowhere);
    Main.run(new String[] {"--help"}, nowhere);
    Main.run(new String[] {"no-such-command"}, nowhere);
    System.exit(0);
  }
}
