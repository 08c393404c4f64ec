package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's examples print what the README shows. */
class ReadmeIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String INDENT = "    ";
  private static final String PROMPT = INDENT + "$ ";

  /** A command of the README and what stands below it. */
  private record Example(String command, List<String> shown) {}

  @Test
  void shouldPrintWhatTheReadmeShows() throws Exception {
    final List<Example> examples = examples();
    assertTrue(examples.size() >= 5, "only " + examples.size() + " examples found");
    for (final Example example : examples) {
      assertEquals(
          String.join("\n", example.shown), printed(example.command), "$ " + example.command);
    }
  }

  /** Indented lines that begin with a prompt, each with the lines up to the next or the text. */
  private static List<Example> examples() throws IOException {
    final List<Example> examples = new ArrayList<>();
    List<String> shown = null;
    for (final String line : Files.readAllLines(PROJECT.resolve("README.md"))) {
      if (line.startsWith(PROMPT)) {
        shown = new ArrayList<>();
        examples.add(new Example(line.substring(PROMPT.length()), shown));
      } else if (shown != null && (line.isEmpty() || line.startsWith(INDENT))) {
        shown.add(line.substring(Math.min(line.length(), INDENT.length())));
      } else {
        shown = null;
      }
    }
    for (final Example example : examples) {
      while (!example.shown.isEmpty() && example.shown.getLast().isEmpty()) {
        example.shown.removeLast();
      }
    }
    return examples;
  }

  private static String printed(final String command) throws IOException, InterruptedException {
    final ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(PROJECT.toFile())
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8", "WEIR_NO_BUILD", "1", "WEIR_NO_CACHE", "1"));
    final Process process = builder.start();
    process.getOutputStream().close();
    final String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return all.stripTrailing().replaceAll("(?m) +$", "");
  }
}
