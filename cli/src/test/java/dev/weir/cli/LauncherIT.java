package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, as users start it. */
class LauncherIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAUNCHER = PROJECT.resolve("weir");
  private static final int SECONDS = 60;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** How a process ended. */
  private record Ended(int status, String out, String errors) {}

  @BeforeEach
  void forbidBuilding() {
    environment.put("WEIR_NO_BUILD", "1");
    environment.put("WEIR_NO_CACHE", "1");
  }

  @Test
  void shouldStartFromAnotherFolder() throws Exception {
    final Ended ended = run(List.of(LAUNCHER.toString(), "--version"));
    assertEquals(0, ended.status);
    assertTrue(ended.out.startsWith("weir "), ended.out);
    assertEquals("", ended.errors);
  }

  @Test
  void shouldStartThroughSymbolicLinks() throws Exception {
    final Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
    Files.createSymbolicLink(bin.resolve("weir"), Path.of("../first"));
    environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    assertEquals(0, run(List.of("sh", "-c", "weir --version")).status);
    assertEquals(0, run(List.of("bin/weir", "--version")).status);
    assertEquals(0, run(List.of("sh", "bin/weir", "--version")).status);
  }

  @Test
  void shouldStartFromAFolderWithBlanksAndReadSuchFiles() throws Exception {
    final Path copy = folder.resolve("a folder with $ and 'quotes'");
    for (final String file : List.of("weir", "config/find-jdk.sh", "cli/target/weir.jar")) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(PROJECT.resolve(file), copy.resolve(file));
    }
    assertTrue(copy.resolve("weir").toFile().setExecutable(true));
    final Path capture = TrafficFile.write(copy.resolve("a capture.pcap"), 20);
    final Ended ended =
        run(
            List.of(
                copy.resolve("weir").toString(),
                "connections",
                "--format",
                "csv",
                capture.toString()));
    assertEquals("", ended.errors);
    assertEquals(0, ended.status);
    assertEquals(21, ended.out.lines().count());
  }

  @Test
  void shouldPassOnTheExitStatus() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("whole.pcap"), 20);
    final byte[] bytes = Files.readAllBytes(capture);
    final Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(bytes, 5000));
    final Ended damaged = run(List.of(LAUNCHER.toString(), "summary", cut.toString()));
    assertEquals(1, damaged.status);
    assertTrue(damaged.out.contains("CAPTURE"), damaged.out);
    assertEquals(1, damaged.errors.lines().count(), damaged.errors);
    final Ended refused = run(List.of(LAUNCHER.toString(), "summary", "missing.pcap"));
    assertEquals(2, refused.status);
    assertEquals("", refused.out);
    assertTrue(refused.errors.startsWith("weir: missing.pcap"), refused.errors);
    assertEquals(1, refused.errors.lines().count(), refused.errors);
  }

  @Test
  void shouldEndQuietlyWhereTheReaderGoesAway() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 20_000);
    final Ended ended =
        run(
            List.of(
                "sh",
                "-c",
                "{ \"$0\" connections --format csv \"$1\"; echo status $? >&2; } | head -n 3",
                LAUNCHER.toString(),
                capture.toString()));
    assertEquals(3, ended.out.lines().count());
    assertEquals("status 0\n", ended.errors);
  }

  @Test
  void shouldSayWhereResultsCannotBeWritten() throws Exception {
    final Path capture = TrafficFile.write(folder.resolve("traffic.pcap"), 20);
    final Ended ended =
        run(
            List.of(
                "sh", "-c", "\"$0\" summary \"$1\" >/dev/full", LAUNCHER.toString(), "" + capture));
    assertEquals(2, ended.status);
    assertTrue(ended.errors.startsWith("weir: cannot write the results: "), ended.errors);
    assertEquals(1, ended.errors.lines().count(), ended.errors);
  }

  @Test
  void shouldSayWhatIsMissingWhereNothingIsBuilt() throws Exception {
    for (final String file : List.of("weir", "config/find-jdk.sh")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(PROJECT.resolve(file), folder.resolve(file));
    }
    final Ended ended = run(List.of("sh", folder.resolve("weir").toString(), "--version"));
    assertEquals(69, ended.status);
    assertEquals(1, ended.errors.lines().count(), ended.errors);
  }

  @Test
  void shouldMakeAStartUpCacheWhereItMayBeWritten() throws Exception {
    environment.remove("WEIR_NO_CACHE");
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    for (int i = 0; i < 2; i++) {
      final Ended ended = run(List.of(LAUNCHER.toString(), "--version"));
      assertEquals(0, ended.status);
      assertEquals("", ended.errors);
    }
    final File[] made = folder.resolve("cache/weir").toFile().listFiles();
    assertEquals(1, made.length, Arrays.toString(made));
    assertTrue(made[0].getName().endsWith(".aot"), made[0].getName());
    assertTrue(made[0].length() > 1_000_000, "cache of " + made[0].length() + " bytes");
    // A ruined one must not be noticed.
    Files.write(made[0].toPath(), new byte[100_000]);
    final Ended ruined = run(List.of(LAUNCHER.toString(), "--version"));
    assertEquals(0, ruined.status);
    assertEquals("", ruined.errors);
  }

  @Test
  void shouldDoWithoutACacheWhereNoneCanBeWritten() throws Exception {
    environment.remove("WEIR_NO_CACHE");
    environment.put("XDG_CACHE_HOME", "/proc/no-such-folder");
    final Ended ended = run(List.of(LAUNCHER.toString(), "--version"));
    assertEquals(0, ended.status);
    assertEquals("", ended.errors);
  }

  @Test
  void shouldPassOverAJdkThatIsTooOld() throws Exception {
    final Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("bin/java"), "#!/bin/sh\necho old\n");
    assertTrue(old.resolve("bin/java").toFile().setExecutable(true));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    environment.put("JAVA_HOME", old.toString());
    final Ended ended = run(List.of(LAUNCHER.toString(), "--version"));
    assertEquals(0, ended.status);
    assertFalse(ended.out.startsWith("old"), ended.out);
  }

  private Ended run(final List<String> command) throws IOException, InterruptedException {
    final Path out = Files.createTempFile(folder, "out", "");
    final Path errors = Files.createTempFile(folder, "errors", "");
    final ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    final Process process = builder.start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running: " + command);
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(errors));
  }
}
