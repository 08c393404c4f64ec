package dev.weir.report;

import static dev.weir.report.HttpColumn.count;
import static dev.weir.report.HttpColumn.seconds;
import static dev.weir.report.HttpColumn.text;
import static dev.weir.report.HttpColumn.truth;
import static dev.weir.report.HttpColumn.words;

import dev.weir.connection.Endpoint;
import dev.weir.http.HttpMessage;
import dev.weir.http.HttpNote;
import dev.weir.http.HttpRequest;
import dev.weir.http.HttpResponse;
import dev.weir.http.HttpRow;
import dev.weir.http.HttpTransaction;
import dev.weir.text.TextBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The columns of {@code weir http --format csv} and {@code json}, in order: the one place where
 * they are defined and documented.
 */
public final class HttpColumns {
  private static final List<HttpColumn> CONNECTION =
      List.of(
          count(
              "connection",
              "number of the connection's first packet, which identifies it: first_packet of weir"
                  + " connections",
              row -> row.connection().firstPacket()),
          count(
              "number",
              "the transaction's place on its connection, from 1",
              row -> row.transaction().number()),
          seconds(
              "start",
              "time of the request's first byte, or of the response's where there is no request;"
                  + " seconds since 1970-01-01 00:00 UTC",
              row -> row.transaction().startNanos()),
          text("client_address", "who sent the request", row -> address(row, row.client())),
          count("client_port", "its port", row -> row.connection().port(row.client())),
          text("server_address", "who answers", row -> address(row, row.server())),
          count("server_port", "its port", row -> row.connection().port(row.server())));

  private static final List<HttpColumn> REQUEST =
      List.of(
          text("method", "such as GET", row -> ofRequest(row, HttpRequest::method)),
          text("target", "what the request line names", row -> ofRequest(row, HttpRequest::target)),
          text("host", "value of the field Host", row -> ofRequest(row, HttpRequest::host)),
          text(
              "user_agent",
              "value of the field User-Agent",
              row -> ofRequest(row, HttpRequest::userAgent)),
          text("request_version", "1.0 or 1.1", row -> inRequest(row, HttpMessage::version)),
          text(
              "request_content_type",
              "value of the request's field Content-Type",
              row -> inRequest(row, HttpMessage::contentType)),
          text(
              "request_connection",
              "value of the request's field Connection",
              row -> inRequest(row, HttpMessage::connection)),
          count(
              "request_header_bytes",
              "bytes of the request line and the header fields, with the empty line",
              row -> numberInRequest(row, HttpMessage::headerBytes)),
          count(
              "request_body_bytes",
              "bytes of the request's content, without the framing of chunks",
              row -> numberInRequest(row, HttpMessage::bodyBytes)),
          count(
              "request_bytes",
              "bytes of the whole request on the wire, as far as it came, by sequence numbers",
              row -> numberInRequest(row, HttpMessage::bytes)),
          text(
              "request_framing",
              "how the length of its body is told: none, length, chunked, unknown",
              row -> inRequest(row, message -> message.framing().label())),
          truth(
              "request_complete",
              "whether it came to its end",
              row -> request(row) != null,
              row -> request(row).complete()),
          count(
              "request_first_packet",
              "number of the packet with its first byte",
              row -> numberInRequest(row, HttpMessage::firstPacket)),
          count(
              "request_last_packet",
              "number of the packet that made it whole, as far as it came",
              row -> numberInRequest(row, HttpMessage::lastPacket)),
          seconds(
              "request_duration",
              "from its first byte to its last, seconds",
              row -> numberInRequest(row, HttpColumns::duration)));

  private static final List<HttpColumn> RESPONSE =
      List.of(
          count(
              "status",
              "status code of the final response",
              row ->
                  response(row) == null ? HttpColumn.NONE : row.transaction().response().status()),
          text("reason", "the words behind the status", row -> ofResponse(row)),
          text("response_version", "1.0 or 1.1", row -> inResponse(row, HttpMessage::version)),
          text(
              "content_type",
              "value of the response's field Content-Type",
              row -> inResponse(row, HttpMessage::contentType)),
          text(
              "response_connection",
              "value of the response's field Connection",
              row -> inResponse(row, HttpMessage::connection)),
          count(
              "keep_alive_timeout",
              "seconds by the response's field Keep-Alive: timeout=",
              row -> numberInResponse(row, HttpMessage::keepAliveTimeout)),
          count(
              "keep_alive_max",
              "requests by the response's field Keep-Alive: max=",
              row -> numberInResponse(row, HttpMessage::keepAliveMax)),
          text(
              "upgrade",
              "value of the response's field Upgrade",
              row -> inResponse(row, HttpMessage::upgrade)),
          count(
              "content_length",
              "value of the response's field Content-Length",
              row -> numberInResponse(row, HttpMessage::declaredLength)),
          count(
              "response_header_bytes",
              "bytes of the status line and the header fields, with the empty line",
              row -> numberInResponse(row, HttpMessage::headerBytes)),
          count(
              "response_body_bytes",
              "bytes of the response's content, without the framing of chunks",
              row -> numberInResponse(row, HttpMessage::bodyBytes)),
          count(
              "response_bytes",
              "bytes of the whole response on the wire, as far as it came, by sequence numbers",
              row -> numberInResponse(row, HttpMessage::bytes)),
          text(
              "response_framing",
              "how the length of its body is told: none, length, chunked, to_close, tunnel (no HTTP"
                  + " behind the header: CONNECT, 101), unknown",
              row -> inResponse(row, message -> message.framing().label())),
          truth(
              "response_complete",
              "whether it came to its end",
              row -> response(row) != null,
              row -> response(row).complete()),
          count(
              "response_first_packet",
              "number of the packet with its first byte",
              row -> numberInResponse(row, HttpMessage::firstPacket)),
          count(
              "response_last_packet",
              "number of the packet that made it whole, as far as it came",
              row -> numberInResponse(row, HttpMessage::lastPacket)),
          count(
              "interim_responses",
              "responses with status 1xx before it",
              row -> row.transaction().interimResponses()));

  private static final List<HttpColumn> COURSE =
      List.of(
          seconds(
              "idle",
              "from the end of the transaction before to this request, seconds; 0 where they"
                  + " overlap",
              row -> known(row.transaction().idleNanos())),
          seconds(
              "time_to_first_byte",
              "from the end of the request to the first byte of the response, seconds; below 0"
                  + " where that came earlier",
              row -> row.transaction().firstByteNanos()),
          seconds(
              "response_duration",
              "from the first byte of the response to its last, seconds",
              row -> row.transaction().transferNanos()),
          truth(
              "persistent",
              "whether the connection is to stay open behind it (RFC 9112 section 9.3)",
              row -> request(row) != null && response(row) != null,
              row -> row.transaction().persists()),
          text(
              "outcome",
              "complete, length_unknown (the response's end cannot be told), cut_short (the"
                  + " response has not come to its end), no_request (not captured),"
                  + " request_cut_short, unanswered, lost_in_race (the server closed before it had"
                  + " received the request), closed_unanswered (the server closed though it had"
                  + " received it), given_up (the client closed), not_captured (the response)",
              row -> row.transaction().outcome().label()),
          text(
              "ending",
              "what came next on the connection: reused, open (nothing), closed_WHO (WHO, client or"
                  + " server, sent the first FIN), reset_WHO (WHO sent a RST, without a FIN"
                  + " before), not_followed (no more was looked at)",
              row -> row.transaction().ending().label()),
          count(
              "ending_packet",
              "number of the packet with that FIN or RST",
              row -> endingPacket(row.transaction())),
          seconds(
              "closed_after",
              "from the end of the transaction to that packet, seconds; below 0 where that came"
                  + " earlier",
              row -> row.transaction().closedAfterNanos()),
          words(
              "notes",
              "gap, cut_by_snaplen, holding_bound, midstream, pipelined, early_response, malformed,"
                  + " ambiguous_length, folded, bare_lf, long_line, stray_bytes, queue_bound:"
                  + " docs/http.md explains them",
              row ->
                  HttpNote.in(row.transaction().notes()).stream().map(HttpNote::label).toList()));

  /** All columns. */
  public static final List<HttpColumn> ALL =
      Stream.of(CONNECTION, REQUEST, RESPONSE, COURSE).flatMap(List::stream).toList();

  private HttpColumns() {}

  private static String address(final HttpRow row, final Endpoint endpoint) {
    final TextBuffer text = new TextBuffer(48);
    row.connection().writeAddress(endpoint, text);
    return text.toString();
  }

  private static HttpMessage request(final HttpRow row) {
    final HttpRequest request = row.transaction().request();
    return request == null ? null : request.message();
  }

  private static HttpMessage response(final HttpRow row) {
    final HttpResponse response = row.transaction().response();
    return response == null ? null : response.message();
  }

  private static String ofRequest(final HttpRow row, final Function<HttpRequest, String> value) {
    final HttpRequest request = row.transaction().request();
    return request == null ? null : value.apply(request);
  }

  private static String ofResponse(final HttpRow row) {
    final HttpResponse response = row.transaction().response();
    return response == null ? null : response.reason();
  }

  private static String inRequest(final HttpRow row, final Function<HttpMessage, String> value) {
    return request(row) == null ? null : value.apply(request(row));
  }

  private static long numberInRequest(final HttpRow row, final ToLongFunction<HttpMessage> value) {
    return request(row) == null ? HttpColumn.NONE : known(value.applyAsLong(request(row)));
  }

  private static String inResponse(final HttpRow row, final Function<HttpMessage, String> value) {
    return response(row) == null ? null : value.apply(response(row));
  }

  private static long numberInResponse(final HttpRow row, final ToLongFunction<HttpMessage> value) {
    return response(row) == null ? HttpColumn.NONE : known(value.applyAsLong(response(row)));
  }

  /** Counts and lengths are -1 where they are not known. */
  private static long known(final long value) {
    return value < 0 ? HttpColumn.NONE : value;
  }

  private static long duration(final HttpMessage message) {
    return message.endNanos() - message.startNanos();
  }

  private static long endingPacket(final HttpTransaction transaction) {
    return transaction.endingPacket() == 0 ? HttpColumn.NONE : transaction.endingPacket();
  }
}
