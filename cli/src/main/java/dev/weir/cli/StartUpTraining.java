package dev.weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the launcher runs once after a build, while the JVM records the classes that a start needs
 * and the methods that are worth compiling (JEP 483, 514, 515): see prepare_cache in {@code weir}.
 */
final class StartUpTraining {
  private static final String NOWHERE = "/dev/null";
  private static final int MOST_CAPTURES = 16;
  private static final long LARGEST_CAPTURE = 200_000;

  /** So many times 28,000 packets leave profiles that the second compiler takes for mature. */
  private static final int TIMES = 60;

  private StartUpTraining() {}

  /**
   * Runs what people run most: first over usual traffic, many times, then once over captures of
   * unusual packets, so that what is rare looks rare.
   *
   * @param arguments a compressed capture of usual traffic, made by {@code testdata/make traffic
   *     --connections 1200 --concurrent 150 --payload cut --seed 9}, and folders with captures;
   *     those that do not exist are passed over.
   * @throws IOException where a capture or a folder cannot be read.
   */
  public static void main(final String[] arguments) throws IOException {
    final Path traffic = Path.of(arguments[0]);
    if (Files.isReadable(traffic)) {
      repeat(traffic);
    }
    run("--version");
    run("--help");
    run("connections", "--help");
    run("no-such-command");
    for (int i = 1; i < arguments.length; i++) {
      for (final Path capture : captures(Path.of(arguments[i]))) {
        practise(capture.toString());
      }
    }
    System.exit(ExitStatus.DONE);
  }

  /** Large captures are mapped, not compressed: so is what is practised on. */
  private static void repeat(final Path traffic) throws IOException {
    final Path mapped = Files.createTempFile("weir-training", ".pcap");
    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(traffic))) {
      Files.copy(bytes, mapped, StandardCopyOption.REPLACE_EXISTING);
      for (int i = 0; i < TIMES; i++) {
        run("connections", "--format", "csv", "-o", NOWHERE, mapped.toString());
        run("packets", "-nn", "-o", NOWHERE, mapped.toString());
        run("summary", "-o", NOWHERE, mapped.toString());
      }
    } finally {
      Files.delete(mapped);
    }
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
