package dev.weir.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Makes options. They are built by calls instead of annotations because reading annotations costs
 * half of the start-up time.
 */
final class Options {
  private Options() {}

  /** Begins a command with {@code --help} and the words behind the options. */
  static CommandSpec command(final String name, final String... description) {
    final CommandSpec command = CommandSpec.create().name(name);
    command.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
    command.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and end.")
            .build());
    return command;
  }

  /** The words that are no options; {@link Arguments#words()} gives them back. */
  static PositionalParamSpec words(final String label, final String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  /** An option that is there or not, and may be repeated: see {@link Arguments#count}. */
  static OptionSpec flag(final String description, final String... names) {
    return OptionSpec.builder(names)
        .type(boolean[].class)
        .arity("0")
        .description(description)
        .build();
  }

  /** An option with a value; the last one counts where it is given more than once. */
  static OptionSpec value(final String label, final String description, final String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with a value that may be given more than once, each of which counts. */
  static OptionSpec values(final String label, final String description, final String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }
}
