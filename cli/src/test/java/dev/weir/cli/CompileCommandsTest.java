package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompileCommandsTest {
  private static final String COMMAND = "dontinline ";

  @Test
  void shouldNameMethodsThatAreThere() throws IOException, ClassNotFoundException {
    final List<String> names =
        Files.readAllLines(Path.of("../config/compile-commands")).stream()
            .filter(line -> line.startsWith(COMMAND))
            .map(line -> line.substring(COMMAND.length()))
            .toList();
    assertTrue(names.size() > 20, names.toString());
    for (final String name : names) {
      final String[] parts = name.split("::");
      final Method[] methods =
          Class.forName(parts[0], false, getClass().getClassLoader()).getDeclaredMethods();
      assertTrue(Arrays.stream(methods).anyMatch(m -> m.getName().equals(parts[1])), name);
    }
  }
}
