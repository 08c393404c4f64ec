package dev.weir.testdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs tools that a machine may or may not have; a test that needs one is skipped where it is
 * missing.
 */
final class InstalledTool {
  /** What a run printed on standard output, and how it ended. */
  record Output(int status, String text) {}

  private InstalledTool() {}

  static Output run(final String tool, final List<String> words) throws Exception {
    assumeTrue(isInstalled(tool), tool + " is not installed");
    final List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(words);
    final ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C"));
    final Process process = builder.start();
    final byte[] printed = process.getInputStream().readAllBytes();
    return new Output(process.waitFor(), new String(printed, StandardCharsets.UTF_8));
  }

  private static boolean isInstalled(final String tool) {
    for (final String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }

  /** The version of tcpdump whose lines are committed. */
  static void assumeTcpdump() throws IOException, InterruptedException {
    assumeTrue(isInstalled("tcpdump"), "tcpdump is not installed");
    final Process process =
        new ProcessBuilder("tcpdump", "--version").redirectErrorStream(true).start();
    final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assumeTrue(text.contains(ExpectedCommand.VERSION), "another tcpdump: " + text);
  }
}
