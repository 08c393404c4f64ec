package dev.weir.filter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** libpcap's own compiler, as tcpdump shows it, for a capture file of any link type. */
final class Libpcap {
  private static final int MAGIC = 0xa1b2_c3d4;
  private static final int SNAPLEN = 262_144;

  private final Path folder;
  private final Map<Integer, Path> files = new HashMap<>();

  Libpcap(final Path folder) {
    this.folder = folder;
  }

  /** What became of an expression: a program, or else a refusal. */
  record Answer(List<String> program, String refusal) {}

  /** The version that tcpdump says it uses, or null if there is no tcpdump. */
  static String version() {
    try {
      final Process process =
          new ProcessBuilder("tcpdump", "--version").redirectErrorStream(true).start();
      final String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      final int at = text.indexOf("libpcap version ");
      return at < 0 ? null : text.substring(at + "libpcap version ".length()).split("\\s")[0];
    } catch (final IOException e) {
      return null;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  Answer compile(final String expression, final int linkType, final boolean optimize)
      throws IOException {
    final List<String> command = new ArrayList<>(List.of("tcpdump", "-ddd"));
    if (!optimize) {
      command.add("-O");
    }
    command.addAll(List.of("-r", file(linkType).toString(), "--", expression));
    final Process process = new ProcessBuilder(command).start();
    process.getOutputStream().close();
    final List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    final String errors =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? new Answer(null, refusal(errors))
        : new Answer(lines.subList(1, lines.size()), null);
  }

  private static String refusal(final String errors) {
    return errors
        .lines()
        .filter(line -> line.startsWith("tcpdump: "))
        .map(line -> line.substring("tcpdump: ".length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("tcpdump said: " + errors));
  }

  /** An empty capture of the link type, written on a little-endian machine. */
  private Path file(final int linkType) throws IOException {
    final Path known = files.get(linkType);
    if (known != null) {
      return known;
    }
    final ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    header.putInt(SNAPLEN).putInt(linkType);
    final Path file = folder.resolve(linkType + ".pcap");
    Files.write(file, header.array());
    files.put(linkType, file);
    return file;
  }
}
