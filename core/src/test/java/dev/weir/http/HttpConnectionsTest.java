package dev.weir.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Many connections at once: who is followed, who is left, and what that may cost. */
class HttpConnectionsTest {
  private static final int ISN = 100;
  private static final int LEFT = -1;
  private static final String GET = "GET / HTTP/1.1\r\n\r\n";

  private final List<HttpRow> rows = new ArrayList<>();
  private HttpConnections http = new HttpConnections(rows::add);
  private long packet;

  /** A connection as the table has it. */
  private final class Line {
    private final OffHeapRecord record =
        OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    private final ConnectionView view = new ConnectionView();
    private final int[] next = {ISN + 1, ISN + 1};

    private Line(final boolean handshakeSeen) {
      record.putLong(ConnectionLayout.FIRST_PACKET_OFFSET, ++packet);
      final int known = ConnectionLayout.INITIAL_KNOWN | ConnectionLayout.INITIAL_KNOWN << 1;
      record.putInt(ConnectionLayout.STATE_OFFSET, handshakeSeen ? known : 0);
      for (int direction = 0; direction < 2; direction++) {
        record.putInt(
            ConnectionLayout.direction(direction) + ConnectionLayout.INITIAL_SEQUENCE_OFFSET, ISN);
      }
    }

    private int send(final Endpoint from, final String text) {
      return send(from, TcpFlags.ACK, text);
    }

    private int send(final Endpoint from, final int flags, final String text) {
      final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      final int side = from.ordinal();
      final int mark =
          http.segment(
              view.wrap(record, 0),
              new StreamSegment()
                  .header(from, next[side], next[1 - side], flags)
                  .payload(new UnsafeBuffer(bytes), 0, bytes.length, bytes.length)
                  .carriedBy(++packet, packet * 1_000));
      next[side] += bytes.length + (flags & TcpFlags.FIN);
      record.putInt(ConnectionLayout.MARK_OFFSET, mark);
      return mark;
    }

    private void end() {
      http.end(view.wrap(record, 0));
    }
  }

  @Test
  void shouldMarkAConnectionThatSpeaksSomethingElseAtItsFirstBytes() {
    assertEquals(
        LEFT, new Line(true).send(Endpoint.ORIGINATOR, "\u0016\u0003\u0001\0\u0010\u0001"));
    assertEquals(LEFT, new Line(true).send(Endpoint.RESPONDER, "SSH-2.0-x\r\n"));
    assertEquals(LEFT, new Line(false).send(Endpoint.ORIGINATOR, "\u0017\u0003\u0003\0\u0010z"));
    final Line unknown = new Line(true);
    assertTrue(unknown.send(Endpoint.ORIGINATOR, "\u0001\u0002 something of its own") < LEFT);
    assertTrue(unknown.send(Endpoint.ORIGINATOR, GET) < LEFT, "the server may still speak HTTP");
    assertEquals(LEFT, unknown.send(Endpoint.RESPONDER, "\u0003\u0004 something of its own"));
    assertEquals(0, http.followed());
  }

  @Test
  void shouldFollowAConnectionOfWhichOnlyTheServerSpeaksHttp() {
    final Line line = new Line(true);
    line.send(Endpoint.ORIGINATOR, "\u0001\u0002 something of its own");
    line.send(Endpoint.RESPONDER, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    line.end();
    assertEquals(400, rows.getFirst().transaction().response().status());
    assertEquals(HttpOutcome.NO_REQUEST, rows.getFirst().transaction().outcome());
  }

  @Test
  void shouldTakeUpAConnectionInItsMiddle() {
    final Line line = new Line(false);
    assertEquals(0, line.send(Endpoint.RESPONDER, "some of a body"));
    assertTrue(line.send(Endpoint.ORIGINATOR, GET) > 0);
    line.end();
    assertTrue(rows.getFirst().transaction().has(HttpNote.MIDSTREAM));
  }

  @Test
  void shouldKnowOfThePacketsBeforeItLookedAtTheConnection() {
    final Line silent = new Line(true);
    silent.send(Endpoint.ORIGINATOR, GET);
    silent.end();
    assertEquals(HttpOutcome.NOT_CAPTURED, rows.getFirst().transaction().outcome());
    final Line answered = new Line(true);
    answered.record.putLong(ConnectionLayout.direction(1) + ConnectionLayout.PACKETS_OFFSET, 1);
    answered.send(Endpoint.ORIGINATOR, GET);
    answered.end();
    assertEquals(HttpOutcome.UNANSWERED, rows.getLast().transaction().outcome());
  }

  @Test
  void shouldForgetAConnectionWhenBothSidesHaveClosed() {
    final Line line = new Line(true);
    line.send(Endpoint.ORIGINATOR, GET);
    line.send(Endpoint.RESPONDER, "HTTP/1.1 204 No Content\r\n\r\n");
    line.send(Endpoint.RESPONDER, TcpFlags.FIN | TcpFlags.ACK, "");
    assertEquals(1, http.followed());
    assertEquals(LEFT, line.send(Endpoint.ORIGINATOR, TcpFlags.FIN | TcpFlags.ACK, ""));
    assertEquals(0, http.followed());
    assertEquals(HttpEnding.CLOSED_SERVER, rows.getFirst().transaction().ending());
  }

  @Test
  void shouldSeeThatTheServerClosedBeforeTheFirstRequest() {
    final Line line = new Line(true);
    line.send(Endpoint.RESPONDER, TcpFlags.FIN | TcpFlags.ACK, "");
    line.next[1]--;
    line.send(Endpoint.ORIGINATOR, GET);
    line.end();
    assertEquals(HttpOutcome.LOST_IN_RACE, rows.getFirst().transaction().outcome());
    assertEquals(HttpEnding.CLOSED_SERVER, rows.getFirst().transaction().ending());
  }

  @Test
  void shouldLeaveWhoWasSilentLongestWhereTheRoomIsFullAndTakeItUpAgain() {
    http = new HttpConnections(rows::add, 40_000);
    final List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(new Line(true));
      lines.getLast().send(Endpoint.ORIGINATOR, GET);
    }
    assertTrue(http.followed() < 40, "followed: " + http.followed());
    assertEquals(100 - http.followed(), http.dropped());
    assertEquals(http.dropped(), rows.size());
    assertEquals(1, rows.getFirst().connection().firstPacket(), "the oldest goes first");
    assertEquals(HttpEnding.NOT_FOLLOWED, rows.getFirst().transaction().ending());

    rows.clear();
    final Line first = lines.getFirst();
    assertEquals(-2, first.send(Endpoint.RESPONDER, "whatever"));
    assertTrue(first.send(Endpoint.ORIGINATOR, GET) > 0);
    first.send(Endpoint.RESPONDER, "HTTP/1.1 204 No Content\r\n\r\n");
    rows.clear();
    first.end();
    assertEquals(1, rows.size());
    assertEquals(HttpOutcome.COMPLETE, rows.getFirst().transaction().outcome());
    assertTrue(rows.getFirst().transaction().has(HttpNote.MIDSTREAM));
  }
}
