package dev.weir.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of services and protocols, from tables that come with Weir: the same expression means the
 * same on every machine. A table is read when the first name is looked up.
 */
final class NameTables {
  /** Names of what rides on Ethernet, with EtherTypes, or the service access points of 802.2. */
  private static final Map<String, Integer> ETHER_TYPES =
      Map.ofEntries(
          Map.entry("aarp", 0x80f3),
          Map.entry("arp", 0x0806),
          Map.entry("atalk", 0x809b),
          Map.entry("decnet", 0x6003),
          Map.entry("ip", 0x0800),
          Map.entry("ip6", 0x86dd),
          Map.entry("ipx", 0xe0),
          Map.entry("iso", 0xfe),
          Map.entry("lat", 0x6004),
          Map.entry("loopback", 0x9000),
          Map.entry("mopdl", 0x6001),
          Map.entry("moprc", 0x6002),
          Map.entry("netbeui", 0xf0),
          Map.entry("rarp", 0x8035),
          Map.entry("sca", 0x6007),
          Map.entry("stp", 0x42));

  private NameTables() {}

  /**
   * The port of a service.
   *
   * @param port the number.
   * @param protocol the one protocol it is of, or null where TCP and UDP share it.
   */
  record Service(int port, Protocol protocol) {}

  private static final class Services {
    static final Map<String, String[]> BY_NAME = read("services.txt");
  }

  private static final class Protocols {
    static final Map<String, String[]> BY_NAME = read("protocols.txt");
  }

  /** A service by its name, or null. Where TCP and UDP differ, TCP's port is meant. */
  static Service service(final String name) {
    final String[] row = Services.BY_NAME.get(name);
    if (row == null) {
      return null;
    }
    final int tcp = port(row, "/tcp");
    final int udp = port(row, "/udp");
    if (tcp < 0 && udp < 0) {
      return null;
    }
    final Protocol only = tcp < 0 ? Protocol.UDP : Protocol.TCP;
    return new Service(tcp < 0 ? udp : tcp, tcp == udp ? null : only);
  }

  private static int port(final String[] row, final String protocol) {
    for (final String column : row) {
      if (column.endsWith(protocol)) {
        return Integer.parseInt(column.substring(0, column.length() - protocol.length()));
      }
    }
    return -1;
  }

  /** The number of a protocol on IP by its name, or -1. */
  static int ipProtocol(final String name) {
    final String[] row = Protocols.BY_NAME.get(name);
    return row == null ? -1 : Integer.parseInt(row[1]);
  }

  /** The EtherType or service access point of a protocol on Ethernet by its name, or -1. */
  static int etherType(final String name) {
    return ETHER_TYPES.getOrDefault(name, -1);
  }

  private static Map<String, String[]> read(final String resource) {
    final Map<String, String[]> rows = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                NameTables.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          final String[] columns = line.split(" ");
          rows.put(columns[0], columns);
        }
      }
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot read the table " + resource, e);
    }
    return rows;
  }
}
