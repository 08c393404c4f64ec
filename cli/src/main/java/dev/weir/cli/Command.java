package dev.weir.cli;

import dev.weir.capture.CaptureException;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** One sub-command. Adding one means to write this interface and to name it in {@link Commands}. */
interface Command {
  /**
   * What follows {@code weir} on the command line.
   *
   * @return the command's name.
   */
  String name();

  /**
   * Describes options and positional words, with the help texts.
   *
   * @return a new specification; options are made by {@link Options}.
   */
  CommandSpec specification();

  /**
   * Does the work.
   *
   * @param given the parsed command line.
   * @param errors where messages go, a line each.
   * @return an {@link ExitStatus}.
   * @throws UsageException where the arguments make no sense together.
   * @throws CaptureException where a capture cannot be read at all.
   * @throws IOException where the results cannot be written; reading never throws it.
   */
  int run(Arguments given, PrintStream errors) throws UsageException, CaptureException, IOException;
}
