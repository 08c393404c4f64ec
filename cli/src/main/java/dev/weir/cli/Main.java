package dev.weir.cli;

import dev.weir.capture.CaptureException;
import dev.weir.filter.CaptureFilter;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs Weir and ends the JVM with an {@link ExitStatus}.
   *
   * @param arguments the command line.
   */
  public static void main(final String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  /**
   * Runs Weir. Nothing is thrown: whatever goes wrong is one line on {@code errors}.
   *
   * @param arguments the command line.
   * @param errors where messages go.
   * @return an {@link ExitStatus}.
   */
  static int run(final String[] arguments, final PrintStream errors) {
    try {
      return dispatch(arguments, errors);
    } catch (final ParameterException e) {
      return refuse(errors, lowerFirst(firstLine(e.getMessage())));
    } catch (final UsageException | CaptureException | CaptureFilter.Refusal e) {
      return refuse(errors, e.getMessage());
    } catch (final IOException e) {
      return Results.isReaderGone(e)
          ? ExitStatus.DONE
          : refuse(errors, "cannot write the results: " + e.getMessage());
    } catch (final Throwable e) {
      return Failure.report(e, errors);
    }
  }

  private static int dispatch(final String[] arguments, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final String first = arguments.length == 0 ? "" : arguments[0];
    final Command command = Commands.named(first);
    if (command != null) {
      final CommandLine parser = Commands.parser(command);
      final String[] rest = new String[arguments.length - 1];
      System.arraycopy(arguments, 1, rest, 0, rest.length);
      final ParseResult parsed = parser.parseArgs(rest);
      if (parsed.isUsageHelpRequested()) {
        parser.usage(System.out);
        return ExitStatus.DONE;
      }
      return command.run(new Arguments(parsed), errors);
    }
    final CommandLine parser = Commands.parser();
    if (first.isEmpty()) {
      parser.usage(errors);
      return ExitStatus.REFUSED;
    }
    if (!first.startsWith("-") && !first.equals("help")) {
      throw new UsageException("there is no command '" + first + "': see weir --help");
    }
    if (first.equals("help")) {
      parser.usage(System.out);
      return ExitStatus.DONE;
    }
    final ParseResult parsed = parser.parseArgs(arguments);
    if (parsed.isVersionHelpRequested()) {
      parser.printVersionHelp(System.out);
    } else {
      parser.usage(System.out);
    }
    return ExitStatus.DONE;
  }

  private static int refuse(final PrintStream errors, final String message) {
    errors.println("weir: " + message);
    return ExitStatus.REFUSED;
  }

  private static String firstLine(final String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String lowerFirst(final String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
