package dev.weir.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs and refusals that libpcap 1.10.3 made once, for machines that do not have it. */
final class LibpcapGolden {
  private static final String RESOURCE = "golden.txt";

  private LibpcapGolden() {}

  /** An expression, and what libpcap makes of it for a link type. */
  record Case(int linkType, String expression, String expected) {}

  static List<Case> cases() throws IOException {
    try (var stream = LibpcapGolden.class.getResourceAsStream(RESOURCE)) {
      final String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(LibpcapGolden::parse).toList();
    }
  }

  private static Case parse(final String line) {
    final String[] columns = line.split("\t", -1);
    return new Case(Integer.parseInt(columns[0]), columns[1], columns[2]);
  }

  /** Instructions on one line. Of two of them libpcap leaves an operand that means nothing. */
  static String text(final List<String> program) {
    final StringBuilder text = new StringBuilder();
    for (final String instruction : program) {
      text.append(instruction.replaceFirst("^(7|135) 0 0 .*", "$1 0 0 0")).append(';');
    }
    return text.toString();
  }

  /**
   * Writes the file anew with the libpcap of this machine.
   *
   * @param arguments the file.
   * @throws IOException where tcpdump or the file cannot be used.
   */
  public static void main(final String[] arguments) throws IOException {
    final Path file = Path.of(arguments[0]);
    final Libpcap libpcap = new Libpcap(Files.createTempDirectory("weir-golden"));
    final List<String> lines = new ArrayList<>();
    for (final String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        lines.add(line);
      } else {
        final Case old = parse(line);
        final Libpcap.Answer answer = libpcap.compile(old.expression(), old.linkType(), true);
        final String made =
            answer.program() == null ? "ERR " + answer.refusal() : text(answer.program());
        lines.add(old.linkType() + "\t" + old.expression() + "\t" + made);
      }
    }
    Files.write(file, lines);
  }
}
