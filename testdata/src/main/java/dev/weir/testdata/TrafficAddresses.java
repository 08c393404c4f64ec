package dev.weir.testdata;

import java.util.SplittableRandom;

/**
 * Gives each connection a tuple that no other has: client address and client port never meet twice.
 */
final class TrafficAddresses {
  /**
   * First and number of the ports that Linux takes for outgoing connections; none is a likely
   * server port.
   */
  private static final int FIRST_PORT = 32_768;

  private static final int PORTS = 28_000;

  /**
   * Has no common divisor with PORTS, so that a client's ports jump about without ever meeting
   * twice.
   */
  private static final int PORT_STRIDE = 9_001;

  private static final int CONNECTIONS_PER_CLIENT = 200;
  private static final int CONNECTIONS_PER_SERVER = 500;

  private static final int[] SERVER_PORTS = {
    443, 443, 443, 443, 80, 80, 22, 3306, 8080, 5432, 6379, 25, 993, 9000, 9200, 27_017, 50_051,
    61_616, 1316, 53
  };

  private final int clients;
  private final int servers;
  private final SplittableRandom random;

  TrafficAddresses(final int connections, final SplittableRandom random) {
    this.clients = Math.clamp(connections / CONNECTIONS_PER_CLIENT, 4, 1 << 20);
    this.servers = Math.clamp(connections / CONNECTIONS_PER_SERVER, 20, 4_000);
    this.random = random;
  }

  void assign(final Connection connection, final int number) {
    final int client = number % clients;
    final long turn = number / clients;
    final TrafficEndpoint one = connection.client;
    one.port = FIRST_PORT + (int) ((turn * PORT_STRIDE + client * 31L) % PORTS);
    final double skew = random.nextDouble();
    final int server = (int) (servers * skew * skew * skew);
    final TrafficEndpoint other = connection.server;
    other.port = port(server);
    if (connection.ipv6) {
      one.addressHigh = 0x2001_0db8_00c1_0000L | client >>> 16;
      one.addressLow = (client & 0xffffL) << 48 | 0x0a_0000_0001L;
      other.addressHigh = server % 4 == 0 ? 0x2001_0db8_0000_0005L : 0x2a00_1450_4001_0800L;
      other.addressLow = 0x2000L + server;
    } else {
      one.addressHigh = 0;
      one.addressLow = 0x0a00_0100L + client;
      other.addressHigh = 0;
      other.addressLow = (server % 4 == 0 ? 0x0102_0300L : 0x5db8_d800L) + server;
    }
  }

  private static int port(final int server) {
    return SERVER_PORTS[server % SERVER_PORTS.length];
  }
}
