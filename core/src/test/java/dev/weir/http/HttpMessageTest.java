package dev.weir.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of requests and responses. */
class HttpMessageTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void shouldReadTheFieldsOfBothMessages() {
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client(
                    "POST /form?x=1 HTTP/1.1\r\nHost: example.org:8080\r\nUser-Agent: probe/1.0\r\n"
                        + "content-type: text/plain\r\nCONTENT-LENGTH: 5\r\nConnection: keep-alive"
                        + "\r\n\r\nhello")
                .server(
                    "HTTP/1.1 201 Created here\r\nContent-Type: text/html; charset=utf-8\r\n"
                        + "Keep-Alive: timeout=5, max=100\r\nContent-Length: 3\r\n\r\nyes")
                .transactions());
    final HttpRequest request = transaction.request();
    assertEquals("POST", request.method());
    assertEquals("/form?x=1", request.target());
    assertEquals("example.org:8080", request.host());
    assertEquals("probe/1.0", request.userAgent());
    assertEquals("text/plain", request.message().contentType());
    assertEquals("keep-alive", request.message().connection());
    assertEquals("1.1", request.message().version());
    assertEquals(5, request.message().bodyBytes());
    assertEquals(request.message().headerBytes() + 5, request.message().bytes());
    final HttpResponse response = transaction.response();
    assertEquals(201, response.status());
    assertEquals("Created here", response.reason());
    assertEquals("text/html; charset=utf-8", response.message().contentType());
    assertEquals(5, response.message().keepAliveTimeout());
    assertEquals(100, response.message().keepAliveMax());
    assertEquals(3, response.message().declaredLength());
    assertEquals(0, transaction.notes());
    assertTrue(transaction.persists());
    assertEquals(HttpOutcome.COMPLETE, transaction.outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nbody | length  | 4",
        "GET  | HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n | length  | 0",
        "HEAD | HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\n | none | 0",
        "HEAD | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | none | 0",
        "GET  | HTTP/1.1 204 No Content\\r\\n\\r\\n | none | 0",
        "GET  | HTTP/1.1 304 Not Modified\\r\\nContent-Length: 4\\r\\n\\r\\n | none | 0",
        "GET  | HTTP/1.1 200 OK\\r\\n\\r\\nto the end | to_close | 10",
        "GET  | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nxyz | to_close | 3",
        "GET  | HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Transfer-Encoding: identity\\r"
            + "\\n"
            + "Content-Length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "xy | length | 2",
        "GET  | HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Transfer-Encoding: gzip, Chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "5\\r"
            + "\\n"
            + "hello\\r"
            + "\\n"
            + "A;x=y\\r"
            + "\\n"
            + "0123456789\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "Trailer: x\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | chunked | 15",
        "GET  | HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\n\\r\\n | tunnel | 0",
        "CONNECT | HTTP/1.1 200 OK\\r\\n\\r\\n | tunnel | 0",
        "CONNECT | HTTP/1.1 407 No\\r\\nContent-Length: 1\\r\\n\\r\\nx | length | 1",
      })
  void shouldTellTheLengthOfABody(
      final String method, final String response, final String framing, final int length) {
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client(method + " /x HTTP/1.1\r\n\r\n")
                .server(unescape(response))
                .fin(Dialogue.SERVER)
                .transactions());
    assertEquals(framing, transaction.response().message().framing().label());
    assertEquals(length, transaction.response().message().bodyBytes());
    assertTrue(transaction.response().message().complete());
    assertEquals(unescape(response).length(), transaction.response().message().bytes());
    assertEquals(0, transaction.notes());
  }

  @Test
  void shouldCountInterimResponses() {
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client("PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                .server("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
                .client("data")
                .server("HTTP/1.1 204 No Content\r\n\r\n")
                .transactions());
    assertEquals(2, transaction.interimResponses());
    assertEquals(204, transaction.response().status());
    assertEquals(Dialogue.STEP_NANOS, transaction.firstByteNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: x                                       | MALFORMED",
        "Content-Length: -5                                      | MALFORMED",
        "Content-Length: 99999999999999999999999                 | MALFORMED",
        "Content-Length: 5\\r\\nContent-Length: 6                | AMBIGUOUS_LENGTH",
        "Content-Length: 5, 6                                    | AMBIGUOUS_LENGTH",
      })
  void shouldSayThatALengthIsNotKnownWhereItMakesNoSense(
      final String fields, final HttpNote expected) {
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client(GET)
                .server("HTTP/1.1 200 OK\r\n" + unescape(fields) + "\r\n\r\nhello")
                .fin(Dialogue.SERVER)
                .transactions());
    assertEquals(HttpFraming.UNKNOWN, transaction.response().message().framing());
    assertEquals(-1, transaction.response().message().bodyBytes());
    assertTrue(transaction.has(expected));
    assertEquals(HttpOutcome.LENGTH_UNKNOWN, transaction.outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x\r\n", "12345678901234567\r\n", "-1\r\n", "5\r\nhelloX\r\n"})
  void shouldGiveUpChunksThatMakeNoSense(final String chunks) {
    final HttpTransaction transaction =
        Dialogue.opened()
            .client(GET)
            .server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
            .client("GET /next HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 204 No Content\r\n\r\n")
            .transactions()
            .getLast();
    if (chunks.isEmpty()) {
      // The server's next bytes are taken for a chunk's size, which is what a client does, too.
      assertEquals(HttpOutcome.UNANSWERED, transaction.outcome());
    } else {
      assertEquals(204, transaction.response().status());
    }
  }

  @Test
  void shouldNoteWhatIsOddAndReadItAnyway() {
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client("\r\n\r\nGET /odd  thing HTTP/1.1 \nhost : a\nX: 1\n\t2\nno colon\n\n")
                .server(
                    "HTTP/1.0 200\r\nContent-Length: 7\r\nTransfer-Encoding:\r\n chunked\r\n\r\n"
                        + "2\r\nab\r\n0\r\n\r\n")
                .transactions());
    assertEquals("/odd  thing", transaction.request().target());
    assertEquals("a", transaction.request().host());
    for (final HttpNote note :
        List.of(HttpNote.BARE_LF, HttpNote.MALFORMED, HttpNote.FOLDED, HttpNote.AMBIGUOUS_LENGTH)) {
      assertTrue(transaction.has(note), note.label());
    }
    assertEquals(HttpFraming.CHUNKED, transaction.response().message().framing());
    assertEquals(2, transaction.response().message().bodyBytes());
    assertEquals("", transaction.response().reason());
    assertFalse(transaction.persists());
  }

  @Test
  void shouldKeepNoMoreOfALineThanItsBound() {
    final String longField = "Cookie: " + "c".repeat(3 * LineBuffer.MOST_BYTES);
    final String target = "/" + "t".repeat(2 * LineBuffer.MOST_BYTES);
    final HttpTransaction transaction =
        only(
            Dialogue.opened()
                .client("GET " + target + " HTTP/1.1\r\n" + longField + "\r\nHost: b\r\n\r\n", 1460)
                .server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                .transactions());
    assertTrue(transaction.has(HttpNote.LONG_LINE));
    assertTrue(target.startsWith(transaction.request().target()));
    assertEquals("b", transaction.request().host());
    assertEquals(HttpOutcome.COMPLETE, transaction.outcome());
  }

  @Test
  void shouldPairPipelinedRequestsInOrder() {
    final List<HttpTransaction> transactions =
        Dialogue.opened()
            .client(
                "GET /1 HTTP/1.1\r\n\r\n"
                    + "HEAD /2 HTTP/1.1\r\n\r\n"
                    + "POST /3 HTTP/1.1\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "1\r\n"
                    + "x\r\n"
                    + "0\r\n\r\n"
                    + "GET /4 HTTP/1.1\r\n\r\n")
            .server(
                "HTTP/1.1 200 One\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 Two\r\n"
                    + "Content-Length: 9\r\n\r\nHTTP/1.1 200 Three\r\nContent-Length: 0\r\n\r\n"
                    + "HTTP/1.1 404 Four\r\nContent-Length: 1\r\n\r\nx")
            .transactions();
    assertEquals(4, transactions.size());
    assertEquals("One", transactions.get(0).response().reason());
    assertEquals("Two", transactions.get(1).response().reason());
    assertEquals("/3", transactions.get(2).request().target());
    assertEquals(1, transactions.get(2).request().message().bodyBytes());
    assertEquals(404, transactions.get(3).response().status());
    assertFalse(transactions.get(0).has(HttpNote.PIPELINED));
    assertTrue(transactions.get(1).has(HttpNote.PIPELINED));
    assertEquals(0, transactions.get(1).idleNanos());
    assertEquals(HttpEnding.REUSED, transactions.get(2).ending());
    assertEquals(HttpEnding.OPEN, transactions.get(3).ending());
  }

  @Test
  void shouldLeaveATunnelAlone() {
    final List<HttpTransaction> transactions =
        Dialogue.opened()
            .client("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
            .server(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0081\u0005hello")
            .client("GET /not-http HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\n\r\n")
            .fin(Dialogue.CLIENT)
            .transactions();
    final HttpTransaction transaction = only(transactions);
    assertTrue(transaction.upgrades());
    assertEquals("websocket", transaction.response().message().upgrade());
    assertEquals(HttpEnding.CLOSED_CLIENT, transaction.ending());
  }

  @Test
  void shouldEndAResponseWithoutRequestAtTheNextOneWhereItsBodyIsMissing() {
    final List<HttpTransaction> transactions =
        Dialogue.midstream()
            .server("HTTP/1.1 302 Found\r\nContent-Length: 689\r\n\r\n")
            .server("HTTP/1.1 302 Found\r\nContent-Length: 4\r\n\r\nbody")
            .transactions();
    assertEquals(2, transactions.size());
    assertEquals(HttpFraming.NONE, transactions.get(0).response().message().framing());
    assertEquals(HttpOutcome.NO_REQUEST, transactions.get(1).outcome());
    assertNull(transactions.get(1).request());
  }

  private static HttpTransaction only(final List<HttpTransaction> transactions) {
    assertEquals(1, transactions.size());
    return transactions.getFirst();
  }

  private static String unescape(final String text) {
    return text.strip().replace("\\r", "\r").replace("\\n", "\n");
  }
}
