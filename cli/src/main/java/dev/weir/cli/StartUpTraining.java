package dev.weir.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the launcher runs once after a build, while the JVM records the classes that a start needs
 * and the methods that are worth compiling (JEP 483, 514, 515): see prepare_cache in {@code weir}.
 */
final class StartUpTraining {
  private static final String NOWHERE = "/dev/null";
  private static final int MOST_CAPTURES = 16;
  private static final long LARGEST_CAPTURE = 200_000;

  private StartUpTraining() {}

  /**
   * Runs what people run most.
   *
   * @param folders with captures; those that do not exist are passed over.
   * @throws IOException where a folder cannot be read.
   */
  public static void main(final String[] folders) throws IOException {
    run("--version");
    run("--help");
    run("connections", "--help");
    run("no-such-command");
    for (final String folder : folders) {
      for (final Path capture : captures(Path.of(folder))) {
        practise(capture.toString());
      }
    }
    System.exit(ExitStatus.DONE);
  }

  private static void practise(final String capture) {
    run("summary", "-o", NOWHERE, capture);
    run("summary", "--format", "json", "-o", NOWHERE, "-r", capture);
    for (final String format : List.of("table", "csv", "json")) {
      run("connections", "--format", format, "-o", NOWHERE, capture);
    }
    run("connections", "--sort", "payload", "-o", NOWHERE, capture);
    run("connections", "--where", "handshake == complete && packets > 3", "-o", NOWHERE, capture);
    for (final String format : List.of("table", "csv", "json")) {
      run("http", "--format", format, "-o", NOWHERE, capture);
    }
    run("packets", "-o", NOWHERE, capture);
    run("packets", "-nn", "-tttt", "-v", "-o", NOWHERE, "-r", capture, "tcp", "and", "port", "80");
    run("packets", "-nnX", "-o", NOWHERE, capture);
    run("packets", "--format", "json", "-o", NOWHERE, capture);
    run("explain", "-o", NOWHERE, capture);
    run("explain", "--number", "1", "--lang", "zh", "-o", NOWHERE, capture);
    run("explain", "--number", "1", "--format", "json", "-o", NOWHERE, capture);
    run("compare", "-o", NOWHERE, capture, capture);
    run("packets", "-w", NOWHERE, "-r", capture, "tcp");
  }

  private static List<Path> captures(final Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*\\.pcap(ng)?"))
          .filter(file -> file.toFile().length() <= LARGEST_CAPTURE)
          .sorted()
          .limit(MOST_CAPTURES)
          .toList();
    }
  }

  private static void run(final String... arguments) {
    Main.run(arguments, new PrintStream(OutputStream.nullOutputStream()));
  }
}
