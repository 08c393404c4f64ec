package dev.weir.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help that writes {@code -o FILE} and {@code --top=N}: as options are typed. */
final class HelpText extends Help {
  HelpText(final CommandSpec command, final ColorScheme colors) {
    super(command, colors);
  }

  @Override
  public IParamLabelRenderer parameterLabelRenderer() {
    final IParamLabelRenderer usual = super.parameterLabelRenderer();
    return new IParamLabelRenderer() {
      @Override
      public Ansi.Text renderParameterLabel(
          final ArgSpec argument, final Ansi ansi, final List<Ansi.IStyle> styles) {
        if (argument instanceof OptionSpec option && !option.longestName().startsWith("--")) {
          return ansi.text(option.arity().max() == 0 ? "" : " " + option.paramLabel());
        }
        return usual.renderParameterLabel(argument, ansi, styles);
      }

      @Override
      public String separator() {
        // Asked for by the layout of short options only, to cut it out of the label.
        return " ";
      }
    };
  }
}
