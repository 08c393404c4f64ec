package dev.weir.testdata;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The command {@code testdata/make}. */
public final class Main {
  private static final String HELP =
      """
      usage: testdata/make COMMAND [option VALUE]...

        captures   writes the small captures of all cases and their list
        traffic    writes a capture of generated connections, of any size, and its truth

      testdata/make COMMAND --help says more.
      """;

  private static final int USAGE = 2;

  private Main() {}

  /**
   * Runs one command; status 0 when done, 1 where a file cannot be written, 2 on wrong usage.
   *
   * @param words the command and its options
   */
  public static void main(final String... words) {
    System.exit(run(Arrays.asList(words)));
  }

  /** The folder testdata, as testdata/make tells. */
  private static String home() {
    return System.getProperty("weir.testdata", "testdata");
  }

  static int run(final List<String> words) {
    final String command = words.isEmpty() ? "" : words.getFirst();
    final List<String> rest = words.subList(Math.min(1, words.size()), words.size());
    final boolean help = rest.contains("--help");
    try {
      switch (command) {
        case "traffic" -> {
          if (help) {
            System.out.print(TrafficCommand.help());
          } else {
            TrafficCommand.run(rest, System.err);
          }
        }
        case "captures" -> {
          final Arguments given = new Arguments(rest, Set.of("--out"));
          final Path folder = Path.of(given.text("--out", home() + "/captures"));
          SeedCaptures.write(Path.of(home(), "captures", "seed"), folder.resolve("seed"));
          System.err.println(folder + ": " + CaseCaptures.write(folder) + " captures");
        }
        case "", "--help" -> System.out.print(HELP);
        default -> throw new IllegalArgumentException("no such command: " + command);
      }
      return command.isEmpty() ? USAGE : 0;
    } catch (final IllegalArgumentException | ArithmeticException wrong) {
      System.err.println("testdata/make: " + wrong.getMessage() + " (--help shows what there is)");
      return USAGE;
    } catch (final IOException failed) {
      System.err.println("testdata/make: " + failed);
      return 1;
    }
  }
}
