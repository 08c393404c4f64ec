package dev.weir.cli;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir explain}: the life of a connection, step by step. */
final class ExplainCommand implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "explain",
            "Tells the life of a TCP connection, step by step: how it was opened, what was sent and"
                + " lost, how it was kept alive, who closed it and why. Where there are many, lists"
                + " the most telling ones.");
    command
        .addOption(
            Options.value(
                "CLIENT:PORT-SERVER:PORT",
                "Tell the connections between these two, in either order; IPv6 addresses in"
                    + " brackets.",
                "--connection"))
        .addOption(
            Options.value(
                "N",
                "Tell connection N: counted from 1 in the order in which they begin, of those"
                    + " that pass the filter.",
                "--number"))
        .addOption(
            Options.value("N", "Tell the first N (with --where, of those that match).", "--top"));
    CaptureArguments.addSelectionTo(command);
    command
        .addOption(Options.value("LANG", "en, or zh for Simplified Chinese.", "--lang"))
        .addOption(Options.value("FORMAT", "text (for people) or json (lines).", "--format"))
        .addOption(Options.flag("Leave out segments with a wrong checksum.", "--verify-checksums"));
    StoryPictures.addTo(command);
    CaptureArguments.addTo(command);
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  weir explain capture.pcap",
            "  weir explain --number 12 capture.pcap",
            "  weir explain --number 12 --svg life.svg --html life.html capture.pcap",
            "  weir explain --connection 10.0.0.5:42002-93.184.216.1:80 capture.pcap",
            "  weir explain --where 'ending == reset_responder' --top 3 capture.pcap",
            "  weir explain --lang zh --hosts /etc/hosts -r capture.pcap port 42002",
            "  weir explain --format json --number 12 capture.pcap | jq '.steps[].kind'");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    final ConnectionChoice choice = ConnectionChoice.of(given, shared);
    try (Capture capture = shared.open(choice.mayNeedTwoWalks());
        Results results = shared.results()) {
      final Explanation explanation = new Explanation(given, shared, choice, results.isTerminal());
      final int status = explanation.run(capture, results.stream(), errors);
      results.stream().flush();
      return status;
    } catch (final UncheckedIOException e) {
      throw StoryPictures.refusal(e.getCause());
    } catch (final IOException e) {
      throw StoryPictures.refusal(e);
    }
  }
}
