package dev.weir.line;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints many captures in one JVM, to be compared with tcpdump: {@code PrintFiles OPTIONS LIST}
 * where each line of LIST is a capture, a TAB and the file that its lines go to.
 */
final class PrintFiles {
  private PrintFiles() {}

  public static void main(final String[] arguments) throws IOException {
    for (final String line : Files.readAllLines(Path.of(arguments[1]))) {
      final String[] names = line.split("\t");
      final TextBuffer text = new TextBuffer();
      final LineOptions options = options(arguments[0]);
      try {
        print(Path.of(names[0]), options, text);
      } catch (final CaptureException | RuntimeException e) {
        System.err.println(names[0] + ": " + e);
        if (!(e instanceof CaptureException)) {
          e.printStackTrace();
        }
      }
      try (OutputStream out = Files.newOutputStream(Path.of(names[1]))) {
        text.writeTo(out);
      }
    }
  }

  static LineOptions options(final String words) {
    final LineOptions options = new LineOptions().zone(java.time.ZoneOffset.UTC);
    if (words.contains("--nano")) {
      options.nanoseconds(true);
    }
    final String letters = words.replaceAll("--\\w+|-M \\w+", "").replace(" ", "").replace("-", "");
    options.numeric(count(letters, 'n')).timestamp(count(letters, 't'));
    options.quiet(count(letters, 'q')).verbosity(count(letters, 'v'));
    options.hex(count(letters, 'x')).hexAndAscii(count(letters, 'X'));
    options.ascii(count(letters, 'A')).numbered(letters.indexOf('#') >= 0);
    options.linkHeader(letters.indexOf('e') >= 0).absolute(letters.indexOf('S') >= 0);
    options.unchecked(letters.indexOf('K') >= 0);
    if (options.numeric == 0) {
      options.services(ServiceNames.ofThisMachine());
    }
    final int secret = words.indexOf("-M ");
    if (secret >= 0) {
      options.secret(words.substring(secret + 3).split(" ")[0]);
    }
    return options;
  }

  private static int count(final String words, final char letter) {
    return (int) words.chars().filter(c -> c == letter).count();
  }

  static void print(final Path file, final LineOptions options, final TextBuffer text)
      throws CaptureException {
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final LinePrinter printer = new LinePrinter(options, text, 1);
      long number = 0;
      while (cursor.next()) {
        if (TcpFilter.matches(cursor.packet(), cursor.linkType())) {
          number++;
          printer.print(
              cursor.packet(),
              cursor.linkType(),
              cursor.originalLength(),
              cursor.timestampSeconds(),
              cursor.timestampFraction(),
              number);
        }
      }
    }
  }
}
