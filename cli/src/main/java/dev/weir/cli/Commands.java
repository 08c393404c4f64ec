package dev.weir.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All sub-commands, and how their arguments are parsed. */
final class Commands {
  private static final List<Command> ALL =
      List.of(
          new SummaryCommand(),
          new ConnectionsCommand(),
          new PacketsCommand(),
          new HttpCommand(),
          new ExplainCommand(),
          new CompareCommand(),
          new CompletionCommand());

  private Commands() {}

  /** The command of a name, or null. */
  static Command named(final String name) {
    for (final Command command : ALL) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    return null;
  }

  /** The parser of one command by itself: to build only this one halves the work at start-up. */
  static CommandLine parser(final Command command) {
    return parserOf(command.specification().name("weir " + command.name()));
  }

  /** The parser of {@code weir} without a command. */
  static CommandLine parser() {
    final CommandSpec weir =
        Options.command(
            "weir",
            "Measures the TCP connections in packet captures: pcap and pcapng, of any size.",
            "");
    weir.addOption(
        OptionSpec.builder("--version").versionHelp(true).description("Show the version.").build());
    weir.version(
        "weir " + version(), "JDK " + Runtime.version() + ", " + System.getProperty("os.name"));
    weir.usageMessage()
        .customSynopsis("weir COMMAND [OPTION...] FILE...", "weir COMMAND -r FILE [FILTER]")
        .commandListHeading("%nCommands (weir COMMAND --help tells more):%n")
        .footer(
            "",
            "Exit status: 0 done; 1 a capture is damaged or cut short (all before it is reported);",
            "2 wrong usage, unreadable file or refused filter; 3 weir compare found something"
                + " worse.");
    for (final Command command : ALL) {
      weir.addSubcommand(command.name(), parserOf(command.specification()));
    }
    return parserOf(weir);
  }

  private static String version() {
    final String built = Commands.class.getPackage().getImplementationVersion();
    return built == null ? "(not packaged)" : built;
  }

  static CommandLine parserOf(final CommandSpec specification) {
    // As getopt does it: no @FILE, quotes are the shell's, the last value of an option counts.
    return new CommandLine(specification)
        .setHelpFactory(HelpText::new)
        .setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(100);
  }
}
