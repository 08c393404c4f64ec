package dev.weir.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing that an endpoint can send makes it throw, or take more memory than is said. */
class HttpFuzzTest {
  private static final String[] PIECES = {
    "GET / HTTP/1.1\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 100 \r\n",
    "Content-Length: ",
    "5",
    "18446744073709551616",
    "Transfer-Encoding: chunked\r\n",
    "\r\n",
    "\n",
    " ",
    "\t",
    ":",
    "0\r\n",
    "ffffffffffffffff\r\n",
    "7fffffffffffffff\r\n",
    "a;b\r\n",
    "CONNECT a:1 HTTP/1.1\r\n\r\n",
    "HEAD / HTTP/1.0\r\n\r\n",
    "\u0000",
    "\u00ff",
    "Keep-Alive: timeout=,max=x,=\r\n",
    "PRI * HTTP/2",
    "Connection: close\r\n",
    "\u0016\u0003\u0001",
    "HTTP/",
    "x".repeat(20_000)
  };

  @Test
  void shouldReadAnythingInAnyOrder() {
    final Random random = new Random(17);
    for (int round = 0; round < 4_000; round++) {
      final Dialogue dialogue = random.nextInt(4) == 0 ? Dialogue.midstream() : Dialogue.opened();
      for (int i = random.nextInt(12); i >= 0; i--) {
        if (random.nextBoolean()) {
          dialogue.client(text(random));
        } else {
          dialogue.server(text(random));
        }
        if (random.nextInt(5) == 0) {
          dialogue.serverSkips(random.nextInt(100));
        }
      }
      final List<Dialogue.Sent> segments = new ArrayList<>();
      for (final Dialogue.Sent sent : dialogue.segments()) {
        final int place = random.nextInt(5) == 0 ? random.nextInt(segments.size() + 1) : -1;
        final Dialogue.Sent changed =
            new Dialogue.Sent(
                sent.from(),
                random.nextInt(30) == 0 ? random.nextInt() : sent.sequence(),
                random.nextInt(30) == 0 ? random.nextInt() : sent.ack(),
                random.nextInt(30) == 0 ? random.nextInt(256) : sent.flags(),
                random.nextInt(30) == 0 ? random.nextInt(70_000) : sent.length(),
                sent.cutTo(random.nextInt(8) == 0 ? random.nextInt(40) : 100_000).payload(),
                sent.nanos());
        segments.add(place < 0 ? segments.size() : place, changed);
      }
      final HttpConnection connection = Dialogue.read(segments, new ArrayList<>());
      assertTrue(connection.memory() < 1 << 20, "round " + round);
    }
  }

  private static String text(final Random random) {
    final StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @Test
  void shouldReadRandomBytes() {
    final Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      final byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      final String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Dialogue.opened().client(text).server(text, 7).transactions();
    }
  }

  @Test
  void shouldTakeNoMoreMemoryForAHeaderWithoutEnd() {
    final HttpConnection connection = new HttpConnection(transaction -> {});
    final Dialogue dialogue = Dialogue.opened().client("GET / HTTP/1.1\r\nX: ");
    dialogue.client("y".repeat(4 << 20), 60_000);
    long number = 0;
    for (final Dialogue.Sent sent : dialogue.segments()) {
      connection.segment(
          sent.from(),
          sent.sequence(),
          sent.ack(),
          sent.flags(),
          sent.length(),
          sent.payload(),
          ++number,
          sent.nanos());
      assertTrue(connection.memory() < 40_000, "after " + number);
    }
  }
}
