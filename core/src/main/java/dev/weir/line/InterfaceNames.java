package dev.weir.line;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names that this host has for network interfaces' numbers. */
final class InterfaceNames {
  private static final Path LINUX = Path.of("/sys/class/net");

  private InterfaceNames() {}

  /** The name of an interface; {@code ?} where this host has none of that number. */
  static String of(final int index) {
    if (Files.isDirectory(LINUX)) {
      return ofLinux(index);
    }
    try {
      final NetworkInterface found = index > 0 ? NetworkInterface.getByIndex(index) : null;
      return found == null ? "?" : found.getName();
    } catch (final SocketException e) {
      return "?";
    }
  }

  /** Java's own list lacks interfaces without an address. */
  private static String ofLinux(final int index) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(LINUX)) {
      for (final Path entry : entries) {
        final Path number = entry.resolve("ifindex");
        if (Files.isReadable(number)
            && Files.readString(number).strip().equals(Integer.toString(index))) {
          return entry.getFileName().toString();
        }
      }
    } catch (final IOException e) {
      return "?";
    }
    return "?";
  }
}
