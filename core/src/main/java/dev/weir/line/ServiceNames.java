package dev.weir.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names of TCP ports (services(5)) and of IP protocols (protocols(5)). */
public final class ServiceNames {
  /** Knows no names. */
  public static final ServiceNames NONE = new ServiceNames();

  private final byte[][] ports = new byte[65536][];
  private final byte[][] udpPorts = new byte[65536][];
  private final byte[][] protocols = new byte[256][];

  private ServiceNames() {}

  /**
   * The names that this machine has in {@code /etc}, as tcpdump prints them without {@code -n}.
   *
   * @return what the files say; nothing where there are none.
   */
  public static ServiceNames ofThisMachine() {
    final ServiceNames names = new ServiceNames();
    for (final String line : lines(Path.of("/etc/services"))) {
      final String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words.length >= 2 && words[1].matches("\\d{1,5}/(tcp|udp)")) {
        final int slash = words[1].indexOf('/');
        final int port = Integer.parseInt(words[1].substring(0, slash));
        // As tcpdump, which hangs the later entry of a port behind the earlier one.
        put(words[1].endsWith("/tcp") ? names.ports : names.udpPorts, port, words[0]);
      }
    }
    for (final String line : lines(Path.of("/etc/protocols"))) {
      final String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words.length >= 2 && words[1].matches("\\d{1,3}")) {
        put(names.protocols, Integer.parseInt(words[1]), words[0]);
      }
    }
    return names;
  }

  private static void put(final byte[][] names, final int number, final String name) {
    if (number < names.length && names[number] == null) {
      names[number] = name.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String[] lines(final Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).split("\n");
    } catch (final IOException e) {
      return new String[0];
    }
  }

  /** The name of a TCP port; null where there is none. */
  byte[] port(final int number) {
    return ports[number];
  }

  /** The name of a UDP port; null where there is none. */
  byte[] udpPort(final int number) {
    return udpPorts[number];
  }

  /** The name of an IP protocol; null where there is none. */
  byte[] protocol(final int number) {
    return protocols[number];
  }
}
