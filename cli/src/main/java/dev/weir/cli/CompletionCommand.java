package dev.weir.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir completion}: prints the shell's completion script. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command(
            "completion", "Prints a script that completes weir's commands and options.");
    command.addPositional(Options.words("SHELL", "bash or zsh."));
    command
        .usageMessage()
        .footer(
            "",
            "Examples:",
            "  eval \"$(weir completion bash)\"                   in ~/.bashrc",
            "  autoload -U compinit bashcompinit && compinit && bashcompinit &&",
            "    eval \"$(weir completion zsh)\"                  in ~/.zshrc");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, IOException {
    if (given.words().size() != 1 || !SHELLS.contains(given.words().getFirst())) {
      throw new UsageException("completion: name the shell, bash or zsh");
    }
    // One script serves both: it knows zsh's bashcompinit.
    final String script = AutoComplete.bash("weir", Commands.parser());
    try (Results results = Results.open(null)) {
      results.stream().write(script.getBytes(StandardCharsets.UTF_8));
    }
    return ExitStatus.DONE;
  }
}
