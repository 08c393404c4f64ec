package dev.weir.cli;

import dev.weir.line.LineOptions;
import dev.weir.line.ServiceNames;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** tcpdump's options: what a line shows, and what only matters while capturing. */
final class LineArguments {
  private static final String PRECISION = "--time-stamp-precision";

  private LineArguments() {}

  /** Adds the options to a command. */
  static void addTo(final CommandSpec command) {
    command
        .addOption(Options.flag("Print ports and protocols as numbers, too.", "-n"))
        .addOption(Options.flag("Cut host names at their first dot.", "-N"))
        .addOption(
            Options.flag(
                "-t no time, -tt seconds since 1970, -ttt since the line before, -tttt with the"
                    + " date, -ttttt since the first line.",
                "-t"))
        .addOption(Options.flag("Times with nanoseconds.", "--nano"))
        .addOption(Options.flag("Times with microseconds (as usual).", "--micro"))
        .addOption(Options.value("UNIT", "micro or nano.", PRECISION))
        .addOption(Options.flag("Number the packets.", "-#", "--number"))
        .addOption(Options.flag("Print the link header.", "-e"))
        .addOption(Options.flag("Print less.", "-q"))
        .addOption(Options.flag("Print more: -v, -vv, -vvv.", "-v"))
        .addOption(
            Options.flag("Absolute sequence numbers.", "-S", "--absolute-tcp-sequence-numbers"))
        .addOption(Options.flag("Do not verify checksums.", "-K", "--dont-verify-checksums"))
        .addOption(Options.flag("Hexadecimal; -xx with the link header.", "-x"))
        .addOption(Options.flag("Hexadecimal and text; -XX with the link header.", "-X"))
        .addOption(Options.flag("Text; -AA with the link header.", "-A"))
        .addOption(Options.value("SECRET", "Verify TCP-MD5 signatures with this secret.", "-M"));
    for (final String flag :
        new String[] {
          "-p,--no-promiscuous-mode",
          "-I,--monitor-mode",
          "-O,--no-optimize",
          "-U,--packet-buffered",
          "-u",
          "--immediate-mode"
        }) {
      command.addOption(hidden(flag, "0"));
    }
    for (final String value :
        new String[] {
          "-i,--interface",
          "-s,--snapshot-length",
          "-B,--buffer-size",
          "-Q,--direction",
          "-j,--time-stamp-type",
          "-Z,--relinquish-privileges"
        }) {
      command.addOption(hidden(value, "1"));
    }
  }

  /** What has no meaning where nothing is captured. */
  private static OptionSpec hidden(final String names, final String arity) {
    return OptionSpec.builder(names.split(","))
        .type(arity.equals("0") ? boolean[].class : String.class)
        .arity(arity)
        .hidden(true)
        .build();
  }

  /** The options that were given. */
  static LineOptions options(final Arguments given) throws UsageException {
    if (given.count("-t") > 5) {
      throw new UsageException("only -t, -tt, -ttt, -tttt and -ttttt are supported");
    }
    final LineOptions options =
        new LineOptions()
            .numeric(given.count("-n"))
            .shortNames(given.has("-N"))
            .timestamp(given.count("-t"))
            .nanoseconds(isNano(given))
            .numbered(given.has("-#"))
            .linkHeader(given.has("-e"))
            .quiet(given.count("-q"))
            .verbosity(given.count("-v"))
            .absolute(given.has("-S"))
            .unchecked(given.has("-K"))
            .hex(given.count("-x"))
            .hexAndAscii(given.count("-X"))
            .ascii(given.count("-A"));
    if (given.has("-M")) {
      options.secret(given.text("-M", ""));
    }
    if (!given.has("-n")) {
      options.services(ServiceNames.ofThisMachine());
    }
    return options;
  }

  private static boolean isNano(final Arguments given) throws UsageException {
    final String unit = given.text(PRECISION, given.has("--nano") ? "nano" : "micro");
    if (!unit.equals("micro") && !unit.equals("nano")) {
      throw new UsageException(PRECISION + " is micro or nano, not '" + unit + "'");
    }
    return unit.equals("nano");
  }
}
