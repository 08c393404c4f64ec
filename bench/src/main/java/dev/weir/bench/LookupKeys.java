package dev.weir.bench;

import dev.weir.connection.ConnectionKey;

/** Keys of made-up connections by number, and numbers in an order that no prefetcher guesses. */
final class LookupKeys {
  private static final int CLIENTS = 0x0A00_0000;
  private static final int SERVERS = 0xC0A8_0000;

  private long state = 0x9E37_79B9_7F4A_7C15L;

  /** Sets a key to that of a connection: half of them from either side. */
  static void set(final ConnectionKey key, final int connection) {
    final long client = clientOf(connection);
    final long server = serverOf(connection);
    final int port = portOf(connection);
    if ((connection & 1) == 0) {
      key.set(false, 0, client, port, 0, server, 443);
    } else {
      key.set(false, 0, server, 443, 0, client, port);
    }
  }

  static long clientOf(final int connection) {
    return CLIENTS + connection & 0xFFFF_FFFFL;
  }

  static long serverOf(final int connection) {
    return SERVERS + (connection & 0xFF) & 0xFFFF_FFFFL;
  }

  static int portOf(final int connection) {
    return 1024 + (connection & 0x7FFF);
  }

  /** A random number below a limit: a linear congruential generator's upper bits. */
  int next(final int limit) {
    state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return (int) ((state >>> 33) * limit >>> 31);
  }
}
