package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Packets of connections, against a plain list of them. */
class ConnectionSpansTest {
  private static final int KEYS = 50;

  private final ConnectionHash hash = new ConnectionHash(3);
  private final ConnectionTable table = new ConnectionTable(hash, ExpiryPolicy.DEFAULT);
  private final ConnectionKey key = new ConnectionKey();

  private record Span(int key, long first, long last) {
    boolean holds(final int otherKey, final long packet) {
      return key == otherKey && first <= packet && packet <= last;
    }
  }

  /** Keys that differ in one thing from one another: a port, an address, the version. */
  private void key(final int which, final boolean turned) {
    final boolean ipv6 = (which & 1) != 0;
    final long one = which / 4;
    final int port = 1000 + which / 2 % 2;
    if (turned) {
      key.set(ipv6, 0, 77, 80, 0, one, port);
    } else {
      key.set(ipv6, 0, one, port, 0, 77, 80);
    }
  }

  private ConnectionView connection(final Span span) {
    key(span.key, false);
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    final int number = table.create(key, key.hash(hash));
    table.record(number).putLong(ConnectionLayout.FIRST_PACKET_OFFSET, span.first);
    table.record(number).putLong(ConnectionLayout.LAST_PACKET_OFFSET, span.last);
    table.copyTo(number, copy, 0);
    return new ConnectionView().wrap(copy, 0);
  }

  @Test
  void shouldHoldThePacketsBetweenTheFirstAndTheLast() {
    final SplittableRandom random = new SplittableRandom(9);
    final List<Span> spans = new ArrayList<>();
    try (table;
        ConnectionSpans held = new ConnectionSpans(hash)) {
      for (int which = 0; which < KEYS; which++) {
        long packet = 1 + random.nextInt(30);
        for (int i = random.nextInt(6); i > 0; i--) {
          final Span span = new Span(which, packet, packet + random.nextInt(20));
          spans.add(span);
          held.add(connection(span));
          packet = span.last + 1 + random.nextInt(20);
        }
      }
      assertEquals(spans.size(), held.connections());
      int inside = 0;
      for (long packet = 1; packet < 300; packet++) {
        for (int which = 0; which < KEYS; which++) {
          final int asked = which;
          final long number = packet;
          key(which, random.nextBoolean());
          final boolean expected = spans.stream().anyMatch(span -> span.holds(asked, number));
          inside += expected ? 1 : 0;
          assertEquals(
              expected, held.hold(key, key.hash(hash), packet), "key " + which + ", " + packet);
        }
      }
      assertEquals(true, inside > 1_000, "few packets were inside: " + inside);
    }
  }
}
