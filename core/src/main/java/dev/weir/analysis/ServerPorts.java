package dev.weir.analysis;

/**
 * Ports that servers are likely to listen on, for telling client from server where a capture does
 * not show the handshake.
 *
 * <p>The list is Zeek's: the TCP ports of all analyzers that its default scripts load.
 */
final class ServerPorts {
  private static final int[] LIKELY = {
    21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614,
    631, 636, 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223,
    5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000
  };

  private static final long[] BITS = new long[65_536 / Long.SIZE];

  static {
    for (final int port : LIKELY) {
      BITS[port >>> 6] |= 1L << port;
    }
  }

  private ServerPorts() {}

  static boolean isLikely(final int port) {
    return (BITS[port >>> 6] & 1L << port) != 0;
  }

  /**
   * Whether people type into the service of a port, so that it may be silent for long: FTP, SSH,
   * Telnet and rlogin, as Zeek's default scripts have it.
   */
  static boolean isInteractive(final int port) {
    return port >= 21 && port <= 23 || port == 513;
  }

  /**
   * Whether the sender of a connection's first packet, one without SYN, is taken for the server.
   */
  static boolean isSenderServer(final int sourcePort, final int destinationPort) {
    return isLikely(sourcePort) && (!isLikely(destinationPort) || sourcePort < destinationPort);
  }
}
