package dev.weir.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Style sheets: resources beside this class. */
final class StyleSheet {
  private StyleSheet() {}

  /** The text of a style sheet, which must hold nothing that XML would have to escape. */
  static String read(final String name) throws IOException {
    try (InputStream in = StyleSheet.class.getResourceAsStream(name)) {
      return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
