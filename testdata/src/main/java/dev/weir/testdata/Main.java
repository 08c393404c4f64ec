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

        captures   writes the small captures of all cases, their list, and the two seed sessions
        expected   writes the lines that tcpdump prints for them
        traffic    writes a capture of generated connections, of any size, and its truth

      testdata/make COMMAND --help says more.
      """;

  private static final String CAPTURES_HELP =
      """
      usage: testdata/make captures [--out FOLDER]

      Writes every small capture and MANIFEST.tsv, which says what must be found in each: packets,
      TCP segments, exit status, and a part of the message. The same bytes each time. FOLDER is
      testdata/captures unless it is given; the listings of the seed sessions are read from there.
      """;

  private static final int FAILED = 1;
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

  static int run(final List<String> words) {
    final String command = words.isEmpty() ? "" : words.getFirst();
    final List<String> rest = words.subList(Math.min(1, words.size()), words.size());
    try {
      switch (command) {
        case "captures", "expected", "traffic" -> {
          if (rest.contains("--help")) {
            System.out.print(help(command));
          } else {
            run(command, rest);
          }
        }
        case "--help" -> System.out.print(HELP);
        case "" -> {
          System.err.print(HELP);
          return USAGE;
        }
        default -> throw new IllegalArgumentException("no such command: " + command);
      }
      return 0;
    } catch (final IllegalArgumentException | ArithmeticException wrong) {
      System.err.println("testdata/make: " + wrong.getMessage() + " (--help shows what there is)");
      return USAGE;
    } catch (final IOException failed) {
      System.err.println("testdata/make: " + failed.getMessage());
      return FAILED;
    }
  }

  private static String help(final String command) {
    return switch (command) {
      case "captures" -> CAPTURES_HELP;
      case "expected" -> ExpectedCommand.HELP.formatted(ExpectedCommand.VERSION);
      default -> TrafficCommand.help();
    };
  }

  private static void run(final String command, final List<String> rest) throws IOException {
    if (command.equals("traffic")) {
      TrafficCommand.run(rest, System.err);
      return;
    }
    final Path committed = Path.of(System.getProperty("weir.testdata", "testdata"), "captures");
    final Arguments given = new Arguments(rest, Set.of("--out"));
    final Path folder = given.has("--out") ? Path.of(given.text("--out", "")) : committed;
    if (command.equals("expected")) {
      ExpectedCommand.run(folder, System.err);
      return;
    }
    SeedCaptures.write(committed.resolve("seed"), folder.resolve("seed"));
    System.err.println(folder + ": " + CaseCaptures.write(folder) + " captures and the seed");
  }
}
