package dev.weir.cli;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.filter.CaptureFilter;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir packets}: packets by tcpdump's options. */
final class PacketsCommand implements Command {
  @Override
  public String name() {
    return "packets";
  }

  @Override
  public CommandSpec specification() {
    final CommandSpec command =
        Options.command("packets", "Writes the packets that pass a filter to another capture.");
    command
        .addOption(Options.value("FILE", "Write the packets to this file, - for output.", "-w"))
        .addOption(Options.value("N", "End after N packets.", "-c"));
    CaptureArguments.addReading(command);
    command
        .usageMessage()
        .footer("", "Examples:", "  weir packets -r all.pcap -w web.pcap tcp port 80");
    return command;
  }

  @Override
  public int run(final Arguments given, final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureArguments shared = new CaptureArguments(given);
    final String name = given.text("-w", null);
    if (name == null) {
      throw new UsageException("packets needs -w FILE");
    }
    final CaptureFilter filter = shared.filter();
    final long most = given.number("-c", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    try (Capture capture = shared.open()) {
      final PacketWriting.Result result = PacketWriting.write(capture, filter, most, name);
      return CaptureArguments.report(result.notices(), filter, result.damages(), errors);
    }
  }
}
