package dev.weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.testdata.ConnectionTruth;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java example compiles, runs, and counts right. */
class LibraryExampleTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void shouldCountResetsByServer() throws Exception {
    final Path capture = folder.resolve("traffic.pcap");
    final TrafficSettings settings = new TrafficSettings().seed(5).connections(2_000);
    final Map<String, Integer> expected = new TreeMap<>();
    try (TruthTable truth = new TruthTable(settings.connections())) {
      try (PcapFileWriter writer = PcapFileWriter.create(capture, new PcapFormat())) {
        new TrafficMix(settings).generate(writer, truth);
      }
      for (int i = 0; i < truth.count(); i++) {
        if (truth.row(i).ending() == ConnectionTruth.Ending.RESET_RESPONDER) {
          expected.merge(truth.row(i).responder().address(), 1, Integer::sum);
        }
      }
    }
    assertTrue(expected.size() > 3, "servers that reset: " + expected.size());
    final StringBuilder lines = new StringBuilder();
    expected.forEach((server, count) -> lines.append(server + " " + count + "\n"));
    assertEquals(lines.toString(), run(compile(), capture.toString()));
  }

  private String compile() throws Exception {
    final Matcher found = EXAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
    assertTrue(found.find(), "README.md has an example in Java");
    final Path source = folder.resolve(found.group(2) + ".java");
    Files.writeString(source, found.group(1));
    final int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, status, "the example compiles");
    return found.group(2);
  }

  private String run(final String example, final String capture) throws Exception {
    final PrintStream before = System.out;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader
          .loadClass(example)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {capture});
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
