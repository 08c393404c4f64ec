package dev.weir.testdata;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code make expected}: the lines that tcpdump prints for the committed captures, written beside
 * them.
 *
 * <p>Where all packets are TCP segments there is no filter, since the filter {@code tcp} finds none
 * behind tags and IPv6 extension headers; otherwise it is {@code tcp}. Captures that libpcap cannot
 * read get no text; of damaged ones, what comes before the damage.
 */
final class ExpectedCommand {
  static final String HELP =
      """
      usage: testdata/make expected [--out FOLDER]

      Runs tcpdump (%s, the version whose lines Weir prints) on each capture of the list and
      writes NAME.lines.txt beside it: TZ=UTC tcpdump -nn -tt -r NAME, with the filter tcp where
      not all packets are TCP segments.
      """;

  static final String VERSION = "4.99.3";

  /** Units of 2^-63 s, whose product with 10^6 overflows in libpcap: it prints a wrong time. */
  private static final String TIME_MISPRINTED = "pcapng_resolution_bf";

  private static final String ENDING = ".lines.txt";

  /** What a run printed. */
  private record Printed(int status, byte[] lines, String errors) {}

  private ExpectedCommand() {}

  static void run(final Path folder, final PrintStream told) throws IOException {
    final String version = run(List.of("tcpdump", "--version")).errorsAndLines();
    if (!version.contains("tcpdump version " + VERSION)) {
      throw new IOException("tcpdump " + VERSION + " is needed, this one says: " + version.strip());
    }
    int written = 0;
    for (final CaptureCase each : CaseCaptures.all()) {
      final boolean onlyTcp = each.packets() == each.segments();
      final Printed printed = print(folder.resolve(each.path()), onlyTcp ? "" : "tcp");
      final boolean read = printed.errors.contains("reading from file");
      final boolean wanted = read && (printed.status == 0 || each.status() == CaptureCase.DAMAGED);
      written += write(folder.resolve(each.folder()), each.name(), printed, wanted);
    }
    for (final SeedCaptures.Session session : SeedCaptures.SESSIONS) {
      final Path seed = folder.resolve("seed");
      final Printed printed = print(seed.resolve(session.name() + ".pcap"), "tcp");
      written += write(seed, session.name(), printed, true);
    }
    told.println(folder + ": the lines of " + written + " captures");
  }

  private static int write(
      final Path folder, final String name, final Printed printed, final boolean wanted)
      throws IOException {
    final Path file = folder.resolve(name + ENDING);
    if (wanted) {
      Files.write(file, printed.lines);
      return 1;
    }
    Files.deleteIfExists(file);
    return 0;
  }

  private static Printed print(final Path capture, final String filter) throws IOException {
    final List<String> command =
        new ArrayList<>(List.of("tcpdump", "-nn", "-tt", "-r", capture.toString()));
    if (!filter.isEmpty()) {
      command.add(filter);
    }
    final Run run = run(command);
    return new Printed(run.status, run.lines, run.errors);
  }

  /** A finished process. */
  private record Run(int status, byte[] lines, String errors) {
    String errorsAndLines() {
      return errors + new String(lines, StandardCharsets.UTF_8);
    }
  }

  private static Run run(final List<String> command) throws IOException {
    final Path errors = Files.createTempFile("tcpdump", ".err");
    try {
      final ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(errors.toFile());
      builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C"));
      final Process process = builder.start();
      final byte[] lines = process.getInputStream().readAllBytes();
      final int status = process.waitFor();
      return new Run(status, lines, Files.readString(errors, StandardCharsets.UTF_8));
    } catch (final InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
