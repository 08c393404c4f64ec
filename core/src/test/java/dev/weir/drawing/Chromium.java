package dev.weir.drawing;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A headless Chromium, where one is installed. */
final class Chromium {
  private static final int TIMEOUT_SECONDS = 120;
  private static final int ATTEMPTS = 100;
  private static final int PAUSE_MILLIS = 50;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Path program;
  private final Path folder;

  private Chromium(final Path program, final Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The browser on the path. */
  static Optional<Chromium> find(final Path folder) {
    for (final String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (final String name : NAMES) {
        final Path program = Path.of(place, name);
        if (Files.isExecutable(program)) {
          return Optional.of(new Chromium(program, folder));
        }
      }
    }
    return Optional.empty();
  }

  /** What the page looks like, in a light or a dark system. */
  BufferedImage screenshot(final Path page, final int width, final int height, final boolean dark)
      throws IOException, InterruptedException {
    final Path picture = Files.createTempFile(folder, "screen", ".png");
    run(
        page,
        "--screenshot=" + picture,
        "--window-size=" + width + "," + height,
        "--hide-scrollbars",
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    return ImageIO.read(picture.toFile());
  }

  /** The page's elements after the browser has read it. */
  String document(final Path page) throws IOException, InterruptedException {
    return run(page, "--dump-dom");
  }

  private String run(final Path page, final String... options)
      throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
    final Path profile = Files.createTempDirectory(folder, "profile");
    command.add("--user-data-dir=" + profile);
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    final Path output = Files.createTempFile(folder, "output", ".txt");
    final Process browser =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
      throw new IOException("Chromium did not end within " + TIMEOUT_SECONDS + " s");
    }
    delete(profile);
    if (browser.exitValue() != 0) {
      throw new IOException("Chromium ended with " + browser.exitValue());
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Deletes a profile, again and again while the browser's last processes still write into it. */
  private static void delete(final Path profile) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(profile); attempt++) {
      try (Stream<Path> files = Files.walk(profile)) {
        for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (final IOException | UncheckedIOException busy) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
